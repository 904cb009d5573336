"""One block of the index as a process keeps it: the bits of every value of every condition."""

from __future__ import annotations

import re
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from core.domain.searching import AGES, Kind
from db.search.bits import BLOCK, any_of
from db.search.facts import FAR, UNKNOWN, Facts, GroupFacts, from_text, months_of
from db.search.words import titled

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
MONTHS: Final = "MONTHS"
ADDRESSES_REMEMBERED: Final = 10_000
_DISTRICT: Final = re.compile(r"\b[А-ЯЁ][а-яё-]+(?:ий|ый|ой) район\b")
_DAYS: Final = range(7)

Value = tuple[str, str]
TitleKey = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Block:
    """`ends` are the last bits of programs, which stand for them, and `inner` the others.

    The arrays are of programs in the order of their bits, `groups` and `titles` of all bits.
    Equals are ordered by their titles, and `by_title` is that order, with the bits of the whole
    index.
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
    titles: Sequence[TitleKey]
    by_title: tuple[tuple[TitleKey, int], ...]

    def at(self, bit: int) -> int:
        """The number of the program whose last bit this is."""
        return bisect_left(self.last_bits, bit)

    def titled(self, title: str, end: str = "") -> Iterable[int]:
        """The bits of the programs that are called so, or so with what is less than `end`."""
        first = bisect_left(self.by_title, ((title, 0), 0))
        last = bisect_right(self.by_title, ((title + end, sys.maxsize), 0))
        return (bit for _, bit in self.by_title[first:last])


def title_key(title: str, program: int) -> TitleKey:
    """As people look for it: without signs, and with е for ё."""
    return titled(title), program


@lru_cache(maxsize=ADDRESSES_REMEMBERED)
def districts(address: str) -> frozenset[str]:
    """The districts of a town that an address names, as the filter calls them."""
    return frozenset(_DISTRICT.findall(address))


def made_of(number: int, version: int, rows: Iterable[Any]) -> Block:
    """The block of these rows of `search_programs`."""
    ordered = sorted(rows, key=lambda row: int(row.first_bit))
    making = _Making()
    for row in ordered:
        making.add(from_text(row.facts), row.first_bit, row.bits)
    last_bits = array("H", [row.first_bit + row.bits - 1 for row in ordered])
    titles = [_NO_TITLE] * BLOCK
    for bit, row in zip(last_bits, ordered, strict=True):
        titles[bit] = title_key(row.title, row.program_id)
    base = number * BLOCK
    return Block(
        number,
        version,
        making.ends,
        making.inner,
        making.values(),
        {name: _planes(making.numbers[name], digits) for name, digits in NUMBERS.items()},
        last_bits,
        array("H", [row.first_bit for row in ordered]),
        array("q", [row.program_id for row in ordered]),
        making.groups,
        titles,
        tuple(sorted((titles[bit], base + bit) for bit in last_bits)),
    )


class _Making:
    """A block while programs are added, each with what is alike of its groups together."""

    def __init__(self) -> None:
        self.ends = self.inner = 0
        self.groups = array("q", bytes(8 * BLOCK))
        self.numbers = {name: array("i", bytes(4 * BLOCK)) for name in NUMBERS}
        self._values: dict[Value, int] = defaultdict(int)
        self._ages: dict[tuple[int, int], int] = defaultdict(int)
        self._weekdays: dict[int, int] = defaultdict(int)
        self._addresses: dict[str, int] = defaultdict(int)
        self._months: dict[tuple[int, int], int] = defaultdict(int)
        self._numbers = [
            (self.numbers[name], (1 << digits) - 1) for name, digits in NUMBERS.items()
        ]

    def add(self, facts: Facts, first: int, bits: int) -> None:
        end = 1 << (first + bits - 1)
        self.ends |= end
        self.inner |= end - (1 << first)
        its_groups = facts.groups[:bits]
        all_bits = ((1 << len(its_groups)) - 1) << first
        values = self._values
        values[GROUP, ""] |= all_bits
        values[Kind.MUNICIPALITY, str(facts.municipality)] |= all_bits
        values[Kind.DIRECTION, facts.direction] |= all_bits
        values[Kind.REGISTRY, facts.registry] |= all_bits
        for form in facts.forms:
            values[Kind.FORM, form] |= all_bits
        for at, group in enumerate(its_groups, start=first):
            self._add(group, at)

    def values(self) -> dict[Value, int]:
        """The bits of every value."""
        found = self._values
        for (least, most), bits in self._ages.items():
            for age in range(least, min(most, AGES[-1]) + 1):
                found[Kind.AGE, str(age)] |= bits
        for day in _DAYS:
            having = any_of(bits for days, bits in self._weekdays.items() if days >> day & 1)
            if having:
                found[Kind.WEEKDAY, str(day)] = having
        for address, bits in self._addresses.items():
            for district in districts(address):
                found[Kind.ADDRESS, district] |= bits
        for (month, most), bits in self._months.items():
            if (months := months_of(month, most)) != UNKNOWN:
                found[MONTHS, str(months)] |= bits
        return dict(found)

    def _add(self, group: GroupFacts, at: int) -> None:
        bit = 1 << at
        (id_, age_least, age_most, days, starts, ends, needs, first_day, last_day, places, month,
         most, ceiling, address) = group  # fmt: skip
        self.groups[at] = id_
        self._ages[age_least, age_most] |= bit
        self._weekdays[days] |= bit
        self._addresses[address] |= bit
        if needs:
            self._values[Kind.NEEDS, "1"] |= bit
        if places > 0:
            self._values[PLACES, ""] |= bit
        self._months[month, most] |= bit
        # What no certificate pays.
        over = UNKNOWN if most == UNKNOWN else most - ceiling
        # In the order of `NUMBERS`.
        values = (starts, ends, month, most, over, last_day, first_day)
        for value, (numbers, largest) in zip(values, self._numbers, strict=True):
            if value != UNKNOWN:
                numbers[at] = min(largest, value) | _KNOWN


_NO_TITLE: Final[TitleKey] = ("", 0)
# Above all digits: that the number is known.
_KNOWN: Final = FAR + 1
_DIGIT: Final = tuple(bytes(48 + (byte >> digit & 1) for byte in range(256)) for digit in range(8))


def _planes(numbers: array[int], digits: int) -> tuple[int, ...]:
    """The digits of each number, lowest first, and behind them whether it is known."""
    if sys.byteorder == "big":
        numbers.byteswap()
    kept = numbers.tobytes()
    # From the last to the first, as figures are written.
    columns: Sequence[bytes] = [kept[byte::4][::-1] for byte in range(4)]
    wanted = (*range(digits), _KNOWN.bit_length() - 1)
    return tuple(int(columns[n // 8].translate(_DIGIT[n % 8]), 2) for n in wanted)
