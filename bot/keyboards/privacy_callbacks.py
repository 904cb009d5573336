"""Buttons about the own data, and about who sees a child."""

from __future__ import annotations

from bot.keyboards.packing import Number, Pressed


class OwnDataPressed(Pressed, prefix="md"):
    pass


class ErasurePressed(Pressed, prefix="er"):
    """What erasing would mean, said before it is done."""


class ErasureConfirmed(Pressed, prefix="ey"):
    pass


class WhoSeesPressed(Pressed, prefix="ws"):
    """Certificate 0 is the only child, or asks which."""

    certificate: Number


class UnlinkPressed(Pressed, prefix="ul"):
    """What it would mean to see the child no longer."""

    certificate: Number


class UnlinkConfirmed(Pressed, prefix="uy"):
    certificate: Number
