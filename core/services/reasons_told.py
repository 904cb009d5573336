"""What a provider was told when it, its program or a module was refused (REG-2, REG-4)."""

from __future__ import annotations

from core.domain.errors import BadValue
from core.domain.program import ProgramState
from core.ports.audit import AuditTrail

REASON_LENGTH_MAX = 500
_MOVES = frozenset({"move-module", "move-program"})


def reason_kept(reason: str) -> str | None:
    """As much of it as is kept; None of one that says nothing."""
    return reason.strip()[:REASON_LENGTH_MAX] or None


def ensure_same_reason(given: str, told: str | None) -> None:
    """Raise BadValue where what was done for one reason is to be done again for another (M6)."""
    if given.strip() and reason_kept(given) != told:
        raise BadValue("reason", "another one was told already")


def ensure_reasoned(state: ProgramState, reason: str) -> None:
    """Raise BadValue for a refusal without a reason, and for a certification without a cost."""
    if state is ProgramState.REFUSED and not reason.strip():
        raise BadValue("reason", "a provider is told why")
    if state is ProgramState.CERTIFIED:
        raise BadValue("normative_cost", "certification sets it")


def reason_noted(trail: AuditTrail, on: str) -> str | None:
    """Why a program or a module (`program:1`) is in its state; None where nobody had to say."""
    moves = [each for each in trail.of(on) if each["act"] in _MOVES]
    return moves[-1].get("reason") if moves else None
