"""Leaving a contract: what is kept, what returns and when (ENR-9, ENR-11)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.domain.calendar import Days, Month
from core.domain.enrollment import State
from core.domain.errors import WrongState
from core.domain.funding import ReleaseAt
from core.domain.grounds import Ground, Side
from core.domain.money import ZERO, Money
from tests.domain.autumn import NEXT_MONTH, concluded, requested


def test_enr_9_x6_leaving_in_october_keeps_october_and_returns_the_rest_on_1_november() -> None:
    contract = replace(concluded(), charged_months=2)

    left = contract.left(on=date(2020, 10, 17), release_at=NEXT_MONTH)

    assert left.state is State.ENDING
    assert left.days == Days(date(2020, 9, 1), date(2020, 10, 31))
    assert left.returning == Money(452458)
    assert left.release_on == date(2020, 11, 1)
    assert left.next_charge_on is None


def test_enr_9_who_left_when_and_why_is_kept() -> None:
    by_family = concluded().left(on=date(2020, 10, 17), release_at=NEXT_MONTH)
    by_provider = concluded().left(
        on=date(2020, 8, 17), release_at=NEXT_MONTH, by=Side.PROVIDER, ground=Ground.LAW
    )

    assert (by_family.terminated_on, by_family.ended_by, by_family.ground) == (
        date(2020, 10, 17), Side.FAMILY, None,
    )  # fmt: skip
    assert (by_provider.terminated_on, by_provider.ended_by, by_provider.ground) == (
        date(2020, 8, 17), Side.PROVIDER, Ground.LAW,
    )  # fmt: skip


def test_enr_9_at_once_means_the_day_of_the_notice() -> None:
    left = concluded().left(on=date(2020, 10, 17), release_at=ReleaseAt.AT_ONCE)

    assert left.release_on == date(2020, 10, 17)


def test_enr_9_a_month_that_is_not_charged_yet_stays_payable() -> None:
    left = concluded().left(on=date(2020, 10, 17), release_at=NEXT_MONTH)

    assert [month for month, _ in left.months_due(on=date(2020, 12, 31))] == [
        Month(2020, 9),
        Month(2020, 10),
    ]


def test_enr_9_before_the_first_day_it_is_withdrawn_and_on_it_it_ends() -> None:
    contract = concluded()

    the_day_before = contract.left(on=date(2020, 8, 31), release_at=NEXT_MONTH)
    on_the_day = contract.left(on=date(2020, 9, 1), release_at=NEXT_MONTH)

    assert the_day_before.state is State.WITHDRAWN
    assert on_the_day.state is State.ENDING
    assert on_the_day.days.last == date(2020, 9, 30)


@pytest.mark.parametrize(
    ("on", "release_at", "last", "release_on"),
    [
        (date(2020, 9, 1), NEXT_MONTH, date(2020, 9, 30), date(2020, 10, 1)),
        (date(2020, 9, 30), NEXT_MONTH, date(2020, 9, 30), date(2020, 10, 1)),
        (date(2020, 10, 1), NEXT_MONTH, date(2020, 10, 31), date(2020, 11, 1)),
        (date(2020, 11, 30), NEXT_MONTH, date(2020, 11, 30), date(2020, 12, 1)),
        (date(2020, 11, 30), ReleaseAt.AT_ONCE, date(2020, 11, 30), date(2020, 11, 30)),
        (date(2020, 12, 1), NEXT_MONTH, date(2020, 12, 31), None),
        (date(2020, 12, 1), ReleaseAt.AT_ONCE, date(2020, 12, 31), None),
    ],
)
def test_enr_9_the_last_day_and_the_day_of_the_release_follow_from_the_day_of_the_notice(
    on: date, release_at: ReleaseAt, last: date, release_on: date | None
) -> None:
    left = concluded().left(on=on, release_at=release_at)

    assert (left.days.first, left.days.last) == (date(2020, 9, 1), last)
    assert left.release_on == release_on


@pytest.mark.parametrize("on", [date(2020, 8, 20), date(2020, 9, 1), date(2020, 10, 17)])
def test_enr_9_what_only_waits_is_withdrawn_whatever_the_day(on: date) -> None:
    for waiting in (requested(), requested().offered(on=date(2020, 8, 21))):
        left = waiting.left(on=on, release_at=NEXT_MONTH)

        assert (left.state, left.days) == (State.WITHDRAWN, waiting.days)
        assert (left.terminated_on, left.ended_by, left.ground) == (on, Side.FAMILY, None)
        assert (left.release_on, left.holds_place) == (None, False)


def test_enr_9_in_the_last_month_nothing_returns() -> None:
    left = concluded().left(on=date(2020, 12, 5), release_at=NEXT_MONTH)

    assert left.days.last == date(2020, 12, 31)
    assert left.returning == ZERO
    assert left.release_on is None


def test_enr_9_leaving_twice_is_refused_by_the_state() -> None:
    left = concluded().left(on=date(2020, 10, 17), release_at=NEXT_MONTH)

    with pytest.raises(WrongState):
        left.left(on=date(2020, 10, 18), release_at=NEXT_MONTH)


def test_enr_11_an_ending_contract_is_closed() -> None:
    left = concluded().left(on=date(2020, 10, 17), release_at=NEXT_MONTH)

    assert left.closed().state is State.CLOSED
