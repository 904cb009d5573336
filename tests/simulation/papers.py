"""What the model knows of children, periods and contracts: plain numbers and dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tests.simulation.sums import Course, Sums, last_valid_day, month_starts, months


class Refused(Exception):
    """What the rules say no to, by the name of the refusal and its reasons."""

    def __init__(self, name: str, *reasons: str) -> None:
        super().__init__(name, *sorted(reasons))


@dataclass(frozen=True)
class Settings:
    """What a municipality may choose about contracts (parameters of its periods)."""

    at_once: bool = False
    parents_conclude: bool = False
    silence_concludes: bool = True


@dataclass
class Child:
    id: int
    number: str
    born: date
    funded: bool = False
    closed: bool = False

    @property
    def valid_until(self) -> date:
        return last_valid_day(self.born)


@dataclass
class Period:
    id: int
    first: date
    last: date
    opens: date
    nominal: int
    granted: bool = False
    lapsed: bool = False
    closed_from: date | None = None
    direction_limit: int | None = None
    provider_limit: int | None = None
    ceiling: int | None = None


@dataclass
class Contract:
    id: int
    key: str
    child: Child
    course: Course
    period: Period
    requested: date
    asked_for: tuple[Course, date, tuple[int, int]]
    first: date
    last: date
    stop: date
    sums: Sums
    state: str = "REQUESTED"
    concluded: date | None = None
    charged: int = 0
    release_on: date | None = None
    waits_since: date | None = None
    accepted: date | None = None
    continues: Contract | None = None
    ended_by: str | None = None

    @property
    def held(self) -> int:
        return sum(self.sums.certificate[self.charged :])

    @property
    def later(self) -> int:
        """The installments of months after the last day."""
        return sum(self.sums.certificate[len(months(self.first, self.last)) :])

    def due(self, on: date) -> Iterator[tuple[str, int]]:
        """Months that are due on a day and not charged yet (LED-3)."""
        if self.concluded is None or self.state == "WITHDRAWN":
            return
        for n, month in enumerate(months(self.first, self.last)):
            if n >= self.charged and max(month_starts(month), self.first, self.concluded) <= on:
                yield month, self.sums.certificate[n]
