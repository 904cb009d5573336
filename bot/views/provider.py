"""The provider's side: requests to answer, what became of them, groups with their places."""

from __future__ import annotations

from typing import Final

from bot.keyboards.buttons import Buttons, board, page_of
from bot.keyboards.completeness_callbacks import CompletenessPressed
from bot.keyboards.desk_callbacks import ContractsPressed, DeskGroupsPressed, DeskOffersPressed
from bot.keyboards.provider_callbacks import (
    ConfirmPressed,
    ProviderGroupsPressed,
    RefusalReasonPressed,
    RefusalSaid,
    RefusalSkipped,
    RefusePressed,
    RequestOpened,
    WaitingPressed,
)
from bot.render import Html, Value, Words, lines, paragraphs
from bot.screen import Screen
from bot.views import refusing
from bot.views.states import state_of
from core.domain.enrollment import State
from core.domain.grounds import RefusalReason
from core.domain.ids import ProviderId
from core.domain.program import Offering
from core.domain.views import Continuing, RequestCard
from core.services.providers import Desk, ProviderGroups

ON_PAGE: Final = 6


def waiting(words: Words, desk: Desk, page: int) -> Screen:
    """Requests that wait, oldest first, each a button."""
    button = Buttons(words)
    provider, cards = desk.provider.id, desk.requests
    page, pages, part = page_of(len(cards), page, ON_PAGE)
    shown = cards[part]
    title = words("waiting-title", provider=desk.provider.name, count=len(cards))
    rows = [
        [
            button(
                "button-request",
                RequestOpened(provider=provider, enrollment=card.enrollment.id),
                child=card.child_short_name,
                program=card.program_title,
            )
        ]
        for card in shown
    ]
    keyboard = board(
        *rows,
        button.pager(page, pages, lambda each: WaitingPressed(provider=provider, page=each)),
        [button("button-groups-here", ProviderGroupsPressed(provider=provider, page=1))],
        [
            button(
                "button-desk-offers-waiting",
                DeskOffersPressed(provider=provider, page=1),
                count=desk.offers,
            )
        ]
        if desk.offers
        else [],
        [button.home()],
    )
    return Screen(paragraphs(title, lines(*(_line(words, card) for card in shown))), keyboard)


def request(words: Words, card: RequestCard, *, note: Html | None = None) -> Screen:
    """A request with its two buttons; of an answered one what became of it, without any."""
    enrollment = card.enrollment
    if enrollment.state is not State.REQUESTED:
        return answered(words, card)
    button = Buttons(words)
    provider, id_ = enrollment.provider, enrollment.id
    apart = Buttons(words, apart=True)
    keyboard = board(
        [
            button("button-confirm", ConfirmPressed(provider=provider, enrollment=id_)),
            button("button-refuse", RefusePressed(provider=provider, enrollment=id_)),
        ],
        [apart("button-show-waiting", WaitingPressed(provider=provider, page=1)), apart.home()],
    )
    return Screen(paragraphs(note, _facts(words, card)), keyboard)


def answered(words: Words, card: RequestCard, *, others: int | None = None) -> Screen:
    """What became of a request; about it nothing can be pressed any more."""
    enrollment = card.enrollment
    state = enrollment.state
    if state is State.ACTIVE:
        said = words("request-confirmed", date=enrollment.days.first, **_names(card))
    elif state is State.OFFERED:
        said = words("request-offered", **_names(card))
    elif state is State.REFUSED and card.refusal is not None:
        reason = words(f"refusal-{card.refusal}")
        said = words("request-refused", reason=reason, **_names(card))
    else:
        said = words("request-now", state=state_of(words, enrollment), **_names(card))
    if others != 0:
        return Screen(paragraphs(said))
    home = Buttons(words, apart=True).home()
    return Screen(paragraphs(said, words("request-others", count=0)), board([home]))


def others_wait(words: Words, provider: ProviderId, others: int) -> Screen:
    """After an answer: how many more, and the way to them."""
    button = Buttons(words)
    to_them = button("button-show-waiting", WaitingPressed(provider=provider, page=1))
    return Screen(words("request-others", count=others), board([to_them], [button.home()]))


