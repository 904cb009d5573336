"""Leaving: its cost before it is confirmed, and the receipt after (ENR-9)."""

from __future__ import annotations

from typing import Final

from bot.keyboards.buttons import Buttons, board
from bot.keyboards.callbacks import EnrollmentPressed, FamilyPressed, LeaveConfirmed
from bot.keyboards.search_callbacks import SearchNew
from bot.render import Html, Words, lines, paragraphs
from bot.screen import Screen
from bot.views.states import state_of, taken_back
from core.domain.enrollment import WAITING, Origin, State
from core.domain.views import EnrollmentCard, Leaving

# After one of these acts of the provider it is for the family to accept or decline.
OFFERING: Final = frozenset({"offer", "confirm"})


def cost(words: Words, leaving: Leaving, *, changed: bool = False) -> Screen:
    """The last day, what returns and when, what is still owed; then yes or no."""
    button = Buttons(words)
    line = leaving.line
    enrollment = line.enrollment.id
    kind = _kind(leaving)
    text = paragraphs(
        words("leave-changed") if changed else None,
        words(f"leave-{kind}", child=line.child_short_name, program=line.program_title),
        lines(
            None if leaving.withdraws else words("leave-last-day", date=leaving.last_day),
            _returns(words, leaving),
            words("leave-charged", amount=leaving.still_charged) if leaving.still_charged else None,
            words("leave-owes", amount=leaving.parent_owes) if leaving.parent_owes else None,
        ),
        words("leave-irrevocable"),
    )
    waits = line.enrollment.state in WAITING
    confirmed = LeaveConfirmed(enrollment=enrollment, last_day=leaving.last_day, waits=waits)
    keyboard = board(
        [button(f"button-leave-{kind}", confirmed)],
        [button("button-stay", EnrollmentPressed(enrollment=enrollment))],
        [button.home()],
    )
    return Screen(text, keyboard)


def left(words: Words, card: EnrollmentCard) -> Screen:
    """The receipt; its buttons leave it in the chat."""
    button = Buttons(words, apart=True)
    line, enrollment = card.line, card.line.enrollment
    names = {"child": line.child_short_name, "program": line.program_title}
    if enrollment.offer_taken_back:
        text = words("request-state", state=state_of(words, enrollment), **names)
    elif enrollment.state is State.WITHDRAWN:
        text = words(f"left-{_what_was_left(card)}", **names)
    else:
        returns = (
            words("leave-returns", amount=enrollment.returning, date=enrollment.release_on)
            if enrollment.release_on is not None
            else None
        )
        text = lines(words("left-ending", date=enrollment.days.last, **names), returns)
    keyboard = board(
        [button("button-family", FamilyPressed()), button("button-search", SearchNew())],
        [button.home()],
    )
    return Screen(text, keyboard)


def _what_was_left(card: EnrollmentCard) -> str:
    withdrawn = card.line.enrollment
    if withdrawn.origin is Origin.PROLONGATION:
        return "prolongation"
    if taken_back(withdrawn):
        return "cancelled"
    offered = OFFERING.intersection(change.act for change in card.changes)
    return "offered" if offered else "requested"


def _kind(leaving: Leaving) -> str:
    if not leaving.withdraws:
        return "terminate"
    enrollment = leaving.line.enrollment
    if enrollment.origin is Origin.PROLONGATION:
        return "prolongation"
    if enrollment.state is State.OFFERED:
        return "decline"
    return "withdraw" if enrollment.state in WAITING else "cancel"


def _returns(words: Words, leaving: Leaving) -> Html:
    if leaving.line.enrollment.desk_offer:
        return words("leave-took-nothing")
    if not leaving.returns:
        return words("leave-returns-nothing")
    if leaving.withdraws or leaving.returns_on is None:
        return words("leave-returns-now", amount=leaving.returns)
    return words("leave-returns", amount=leaving.returns, date=leaving.returns_on)
