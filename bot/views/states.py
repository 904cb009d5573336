"""What an enrollment is called in the state that it is in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.render import Html, Words
from core.domain.calendar import ONE_DAY
from core.domain.certificate import ClosingReason
from core.domain.enrollment import Enrollment, Origin, State
from core.domain.grounds import Side
from core.domain.views import EnrollmentCard

_OFFICES: Final = frozenset({Side.MUNICIPALITY, Side.SYSTEM})
_NOT_ACCEPTED: Final = frozenset({State.WITHDRAWN, State.EXPIRED})
_NOT_YET_GOING_ON: Final = frozenset({State.OFFERED, State.WITHDRAWN, State.EXPIRED})


def state_of(words: Words, enrollment: Enrollment) -> Html:
    return words(state_key(enrollment))


def state_key(enrollment: Enrollment) -> str:
    """A contract that was taken back before its first day was more than a request (ENR-9), what
    would have gone on was none (ENR-10), nor was an offer from the desk (ENR-12), and not every
    refusal is the provider's (CERT-8, REG-2).
    """
    state = enrollment.state
    if taken_back(enrollment):
        return "state-WITHDRAWN-contract"
    if enrollment.origin is Origin.DESK and not enrollment.concluded and state in _NOT_ACCEPTED:
        return f"state-{state}-{'taken-back' if enrollment.offer_taken_back else 'offer'}"
    if state is State.REFUSED and enrollment.ended_by in _OFFICES:
        return "state-REFUSED-office"
    if enrollment.origin is Origin.PROLONGATION and state in _NOT_YET_GOING_ON:
        agreed = state is State.OFFERED and enrollment.accepted_on is not None
        return f"state-{state}-{'agreed' if agreed else 'prolongation'}"
    return f"state-{state}"


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


def closed_because(words: Words, reason: ClosingReason | None) -> Sequence[Html]:
    """Why a certificate is valid no more (CERT-9), where it is known."""
    return [] if reason is None else [words(f"closed-because-{reason}")]


def taken_back(enrollment: Enrollment) -> bool:
    """A contract, not a request, that ended before its first day."""
    return enrollment.state is State.WITHDRAWN and enrollment.concluded
