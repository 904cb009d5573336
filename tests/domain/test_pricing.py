"""ENR-4 and ENR-7: the calculation, against the worked examples and an independent one."""

from __future__ import annotations

import itertools
from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.calendar import Days
from core.domain.errors import ImpossibleDates
from core.domain.money import Money
from core.domain.pricing import (
    Calculation,
    Terms,
    calculate,
    calculate_late,
    installments,
    last_possible_day,
)

YEAR_END = date(2020, 12, 31)


def kopecks(plan: object) -> list[int]:
    return [amount.kopecks for _, amount in plan]  # type: ignore[attr-defined]


def worked(
    *, group: tuple[date, date], price: int, normative: int, start: date, available: int
) -> Calculation:
    days = Days(*group)
    stop = last_possible_day(group=days, period_last=YEAR_END, valid_until=date(2030, 1, 1))
    terms = Terms(Money(price), Money(normative), days, stop)
    return calculate(terms, start=start, available=Money(available))


AUTUMN = (date(2020, 9, 1), date(2020, 12, 31))
SCHOOL_YEAR = (date(2020, 9, 1), date(2021, 5, 31))


@pytest.mark.parametrize(
    ("group", "price", "normative", "start", "available", "certificate", "parent"),
    [
        pytest.param(
            AUTUMN, 900000, 900000, date(2020, 9, 1), 1510200,
            [221313, 226229, 226229, 226229], [0, 0, 0, 0], id="X1",
        ),
        pytest.param(
            SCHOOL_YEAR, 2730000, 2457000, date(2020, 9, 1), 1510200,
            [270000, 276000, 276000, 276000], [30002, 30666, 30666, 30666], id="X2",
        ),
        pytest.param(
            AUTUMN, 732000, 732000, date(2020, 9, 1), 610200,
            [150051, 153383, 153383, 153383], [29952, 30616, 30616, 30616], id="X3",
        ),
        pytest.param(
            AUTUMN, 1220000, 1220000, date(2020, 10, 16), 1510200,
            [160000, 305000, 305000], [0, 0, 0], id="X4",
        ),
    ],
)  # fmt: skip
def test_enr_4_the_worked_examples_come_out_to_the_kopeck(
    group: tuple[date, date], price: int, normative: int, start: date, available: int,
    certificate: list[int], parent: list[int],
) -> None:  # fmt: skip
    calculation = worked(
        group=group, price=price, normative=normative, start=start, available=available
    )

    assert kopecks(calculation.certificate) == certificate
    assert kopecks(calculation.parent) == parent
    assert calculation.days == Days(start, YEAR_END)


def test_enr_4_the_contract_stops_at_the_earliest_of_group_period_and_certificate() -> None:
    group = Days(date(2020, 9, 1), date(2021, 5, 31))
    in_period, of_age = date(2020, 12, 31), date(2020, 11, 14)

    assert last_possible_day(group=group, period_last=in_period, valid_until=of_age) == of_age
    assert last_possible_day(group=group, period_last=in_period, valid_until=YEAR_END) == in_period
    early = Days(group.first, date(2020, 10, 1))
    assert last_possible_day(group=early, period_last=in_period, valid_until=of_age) == early.last


@pytest.mark.parametrize("start", [date(2020, 9, 1), date(2020, 12, 31)])
def test_enr_4_the_first_and_the_last_possible_day_are_starts(start: date) -> None:
    calculation = worked(group=SCHOOL_YEAR, price=100, normative=100, start=start, available=1000)

    assert calculation.days.first == start


@pytest.mark.parametrize("start", [date(2020, 8, 31), date(2021, 1, 1)])
def test_dates_a_start_outside_the_group_or_after_the_stop_is_refused(start: date) -> None:
    with pytest.raises(ImpossibleDates):
        worked(group=SCHOOL_YEAR, price=100, normative=100, start=start, available=1000)


def test_enr_4_without_a_normative_cost_the_certificate_may_pay_everything() -> None:
    group = Days(*AUTUMN)
    terms = Terms(Money(900000), None, group, group.last)

    calculation = calculate(terms, start=group.first, available=Money(1510200))

    assert calculation.certificate.total == Money(900000)
    assert calculation.parent.total == Money(0)


def independent(
    price: int, normative: int | None, available: int, group: Days, start: date, stop: date
) -> tuple[list[int], list[int]]:
    """ENR-4 once more, from the text of the rule, with exact fractions and day counting."""
    all_days = [group.first + timedelta(n) for n in range((group.last - group.first).days + 1)]
    own = [day for day in all_days if start <= day <= stop]
    months = sorted({(day.year, day.month) for day in own})
    share = Fraction(len(own), len(all_days))
    total = ceil(price * share)
    ceiling = total if normative is None else ceil(normative * share)
    certificate = min(total, ceiling, available)
    first_month_days = sum((day.year, day.month) == months[0] for day in own)

    def schedule(amount: int) -> list[int]:
        if len(months) == 1:
            return [amount]
        rest = Fraction(amount * (len(own) - first_month_days), len(own) * (len(months) - 1))
        other = floor(rest)
        return [amount - other * (len(months) - 1)] + [other] * (len(months) - 1)

    return schedule(certificate), schedule(total - certificate)


dates = st.dates(date(2019, 1, 1), date(2026, 12, 31))


