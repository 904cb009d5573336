"""A program's facts as the index keeps them, and back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import time
from typing import Final, NamedTuple

from db.search.entries import Entry, GroupEntry

UNKNOWN: Final = -1
# Of a number that nobody knows, where numbers are ordered: behind all others.
FAR: Final = (1 << 30) - 1


class GroupFacts(NamedTuple):
    """What conditions ask of one group, in numbers; `UNKNOWN` where nobody knows.

    Times are minutes of the day, days are ordinals, `month` is roubles, `most` and `ceiling`
    kopecks. A program without groups has one such of its own, with the id 0.
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


@dataclass(frozen=True, slots=True)
class Facts:
    """What conditions ask of one program."""

    municipality: int
    direction: str
    forms: tuple[str, ...]
    registry: str
    groups: tuple[GroupFacts, ...]


def facts_of(entry: Entry) -> Facts:
    found = tuple(_group(each) for each in entry.groups)
    return Facts(
        entry.municipality,
        entry.direction.value,
        tuple(sorted(form.value for form in entry.forms)),
        entry.registry.value,
        found or (_without_groups(entry),),
    )


def as_text(facts: Facts) -> str:
    head = [facts.municipality, facts.direction, list(facts.forms), facts.registry]
    return json.dumps([*head, facts.groups], ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> Facts:
    municipality, direction, forms, registry, rows = json.loads(text)
    groups = tuple(map(GroupFacts._make, rows))
    return Facts(municipality, direction, tuple(forms), registry, groups)


def _group(group: GroupEntry) -> GroupFacts:
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


def minutes(clock: time | None) -> int:
    return UNKNOWN if clock is None else clock.hour * 60 + clock.minute
