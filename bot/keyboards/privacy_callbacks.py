"""Buttons about the own data; none of them says whose: it is always the presser's."""

from __future__ import annotations

from bot.keyboards.packing import Pressed


class OwnDataPressed(Pressed, prefix="md"):
    pass


class ErasurePressed(Pressed, prefix="er"):
    """What erasing would mean, said before it is done."""


class ErasureConfirmed(Pressed, prefix="ey"):
    pass
