"""What somebody looks for in the catalog, how it was understood, and what was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from typing import Final

from core.domain.ids import GroupId, MunicipalityId, ProgramId, ProviderId
from core.domain.money import Money
from core.domain.places import Point
from core.domain.program import Direction, Form, Registry


class Kind(StrEnum):
    """Of what a condition speaks: the kind of a chip, of a filter and of a facet."""

    WORD = "WORD"
    AGE = "AGE"
    WEEKDAY = "WEEKDAY"
    STARTS = "STARTS"
    ENDS = "ENDS"
    MUNICIPALITY = "MUNICIPALITY"
    ADDRESS = "ADDRESS"
    PRICE = "PRICE"
    NEEDS = "NEEDS"
    FREE_PLACES = "FREE_PLACES"
    COVERED = "COVERED"
    DIRECTION = "DIRECTION"
    FORM = "FORM"
    REGISTRY = "REGISTRY"


# The values that facets count where a filter has no values of its own: hours, and roubles a month.
STARTS_STEPS: Final = (
    time(10),
    time(12),
    time(14),
    time(15),
    time(16),
    time(17),
    time(18),
    time(19),
)
ENDS_STEPS: Final = (time(12), time(14), time(16), time(18), time(19), time(20))
PRICE_STEPS: Final = tuple(Money.roubles(each) for each in (0, 500, 1000, 2000, 3000, 5000, 10000))
AGES: Final = range(19)


# Of these a group may be asked not to have a value.
AVOIDABLE: Final = frozenset({Kind.WEEKDAY, Kind.MUNICIPALITY, Kind.ADDRESS, Kind.FORM})


class Sort(StrEnum):
    """The order of what is found; equals follow by fit, then by title, then by id."""

    FIT = "FIT"
    NEAREST = "NEAREST"
    CHEAPEST = "CHEAPEST"
    SOONEST = "SOONEST"


class Source(StrEnum):
    """Who says a condition: the words that were typed, a filter, or the child's own age."""

    TYPED = "TYPED"
    CHOSEN = "CHOSEN"
    DEFAULT = "DEFAULT"


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a program must be; an empty field does not limit, and of several values one is enough.

    One group must be all of it together: the age, the day, the time, the place, the price and
    the free place. `starts` and `ends` speak of every lesson of the group: none begins before
    and none ends after. `addresses` are a district or a street. `price_most` is a month's part
    of the price, and nothing but zero means "free": a price that nobody knows is neither. With
    a child's purse it is what the family adds to the certificate in a month (a bound as well).
    `covered` asks that the certificate can pay all of it (a bound: the card is exact). No group
    may have any of the values that are `avoided`, not even among others.
    """

    ages: tuple[int, ...] = ()
    weekdays: tuple[int, ...] = ()
    starts: time | None = None
    ends: time | None = None
    municipalities: tuple[MunicipalityId, ...] = ()
    addresses: tuple[str, ...] = ()
    price_most: Money | None = None
    special_needs: bool = False
    free_places: bool = False
    covered: bool = False
    directions: tuple[Direction, ...] = ()
    forms: tuple[Form, ...] = ()
    registries: tuple[Registry, ...] = ()
    avoided: tuple[tuple[Kind, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Purse:
    """What one child's certificate could give to a contract of the present period, and to programs
    of which `providers`: those that its municipality has an agreement with, not used up. None is
    all of them, where nobody asked. `rooms` are of those whose agreement has less left than the
    certificate: they get a contract that is paid out of it, or none (AGREEMENT_EXHAUSTED).
    """

    available: Money
    providers: frozenset[ProviderId] | None = None
    rooms: frozenset[tuple[ProviderId, Money]] = frozenset()


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What somebody looks for. `text` is as it was typed, with conditions in it.

    A kind that is `chosen` replaces what the text says of it. `dropped` holds keys of chips that
    the text or the child's age gives and that must not count. `child_age` counts where neither
    the text nor a filter names an age. Without an `origin` nothing is near, and without a
    `purse` nothing is covered that costs anything. Who has free places is read for it, and counted
    among the facets only where it is asked for or `counts_places`. Words that say what shall come
    first («рядом с домом») order what is found, unless `sort` was chosen for them: it is `ordered`.
    `home` is where the family lives, from which is measured what they call near.
    """

    text: str = ""
    chosen: Conditions = field(default_factory=Conditions)
    dropped: frozenset[str] = frozenset()
    child_age: int | None = None
    sort: Sort = Sort.FIT
    origin: Point | None = None
    purse: Purse | None = None
    page: int = 1
    ordered: bool = False
    home: Point | None = None
    counts_places: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that was understood, as `text[first:last]` says it; (0, 0) where nothing was typed.

    `value` is a code by kind: years, a weekday from Monday = 0, several of these in a row as
    `12-17`, `HH:MM`, a municipality's id, kopecks, words of an address, a dictionary form, the
    name of an enum's member; "1" for conditions that have no value. An `excluded` chip takes
    away what has it («не борьба»).
    """

    kind: Kind
    value: str
    first: int = 0
    last: int = 0
    source: Source = Source.TYPED
    excluded: bool = False

    @property
    def key(self) -> str:
        """What `SearchQuery.dropped` calls it; the same for the same thing said elsewhere."""
        return f"{'-' if self.excluded else ''}{self.kind}:{self.value}"

    @property
    def values(self) -> tuple[str, ...]:
        """Each of several in a row, as filters and facets write them."""
        if self.kind not in {Kind.AGE, Kind.WEEKDAY}:
            return (self.value,)
        return tuple(map(str, in_a_row(self.value)))


def in_a_row(value: str) -> range:
    """The numbers of a chip: `7` is seven, and `5-7` are five, six and seven."""
    first, _, last = value.partition("-")
    return range(int(first), int(last or first) + 1)


@dataclass(frozen=True, slots=True)
class Corrected:
    """A word that was understood as another one."""

    typed: str
    understood: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word that no program has, with the nearest words that some have, best first.

    What is `heard` of has a meaning, and only no program; nobody knows what the others mean.
    """

    typed: str
    nearest: tuple[str, ...] = ()
    heard: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A program that was found, with those of its groups that fit, in the order of their ids.

    `score` is what the words are worth where they stand; `distance_m` is that of the nearest of
    the groups, and None without an origin or coordinates. Of a group whose point nobody gave it is
    that `to_centre` of the municipality. Without groups the program has not been scheduled yet.
    """

    program: ProgramId
    score: int
    groups: tuple[GroupId, ...]
    distance_m: int | None = None
    to_centre: bool = False


@dataclass(frozen=True, slots=True)
class Dropping:
    """How many programs would be found without these chips: all of some kinds, or one word."""

    chips: tuple[Chip, ...]
    count: int


Facets = Mapping[Kind, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class Found:
    """One page of programs in the order that was asked for; `total` counts all pages exactly.

    `query` is as it was answered: its page, its order and its origin. `chips` are all conditions
    that counted, whoever said them; `conditions` are the same but for the words. `facets` say for
    each value of a filter how many programs there were with it in place of what is asked of its
    kind; values that nothing has are left out. `unused` is what was typed and changes nothing, like
    a date. When nothing is found, `without` has what dropping conditions would give, best first,
    and words only where no condition helps; `nearest` are programs that have some of the words, or
    are of the same field, and fit all conditions but those that are `given_up`: they are no answer
    and are shown apart. In places that are `elsewhere` this catalog has nothing at all. Hits are
    `parted` where no program is about all that was asked, and each about some theme of it. Of
    several ages nothing that was found is for those that are `lacking`.
    """

    query: SearchQuery
    hits: tuple[Hit, ...]
    total: int
    pages: int
    conditions: Conditions = field(default_factory=Conditions)
    chips: tuple[Chip, ...] = ()
    corrected: tuple[Corrected, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    unused: tuple[str, ...] = ()
    facets: Facets = field(default_factory=dict)
    without: tuple[Dropping, ...] = ()
    nearest: tuple[ProgramId, ...] = ()
    given_up: tuple[Chip, ...] = ()
    elsewhere: tuple[str, ...] = ()
    parted: bool = False
    lacking: tuple[Chip, ...] = ()

    @property
    def programs(self) -> tuple[ProgramId, ...]:
        """Those of the page."""
        return tuple(hit.program for hit in self.hits)
