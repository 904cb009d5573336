"""Buttons about the own data, and about who sees a child."""

from __future__ import annotations

from bot.keyboards.packing import Number, Pressed


class ConsentTextPressed(Pressed, prefix="ct"):
    """The text that the account consented to, to read it again."""


class OwnDataPressed(Pressed, prefix="md"):
    pass


class ErasurePressed(Pressed, prefix="er"):
    """What erasing would mean, said before it is done."""


class ErasureConfirmed(Pressed, prefix="ey"):
    pass


class WhoSeesPressed(Pressed, prefix="ws"):
    """Certificate 0 is the only child, or asks which; `family` says where one came from."""

    certificate: Number
    family: bool


class UnlinkPressed(Pressed, prefix="ul"):
    """What it would mean to see the child no longer; `family` as in `WhoSeesPressed`."""

    certificate: Number
    family: bool


class UnlinkConfirmed(Pressed, prefix="uy"):
    certificate: Number
