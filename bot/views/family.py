"""The family screen: every child, the money first."""

from __future__ import annotations

from collections.abc import Sequence

from bot.keyboards.buttons import Buttons, Row, board, pairs
from bot.keyboards.callbacks import (
    ApplyPressed,
    ChildPressed,
    EnrollmentsPressed,
    FamilyPressed,
    FundingAsked,
    HistoryPressed,
    QueueLeft,
    SearchNew,
)
from bot.render import Html, Words, lines, paragraphs
from bot.screen import Screen
from core.domain.certificate import CertificateState
from core.domain.enrollment import Origin, State
from core.domain.invitation import LinkMode
from core.domain.views import ChildScreen, EnrollmentLine

CHILDREN_IN_FULL = 3
LINES_MAX = 6


def family(words: Words, children: Sequence[ChildScreen]) -> Screen:
    """All children in full; of a large family a line each, with a button for more."""
    button = Buttons(words)
    if not children:
        text = paragraphs(words("family-empty"), words("family-empty-next"))
        apply = button("button-apply", ApplyPressed())
        search = button("button-search", SearchNew())
        return Screen(text, board([apply], [search], [button.home()]))
    if len(children) <= CHILDREN_IN_FULL:
        text = paragraphs(*(_in_full(words, child) for child in children))
        asking = [_funding(button, child) for child in children if _may_ask(child)]
        return Screen(text, board(*asking, *_next_steps(button)))
    text = paragraphs(
        lines(*(_in_short(words, child) for child in children)), words("family-choose")
    )
    names = [
        button(
            "button-child",
            ChildPressed(certificate=child.certificate.id),
            child=child.child.short_name,
        )
        for child in children
    ]
    return Screen(text, board(*pairs(names), *_next_steps(button)))


def one_child(words: Words, child: ChildScreen) -> Screen:
    """A single child of a large family."""
    button = Buttons(words)
    back = button("button-back", FamilyPressed())
    asking = [_funding(button, child)] if _may_ask(child) else []
    keyboard = board(*asking, *_next_steps(button)[:-1], [back, button.home()])
    return Screen(_in_full(words, child), keyboard)


def funding_asked(words: Words, child: str, place: int | None) -> Screen:
    """Money at once, or a place in the queue (CERT-5)."""
    if place is None:
        return _said(words, words("funding-funded", child=child))
    return _said(words, words("funding-queued", child=child, place=place))


def queue_left(words: Words, child: str) -> Screen:
    return _said(words, words("queue-left", child=child))


def _said(words: Words, text: Html) -> Screen:
    button = Buttons(words)
    doors = [button("button-family", FamilyPressed()), button("button-search", SearchNew())]
    return Screen(text, board(doors, [button.home()]))


def _may_ask(child: ChildScreen) -> bool:
    certificate = child.certificate
    active = certificate.state is CertificateState.ACTIVE
    return active and not certificate.funded and child.mode is LinkMode.ACTING


def _funding(button: Buttons, child: ChildScreen) -> Row:
    """Ask for money, or stop waiting for it."""
    certificate, name = child.certificate.id, child.child.short_name
    if child.queue_place is None:
        return [button("button-ask-funding", FundingAsked(certificate=certificate), child=name)]
    return [button("button-leave-queue", QueueLeft(certificate=certificate), child=name)]


def _next_steps(button: Buttons) -> Sequence[Row]:
    return [
        [button("button-search", SearchNew())],
        [
            button("button-enrollments", EnrollmentsPressed(page=1)),
            button("button-history", HistoryPressed(certificate=0, page=1)),
        ],
        [button.home()],
    ]


def _in_short(words: Words, child: ChildScreen) -> Html:
    name = child.child.short_name
    if not child.balances:
        return words("family-short-accounting", child=name)
    available = child.balances[0].balance.available
    return words("family-short", child=name, available=available)


def _in_full(words: Words, child: ChildScreen) -> Html:
    return lines(
        words("family-child", child=child.child.short_name),
        *_money(words, child),
        *_state(words, child),
        *(_line(words, line) for line in (*child.waiting, *child.active)[:LINES_MAX]),
        words("family-looking") if child.mode is LinkMode.LOOKING else None,
    )


def _money(words: Words, child: ChildScreen) -> Sequence[Html | None]:
    if not child.certificate.funded and not child.balances:
        place = child.queue_place
        waits = None if place is None else words("family-queue", place=place)
        return [words("family-accounting"), waits]
    if not child.balances:
        return [words("family-no-money")]
    first, *later = child.balances
    charge = child.next_charge
    return [
        words("family-available", available=first.balance.available),
        words(
            "family-parts",
            reserved=first.balance.reserved,
            debited=first.balance.debited,
            nominal=first.balance.nominal,
        ),
        words("family-until", date=first.period.days.last),
        *(
            words(
                "family-next-period",
                date=each.period.days.first,
                available=each.balance.available,
            )
            for each in later
        ),
        None
        if charge is None
        else words(
            "family-next-charge",
            date=charge.on,
            amount=charge.amount,
            program=", ".join(charge.program_titles),
        ),
    ]


def _state(words: Words, child: ChildScreen) -> Sequence[Html]:
    match child.certificate.state:
        case CertificateState.FROZEN:
            return [words("family-frozen")]
        case CertificateState.CLOSED:
            return [words("family-closed")]
        case CertificateState.ACTIVE:
            kind = [words("family-funded")] if child.certificate.funded else []
            return [*kind, words("family-valid-until", date=child.certificate.valid_until)]


def _line(words: Words, line: EnrollmentLine) -> Html:
    enrollment = line.enrollment
    if enrollment.state in {State.ACTIVE, State.ENDING}:
        return words(
            "family-active",
            program=line.program_title,
            state=words(f"state-{enrollment.state}"),
            date=enrollment.days.last,
        )
    if enrollment.origin is Origin.PROLONGATION:
        answer = "offered" if enrollment.accepted_on is None else "accepted"
        return words(
            f"family-prolongation-{answer}",
            program=line.program_title,
            date=enrollment.days.first,
        )
    return words("family-waiting", program=line.program_title, date=enrollment.days.first)
