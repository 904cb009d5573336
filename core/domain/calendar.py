"""Civil dates: months, inclusive ranges of dates, working days."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)
MONTHS_IN_YEAR = 12
SATURDAY = 5


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month; which one an instant belongs to depends on where you stand."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not 1 <= self.month <= MONTHS_IN_YEAR:
            raise ValueError(f"there is no month {self.month}")

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, day.month)

    @classmethod
    def containing(cls, instant: datetime, zone: ZoneInfo) -> Self:
        """Raise ValueError for a naive `instant`: a month needs a place (LED-6)."""
        return cls.of(civil_date(instant, zone))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2020-09`; raise ValueError for anything else."""
        return cls.of(date.fromisoformat(f"{text}-01"))

    @classmethod
    def numbered(cls, index: int) -> Self:
        """The month whose `index` is given."""
        return cls(index // MONTHS_IN_YEAR, index % MONTHS_IN_YEAR + 1)

    @property
    def index(self) -> int:
        """Months since January of year 0, so that months can be counted by subtraction."""
        return self.year * MONTHS_IN_YEAR + self.month - 1

    @property
    def first_day(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        return (self + 1).first_day - ONE_DAY

    def __add__(self, months: int) -> Month:
        return Month.numbered(self.index + months)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


@dataclass(frozen=True, slots=True)
class Days:
    """All days from `first` to `last`, both included, never empty."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"{self.first} comes after {self.last}")

    def __len__(self) -> int:
        return (self.last - self.first).days + 1

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def months(self) -> int:
        """How many calendar months these days touch."""
        return Month.of(self.last).index - Month.of(self.first).index + 1

    def each_month(self) -> Iterator[Month]:
        first = Month.of(self.first)
        return (first + n for n in range(self.months))

    def overlaps(self, other: Days) -> bool:
        return self.first <= other.last and other.first <= self.last


def civil_date(instant: datetime, zone: ZoneInfo) -> date:
    """The date on the wall in `zone`; raise ValueError for a naive `instant` (LED-6)."""
    if instant.tzinfo is None:
        raise ValueError("instant must be timezone-aware")
    return instant.astimezone(zone).date()


def birthday(born_on: date, *, years: int) -> date:
    """The day on which `years` are completed; of 29 February, 1 March in common years (CERT-1)."""
    year = born_on.year + years
    try:
        return born_on.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def full_years(born_on: date, *, on: date) -> int:
    """Completed years of age on a day; negative for a day before the birth."""
    years = on.year - born_on.year
    return years if on >= birthday(born_on, years=years) else years - 1


def is_working_day(day: date, days_off: Collection[date]) -> bool:
    """Monday to Friday unless it is a day off.

    `days_off` holds holidays and, for a year that it describes, its weekends too; a
    Saturday that was made a working day is told by its absence from a described year.
    """
    described = any(off.year == day.year for off in days_off)
    return day not in days_off if described else day.weekday() < SATURDAY


def working_days_before(day: date, count: int, days_off: Collection[date]) -> date:
    """The day that has `count` working days between itself (included) and `day` (excluded)."""
    while count > 0:
        day -= ONE_DAY
        count -= is_working_day(day, days_off)
    return day
