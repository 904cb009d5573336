"""Buttons with which a provider says how much of a month was given; see `callbacks` for others."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from bot.keyboards.packing import Day, Number, Pressed
from core.domain.completeness import WHOLE

Percent = Annotated[Number, Field(le=WHOLE)]


class CompletenessPressed(Pressed, prefix="kg"):
    """Of which group?"""

    provider: Number
    page: Number


class GroupMonthsPressed(Pressed, prefix="km"):
    """Of which month?"""

    provider: Number
    group: Number


class OfMonth(Pressed, prefix="-"):
    """About a group's month, by its first day; which provider's staff presses it is checked, not
    believed.
    """

    provider: Number
    group: Number
    month: Day


class MonthPressed(OfMonth, prefix="kp"):
    """How much? A number may be typed."""


class PercentPressed(OfMonth, prefix="kc"):
    """What would it mean?"""

    percent: Percent


class PercentConfirmed(OfMonth, prefix="ky"):
    percent: Percent
