"""The family screen: every child, the money first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from bot.keyboards.application_callbacks import ApplyPressed
from bot.keyboards.buttons import Board, Buttons, Row, board, pairs
from bot.keyboards.callbacks import ChildPressed, EnrollmentsPressed, FamilyPressed, HistoryPressed
from bot.keyboards.privacy_callbacks import WhoSeesPressed
from bot.keyboards.search_callbacks import SearchNew
from bot.render import Html, Words, lines, paragraphs
from bot.screen import Screen
from bot.views.children import child_label
from bot.views.funding import asking, giving_up, may_ask
from bot.views.states import closed_because
from core.domain.certificate import CertificateState
from core.domain.enrollment import Origin, State
from core.domain.invitation import LinkMode
from core.domain.views import ChildScreen, EnrollmentLine, PeriodBalance

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
        return Screen(text, _board(button, *children))
    text = paragraphs(
        lines(*(_in_short(words, child) for child in children)), words("family-choose")
    )
    names = [
        button(
            child_label(closed=child.certificate.state is CertificateState.CLOSED),
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
    return Screen(_in_full(words, child), _board(button, child, back=[back, button.home()]))


def _board(button: Buttons, *children: ChildScreen, back: Row = ()) -> Board:
    """First what brings money, then where to go, then what gives it up, and the way back."""
    *steps, home = _next_steps(button)
    only = children[0].certificate.id if len(children) == 1 else 0
    return board(
        *(asking(button, child) for child in children),
        *steps,
        [button("button-who-sees", WhoSeesPressed(certificate=only, family=True))],
        *(giving_up(button, child) for child in children),
        back or home,
    )


@cache
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
    name, held = child.child.short_name, _held(child)
    state = child.certificate.state
    if state is not CertificateState.ACTIVE:
        return words(f"family-short-{state}", child=name)
    if not held:
        return words("family-short-accounting", child=name)
    available = held[0].balance.available
    return words("family-short", child=name, available=available)


def _in_full(words: Words, child: ChildScreen) -> Html:
    return lines(
        words("family-child", child=child.child.short_name),
        *_money(words, child),
        *_state(words, child),
        *(_line(words, line) for line in (*child.waiting, *child.active)[:LINES_MAX]),
        words("family-looking") if child.mode is LinkMode.LOOKING else None,
    )


def _held(child: ChildScreen) -> Sequence[PeriodBalance]:
    """Of a certificate without money, only periods that still hold something of former money."""
    funded = child.certificate.funded
    return [each for each in child.balances if funded or each.balance.nominal]


def _money(words: Words, child: ChildScreen) -> Sequence[Html | None]:
    held = _held(child)
    closed = child.certificate.state is CertificateState.CLOSED
    if not child.certificate.funded and not held and not closed:
        if child.queue_place is not None:
            return [words("family-accounting"), words("family-queue", place=child.queue_place)]
        ask = words("family-accounting-ask") if may_ask(child) else None
        return [words("family-accounting"), ask]
    if not held:
        # To a frozen or closed certificate none will come (CERT-8, CERT-9).
        comes = child.certificate.state is CertificateState.ACTIVE
        return [words("family-no-money") if comes else None]
    first, *later = held
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
            program=words.plain("family-between-programs").join(charge.program_titles),
        ),
    ]


def _state(words: Words, child: ChildScreen) -> Sequence[Html]:
    match child.certificate.state:
        case CertificateState.FROZEN:
            return [words("family-frozen")]
        case CertificateState.CLOSED:
            return [
                *closed_because(words, child.certificate.closed_because),
                words("family-closed"),
            ]
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
    awaited = "family-offered" if enrollment.state is State.OFFERED else "family-waiting"
    return words(awaited, program=line.program_title, date=enrollment.days.first)
