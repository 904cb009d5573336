"""ENR-10: on which terms it is offered, and what offers take from others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.domain.calendar import Days
from core.domain.eligibility import Commitment, Reason
from core.domain.ids import CertificateId, ModuleId, PeriodId, ProviderId
from core.domain.ledger import Balance
from core.domain.limits import Ceiling, Limit
from core.domain.money import ZERO, Money
from core.domain.pricing import Terms
from core.domain.program import Direction, Registry
from core.domain.prolongation import Offer, Offers, Turn
from tests.domain.test_eligibility import FINE
from tests.domain.turn_of_year import (
    ON,
    SCHOOL_YEAR,
    TURN,
    YEAR,
    contract,
    group_that_goes_on,
    offers,
    standing,
)


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
