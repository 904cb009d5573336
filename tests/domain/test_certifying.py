"""The life of programs and modules, cell by cell, and the cap of prices (REG-4, REG-5)."""

from __future__ import annotations

from itertools import product

import pytest

from core.domain.certifying import (
    PROGRAM_TRANSITIONS,
    ensure_price,
    ensure_program_may_become,
    state_after_entry,
)
from core.domain.errors import BadValue, WrongState
from core.domain.money import Money
from core.domain.program import ProgramState
from core.domain.registry_errors import PriceTooHigh

LIFE = {
    ("DRAFT", "SUBMITTED"),
    ("DRAFT", "ARCHIVED"),
    ("SUBMITTED", "CERTIFIED"),
    ("SUBMITTED", "REFUSED"),
    ("SUBMITTED", "ARCHIVED"),
    ("REFUSED", "SUBMITTED"),
    ("REFUSED", "ARCHIVED"),
    ("CERTIFIED", "SUBMITTED"),
    ("CERTIFIED", "ARCHIVED"),
}


@pytest.mark.parametrize(("current", "target"), list(product(ProgramState, ProgramState)))
def test_reg_4_a_module_takes_the_steps_of_its_life_and_no_others(
    current: ProgramState, target: ProgramState
) -> None:
    if (current.value, target.value) in LIFE:
        ensure_program_may_become(current, target)
        return
    with pytest.raises(WrongState) as no:
        ensure_program_may_become(current, target)
    assert (no.value.current, no.value.attempted) == (current, target)


@pytest.mark.parametrize("state", ProgramState)
def test_reg_4_a_file_takes_the_same_steps(state: ProgramState) -> None:
    if state is ProgramState.ARCHIVED:
        for certify in (True, False):
            with pytest.raises(WrongState):
                state_after_entry(state, certify=certify)
        return

    assert state_after_entry(state, certify=False) is ProgramState.SUBMITTED
    assert state_after_entry(state, certify=True) is ProgramState.CERTIFIED


def test_reg_4_every_state_has_its_line() -> None:
    assert set(PROGRAM_TRANSITIONS) == set(ProgramState)


@pytest.mark.parametrize(
    ("price", "cost", "percent"),
    [(1, 1, 100), (2730000, 2457000, 112), (112, 100, 112), (1, None, 100), (333, 333, 100)],
)
def test_reg_5_a_price_up_to_the_cap_is_allowed(price: int, cost: int | None, percent: int) -> None:
    ensure_price(Money(price), None if cost is None else Money(cost), max_percent=percent)


@pytest.mark.parametrize(
    ("price", "cost", "percent", "highest"),
    [(334, 333, 100, 333), (113, 100, 112, 112), (1120, 999, 112, 1118)],
)
def test_reg_5_a_kopeck_above_the_cap_is_refused(
    price: int, cost: int, percent: int, highest: int
) -> None:
    with pytest.raises(PriceTooHigh) as no:
        ensure_price(Money(price), Money(cost), max_percent=percent)
    assert no.value.facts == {"highest": str(Money(highest))}


def test_reg_5_a_price_is_not_nothing() -> None:
    with pytest.raises(BadValue):
        ensure_price(Money(0), None, max_percent=100)
