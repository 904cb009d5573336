"""What an enrollment is called in the state that it is in."""

from __future__ import annotations

from bot.render import Html, Words
from core.domain.calendar import ONE_DAY
from core.domain.enrollment import Enrollment, State
from core.domain.views import EnrollmentCard


def state_of(words: Words, enrollment: Enrollment) -> Html:
    return words(state_key(enrollment))


def state_key(enrollment: Enrollment) -> str:
    """A contract that was taken back before its first day was more than a request (ENR-9)."""
    return "state-WITHDRAWN-contract" if taken_back(enrollment) else f"state-{enrollment.state}"


def waiting(words: Words, card: EnrollmentCard) -> Html | None:
    """Until when an answer is waited for, and what silence means; None where nobody waits."""
    if card.expires_on is None:
        return None
    shown, last = card.line.enrollment, card.expires_on - ONE_DAY
    money = shown.reserved
    asked = "request" if shown.state is State.REQUESTED else "offer"
    if not money:
        return words(f"waits-{asked}", until=last)
    return words(f"waits-money-{asked}", until=last, amount=money, date=card.expires_on)


def taken_back(enrollment: Enrollment) -> bool:
    """A contract, not a request, that ended before its first day."""
    return enrollment.state is State.WITHDRAWN and enrollment.concluded
