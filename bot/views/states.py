"""What an enrollment is called in the state that it is in."""

from __future__ import annotations

from bot.render import Html, Words
from core.domain.enrollment import Enrollment, State


def state_of(words: Words, enrollment: Enrollment) -> Html:
    """A contract that was taken back before its first day was more than a request (ENR-9)."""
    if taken_back(enrollment):
        return words("state-WITHDRAWN-contract")
    return words(f"state-{enrollment.state}")


def taken_back(enrollment: Enrollment) -> bool:
    """A contract, not a request, that ended before its first day."""
    return enrollment.state is State.WITHDRAWN and enrollment.concluded
