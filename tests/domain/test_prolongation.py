"""ENR-10: when it is offered, on which terms, what silence means, what offers take from others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.calendar import Days
from core.domain.eligibility import Commitment, Reason
from core.domain.enrollment import Enrollment, State
from core.domain.errors import WrongState
from core.domain.funding import FundingPeriod, Parameters, Prolongation
from core.domain.ids import (
    CertificateId,
    EnrollmentId,
    GroupId,
    ModuleId,
    MunicipalityId,
    PeriodId,
    PersonId,
    ProviderId,
)
from core.domain.ledger import Balance
from core.domain.limits import Ceiling, Limit
from core.domain.money import ZERO, Money
from core.domain.person import Child
from core.domain.pricing import Calculation, Terms, calculate
from core.domain.program import Direction, Offering, PeriodPrice, Registry
from core.domain.prolongation import (
    Offer,
    Offers,
    Turn,
    costs_no_more,
    decided,
    earliest_offers,
    ends_by_itself,
    turns,
)
from core.domain.standing import Standing
from tests.domain.test_eligibility import FINE, offering

ZONE = ZoneInfo("Europe/Kaliningrad")
YEAR = Days(date(2020, 1, 1), date(2020, 12, 31))
NEXT = Days(date(2021, 1, 1), date(2021, 12, 31))
SCHOOL_YEAR = Days(date(2020, 9, 1), date(2021, 5, 31))
ON = date(2020, 12, 18)


def period(id: int, days: Days, parameters: Parameters | None = None) -> FundingPeriod:
    return FundingPeriod(PeriodId(id), MunicipalityId(1), days, ZONE, parameters or Parameters())


TURN = Turn(period(1, YEAR), period(2, NEXT))


def calculation(days: Days, *, price: int, parent: int) -> Calculation:
    """Both shares over days, of which the parent pays `parent`."""
    terms = Terms(Money(price), None, days, days.last)
    return calculate(terms, start=days.first, available=Money(price - parent))


def contract(state: State = State.ACTIVE, *, days: Days = YEAR, parent: int = 0) -> Enrollment:
    agreed = calculation(days, price=1000000, parent=parent)
    return Enrollment(
        id=EnrollmentId(7),
        certificate=CertificateId(1),
        period=PeriodId(1),
        group=GroupId(1),
        module=ModuleId(1),
        provider=ProviderId(1),
        state=state,
        requested_on=date(2020, 8, 20),
        terms=Terms(Money(1000000), None, days, days.last),
        agreed=agreed,
        days=days,
    )


def group_that_goes_on(registry: Registry = Registry.CERTIFIED, *, module: int = 1) -> Offering:
    """Full to the last place, and priced in the next period."""
    one = offering(registry)
    prices = () if registry.budget else (PeriodPrice(NEXT, Money(2730000)),)
    return replace(
        one,
        module=replace(one.module, id=ModuleId(module), prices=prices, normative_cost=None),
        group=replace(one.group, days=SCHOOL_YEAR, places=3, places_taken=3),
    )


def standing(
    *, available: int = 1510200, commitments: tuple[Commitment, ...] = (), **more: object
) -> Standing:
    return replace(
        Standing(
            child=Child(PersonId(1), "Котова Анна", date(2013, 9, 1), "3901000001"),
            certificate=FINE.certificate,
            zone=ZONE,
            periods=(TURN.ending, TURN.following),
            balances={PeriodId(2): Balance(Money(available), available=Money(available))},
            commitments=commitments,
            agreements={(ProviderId(1), PeriodId(2)): None},
            registry_limits={},
        ),
        **more,  # type: ignore[arg-type]
    )


def offers(child: Standing) -> Offers:
    return Offers(TURN, ON, {CertificateId(1): child})


class TestTheDay:
    @pytest.mark.parametrize(
        ("working_days", "day"), [(5, date(2020, 12, 25)), (10, date(2020, 12, 18))]
    )
    def test_it_is_offered_so_many_working_days_before(self, working_days: int, day: date) -> None:
        ending = period(1, YEAR, Parameters(prolongation_working_days=working_days))

        assert Turn(ending, TURN.following).offered_on == day

    def test_it_is_decided_on_the_old_contracts_last_day(self) -> None:
        assert TURN.decided_on == date(2020, 12, 31)
        assert TURN.answer_until(date(2020, 12, 18)) == date(2020, 12, 30)
        assert TURN.answer_until(date(2020, 12, 31)) == date(2020, 12, 31)

    @pytest.mark.parametrize(
        ("on", "last", "at_once"),
        [
            (date(2020, 12, 17), YEAR.last, False),
            (date(2020, 12, 18), YEAR.last, True),
            (date(2020, 12, 31), YEAR.last, True),
            (date(2021, 1, 1), YEAR.last, False),
            (date(2020, 12, 18), date(2020, 12, 30), False),
        ],
    )
    def test_enr_10_what_is_concluded_from_the_day_of_the_offers_on_is_asked_about_at_once(
        self, on: date, last: date, *, at_once: bool
    ) -> None:
        old = replace(contract(), days=Days(YEAR.first, last))

        assert TURN.asks_at_once(old, on=on) is at_once
        assert not TURN.asks_at_once(replace(old, state=State.ENDING), on=on)
        assert earliest_offers(TURN.ending) == date(2020, 12, 18)

    def test_each_period_goes_on_into_the_one_after_it(self) -> None:
        third = period(3, Days(date(2022, 1, 1), date(2022, 12, 31)))

        assert turns([third, TURN.following, TURN.ending]) == (TURN, Turn(TURN.following, third))
        assert turns([third]) == ()


class TestTheTerms:
    def test_it_runs_from_the_next_periods_first_day_at_its_price_and_money(self) -> None:
        made = offers(standing()).make(contract(), group_that_goes_on())

        assert isinstance(made, Offer)
        assert made.agreed.days == Days(date(2021, 1, 1), date(2021, 5, 31))
        assert made.agreed.certificate.total == Money(1510000)  # 151 of 273 days
        assert made.agreed.parent.total == ZERO
        assert made.balance == Balance(
            Money(1510200), available=Money(200), reserved=Money(1510000)
        )
        assert made.direction is Direction.SPORTS

    def test_it_is_of_the_contract_it_continues_on_the_terms_of_the_next_period(self) -> None:
        old = contract()

        made = offers(standing()).make(old, group_that_goes_on())

        assert isinstance(made, Offer)
        assert made.old == old
        assert made.terms == Terms(Money(2730000), None, SCHOOL_YEAR, SCHOOL_YEAR.last)

    def test_it_ends_with_the_certificate(self) -> None:
        leaves = replace(FINE.certificate, valid_until=date(2021, 1, 31))

        made = offers(standing(certificate=leaves)).make(contract(), group_that_goes_on())

        assert isinstance(made, Offer)
        assert made.agreed.days.last == date(2021, 1, 31)

    def test_neither_a_full_group_nor_the_old_contract_speaks_against_it(self) -> None:
        old = Commitment(ModuleId(1), Registry.CERTIFIED, YEAR)

        made = offers(standing(commitments=(old,))).make(contract(), group_that_goes_on())

        assert isinstance(made, Offer)

    def test_everything_else_does_and_all_of_it_is_said(self) -> None:
        child = standing(agreements={}, available=0)
        suspended = replace(TURN.following, closed_from=ON)
        closed = Turn(TURN.ending, suspended)
        child = replace(child, periods=(TURN.ending, suspended))

        said = Offers(closed, ON, {CertificateId(1): child}).make(contract(), group_that_goes_on())

        assert said == (Reason.NO_AGREEMENT, Reason.NO_MONEY, Reason.PERIOD_CLOSED)

    def test_a_budget_program_costs_nothing_and_counts_in_no_direction(self) -> None:
        made = offers(standing(available=0, agreements={})).make(
            contract(), group_that_goes_on(Registry.SIGNIFICANT)
        )

        assert isinstance(made, Offer)
        assert made.agreed.total == ZERO
        assert made.direction is None

    def test_contracts_that_end_before_it_begins_count_in_no_limit(self) -> None:
        old = [Commitment(ModuleId(n), Registry.GENERAL, YEAR) for n in (1, 2)]
        child = standing(
            commitments=tuple(old), registry_limits={(PeriodId(2), Registry.GENERAL): 2}
        )
        made = offers(child)

        answers = [
            made.make(contract(), group_that_goes_on(Registry.GENERAL, module=n)) for n in (1, 2, 3)
        ]

        assert [isinstance(each, Offer) for each in answers] == [True, True, False]
        assert answers[2] == (Reason.REGISTRY_LIMIT,)

    @pytest.mark.parametrize(
        ("last", "holds_place", "counted"),
        [
            (date(2020, 12, 31), True, False),
            (date(2021, 1, 1), True, True),
            (date(2021, 1, 1), False, True),
            (date(2021, 5, 31), False, True),
        ],
    )
    def test_enr_6_whatever_runs_on_the_first_day_counts_also_where_it_waits_to_go_on(
        self, last: date, *, holds_place: bool, counted: bool
    ) -> None:
        days = Days(SCHOOL_YEAR.first, last)
        other = Commitment(ModuleId(9), Registry.GENERAL, days, holds_place=holds_place)
        child = standing(commitments=(other,), registry_limits={(PeriodId(2), Registry.GENERAL): 1})

        made = offers(child).make(contract(), group_that_goes_on(Registry.GENERAL))

        assert (made == (Reason.REGISTRY_LIMIT,)) is counted
        assert isinstance(made, Offer) is not counted


class TestOneAfterTheOther:
    @pytest.mark.parametrize(("open_", "fit"), [(0, 3), (2, 3), (3, 2), (4, 1), (5, 0)])
    @pytest.mark.parametrize(
        ("limited", "reason"),
        [(ProviderId(1), Reason.PROVIDER_FULL), (Direction.SPORTS, Reason.DIRECTION_FULL)],
    )
    def test_each_takes_one_of_a_limit(
        self, limited: ProviderId | Direction, reason: Reason, open_: int, fit: int
    ) -> None:
        limits = {"limits": {(PeriodId(2), limited): Limit(5, open_)}}
        ids = [CertificateId(n) for n in (1, 2, 3)]
        made = Offers(TURN, ON, {each: standing(**limits) for each in ids})  # type: ignore[arg-type]

        answers = [
            made.make(replace(contract(), certificate=each), group_that_goes_on()) for each in ids
        ]

        assert [isinstance(each, Offer) for each in answers] == [n < fit for n in range(3)]
        assert set(answers[fit:]) <= {(reason,)}

    def test_a_budget_program_takes_nothing_of_its_direction(self) -> None:
        limits = {(PeriodId(2), Direction.SPORTS): Limit(5, 4)}
        ids = [CertificateId(n) for n in (1, 2)]
        made = Offers(TURN, ON, {each: standing(limits=limits) for each in ids})

        budget = made.make(contract(), group_that_goes_on(Registry.SIGNIFICANT))
        paid = made.make(replace(contract(), certificate=ids[1]), group_that_goes_on())

        assert isinstance(budget, Offer)
        assert isinstance(paid, Offer)

    def test_where_nobody_is_asked_nothing_is_taken(self) -> None:
        assert Offers(TURN, ON, {}).nearly_used([ProviderId(1)]) == ()

    @pytest.mark.parametrize(
        ("more", "reason"),
        [
            ({"limits": {(PeriodId(2), ProviderId(1)): Limit(5, 4)}}, Reason.PROVIDER_FULL),
            ({"limits": {(PeriodId(2), Direction.SPORTS): Limit(5, 4)}}, Reason.DIRECTION_FULL),
            (
                {"agreements": {(ProviderId(1), PeriodId(2)): Ceiling(Money(1510200), ZERO)}},
                Reason.AGREEMENT_EXHAUSTED,
            ),
        ],
    )
    def test_the_second_knows_what_the_first_took(
        self, more: dict[str, object], reason: Reason
    ) -> None:
        made = Offers(
            TURN,
            ON,
            {
                CertificateId(1): standing(**more),  # type: ignore[arg-type]
                CertificateId(2): standing(**more),  # type: ignore[arg-type]
            },
        )

        first = made.make(contract(), group_that_goes_on())
        second = made.make(replace(contract(), certificate=CertificateId(2)), group_that_goes_on())

        assert isinstance(first, Offer)
        assert second == (reason,)

    @pytest.mark.parametrize(("most", "nearly"), [(1677778, False), (1677777, True)])
    def test_a_ceiling_that_is_nearly_reached_is_named(self, most: int, *, nearly: bool) -> None:
        ceiling = Ceiling(Money(most), ZERO)
        made = offers(standing(agreements={(ProviderId(1), PeriodId(2)): ceiling}))

        made.make(contract(), group_that_goes_on())  # of 1 510 000 kopecks

        named = made.nearly_used([ProviderId(1), ProviderId(1), ProviderId(2)])
        assert named == ((ProviderId(1),) if nearly else ())

    def test_a_childs_second_contract_gets_what_the_first_left(self) -> None:
        made = offers(standing(available=1510001))

        _, second, third = (made.make(contract(), group_that_goes_on()) for _ in range(3))

        assert isinstance(second, Offer)
        assert second.agreed.certificate.total == Money(1)
        assert third == (Reason.NO_MONEY,)


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
