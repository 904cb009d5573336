"""Offers of a place: the two answers, and the receipt of a yes (ENR-2)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.keyboards.buttons import Buttons, Row, board
from bot.keyboards.callbacks import (
    AcceptPressed,
    EnrollmentPressed,
    LeavePressed,
    OfferAccepted,
    OfferOpened,
)
from bot.keyboards.packing import Pressed
from bot.render import Words, lines, paragraphs
from bot.screen import Screen
from bot.views import terms
from bot.views.enrolling import ALL_TICKS, following, summary, tick_rows
from bot.views.parts import all_reasons
from bot.views.states import state_of
from core.domain.catalog_views import Quote
from core.domain.eligibility import Reason
from core.domain.enrollment import Enrollment, Origin, State
from core.domain.ids import EnrollmentId
from core.domain.views import EnrollmentCard


def answers(words: Words, offered: Enrollment) -> Row:
    """Yes and no; a pressed one is used up."""
    button = Buttons(words)
    if offered.origin is Origin.PROLONGATION:
        accept = button("button-prolong", AcceptPressed(enrollment=offered.id))
        decline = button("button-prolong-decline", LeavePressed(enrollment=offered.id))
        return [accept, decline] if offered.accepted_on is None else [decline]
    yes: Pressed = AcceptPressed(enrollment=offered.id)
    if offered.desk_offer:
        yes = OfferOpened(enrollment=offered.id, ticks=0)
    return [
        button("button-accept", yes),
        button("button-decline", LeavePressed(enrollment=offered.id)),
    ]


def calculation(
    words: Words, quote: Quote, offered: EnrollmentId, *, ticks: int, changed: bool = False
) -> Screen:
    """Of an offer from the desk: who pays what and when, the consents, then the yes (ENR-12)."""
    price = quote.price
    if price.calculation is None or price.reasons:
        return refused(words, quote, offered, price.reasons or (Reason.DATES,))
    text = paragraphs(
        words("quote-changed") if changed else None,
        summary(words, quote, price.calculation),
        terms.contract(words, quote, price.calculation, offered=True),
        following(words, ticks=ticks, may_act=True, offered=True),
    )
    rows = tick_rows(
        words, ticks, lambda changed_ticks: OfferOpened(enrollment=offered, ticks=changed_ticks)
    )
    button = Buttons(words)
    if ticks == ALL_TICKS:
        accept = OfferAccepted(
            enrollment=offered,
            certificate_share=price.calculation.certificate.total.kopecks,
            parent_share=price.calculation.parent.total.kopecks,
        )
        rows.append([button("button-accept", accept)])
    return Screen(text, board(*rows, *_ways_out(words, offered)))


def refused(words: Words, quote: Quote, offered: EnrollmentId, reasons: Sequence[Reason]) -> Screen:
    """All reasons against accepting, each with a next step; nothing was booked (ENR-3)."""
    title = words(
        "request-state",
        child=quote.child.short_name,
        program=quote.offering.program.title,
        state=words("offer-impossible"),
    )
    text = paragraphs(title, all_reasons(words, reasons, money_from=quote.price.money_from))
    return Screen(text, board(*_ways_out(words, offered)))


def accepted(words: Words, card: EnrollmentCard) -> Screen:
    """The receipt of a yes, or what became of the offer meanwhile."""
    button = Buttons(words, apart=True)
    line, enrollment = card.line, card.line.enrollment
    names = {"child": line.child_short_name, "program": line.program_title}
    keyboard = board(
        [button("button-open-enrollment", EnrollmentPressed(enrollment=enrollment.id))],
        [button.home()],
    )
    if enrollment.accepted_on is not None and enrollment.state is State.OFFERED:
        said = words("prolongation-receipt", date=enrollment.days.first, **names)
        return Screen(said, keyboard)
    if enrollment.state is not State.ACTIVE:
        state = state_of(words, enrollment)
        return Screen(words("request-state", state=state, **names), keyboard)
    share = enrollment.agreed.certificate.total
    parent = enrollment.agreed.parent.total
    text = paragraphs(
        words("offer-accepted", provider=line.provider_name, **names),
        lines(
            words("notice-REQUEST_CONFIRMED-starts", date=enrollment.days.first),
            words("notice-REQUEST_CONFIRMED-amount", amount=share) if share else None,
            words("offer-parent", amount=parent) if parent else None,
        ),
    )
    return Screen(text, keyboard)


def _ways_out(words: Words, offered: EnrollmentId) -> Sequence[Row]:
    button = Buttons(words)
    return [
        [button("button-decline", LeavePressed(enrollment=offered))],
        [button("button-back", EnrollmentPressed(enrollment=offered)), button.home()],
    ]
