"""A program's facts as the index keeps them, and back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import time
from typing import Final, NamedTuple

from core.domain.places import EAST_MAX, NORTH_MAX, Point
from db.search.entries import Entry, GroupEntry

UNKNOWN: Final = -1
# Of a number that nobody knows, where numbers are ordered: behind all others.
FAR: Final = (1 << 30) - 1
# Parts of a degree: a tenth of a metre.
MICRO: Final = 1_000_000


class GroupFacts(NamedTuple):
    """What conditions ask of one group, in numbers; `UNKNOWN` where nobody knows.

    Times are minutes of the day, days are ordinals, `month` is roubles, `most` and `ceiling`
    kopecks; `north` and `east` are millionths of degrees from the south pole and from the
    antimeridian. A program without groups has one such of its own, with the id 0.
    """

    id: int
    age_least: int
    age_most: int
    weekdays: int
    starts: int
    ends: int
    special_needs: int
    first_day: int
    last_day: int
    places: int
    month: int
    most: int
    ceiling: int
    address: str
    # Rows of an index that was made before the search knew them have none, until it is made anew.
    north: int = UNKNOWN
    east: int = UNKNOWN


@dataclass(frozen=True, slots=True)
class Facts:
    """What conditions ask of one program; the provider is 0 in rows of an older index."""

    municipality: int
    direction: str
    forms: tuple[str, ...]
    registry: str
    groups: tuple[GroupFacts, ...]
    provider: int = 0


def facts_of(entry: Entry) -> Facts:
    found = tuple(_group(each) for each in entry.groups)
    return Facts(
        entry.municipality,
        entry.direction.value,
        tuple(sorted(form.value for form in entry.forms)),
        entry.registry.value,
        found or (_without_groups(entry),),
        entry.provider,
    )


def as_text(facts: Facts) -> str:
    head = [facts.municipality, facts.direction, list(facts.forms), facts.registry]
    return json.dumps(
        [*head, facts.groups, facts.provider], ensure_ascii=False, separators=(",", ":")
    )


def from_text(text: str) -> Facts:
    municipality, direction, forms, registry, rows, *provider = json.loads(text)
    groups = tuple(GroupFacts(*row) for row in rows)
    return Facts(municipality, direction, tuple(forms), registry, groups, *provider)


def _group(group: GroupEntry) -> GroupFacts:
    north, east = degrees_of(group.point)
    return GroupFacts(
        id=group.id,
        age_least=group.ages.least,
        age_most=group.ages.most,
        weekdays=sum(1 << day for day in group.weekdays),
        starts=minutes(group.starts),
        ends=minutes(group.ends),
        special_needs=int(group.special_needs),
        first_day=UNKNOWN if group.first_day is None else group.first_day.toordinal(),
        last_day=UNKNOWN if group.last_day is None else group.last_day.toordinal(),
        places=UNKNOWN if group.places is None else group.places,
        month=UNKNOWN if group.month is None else group.month,
        most=UNKNOWN if group.most is None else group.most,
        ceiling=UNKNOWN if group.ceiling is None else group.ceiling,
        address=group.address,
        north=north,
        east=east,
    )


def _without_groups(entry: Entry) -> GroupFacts:
    """What nobody scheduled has ages and needs of its own, and nothing else."""
    ages, needs = entry.ages, int(entry.special_needs)
    nothing = (UNKNOWN,) * 6
    return GroupFacts(0, ages.least, ages.most, 0, UNKNOWN, UNKNOWN, needs, *nothing, "")


def months_of(month: int, most: int) -> int:
    """Among how many months the price of a contract is divided."""
    if UNKNOWN in {month, most}:
        return UNKNOWN
    return max(1, round(most / (100 * month))) if month else 1


def degrees_of(point: Point | None) -> tuple[int, int]:
    """As `north` and `east` keep them."""
    if point is None:
        return UNKNOWN, UNKNOWN
    north, east = point.latitude + NORTH_MAX, point.longitude + EAST_MAX
    return round(north * MICRO), round(east * MICRO)


def point_of(north: int, east: int) -> Point:
    """The point that was given to `degrees_of`, to a tenth of a metre."""
    return Point(north / MICRO - NORTH_MAX, east / MICRO - EAST_MAX)


def minutes(clock: time | None) -> int:
    return UNKNOWN if clock is None else clock.hour * 60 + clock.minute
