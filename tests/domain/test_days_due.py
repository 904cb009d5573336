"""From which hour on the daily run of a date is due (LED-5, LED-6)."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from core.domain.calendar import Days
from core.domain.daily import last_day_due
from core.domain.funding import FundingPeriod, Parameters
from core.domain.ids import MunicipalityId, PeriodId

KALININGRAD, SAMARA = ZoneInfo("Europe/Kaliningrad"), ZoneInfo("Europe/Samara")


def period(year: int, run_from: time) -> FundingPeriod:
    days = Days(date(year, 1, 1), date(year, 12, 31))
    return FundingPeriod(
        PeriodId(year), MunicipalityId(1), days, KALININGRAD, Parameters(run_from=run_from)
    )


@pytest.mark.parametrize(
    ("instant", "zone", "due"),
    [
        ("2020-09-30T22:09:59+00:00", KALININGRAD, "2020-09-30"),
        ("2020-09-30T22:10:00+00:00", KALININGRAD, "2020-10-01"),
        ("2020-09-30T20:10:00+00:00", SAMARA, "2020-10-01"),
        ("2020-09-30T20:09:00+00:00", SAMARA, "2020-09-30"),
        ("2020-09-30T21:30:00+00:00", KALININGRAD, "2020-09-30"),
    ],
)
def test_without_a_period_a_day_is_due_from_ten_past_midnight_in_its_own_zone(
    instant: str, zone: ZoneInfo, due: str
) -> None:
    assert last_day_due(datetime.fromisoformat(instant), zone, ()) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("local", "due"),
    [
        # The first day of a period is begun by its own hour.
        ("2019-12-31T05:59+02:00", "2019-12-30"),
        ("2019-12-31T06:00+02:00", "2019-12-31"),
        ("2020-01-01T06:00+02:00", "2019-12-31"),
        ("2020-01-01T23:58+02:00", "2019-12-31"),
        ("2020-01-01T23:59+02:00", "2020-01-01"),
        ("2021-01-01T00:00+02:00", "2021-01-01"),
        # Before the first period its hour counts, after the last one that one's.
        ("2018-05-01T05:59+02:00", "2018-04-30"),
        ("2022-05-01T00:00+02:00", "2022-05-01"),
    ],
)
def test_a_day_is_due_from_the_hour_of_the_period_that_holds_it(local: str, due: str) -> None:
    periods = [
        period(2019, time(6)),
        period(2020, time(23, 59)),
        period(2021, time(0)),
    ]

    found = last_day_due(datetime.fromisoformat(local), KALININGRAD, periods)

    assert found == date.fromisoformat(due)
