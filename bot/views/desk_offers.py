"""Offering a place at the desk: the group, the day, the child, the receipt (ENR-12)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.formats import short_day
from bot.keyboards.buttons import Buttons, board, pairs
from bot.keyboards.desk_callbacks import (
    DeskGroupPressed,
    DeskGroupsPressed,
    DeskOffersPressed,
    DeskStartPressed,
)
from bot.render import Html, Words, lines, paragraphs
from bot.screen import Screen
from bot.views.own_groups import group_choice
from bot.views.parts import all_reasons
from core.domain.contract_views import DeskOffer
from core.domain.eligibility import Reason
from core.domain.program import Offering, Provider
from core.services.desk_offers import DeskStarts


def groups(words: Words, provider: Provider, offerings: Sequence[Offering], page: int) -> Screen:
    """The own groups, each with a numbered button."""
    button, at = Buttons(words), provider.id
    return group_choice(
        words,
        "desk-groups",
        offerings,
        page,
        chosen=lambda each: DeskGroupPressed(provider=at, group=each.group.id),
        turned=lambda other: DeskGroupsPressed(provider=at, page=other),
        below=[
            [button("button-desk-offers", DeskOffersPressed(provider=at, page=1))],
            [button.home()],
        ],
    )


def starts(words: Words, found: DeskStarts, *, note: Html | None = None) -> Screen:
    """From which day? It may be typed; with a note where that was not possible."""
    button = Buttons(words)
    offering = found.offering
    at, group = offering.provider.id, offering.group.id
    days = [
        button(
            "button-day",
            DeskStartPressed(provider=at, group=group, start=day),
            day=short_day(words.language, day),
        )
        for day in found.days
    ]
    title = words("desk-start", program=offering.program.title, group=offering.group.title)
    back = button("button-back", DeskGroupsPressed(provider=at, page=1))
    following = note or words("desk-type") if days else words("start-none")
    return Screen(paragraphs(title, following), board(*pairs(days), [back, button.home()]))


def ask_for_child(words: Words, about: DeskStartPressed, *, note: str | None = None) -> Screen:
    """Number and name, in one message."""
    button = Buttons(words)
    back = button("button-back", DeskGroupPressed(provider=about.provider, group=about.group))
    text = paragraphs(
        words(note) if note is not None else None, words("desk-child", date=about.start)
    )
    return Screen(text, board([back, button.home()]))


def impossible(words: Words, about: DeskStartPressed, reasons: Sequence[Reason]) -> Screen:
    """What speaks against the offer, as far as the desk may hear it."""
    button = Buttons(words)
    back = button("button-back", DeskGroupPressed(provider=about.provider, group=about.group))
    text = paragraphs(words("desk-impossible"), all_reasons(words, reasons))
    return Screen(text, board([back, button.home()]))


def offered(words: Words, found: DeskOffer) -> Screen:
    """The receipt: nothing is taken yet, the family is asked, and until when it may answer.

    The day is that of the municipality's parameters and of the period's end, never a figure here.
    """
    button = Buttons(words, apart=True)
    card = found.card
    text = lines(
        words(
            "desk-offered",
            child=card.child_short_name,
            program=card.program_title,
            group=card.group_title,
            date=card.enrollment.days.first,
        ),
        words("desk-offers-until", date=found.answer_until) if found.answer_until else None,
    )
    again = DeskGroupsPressed(provider=card.enrollment.provider, page=1)
    waiting = DeskOffersPressed(provider=card.enrollment.provider, page=1)
    keyboard = board(
        [button("button-desk-offer", again)],
        [button("button-desk-offers", waiting)],
        [button.home()],
    )
    return Screen(text, keyboard)
