"""One block of the index as a process keeps it: the bits of every value of every condition."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from core.domain.searching import AGES, Kind
from db.search.bits import BLOCK
from db.search.facts import FAR, UNKNOWN, Facts, GroupFacts, from_text
from db.search.words import folded

# Numbers of groups that conditions and orders compare, cut into so many binary digits.
NUMBERS: Final[Mapping[str, int]] = {
    "starts": 11,
    "ends": 11,
    "month": 20,
    "most": 30,
    "over": 30,
    "last_day": 20,
    "first_day": 20,
}
PLACES: Final = "PLACES"
GROUP: Final = "GROUP"
_DISTRICT: Final = re.compile(r"\b[А-ЯЁ][а-яё-]+(?:ий|ый|ой) район\b")
_WORDS: Final = re.compile(r"[^\W_]+")

Value = tuple[str, str]
TitleKey = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Block:
    """`ends` are the last bits of programs, which stand for them, and `inner` the others.

    The arrays are of programs in the order of their bits, `groups` of all bits. `titles` are
    what equals are ordered by.
    """

    number: int
    version: int
    ends: int
    inner: int
    values: Mapping[Value, int]
    planes: Mapping[str, tuple[int, ...]]
    last_bits: array[int]
    first_bits: array[int]
    programs: array[int]
    groups: array[int]
    titles: tuple[TitleKey, ...]

    def at(self, bit: int) -> int:
        """The number of the program whose last bit this is."""
        return bisect_left(self.last_bits, bit)


def title_key(title: str, program: int) -> TitleKey:
    """As people look for it: without signs, and with е for ё."""
    return " ".join(_WORDS.findall(folded(title))), program


def districts(address: str) -> frozenset[str]:
    """The districts of a town that an address names, as the filter calls them."""
    return frozenset(_DISTRICT.findall(address))


def made_of(number: int, version: int, rows: Iterable[Any]) -> Block:
    """The block of these rows of `search_programs`."""
    ordered = sorted(rows, key=lambda row: int(row.first_bit))
    values: dict[Value, int] = defaultdict(int)
    planes = {name: [0] * (digits + 1) for name, digits in NUMBERS.items()}
    group_ids = array("q", bytes(8 * BLOCK))
    ends = inner = 0
    for row in ordered:
        facts = from_text(row.facts)
        end = 1 << (row.first_bit + row.bits - 1)
        ends |= end
        inner |= end - (1 << row.first_bit)
        for at, group in enumerate(facts.groups[: row.bits], start=row.first_bit):
            group_ids[at] = group.id
            _add_values(values, facts, group, 1 << at)
            _add_numbers(planes, group, 1 << at)
    return Block(
        number,
        version,
        ends,
        inner,
        dict(values),
        {name: tuple(each) for name, each in planes.items()},
        array("H", [row.first_bit + row.bits - 1 for row in ordered]),
        array("H", [row.first_bit for row in ordered]),
        array("q", [row.program_id for row in ordered]),
        group_ids,
        tuple(title_key(row.title, row.program_id) for row in ordered),
    )


def _add_values(values: dict[Value, int], facts: Facts, group: GroupFacts, bit: int) -> None:
    values[GROUP, ""] |= bit
    values[Kind.MUNICIPALITY, str(facts.municipality)] |= bit
    values[Kind.DIRECTION, facts.direction] |= bit
    values[Kind.REGISTRY, facts.registry] |= bit
    for form in facts.forms:
        values[Kind.FORM, form] |= bit
    for age in range(group.age_least, min(group.age_most, AGES[-1]) + 1):
        values[Kind.AGE, str(age)] |= bit
    for day in range(7):
        if group.weekdays >> day & 1:
            values[Kind.WEEKDAY, str(day)] |= bit
    if group.special_needs:
        values[Kind.NEEDS, "1"] |= bit
    if group.places > 0:
        values[PLACES, ""] |= bit
    for district in districts(group.address):
        values[Kind.ADDRESS, district] |= bit


def _add_numbers(planes: dict[str, list[int]], group: GroupFacts, bit: int) -> None:
    """The digits of each number, and behind them whether it is known."""
    over = UNKNOWN if group.most == UNKNOWN else group.most - group.ceiling
    for name, digits in NUMBERS.items():
        value = over if name == "over" else getattr(group, name)
        if value == UNKNOWN:
            continue
        value = min(value, FAR, (1 << digits) - 1)
        of_name = planes[name]
        of_name[digits] |= bit
        for digit in range(value.bit_length()):
            if value >> digit & 1:
                of_name[digit] |= bit
