"""Offers of a place: the two answers, and the receipt of a yes (ENR-2)."""

from __future__ import annotations

from bot.keyboards.buttons import Buttons, Row, board
from bot.keyboards.callbacks import AcceptPressed, EnrollmentPressed, LeavePressed
from bot.render import Words, lines, paragraphs
from bot.screen import Screen
from core.domain.enrollment import Enrollment, Origin, State
from core.domain.views import EnrollmentCard


def answers(words: Words, offered: Enrollment) -> Row:
    """Yes and no; a pressed one is used up."""
    button = Buttons(words)
    if offered.origin is Origin.PROLONGATION:
        accept = button("button-prolong", AcceptPressed(enrollment=offered.id))
        decline = button("button-prolong-decline", LeavePressed(enrollment=offered.id))
        return [accept, decline] if offered.accepted_on is None else [decline]
    return [
        button("button-accept", AcceptPressed(enrollment=offered.id)),
        button("button-decline", LeavePressed(enrollment=offered.id)),
    ]


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
        state = words(f"state-{enrollment.state}")
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
