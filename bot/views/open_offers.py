"""What the desk offered: the list, one of them, and taking it back (ENR-12)."""

from __future__ import annotations

from typing import Final

from bot.keyboards.buttons import Buttons, board, page_of
from bot.keyboards.desk_callbacks import (
    DeskGroupsPressed,
    DeskOfferOpened,
    DeskOffersPressed,
    TakeBackConfirmed,
    TakeBackPressed,
)
from bot.render import Html, Value, Words, lines, paragraphs
from bot.screen import Screen
from bot.views.states import state_of
from core.domain.contract_views import DeskOffer, DeskOffers

ON_PAGE: Final = 6


def offers(words: Words, found: DeskOffers, page: int) -> Screen:
    """Offers that wait for a family, oldest first, each a button."""
    button = Buttons(words)
    at, count = found.provider.id, len(found.offers)
    page, pages, part = page_of(count, page, ON_PAGE)
    shown = found.offers[part]
    rows = [
        [
            button(
                "button-request",
                DeskOfferOpened(provider=at, enrollment=each.card.enrollment.id),
                child=each.card.child_short_name,
                program=each.card.program_title,
            )
        ]
        for each in shown
    ]
    keyboard = board(
        *rows,
        button.pager(page, pages, lambda other: DeskOffersPressed(provider=at, page=other)),
        [button("button-desk-offer", DeskGroupsPressed(provider=at, page=1))],
        [button.home()],
    )
    title = words("desk-offers-title", provider=found.provider.name, count=count)
    return Screen(paragraphs(title, lines(*(_line(words, each) for each in shown))), keyboard)


def offer(words: Words, found: DeskOffer) -> Screen:
    """One offer: to whom, since when, until when; of one that waits no more what became of it."""
    button = Buttons(words)
    card, shown = found.card, found.card.enrollment
    text = paragraphs(
        lines(
            words("desk-offer-title", child=card.child_short_name, years=card.child_age),
            words("request-group", program=card.program_title, group=card.group_title),
            words("request-start", date=shown.days.first),
        ),
        lines(
            words("desk-offer-since", date=shown.requested_on),
            words("desk-offer-waits", date=found.answer_until)
            if found.answer_until is not None
            else words("enrollment-state", state=state_of(words, shown)),
        ),
    )
    pressed = TakeBackPressed(provider=shown.provider, enrollment=shown.id)
    keyboard = board(
        [button("button-take-back", pressed)] if shown.desk_offer else [],
        [
            button("button-desk-offers", DeskOffersPressed(provider=shown.provider, page=1)),
            button.home(),
        ],
    )
    return Screen(text, keyboard)


def taking_back(words: Words, found: DeskOffer) -> Screen:
    """Sure? Of an offer that waits no more what became of it."""
    shown = found.card.enrollment
    if not shown.desk_offer:
        return offer(words, found)
    button = Buttons(words)
    at, id_ = shown.provider, shown.id
    keyboard = board(
        [button("button-take-back-sure", TakeBackConfirmed(provider=at, enrollment=id_))],
        [button("button-stay", DeskOfferOpened(provider=at, enrollment=id_))],
        [button.home()],
    )
    return Screen(words("take-back-sure", **_names(found)), keyboard)


def taken_back(words: Words, found: DeskOffer) -> Screen:
    """The receipt; its buttons leave it in the chat."""
    button = Buttons(words, apart=True)
    others = DeskOffersPressed(provider=found.card.enrollment.provider, page=1)
    keyboard = board([button("button-desk-offers", others)], [button.home()])
    return Screen(words("taken-back", **_names(found)), keyboard)


def _line(words: Words, each: DeskOffer) -> Html:
    return lines(
        words(
            "desk-offers-line",
            child=each.card.child_short_name,
            program=each.card.program_title,
            group=each.card.group_title,
        ),
        words("desk-offer-since", date=each.card.enrollment.requested_on),
        words("desk-offers-until", date=each.answer_until) if each.answer_until else None,
    )


def _names(found: DeskOffer) -> dict[str, Value]:
    card = found.card
    return {
        "child": card.child_short_name,
        "program": card.program_title,
        "group": card.group_title,
        "date": card.enrollment.days.first,
    }