def refusal_reasons(words: Words, card: RequestCard) -> Screen:
    """Why? A list to choose from, and the way back."""
    button = Buttons(words)
    provider, id_ = card.enrollment.provider, card.enrollment.id
    rows = [
        [
            button(
                "button-reason",
                RefusalReasonPressed(provider=provider, enrollment=id_, reason=reason),
                reason=words.plain(f"refusal-{reason}"),
            )
        ]
        for reason in RefusalReason
    ]
    back = button("button-back", RequestOpened(provider=provider, enrollment=id_))
    return Screen(words("refuse-why", **_names(card)), board(*rows, [back, button.home()]))


def refusal_comment(
    words: Words, card: RequestCard, reason: RefusalReason, *, note: Html | None = None
) -> Screen:
    """A few words for the family, or none where the reason itself says why."""
    about = _about(card)
    return refusing.question(
        words,
        _refusing(words, card, reason),
        reason,
        skip=RefusalSkipped(**about, reason=reason),
        back=RequestOpened(**about),
        note=note,
    )


def comment_too_long(words: Words, about: RefusalSkipped) -> Screen:
    """Shorter, or none where the reason itself says why."""
    return refusing.too_long(words, about.reason, skip=about)


def refusal_check(words: Words, card: RequestCard, reason: RefusalReason, comment: str) -> Screen:
    """The typed words shown back, before anything is done."""
    about = _about(card)
    return refusing.check(
        words,
        _refusing(words, card, reason),
        comment,
        refuse=RefusalSaid(**about, reason=reason),
        change=RefusalReasonPressed(**about, reason=reason),
        back=RequestOpened(**about),
    )


def groups(words: Words, own: ProviderGroups, page: int) -> Screen:
    """All groups with the places taken, and who goes on into the next period."""
    button = Buttons(words)
    provider, offerings = own.provider.id, own.offerings
    page, pages, part = page_of(len(offerings), page, ON_PAGE)
    title = words("groups-title", provider=own.provider.name)
    shown = [_group(words, each, own.continuing.get(each.group.id)) for each in offerings[part]]
    keyboard = board(
        button.pager(page, pages, lambda each: ProviderGroupsPressed(provider=provider, page=each)),
        [
            button("button-show-waiting", WaitingPressed(provider=provider, page=1)),
            button("button-contracts", ContractsPressed(provider=provider, page=1)),
        ],
        [
            button("button-desk-offer", DeskGroupsPressed(provider=provider, page=1)),
            button("button-desk-offers", DeskOffersPressed(provider=provider, page=1)),
        ],
        [button("button-completeness", CompletenessPressed(provider=provider, page=1))],
        [button.home()],
    )
    return Screen(paragraphs(title, *(shown or [words("groups-empty")])), keyboard)


def _facts(words: Words, card: RequestCard) -> Html:
    agreed = card.enrollment.agreed
    sums = words("request-sums", certificate=agreed.certificate.total, parent=agreed.parent.total)
    return lines(
        words("request-title", child=card.child_short_name, years=card.child_age),
        words("request-group", program=card.program_title, group=card.group_title),
        words("request-start", date=card.enrollment.days.first),
        sums if agreed.total else words("request-free"),
    )


def _line(words: Words, card: RequestCard) -> Html:
    return words(
        "waiting-line",
        child=card.child_short_name,
        years=card.child_age,
        program=card.program_title,
        date=card.enrollment.days.first,
    )


def _group(words: Words, offering: Offering, continuing: Continuing | None) -> Html:
    group = offering.group
    if group.places is None:
        said = words("groups-places-unknown")
    else:
        said = words("groups-places", taken=group.places_taken, total=group.places)
    return lines(
        words("groups-line", program=offering.program.title, group=group.title, places=said),
        words("groups-continuing", agreed=continuing.agreed, asked=continuing.asked)
        if continuing is not None
        else None,
    )


def _refusing(words: Words, card: RequestCard, reason: RefusalReason) -> Html:
    return words("refuse-comment", reason=words(f"refusal-{reason}"), **_names(card))


def _about(card: RequestCard) -> dict[str, int]:
    return {"provider": card.enrollment.provider, "enrollment": card.enrollment.id}


def _names(card: RequestCard) -> dict[str, Value]:
    return {
        "child": card.child_short_name,
        "program": card.program_title,
        "group": card.group_title,
    }
