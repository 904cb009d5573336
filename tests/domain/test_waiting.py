"""How long a request waits for its answer (ENR-8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.domain.enrollment import Origin, State
from core.domain.waiting import expires_on
from tests.domain.autumn import requested
from tests.domain.test_eligibility import PERIOD

ASKED = date(2020, 8, 20)


@pytest.mark.parametrize(
    ("state", "origin", "day"),
    [
        (State.REQUESTED, Origin.REQUEST, date(2020, 9, 3)),
        (State.OFFERED, Origin.REQUEST, date(2020, 9, 3)),
        (State.OFFERED, Origin.DESK, date(2020, 9, 3)),
        (State.OFFERED, Origin.PROLONGATION, None),
        (State.ACTIVE, Origin.REQUEST, None),
    ],
)
def test_enr_8_it_expires_with_the_run_of_day_14(
    state: State, origin: Origin, day: date | None
) -> None:
    waiting = replace(requested(), state=state, origin=origin, waits_since=ASKED)

    assert expires_on(waiting, PERIOD) == day


def test_enr_8_and_led_5_nothing_waits_longer_than_its_period() -> None:
    waiting = replace(requested(), state=State.REQUESTED, waits_since=date(2020, 12, 25))

    assert expires_on(waiting, PERIOD) == date(2021, 1, 1)
