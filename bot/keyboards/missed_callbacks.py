"""Buttons of somebody who comes back; see `callbacks` for the others."""

from __future__ import annotations

from bot.keyboards.packing import Pressed


class MissedWanted(Pressed, prefix="mw"):
    """What could not be delivered, after all."""


class MissedForgotten(Pressed, prefix="mf"):
    """None of it."""
