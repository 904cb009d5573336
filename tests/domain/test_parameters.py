"""The parameters of a funding period keep to what the rules allow, at both sides of each bound."""

from __future__ import annotations

from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from core.domain.calendar import Days
from core.domain.errors import BadValue
from core.domain.funding import FundingPeriod, Parameters, ensure_period_days, parameters_on
from core.domain.ids import MunicipalityId, PeriodId

REMINDERS = "request reminder days: reminders come before expiry"


@pytest.mark.parametrize(
    "given",
    [
        {"request_reminder_days": 1},
        {"request_reminder_days": 13},
        {"offer_reminder_days": 1},
        {"offer_reminder_days": 13},
        {"opens_days_before": 0},
        {"low_percent": 0},
        {"low_percent": 100},
        {"lapsing_days": (1,)},
        {"lapsing_days": ()},
        {"prolongation_working_days": 5},
        {"days_to_first_request": 5},
        {"days_after_refusal": 10},
        {"issue_working_days": 1},
        {"notices_from": time(20, 59)},
        {"run_from": time(0)},
        {"run_from": time(23, 59)},
        {"min_age": 0},
        {"min_age": 17},
    ],
    ids=str,
)
def test_the_last_value_that_is_allowed_is_taken(given: dict[str, Any]) -> None:
    parameters = Parameters(**given)

    assert {name: getattr(parameters, name) for name in given} == given


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"request_reminder_days": 0}, REMINDERS),
        ({"request_reminder_days": 14}, REMINDERS),
        ({"offer_reminder_days": 0}, REMINDERS),
        ({"offer_reminder_days": 14}, REMINDERS),
        ({"opens_days_before": -1}, "opens days before: not below 0"),
        ({"low_percent": -1}, "low percent: from 0 to 100"),
        ({"low_percent": 101}, "low percent: from 0 to 100"),
        ({"lapsing_days": (60, 0)}, "lapsing days: each more than 0"),
        ({"prolongation_working_days": 4}, "prolongation working days: at least 5"),
        ({"days_to_first_request": 4}, "days to first request: at least 5"),
        ({"days_after_refusal": 9}, "days after refusal: at least 10"),
        ({"issue_working_days": 0}, "issue working days: at least 1"),
        ({"notices_from": time(21)}, "notices from: before their end"),
        ({"min_age": -1}, "min age: from 0 to 17"),
        ({"min_age": 18}, "min age: from 0 to 17"),
    ],
    ids=str,
)
def test_the_first_value_that_is_not_allowed_is_refused_by_name(
    given: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(BadValue, match=f"^{sentence}$"):
        Parameters(**given)


TODAY = date(2020, 8, 20)


@pytest.mark.parametrize(
    ("good", "bad", "why"),
    [
        (("2020-01-01", "2020-12-31"), ("2021-01-01", "2022-01-02"), "at most 366 days"),
        (("2019-01-01", "2019-08-20"), ("2019-01-01", "2019-08-19"),
         "it ended more than 366 days ago"),
        (("2023-12-31", "2024-12-30"), ("2024-01-01", "2024-12-31"),
         "it begins at most 3 years ahead"),
    ],
)  # fmt: skip
def test_a_period_is_a_year_not_far_from_today(
    good: tuple[str, str], bad: tuple[str, str], why: str
) -> None:
    ensure_period_days(Days(*map(date.fromisoformat, good)), today=TODAY)

    with pytest.raises(BadValue) as refused:
        ensure_period_days(Days(*map(date.fromisoformat, bad)), today=TODAY)

    assert (refused.value.field, refused.value.why) == ("period", why)


@pytest.mark.parametrize(
    ("day", "percent"),
    [
        (date(2019, 12, 2), 1),
        (date(2020, 1, 1), 1),
        (date(2021, 1, 31), 1),
        (date(2021, 2, 1), 2),
        (date(2022, 1, 1), 2),
    ],
)
def test_parameters_are_those_of_the_day(day: date, percent: int) -> None:
    periods = [
        FundingPeriod(
            PeriodId(n), MunicipalityId(1), days, ZoneInfo("UTC"), Parameters(low_percent=n)
        )
        for n, days in (
            (1, Days(date(2020, 1, 1), date(2020, 12, 31))),
            (2, Days(date(2021, 2, 1), date(2021, 12, 31))),
        )
    ]

    assert parameters_on(day, periods).low_percent == percent


def test_where_there_is_no_period_the_usual_parameters_hold() -> None:
    assert parameters_on(date(2020, 1, 1), ()) == Parameters()


@pytest.mark.parametrize(
    ("on", "told_on", "reminds"),
    [
        (date(2020, 10, 31), None, False),
        (date(2020, 11, 1), None, True),
        (date(2020, 11, 2), None, True),
        (date(2020, 11, 2), date(2020, 11, 1), False),
        (date(2020, 11, 2), date(2020, 10, 31), True),
        (date(2020, 12, 16), date(2020, 11, 1), False),
        (date(2020, 12, 17), date(2020, 11, 1), True),
        (date(2020, 12, 18), date(2020, 12, 17), False),
        (date(2020, 12, 31), date(2020, 12, 16), True),
    ],
)
def test_led_7_it_reminds_once_of_each_day_that_has_come(
    on: date, told_on: date | None, *, reminds: bool
) -> None:
    assert Parameters().reminds_of(date(2020, 12, 31), on=on, told_on=told_on) is reminds


def test_led_7_without_days_it_reminds_of_nothing() -> None:
    end = date(2020, 12, 31)

    assert not Parameters(lapsing_days=()).reminds_of(end, on=end, told_on=None)
