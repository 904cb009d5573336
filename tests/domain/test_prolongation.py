"""ENR-10: when it is offered and decided, and what silence means."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.calendar import Days
from core.domain.daily import Position, Step
from core.domain.enrollment import State
from core.domain.errors import WrongState
from core.domain.funding import Parameters, Prolongation
from core.domain.ids import MunicipalityId
from core.domain.pricing import Calculation
from core.domain.prolongation import (
    Turn,
    costs_no_more,
    decided,
    earliest_offers,
    ends_by_itself,
    turns,
)
from tests.domain.turn_of_year import NEXT, ON, TURN, YEAR, calculation, contract, period

OFFERED = replace(TURN, ending=replace(TURN.ending, offered=True))


class TestTheDay:
    @pytest.mark.parametrize(
        ("working_days", "day"), [(5, date(2020, 12, 25)), (10, date(2020, 12, 18))]
    )
    def test_it_is_offered_so_many_working_days_before(self, working_days: int, day: date) -> None:
        ending = period(1, YEAR, Parameters(prolongation_working_days=working_days))

        assert Turn(ending, TURN.following).offered_on == day

    @pytest.mark.parametrize(
        ("days_before", "day"),
        [
            (15, date(2020, 12, 18)),
            (14, date(2020, 12, 18)),
            (13, date(2020, 12, 19)),
            (1, date(2020, 12, 31)),
            (0, date(2020, 12, 31)),
        ],
    )
    def test_enr_10_it_waits_until_the_next_period_opens(self, days_before: int, day: date) -> None:
        opens = Parameters(opens_days_before=days_before)
        following = replace(TURN.following, parameters=opens)

        assert replace(TURN, following=following).offered_on == day

    def test_it_is_decided_on_the_old_contracts_last_day(self) -> None:
        assert TURN.decided_on == date(2020, 12, 31)
        assert TURN.answer_until(date(2020, 12, 18)) == date(2020, 12, 30)
        assert TURN.answer_until(date(2020, 12, 31)) == date(2020, 12, 31)

    @pytest.mark.parametrize(
        ("on", "last", "late"),
        [
            (date(2020, 12, 17), YEAR.last, False),
            (date(2020, 12, 18), YEAR.last, True),
            (date(2020, 12, 31), YEAR.last, True),
            (date(2021, 1, 1), YEAR.last, False),
            (date(2020, 12, 18), date(2020, 12, 30), False),
        ],
    )
    def test_enr_10_what_is_concluded_from_the_day_of_the_offers_on_may_be_too_late_for_the_run(
        self, on: date, last: date, *, late: bool
    ) -> None:
        old = replace(contract(), days=Days(YEAR.first, last))

        assert TURN.asks_late(old, on=on) is late
        assert not TURN.asks_late(replace(old, state=State.ENDING), on=on)
        assert earliest_offers(TURN.ending) == date(2020, 12, 18)

    def test_when_all_were_asked_it_is_too_late_whatever_day_is_set_since(self) -> None:
        assert OFFERED.asks_late(contract(), on=date(2020, 12, 1))
        assert not OFFERED.asks_late(contract(), on=date(2021, 1, 1))

    @pytest.mark.parametrize(
        ("on", "offers"),
        [
            (date(2020, 12, 17), False),
            (date(2020, 12, 18), True),
            (date(2020, 12, 31), True),
            (date(2021, 1, 1), False),
        ],
    )
    def test_the_first_run_from_the_day_of_the_offers_on_makes_them_once(
        self, on: date, *, offers: bool
    ) -> None:
        assert TURN.offers_on(on) is offers
        assert not OFFERED.offers_on(on)

    @pytest.mark.parametrize(
        ("on", "step", "after", "left"),
        [
            (date(2020, 12, 1), Step.CLOSE_CERTIFICATES, (), True),
            (date(2020, 12, 31), Step.CLOSE_CERTIFICATES, (), True),
            (date(2021, 1, 1), Step.CLOSE_CERTIFICATES, (), False),
            (ON, Step.OFFER, (), True),
            (ON, Step.OFFER, (1, 6), True),
            (ON, Step.OFFER, (1, 7), False),
            (ON, Step.OFFER, (2, 7), True),
            (ON, Step.CHARGE, (1, 7), True),
        ],
    )
    def test_a_run_that_is_still_to_come_is_left_what_it_will_see(
        self, on: date, step: Step, after: tuple[int, ...], *, left: bool
    ) -> None:
        position = Position(MunicipalityId(1), on, step, after)

        assert TURN.is_left_to_run(contract().id, position) is left
        assert not OFFERED.is_left_to_run(contract().id, position)

    def test_the_first_run_of_all_is_still_to_come(self) -> None:
        assert TURN.is_left_to_run(contract().id, None)
        assert not OFFERED.is_left_to_run(contract().id, None)

    def test_each_period_goes_on_into_the_one_after_it(self) -> None:
        third = period(3, Days(date(2022, 1, 1), date(2022, 12, 31)))

        assert turns([third, TURN.following, TURN.ending]) == (TURN, Turn(TURN.following, third))
        assert turns([third]) == ()


@given(
    old_parent=st.integers(0, 10**6),
    new_parent=st.integers(0, 10**6),
    old_days=st.integers(1, 366),
    new_days=st.integers(1, 366),
)
def test_enr_10_it_is_the_share_per_day_that_must_not_grow(
    old_parent: int, new_parent: int, old_days: int, new_days: int
) -> None:
    def over(length: int, parent: int) -> Calculation:
        first = date(2020, 1, 1)
        days = Days(first, date.fromordinal(first.toordinal() + length - 1))
        return calculation(days, price=parent, parent=parent)

    fair = Fraction(old_parent, old_days) * new_days

    assert costs_no_more(over(new_days, new_parent), over(old_days, old_parent)) is (
        new_parent <= fair + 1
    )


class TestSilence:
    @pytest.mark.parametrize(("parent", "holds"), [(0, True), (1, True), (2, False)])
    def test_one_kopeck_is_rounding(self, parent: int, *, holds: bool) -> None:
        old = calculation(Days(date(2020, 12, 1), date(2020, 12, 31)), price=1000, parent=0)
        new = calculation(Days(date(2021, 1, 1), date(2021, 5, 31)), price=5000, parent=parent)

        assert costs_no_more(new, old) is holds

    @pytest.mark.parametrize(
        ("setting", "parent", "accepted", "state"),
        [
            (Prolongation.SILENCE, 0, False, State.ACTIVE),
            (Prolongation.SILENCE, 2, False, State.EXPIRED),
            (Prolongation.SILENCE, 2, True, State.ACTIVE),
            (Prolongation.ACCEPTANCE, 0, False, State.EXPIRED),
            (Prolongation.ACCEPTANCE, 0, True, State.ACTIVE),
        ],
    )
    def test_the_last_day_decides(
        self, setting: Prolongation, parent: int, state: State, *, accepted: bool
    ) -> None:
        offered = contract(State.OFFERED, days=NEXT, parent=parent)
        offered = replace(offered, accepted_on=ON if accepted else None)

        end = decided(
            offered, contract(), on=YEAR.last, parameters=Parameters(prolongation=setting)
        )

        assert end.state is state
        assert end.concluded_on == (YEAR.last if state is State.ACTIVE else None)
        assert end.next_charge_on == (NEXT.first if state is State.ACTIVE else None)

    def test_nothing_is_decided_twice(self) -> None:
        withdrawn = contract(State.WITHDRAWN, days=NEXT)

        with pytest.raises(WrongState):
            decided(withdrawn, contract(), on=YEAR.last, parameters=Parameters())


@pytest.mark.parametrize(
    ("state", "on", "ends"),
    [
        (State.OFFERED, date(2020, 12, 31), True),
        (State.ACTIVE, date(2020, 12, 31), True),
        (State.ACTIVE, date(2021, 1, 1), False),
        (State.OFFERED, date(2021, 1, 1), True),
        (State.WITHDRAWN, date(2020, 12, 31), False),
    ],
)
def test_a_termination_takes_along_what_has_not_begun(
    state: State, on: date, *, ends: bool
) -> None:
    assert ends_by_itself(contract(state, days=NEXT), on=on) is ends
