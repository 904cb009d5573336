"""How much of a month's lessons was given, and what of a charge comes back for it (LED-4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.calendar import Days, Month
from core.domain.completeness import (
    ChangeOfGroup,
    Completeness,
    by_month,
    charge_of,
    ensure_percent,
    ensure_taught,
    group_in,
    in_force,
    months_taught,
    payable,
    percent_in_force,
    percent_typed,
    returning,
    said_of,
)
from core.domain.enrollment import TAUGHT, Enrollment, State
from core.domain.errors import BadValue
from core.domain.funding import ReleaseAt
from core.domain.ids import GroupId, ModuleId
from core.domain.ledger import Bucket, EntryKind
from core.domain.money import ZERO, Money
from core.domain.movements import refund
from core.domain.program import Group, Slot
from core.domain.registry_errors import MonthNotTaught, MonthSettled
from tests.domain.autumn import AUTUMN, requested

HERE, THERE, ELSEWHERE = GroupId(3), GroupId(4), GroupId(5)
AUGUST, SEPTEMBER, OCTOBER, NOVEMBER = (Month(2020, month) for month in (8, 9, 10, 11))
amounts = st.integers(0, 10**12).map(Money)
percents = st.integers(0, 100)


def said(
    percent: int, *, month: Month = OCTOBER, number: int = 1, group: GroupId = HERE
) -> Completeness:
    at = datetime(2020, 11, number, 10, tzinfo=UTC)
    return Completeness(group, month, number, percent, "staff:5", at)


def group(*slots: Slot, days: Days | None = AUTUMN) -> Group:
    return Group(HERE, ModuleId(4), "Группа 1", days, 10, 0, None, "", slots)


def active() -> Enrollment:
    """X1: 221313, then 226229 three times."""
    concluded, _ = requested().confirmed(on=date(2020, 8, 28))
    return concluded


@given(amounts, percents)
def test_led_4_what_is_paid_and_what_comes_back_are_the_charge(charge: Money, percent: int) -> None:
    assert payable(charge, percent) + returning(charge, percent) == charge


@given(amounts, percents)
def test_led_4_the_nearest_kopeck_is_paid_and_of_two_the_higher_one(
    charge: Money, percent: int
) -> None:
    exact_in_hundredths = charge.kopecks * percent

    too_much = payable(charge, percent).kopecks * 100 - exact_in_hundredths

    assert -50 < too_much <= 50


@given(amounts, percents, percents)
def test_led_4_more_lessons_never_bring_less(charge: Money, one: int, other: int) -> None:
    fewer, more = sorted((one, other))

    assert payable(charge, fewer) <= payable(charge, more)


@pytest.mark.parametrize(
    ("charge", "percent", "paid", "back"),
    [
        (226229, 100, 226229, 0),
        (226229, 80, 180983, 45246),
        (226229, 0, 0, 226229),
        (0, 50, 0, 0),
        (1, 50, 1, 0),
        (1, 49, 0, 1),
        (3, 50, 2, 1),
        (10003, 80, 8002, 2001),
        (150, 33, 50, 100),
        (50, 99, 50, 0),
    ],
)
def test_led_4_half_up_to_a_kopeck(charge: int, percent: int, paid: int, back: int) -> None:
    assert payable(Money(charge), percent) == Money(paid)
    assert returning(Money(charge), percent) == Money(back)


@pytest.mark.parametrize("percent", [0, 1, 99, 100])
def test_a_share_is_a_whole_number_of_per_cent(percent: int) -> None:
    ensure_percent(percent)


@pytest.mark.parametrize("percent", [-1, 101, True, 50.0, "80"])
def test_what_is_no_share_is_refused_by_name(percent: int) -> None:
    with pytest.raises(BadValue, match=r"^percent: a whole number from 0 to 100$") as refused:
        ensure_percent(percent)

    assert refused.value.field == "percent"
    assert refused.value.facts["rule"] == "a-whole-number-from-0-to-most"


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("80", 80), (" 80 % ", 80), ("80%", 80), ("0", 0), ("100", 100), ("7 процентов", 7),
        ("1 процент", 1), ("80 percent", 80), ("80 PER CENT", 80), ("080", 80),
        ("101", None), ("999", None), ("1000", None), ("", None), ("-1", None), ("сто", None),
        ("79.5", None), ("80 81", None), ("%", None), ("80 руб", None), ("٨٠", None),
    ],
)  # fmt: skip
def test_a_share_is_typed_with_its_sign_or_without(text: str, percent: int | None) -> None:
    assert percent_typed(text) == percent


@pytest.mark.parametrize(
    ("today", "months"),
    [
        (date(2020, 8, 31), ()),
        (date(2020, 9, 1), (SEPTEMBER,)),
        (date(2020, 9, 30), (SEPTEMBER,)),
        (date(2020, 10, 1), (SEPTEMBER, OCTOBER)),
        (date(2021, 5, 1), (SEPTEMBER, OCTOBER, NOVEMBER, Month(2020, 12))),
    ],
)
def test_led_4_only_of_months_that_have_begun_anything_is_said(
    today: date, months: tuple[Month, ...]
) -> None:
    assert months_taught(group(), today=today) == months
    assert months_taught(group(Slot(1, time(16))), today=today) == months


def test_a_month_without_lessons_by_the_timetable_is_not_taught() -> None:
    # The 29th of September 2020 is a Tuesday, as is the 1st of December; October begins between.
    ends = Days(date(2020, 9, 29), date(2020, 12, 1))
    tuesdays, wednesdays = (group(Slot(weekday, time(16)), days=ends) for weekday in (1, 2))
    mondays = group(Slot(0, time(16)), days=ends)

    taught = [months_taught(each, today=date(2021, 1, 1)) for each in (tuesdays, wednesdays)]

    assert [each[0] for each in taught] == [SEPTEMBER, SEPTEMBER]
    assert [each[-1] for each in taught] == [Month(2020, 12), NOVEMBER]
    assert months_taught(mondays, today=date(2021, 1, 1)) == (OCTOBER, NOVEMBER)


def test_of_a_group_whose_days_nobody_knows_nothing_is_said() -> None:
    assert months_taught(group(days=None), today=date(2021, 1, 1)) == ()


@pytest.mark.parametrize("month", [AUGUST, NOVEMBER])
def test_another_month_is_refused_with_its_name(month: Month) -> None:
    with pytest.raises(MonthNotTaught) as refused:
        ensure_taught(group(), month, today=date(2020, 10, 31))

    assert refused.value.facts == {"month": str(month)}
    assert str(refused.value) == f"{month} is not a month of lessons until today"
    ensure_taught(group(), OCTOBER, today=date(2020, 10, 31))


def test_a_settled_month_is_refused_with_its_name() -> None:
    refused = MonthSettled(OCTOBER)

    assert (str(refused), refused.facts) == ("2020-10 is settled", {"month": "2020-10"})


def test_the_last_word_of_a_month_counts_and_of_others_it_says_nothing() -> None:
    words = [said(90), said(80, number=3), said(85, number=2), said(10, month=SEPTEMBER, number=9)]

    assert in_force(words, OCTOBER) == said(80, number=3)
    assert percent_in_force(words, OCTOBER) == 80
    assert in_force(words, NOVEMBER) is None
    assert percent_in_force(words, NOVEMBER) == 100
    assert by_month(words) == (said(10, month=SEPTEMBER, number=9), said(80, number=3))
    assert by_month([]) == ()


def test_a_contract_pays_the_installment_of_each_of_its_months() -> None:
    contract = active()
    months = [AUGUST, SEPTEMBER, OCTOBER, Month(2020, 12), Month(2021, 1)]

    paid = [charge_of(contract, month).kopecks for month in months]

    assert paid == [0, 221313, 226229, 226229, 0]


def test_a_contract_that_ends_earlier_pays_until_its_last_month() -> None:
    ending = active().left(on=date(2020, 10, 17), release_at=ReleaseAt.NEXT_MONTH)

    assert [charge_of(ending, month).kopecks for month in (OCTOBER, NOVEMBER)] == [226229, 0]


@pytest.mark.parametrize("state", State)
def test_only_contracts_that_run_or_ran_pay_anything(state: State) -> None:
    contract = replace(active(), state=state)
    words = [said(80)]

    assert (charge_of(contract, OCTOBER) != ZERO) == (state in TAUGHT)
    assert list(said_of(contract, words, [])) == (words if state in TAUGHT else [])


@pytest.mark.parametrize(
    ("month", "group"),
    [(AUGUST, ELSEWHERE), (SEPTEMBER, THERE), (OCTOBER, HERE), (NOVEMBER, HERE)],
)
def test_a_month_is_of_the_group_where_the_child_was_at_its_end(
    month: Month, group: GroupId
) -> None:
    left = [ChangeOfGroup(ELSEWHERE, date(2020, 9, 30)), ChangeOfGroup(THERE, date(2020, 10, 1))]

    assert group_in(active(), month, left) == group


def test_what_was_said_of_another_group_or_month_does_not_concern_a_contract() -> None:
    left = [ChangeOfGroup(THERE, date(2020, 10, 20))]
    mine = [said(70, month=SEPTEMBER, group=THERE), said(80), said(85, number=2)]
    others = [
        said(60, month=SEPTEMBER),
        said(60, group=THERE),
        said(60, month=AUGUST, group=THERE),
        said(60, month=Month(2021, 1)),
    ]

    assert list(said_of(active(), [*others, *mine], left)) == mine


def test_led_1_a_refund_goes_from_debited_to_available_once_for_each_month() -> None:
    movement = refund(active(), OCTOBER, Money(45246))

    assert movement is not None
    assert movement.key == "refund:7:2020-10"
    assert movement.kind is EntryKind.REFUND
    assert (movement.source, movement.target) == (Bucket.DEBITED, Bucket.AVAILABLE)
    assert (movement.amount, movement.enrollment, movement.month) == (Money(45246), 7, OCTOBER)
    assert refund(active(), OCTOBER, ZERO) is None