@given(
    price=st.integers(0, 10**8),
    normative=st.none() | st.integers(0, 10**8),
    available=st.integers(0, 3 * 10**6),
    first=dates,
    length=st.integers(1, 500),
    offset=st.integers(0, 499),
    cut=st.integers(0, 499),
)
def test_enr_4_agrees_with_an_independent_calculation_and_loses_no_kopeck(
    price: int, normative: int | None, available: int, first: date, length: int,
    offset: int, cut: int,
) -> None:  # fmt: skip
    group = Days(first, first + timedelta(length - 1))
    start = first + timedelta(offset % length)
    stop = max(start, group.last - timedelta(cut % length))
    terms = Terms(Money(price), None if normative is None else Money(normative), group, stop)

    calculation = calculate(terms, start=start, available=Money(available))

    expected = independent(price, normative, available, group, start, stop)
    assert (kopecks(calculation.certificate), kopecks(calculation.parent)) == expected
    assert sum(kopecks(calculation.certificate)) == calculation.certificate.total.kopecks
    assert sum(kopecks(calculation.parent)) == calculation.parent.total.kopecks
    assert calculation.certificate.total <= Money(available)


def test_m5_every_small_contract_is_the_sum_of_its_installments() -> None:
    first = date(2020, 1, 30)

    for total, length in itertools.product(range(120), range(1, 70)):
        days = Days(first, first + timedelta(length - 1))
        plan = installments(Money(total), days)

        assert sum(kopecks(plan)) == total
        assert len(kopecks(plan)) == days.months
        assert plan.first >= Money(0)


def test_m5_every_small_calculation_is_the_sum_of_its_parts_and_agrees_with_the_rule() -> None:
    group = Days(date(2020, 1, 30), date(2020, 3, 2))
    starts = [group.first, date(2020, 1, 31), date(2020, 2, 1), date(2020, 2, 29), group.last]
    stops = [date(2020, 1, 31), date(2020, 2, 1), date(2020, 3, 1), group.last]
    sums = range(0, 20, 3)

    for start, stop, price in itertools.product(starts, stops, range(20)):
        if start > stop:
            continue
        for ceiling, available in itertools.product((None, *sums), sums):
            terms = Terms(Money(price), None if ceiling is None else Money(ceiling), group, stop)
            calculation = calculate(terms, start=start, available=Money(available))
            parts = kopecks(calculation.certificate), kopecks(calculation.parent)

            assert parts == independent(price, ceiling, available, group, start, stop)
            assert sum(map(sum, parts)) == calculation.total.kopecks


def test_enr_7_late_conclusion_gives_back_the_days_that_passed() -> None:
    group = Days(*AUTUMN)
    terms = Terms(Money(1220000), Money(1220000), group, YEAR_END)
    agreed = calculate(terms, start=date(2020, 10, 6), available=Money(1510200))

    late = calculate_late(terms, agreed=agreed, concluded_on=date(2020, 10, 16))

    assert agreed.certificate.total == Money(870000)
    assert late.certificate.total == Money(770000)
    assert kopecks(late.certificate) == [160000, 305000, 305000]


def test_enr_7_a_late_conclusion_keeps_to_the_ceiling_and_to_both_shares_that_were_agreed() -> None:
    terms = Terms(Money(1220000), Money(610000), Days(*AUTUMN), YEAR_END)
    agreed = calculate(terms, start=date(2020, 9, 1), available=Money(1510200))

    late = calculate_late(terms, agreed=agreed, concluded_on=date(2020, 10, 16))

    assert (agreed.certificate.total, agreed.parent.total) == (Money(610000), Money(610000))
    assert (late.certificate.total, late.parent.total) == (Money(385000), Money(385000))


@given(
    price=st.integers(1, 10**7),
    normative=st.integers(1, 10**7),
    available=st.integers(0, 10**7),
    asked=st.integers(0, 121),
    later=st.integers(0, 121),
)
def test_enr_7_nobody_pays_more_because_the_provider_was_late(
    price: int, normative: int, available: int, asked: int, later: int
) -> None:
    group = Days(*AUTUMN)
    terms = Terms(Money(price), Money(normative), group, YEAR_END)
    start = group.first + timedelta(min(asked, later))
    agreed = calculate(terms, start=start, available=Money(available))

    late = calculate_late(
        terms, agreed=agreed, concluded_on=group.first + timedelta(max(asked, later))
    )

    assert late.certificate.total <= agreed.certificate.total
    assert late.parent.total <= agreed.parent.total


def test_enr_4_a_leap_february_has_its_own_length() -> None:
    february = Days(date(2024, 2, 1), date(2024, 2, 29))

    assert len(february) == monthrange(2024, 2)[1]
    assert installments(Money(1000), february).months == 1


def test_enr_5_a_calculation_knows_the_sums_that_were_shown() -> None:
    calculation = worked(
        group=SCHOOL_YEAR, price=2730000, normative=2457000,
        start=date(2020, 9, 1), available=1510200,
    )  # fmt: skip

    assert calculation.carries(certificate_share=Money(1098000), parent_share=Money(122000))
    assert not calculation.carries(certificate_share=Money(1098001), parent_share=Money(121999))
    assert not calculation.carries(certificate_share=Money(1098000), parent_share=Money(122001))
    assert calculation.total == Money(1220000)
