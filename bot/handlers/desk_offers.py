"""The provider's staff offers a place to a child who came in person (ENR-12).

The group is a button, the day a button or a date. Number and name are typed in one message,
because what is typed is never kept between two.
"""

from __future__ import annotations

import re
from typing import Final

from bot.dates import is_no_day, typed_date
from bot.handlers.searching import search_for
from bot.keyboards.desk_callbacks import DeskGroupPressed, DeskGroupsPressed, DeskStartPressed
from bot.routes import Routes
from bot.talk import Talk
from bot.views import desk_offers as views
from bot.views.enrolling import misread, no_start
from core.domain.asides import has_words
from core.domain.errors import DomainError, RequestRefused
from core.domain.ids import GroupId
from core.services.desk_offers import DeskChild, desk_starts, offer_place
from core.services.providers import provider_groups
from core.services.taking_back import desk_offer

routes = Routes()

DESK_DAY: Final = "desk-day"
DESK_CHILD: Final = "desk-child"
_CHILD: Final = re.compile(r"\s*(\d{10})[\s,.:;—-]+(\S.*)", re.ASCII | re.DOTALL)


@routes.pressed(DeskGroupsPressed)
async def groups_pressed(talk: Talk, pressed: DeskGroupsPressed) -> None:
    staff = talk.staff(pressed.provider)
    own = await talk.read(provider_groups, staff, staff.provider)
    await talk.show(views.groups(talk.words, own.provider, own.offerings, pressed.page))


@routes.pressed(DeskGroupPressed)
async def group_pressed(talk: Talk, pressed: DeskGroupPressed) -> None:
    staff = talk.staff(pressed.provider)
    starts = await talk.read(desk_starts, staff, GroupId(pressed.group))
    await talk.show(views.starts(talk.words, starts))
    await talk.ask(DESK_DAY, pressed)


@routes.awaiting(DESK_DAY)
async def day_typed(talk: Talk, text: str) -> None:
    """A day; words are another wish. The child's number before the day, say: what is expected here
    is said, and nothing is kept of it.
    """
    about = talk.about(DeskGroupPressed)
    staff = talk.staff(about.provider)
    found = await talk.read(desk_starts, staff, GroupId(about.group))
    start = typed_date(text, today=found.today, since=found.days[0] if found.days else None)
    if start is not None and found.days:
        impossible = no_start(talk.words, found, start)
        if impossible is not None:
            await talk.show(views.starts(talk.words, found, note=impossible))
            return
        await talk.settle()
        await start_pressed(talk, DeskStartPressed(**about.model_dump(), start=start))
    elif is_no_day(text, today=found.today):
        note = misread(talk.words, found, no_day=text)
        await talk.show(views.starts(talk.words, found, note=note))
    elif has_words(text) and not any(sign.isdigit() for sign in text):
        await talk.hear()
        await search_for(talk, text)
    else:
        await talk.show(views.starts(talk.words, found, note=talk.words("desk-day-first")))


@routes.pressed(DeskStartPressed)
async def start_pressed(talk: Talk, pressed: DeskStartPressed) -> None:
    talk.staff(pressed.provider)
    await talk.show(views.ask_for_child(talk.words, pressed))
    await talk.ask(DESK_CHILD, pressed)


@routes.awaiting(DESK_CHILD)
async def child_typed(talk: Talk, text: str) -> None:
    about = talk.about(DeskStartPressed)
    staff = talk.staff(about.provider)
    typed = _CHILD.fullmatch(text)
    if typed is None:
        await talk.show(views.ask_for_child(talk.words, about, note="desk-child-misread"))
        return
    child = DeskChild(typed[1], typed[2])
    try:
        offered = await talk.perform(offer_place, staff, child, GroupId(about.group), about.start)
    except RequestRefused as refused:
        await talk.show(views.impossible(talk.words, about, refused.reasons))
        return
    if isinstance(offered, DomainError):
        note = f"error-{offered.code}"
        await talk.show(views.ask_for_child(talk.words, about, note=note))
        return
    await talk.settle()
    found = await talk.read(desk_offer, staff, offered.id)
    await talk.show(views.offered(talk.words, found))
