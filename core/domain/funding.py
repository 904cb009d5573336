"""Funding periods of a municipality and their parameters (sections 1, 4 and 5 of the rules)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from core.domain.calendar import Days
from core.domain.certificate import AGE_OF_MAJORITY
from core.domain.errors import BadValue
from core.domain.ids import MunicipalityId, PeriodId

PERCENT_MAX = 100
PROLONGATION_WORKING_DAYS_MIN = 5
DAYS_TO_FIRST_REQUEST_MIN = 5
DAYS_AFTER_REFUSAL_MIN = 10


PERIOD_DAYS_MAX = 366
PERIOD_YEARS_AHEAD = 3
PERIOD_DAYS_AGO = 366


def ensure_period_days(days: Days, *, today: date) -> None:
    """A period is normally a calendar year: at most so long, and not far from today.

    The year before this one may still be written down, and as many ahead as budgets are planned.

    Raises:
        BadValue
    """
    if len(days) > PERIOD_DAYS_MAX:
        raise BadValue("period", "at most {most} days", most=PERIOD_DAYS_MAX)
    if (today - days.last).days > PERIOD_DAYS_AGO:
        raise BadValue("period", "it ended more than {most} days ago", most=PERIOD_DAYS_AGO)
    if days.first.year > today.year + PERIOD_YEARS_AHEAD:
        raise BadValue("period", "it begins at most {most} years ahead", most=PERIOD_YEARS_AHEAD)


class Conclusion(StrEnum):
    """Whose word concludes the contract (ENR-2)."""

    ON_PROVIDER_CONFIRMATION = "ON_PROVIDER_CONFIRMATION"
    ON_PARENT_ACCEPTANCE = "ON_PARENT_ACCEPTANCE"


class ReleaseAt(StrEnum):
    """When the money of a terminated contract's later months comes back (ENR-9)."""

    NEXT_MONTH = "NEXT_MONTH"
    AT_ONCE = "AT_ONCE"


class Prolongation(StrEnum):
    """What no answer to a prolongation offer means (ENR-10)."""

    SILENCE = "SILENCE"
    ACCEPTANCE = "ACCEPTANCE"


@dataclass(frozen=True, slots=True)
class Parameters:
    """Settings of a funding period; counts of days are whole days, percents whole per cents.

    Raises:
        BadValue: A parameter is outside what the rules allow.
    """

    conclusion: Conclusion = Conclusion.ON_PROVIDER_CONFIRMATION
    release_at: ReleaseAt = ReleaseAt.NEXT_MONTH
    prolongation: Prolongation = Prolongation.SILENCE
    request_reminder_days: int = 5
    offer_reminder_days: int = 10
    request_expiry_days: int = 14
    opens_days_before: int = 30
    low_percent: int = 20
    lapsing_days: tuple[int, ...] = (60, 14)
    prolongation_working_days: int = 10
    days_to_first_request: int = 90
    days_after_refusal: int = 10
    notices_from: time = time(9)
    notices_until: time = time(21)
    issue_working_days: int = 3
    run_from: time = time(0, 10)
    min_age: int = 5

    def __post_init__(self) -> None:
        allowed = {
            ("request_reminder_days", "reminders come before expiry"): (
                0 < self.request_reminder_days < self.request_expiry_days
                and 0 < self.offer_reminder_days < self.request_expiry_days
            ),
            ("opens_days_before", "not below 0"): self.opens_days_before >= 0,
            ("low_percent", "from 0 to 100"): 0 <= self.low_percent <= PERCENT_MAX,
            ("lapsing_days", "each more than 0"): all(days > 0 for days in self.lapsing_days),
            ("prolongation_working_days", "at least 5"): (
                self.prolongation_working_days >= PROLONGATION_WORKING_DAYS_MIN
            ),
            ("days_to_first_request", "at least 5"): (
                self.days_to_first_request >= DAYS_TO_FIRST_REQUEST_MIN
            ),
            ("days_after_refusal", "at least 10"): (
                self.days_after_refusal >= DAYS_AFTER_REFUSAL_MIN
            ),
            ("issue_working_days", "at least 1"): self.issue_working_days > 0,
            ("notices_from", "before their end"): self.notices_from < self.notices_until,
            ("min_age", "from 0 to 17"): 0 <= self.min_age < AGE_OF_MAJORITY,
        }
        for (field, why), holds in allowed.items():
            if not holds:
                raise BadValue(field, why)

    def reminds_of(self, last_day: date, *, on: date, told_on: date | None) -> bool:
        """Whether the run of a day reminds of money that lapses behind `last_day` (LED-7): a day
        of `lapsing_days` has come since it last did, whatever they were then.
        """
        days = (last_day - timedelta(days=before) for before in self.lapsing_days)
        return any(day <= on and (told_on is None or told_on < day) for day in days)


@dataclass(frozen=True, slots=True)
class FundingPeriod:
    """The dates for which one municipality's nominals, limits and parameters hold."""

    id: PeriodId
    municipality: MunicipalityId
    days: Days
    zone: ZoneInfo
    parameters: Parameters = Parameters()
    closed_from: date | None = None
    lapsed: bool = False
    # Whoever was to go on from it was offered to, or was told why not (ENR-10).
    offered: bool = False

    @property
    def opens_on(self) -> date:
        """From this day the period's money can be given and requested (LED-5, step 6)."""
        return self.days.first - timedelta(days=self.parameters.opens_days_before)

    def is_open(self, *, on: date) -> bool:
        """Its money is given: from `opens_on` until its last day (CERT-5)."""
        return self.opens_on <= on <= self.days.last and not self.lapsed

    def takes_requests(self, *, on: date) -> bool:
        """Opened, not over, and not closed by the municipality (`closed_from`, section 4)."""
        before_closing = self.closed_from is None or on < self.closed_from
        return self.is_open(on=on) and before_closing


def parameters_on(day: date, periods: Sequence[FundingPeriod]) -> Parameters:
    """Of the period that holds the day, else of the latest one before it, else of the first.

    `periods` are one municipality's in the order of their days; without any the usual ones hold.
    """
    begun = [period for period in periods if period.days.first <= day] or periods[:1]
    return begun[-1].parameters if begun else Parameters()
