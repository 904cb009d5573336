"""What the model knows of places, children, periods and contracts: plain numbers and dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from tests.simulation.catalog import Course, Days
from tests.simulation.sums import Sums, Terms, last_valid_day, month_starts, months, years_old

# By what two entries are of the same child (CERT-2): the number its name is made of, its birthday.
Person = tuple[str, date]


class Refused(Exception):
    """What the rules say no to, by the name of the refusal and its reasons."""

    def __init__(self, name: str, *reasons: str) -> None:
        super().__init__(name, *sorted(reasons))


@dataclass(frozen=True)
class Settings:
    """What a municipality may choose about the contracts of a period (its parameters)."""

    at_once: bool = False
    parents_conclude: bool = False
    silence_concludes: bool = True
    days_to_first_request: int = 90
    days_after_refusal: int = 10
    min_age: int = 5
    working_days: int = 10


@dataclass(eq=False)
class Place:
    """A municipality; `today` is its own, `runs_from` the first date that was not run yet.

    None before the first run, which begins on the day on which the first period opens.
    """

    id: int
    code: str
    name: str
    zone: ZoneInfo
    prefix: str
    today: date
    runs_from: date | None
    periods: list[Period] = field(default_factory=list)
    categories: list[Category] = field(default_factory=list)

    def period(self, day: date) -> Period:
        return next(p for p in self.periods if p.first <= day <= p.last)

    def is_for(self, born: date) -> bool:
        """There are certificates for who was born then (CERT-2)."""
        return self.period(self.today).settings.min_age <= years_old(born, self.today) < 18


@dataclass(eq=False)
class Provision:
    """What a category has in one period (CERT-7)."""

    nominal: int
    most: int | None = None
    most_kopecks: int | None = None


@dataclass(eq=False)
class Category:
    """A period of which `provisions` says nothing has no nominal."""

    id: int
    place: Place
    name: str
    provisions: dict[int, Provision]
    queue: list[Child] = field(default_factory=list)


@dataclass(eq=False)
class Child:
    """One certificate; the same child may have others, closed or closed since (CERT-9).

    `granted` are the periods whose nominal came with the present funding, one of `fundings`.
    `waited` is for money, when it was frozen.
    `named` is the number that its name is made of: the one it had first.
    """

    id: int
    number: str
    born: date
    category: Category
    named: str
    funded: bool = False
    state: str = "ACTIVE"
    funded_on: date | None = None
    frozen_on: date | None = None
    frozen_amount: int | None = None
    waited: bool = False
    closed_because: str | None = None
    granted: set[int] = field(default_factory=set)
    fundings: int = 0

    @property
    def person(self) -> Person:
        return self.named, self.born

    @property
    def place(self) -> Place:
        return self.category.place

    @property
    def today(self) -> date:
        return self.category.place.today

    @property
    def counts(self) -> bool:
        return self.funded and self.state == "ACTIVE"

    @property
    def valid_until(self) -> date:
        return last_valid_day(self.born)


@dataclass(eq=False)
class Period:
    """Limits are by what they limit; what is not in them is not limited."""

    id: int
    first: date
    last: date
    opens: date
    agreements: set[int]
    settings: Settings
    granted: bool = False
    lapsed: bool = False
    offered: bool = False
    closed_from: date | None = None
    direction_limits: dict[str, int] = field(default_factory=dict)
    provider_limits: dict[int, int] = field(default_factory=dict)
    registry_limits: dict[str, int] = field(default_factory=dict)
    ceilings: dict[int, int] = field(default_factory=dict)

    @property
    def days(self) -> Days:
        return self.first, self.last

    def is_open(self, on: date) -> bool:
        return self.opens <= on <= self.last and not self.lapsed


@dataclass(eq=False)
class Contract:
    """`terms` are those of the group that was asked for, `course` is the one that it is in now;
    `moves` are the days on which it left others.
    """

    id: int
    key: str
    child: Child
    terms: Terms
    course: Course
    period: Period
    requested: date
    asked_for: tuple[Course, date, tuple[int, int]]
    first: date
    last: date
    stop: date
    sums: Sums
    state: str = "REQUESTED"
    origin: str = "REQUEST"
    concluded: date | None = None
    charged: int = 0
    committed: int = 0
    release_on: date | None = None
    waits_since: date | None = None
    accepted: date | None = None
    continues: Contract | None = None
    ended_by: str | None = None
    ground: str | None = None
    refusal: str | None = None
    ended_on: date | None = None
    moves: list[tuple[date, Course]] = field(default_factory=list)

    @property
    def today(self) -> date:
        return self.child.today

    @property
    def at_the_desk(self) -> bool:
        """Offered there, and not answered: it holds no place and no money (ENR-12)."""
        return self.state == "OFFERED" and self.origin == "DESK"

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


@dataclass(eq=False)
class Application:
    """A wish for a certificate (CERT-3) with this number; `child` is the one that it led to."""

    id: int
    key: str
    place: Place
    number: str
    person: Person
    state: str = "SENT"
    child: Child | None = None
