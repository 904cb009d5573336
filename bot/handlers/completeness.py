"""The provider's staff: how much of a month's lessons a group got (LED-4)."""

from __future__ import annotations

from typing import Final

from bot.keyboards.completeness_callbacks import (
    CompletenessPressed,
    GroupMonthsPressed,
    MonthPressed,
    OfMonth,
    PercentConfirmed,
    PercentPressed,
)
from bot.routes import Routes
from bot.talk import Talk
from bot.views import completeness as views
from core.domain.calendar import Month
from core.domain.completeness import percent_typed
from core.domain.ids import GroupId
from core.services.completeness import (
    MonthOfGroup,
    enter_completeness,
    month_of_group,
    months_of_group,
)
from core.services.providers import provider_groups

routes = Routes()

PERCENT: Final = "percent"


@routes.pressed(CompletenessPressed)
async def completeness_pressed(talk: Talk, pressed: CompletenessPressed) -> None:
    staff = talk.staff(pressed.provider)
    own = await talk.read(provider_groups, staff, staff.provider)
    await talk.show(views.groups(talk.words, own, pressed.page))


@routes.pressed(GroupMonthsPressed)
async def group_pressed(talk: Talk, pressed: GroupMonthsPressed) -> None:
    found = await talk.read(months_of_group, talk.staff(pressed.provider), GroupId(pressed.group))
    await talk.show(views.months(talk.words, found))


@routes.pressed(MonthPressed)
async def month_pressed(talk: Talk, pressed: MonthPressed) -> None:
    await talk.show(views.percents(talk.words, await _month(talk, pressed)))
    await talk.ask(PERCENT, pressed)


@routes.awaiting(PERCENT)
async def typed(talk: Talk, text: str) -> None:
    """A number; another one may be typed after it, and only the button says it."""
    about = talk.about(MonthPressed)
    found = await _month(talk, about)
    percent = percent_typed(text)
    if percent is None:
        await talk.show(views.percents(talk.words, found, note="completeness-misread"))
        return
    await talk.settle()
    await talk.show(views.check(talk.words, found, percent))
    await talk.ask(PERCENT, about)


@routes.pressed(PercentPressed)
async def percent_pressed(talk: Talk, pressed: PercentPressed) -> None:
    await talk.show(views.check(talk.words, await _month(talk, pressed), pressed.percent))


@routes.pressed(PercentConfirmed)
async def confirmed(talk: Talk, pressed: PercentConfirmed) -> None:
    staff = talk.staff(pressed.provider)
    month = Month.of(pressed.month)
    group = GroupId(pressed.group)
    await talk.perform(enter_completeness, staff, group, month, pressed.percent)
    await talk.show(views.entered(talk.words, await _month(talk, pressed)))


async def _month(talk: Talk, about: OfMonth) -> MonthOfGroup:
    staff = talk.staff(about.provider)
    return await talk.read(month_of_group, staff, GroupId(about.group), Month.of(about.month))
