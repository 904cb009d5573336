"""The lives of programs and modules, and what a price may be (REG-4, REG-5)."""

from __future__ import annotations

from types import MappingProxyType

from core.domain.errors import BadValue, WrongState
from core.domain.money import Money
from core.domain.program import ProgramState
from core.domain.registry_errors import PriceTooHigh

MAX_PRICE_PERCENT = 100
MAX_PRICE_PERCENT_LIMIT = 1000

# DRAFT → SUBMITTED → CERTIFIED | REFUSED, → ARCHIVED. What was refused is corrected and submitted
# again; what is certified goes back to SUBMITTED when its content is edited.
PROGRAM_TRANSITIONS = MappingProxyType(
    {
        ProgramState.DRAFT: frozenset({ProgramState.SUBMITTED, ProgramState.ARCHIVED}),
        ProgramState.SUBMITTED: frozenset(
            {ProgramState.CERTIFIED, ProgramState.REFUSED, ProgramState.ARCHIVED}
        ),
        ProgramState.REFUSED: frozenset({ProgramState.SUBMITTED, ProgramState.ARCHIVED}),
        ProgramState.CERTIFIED: frozenset({ProgramState.SUBMITTED, ProgramState.ARCHIVED}),
        ProgramState.ARCHIVED: frozenset[ProgramState](),
    }
)


def ensure_program_may_become(current: ProgramState, target: ProgramState) -> None:
    """Refuse a step that the life of a program or a module does not have.

    Raises:
        WrongState
    """
    if target not in PROGRAM_TRANSITIONS[current]:
        raise WrongState(current=current, attempted=target)


def state_after_entry(current: ProgramState, *, certify: bool) -> ProgramState:
    """Where an operator's file takes what it brings or changes: to certification, or through it.

    Each step is one of the table, so nothing comes back out of the archive.

    Raises:
        WrongState
    """
    if current is not ProgramState.SUBMITTED:
        ensure_program_may_become(current, ProgramState.SUBMITTED)
    if not certify:
        return ProgramState.SUBMITTED
    ensure_program_may_become(ProgramState.SUBMITTED, ProgramState.CERTIFIED)
    return ProgramState.CERTIFIED


def ensure_price(price: Money, normative_cost: Money | None, *, max_percent: int) -> None:
    """More than 0, and at most so many per cent of the normative cost, if there is one.

    Raises:
        BadValue: A price of nothing.
        PriceTooHigh: With the highest price that there may be.
    """
    if not price:
        raise BadValue("price", "it must be more than 0")
    if normative_cost is not None and price.kopecks * 100 > normative_cost.kopecks * max_percent:
        raise PriceTooHigh(Money(normative_cost.kopecks * max_percent // 100), price)
