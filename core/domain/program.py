"""The catalog: programs of providers, their modules, groups and weekly slots (section 4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import Final

from core.domain.calendar import Days
from core.domain.ids import GroupId, ModuleId, MunicipalityId, ProgramId, ProviderId
from core.domain.money import Money
from core.domain.places import Point


class Direction(StrEnum):
    """The six directions of supplementary education."""

    TECHNICAL = "TECHNICAL"
    NATURAL_SCIENCE = "NATURAL_SCIENCE"
    SPORTS = "SPORTS"
    ARTS = "ARTS"
    TOURISM = "TOURISM"
    SOCIAL = "SOCIAL"


class Registry(StrEnum):
    """Which registry a program stands in decides who pays for it (REG-3)."""

    CERTIFIED = "CERTIFIED"
    PREPROFESSIONAL = "PREPROFESSIONAL"
    SIGNIFICANT = "SIGNIFICANT"
    GENERAL = "GENERAL"
    PAID = "PAID"

    @property
    def budget(self) -> bool:
        """Financed by the budget: a place costs the family and the certificate nothing."""
        return self in {Registry.PREPROFESSIONAL, Registry.SIGNIFICANT, Registry.GENERAL}


class Form(StrEnum):
    """How lessons are given."""

    IN_PERSON = "IN_PERSON"
    MIXED = "MIXED"
    REMOTE = "REMOTE"


class Level(StrEnum):
    """How deep a program goes into its subject."""

    STARTING = "STARTING"
    BASIC = "BASIC"
    ADVANCED = "ADVANCED"
    MIXED = "MIXED"


@dataclass(frozen=True, slots=True)
class Duration:
    """How long something is taught, in each unit that somebody wrote; None where nobody did.

    The units are never added up: nobody wrote how many hours there are in a month.
    """

    years: int | None = None
    months: int | None = None
    hours: int | None = None


UNKNOWN_DURATION: Final = Duration()


class ProviderKind(StrEnum):
    """Who may be a provider (REG-1)."""

    STATE = "STATE"
    MUNICIPAL = "MUNICIPAL"
    PRIVATE = "PRIVATE"
    TRADER_WITH_STAFF = "TRADER_WITH_STAFF"
    TRADER_ALONE = "TRADER_ALONE"

    @property
    def public(self) -> bool:
        """Only state and municipal providers have budget programs (REG-3)."""
        return self in {ProviderKind.STATE, ProviderKind.MUNICIPAL}


class ProviderState(StrEnum):
    """The life of a provider in the registry (REG-2)."""

    NEW = "NEW"
    ACTIVE = "ACTIVE"
    REFUSED = "REFUSED"
    SUSPENDED = "SUSPENDED"
    EXCLUDED = "EXCLUDED"


class ProgramState(StrEnum):
    """The life of a program and of each of its modules (REG-4)."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    CERTIFIED = "CERTIFIED"
    REFUSED = "REFUSED"
    ARCHIVED = "ARCHIVED"


@dataclass(frozen=True, slots=True)
class AgeRange:
    """Full years from `least` to `most`, both included (ENR-3, AGE)."""

    least: int
    most: int

    def __post_init__(self) -> None:
        if not 0 <= self.least <= self.most:
            raise ValueError(f"no ages from {self.least} to {self.most}")

    def __contains__(self, years: int) -> bool:
        return self.least <= years <= self.most


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A weekly lesson. `weekday` counts from Monday = 0; `ends` is None when nobody wrote it."""

    weekday: int
    starts: time
    ends: time | None = None

    def __post_init__(self) -> None:
        if self.weekday not in range(7):
            raise ValueError(f"there is no weekday {self.weekday}")
        if self.ends is not None and self.ends <= self.starts:
            raise ValueError(f"a lesson cannot end at {self.ends} and start at {self.starts}")


@dataclass(frozen=True, slots=True)
class Provider:
    """An organisation or sole trader in the registry."""

    id: ProviderId
    name: str
    kind: ProviderKind
    state: ProviderState
    municipality: MunicipalityId


@dataclass(frozen=True, slots=True)
class Program:
    """A course: what it is, for whom, and which registry it stands in."""

    id: ProgramId
    provider: ProviderId
    municipality: MunicipalityId
    title: str
    annotation: str
    direction: Direction
    registry: Registry
    form: Form
    ages: AgeRange
    special_needs: bool
    state: ProgramState
    level: Level | None = None
    duration: Duration = UNKNOWN_DURATION


@dataclass(frozen=True, slots=True)
class PeriodPrice:
    """A module's price for every funding period that has exactly these days (REG-5)."""

    period: Days
    price: Money


@dataclass(frozen=True, slots=True)
class Module:
    """A part of a program that is priced and contracted; at most 12 months.

    `normative_cost` is None while the module is not certified or has no ceiling.
    """

    id: ModuleId
    program: ProgramId
    title: str
    state: ProgramState
    normative_cost: Money | None
    prices: tuple[PeriodPrice, ...] = ()
    duration: Duration = UNKNOWN_DURATION

    def price_in(self, period: Days) -> Money | None:
        """The price for a funding period with these days; None while nobody set it."""
        return next((priced.price for priced in self.prices if priced.period == period), None)


@dataclass(frozen=True, slots=True)
class Group:
    """A timetable instance of a module. `days` or `places` None: not known yet (REG-6).

    An archived one takes no requests; live enrollments in it run on.
    """

    id: GroupId
    module: ModuleId
    title: str
    days: Days | None
    places: int | None
    places_taken: int
    ages: AgeRange | None
    address: str
    slots: tuple[Slot, ...]
    archived: bool = False
    # Where its address is on the map, when somebody said so.
    point: Point | None = None

    @property
    def places_free(self) -> int | None:
        return None if self.places is None else max(0, self.places - self.places_taken)


@dataclass(frozen=True, slots=True)
class Offering:
    """A group with its module, program and provider: what a family can ask for."""

    provider: Provider
    program: Program
    module: Module
    group: Group

    @property
    def ages(self) -> AgeRange:
        """The group's own range if it has one, else the program's (ENR-3, AGE)."""
        return self.group.ages or self.program.ages

    @property
    def certified(self) -> bool:
        """Program and module passed certification and the registry is not PAID (REG-3, REG-4)."""
        return (
            self.program.state is ProgramState.CERTIFIED
            and self.module.state is ProgramState.CERTIFIED
            and self.program.registry is not Registry.PAID
        )

    def complete_in(self, period: Days) -> bool:
        """Dates, places and (outside the budget) the price for `period` are known (REG-6)."""
        group = self.group
        priced = self.program.registry.budget or self.module.price_in(period) is not None
        return group.days is not None and group.places is not None and priced and not group.archived
