"""One block of the index as a process keeps it: the bits of every value of every condition."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from core.domain.searching import AGES, Kind
from db.search.bits import BLOCK, any_of, at_most, carried, numbers, planes_of
from db.search.facts import FAR, UNKNOWN, Facts, GroupFacts, from_text, months_of
from db.search.titles import Titled, TitleKey
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
    "north": 28,
    "east": 29,
}
# Numbers that are also asked for group by group.
DEGREES: Final = ("north", "east")
PLACES: Final = "PLACES"
GROUP: Final = "GROUP"
MONTHS: Final = "MONTHS"
ADDRESSES_REMEMBERED: Final = 10_000
_DISTRICT: Final = re.compile(r"\b[А-ЯЁ][а-яё-]+(?:ий|ый|ой) район\b")
_DAYS: Final = range(7)

Value = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Block:
    """`ends` are the last bits of programs, which stand for them, and `inner` the others.

    The arrays are of programs in the order of their bits, `groups` of all bits, and `degrees` too
    where any has some. `titled` has the
    title of each program with its bit of the whole index, and `prints` what tells its row from
    another.
    """

    number: int
    version: int
    ends: int
    inner: int
    values: Mapping[Value, int]
    planes: Mapping[str, tuple[int, ...]]
    degrees: Mapping[str, array[int]]
    last_bits: array[int]
    first_bits: array[int]
    programs: array[int]
    providers: array[int]
    groups: array[int]
    titled: Sequence[Titled]
    prints: array[int]

    def at(self, bit: int) -> int:
        """The number of the program whose last bit this is."""
        return bisect_left(self.last_bits, bit)

    def seat(self, bit: int) -> int:
        """All bits of the program whose last bit this is."""
        return (2 << bit) - (1 << self.first_bits[self.at(bit)])

    def point(self, bit: int) -> tuple[int, int] | None:
        """The degrees of a group, as its facts have them."""
        north, east = (self.degrees[name] for name in DEGREES)
        return (north[bit] & FAR, east[bit] & FAR) if north and north[bit] else None

    def provided(self, providers: Collection[int]) -> int:
        """All bits of what these offer."""
        theirs = (n for n, each in enumerate(self.providers) if each in providers)
        return any_of((2 << self.last_bits[n]) - (1 << self.first_bits[n]) for n in theirs)

    def beyond(self, rooms: Mapping[int, int]) -> int:
        """The groups of these providers that cost more than so many kopecks, each of its own."""
        *digits, known = self.planes["most"]
        found = 0
        for n, provider in enumerate(self.providers):
            if (room := rooms.get(provider)) is not None:
                theirs = (2 << self.last_bits[n]) - (1 << self.first_bits[n])
                found |= theirs & ~at_most(digits, known, room)
        return found

    def having(self, value: Value) -> int:
        """The programs of which some group has it."""
        return carried(self.values.get(value, 0), self.inner) & self.ends


def title_key(title: str, program: int) -> TitleKey:
    """As people look for it: without signs, and with е for ё."""
    return titled(title), program


@lru_cache(maxsize=ADDRESSES_REMEMBERED)
def districts(address: str) -> frozenset[str]:
    """The districts of a town that an address names, as the filter calls them."""
    return frozenset(_DISTRICT.findall(address))


def made_of(number: int, version: int, rows: Iterable[Any], known: Block | None = None) -> Block:
    """The block of these rows of `search_programs`. Of programs that are `known` as they are
    nothing is read again.
    """
    before = _NOTHING if known is None else known
    ordered = sorted(rows, key=lambda row: int(row.first_bit))
    prints = array("q", [hash((row.first_bit, row.bits, row.title, row.facts)) for row in ordered])
    seen = dict(zip(before.prints, zip(before.titled, before.providers, strict=True), strict=True))
    base, making, titles, providers = number * BLOCK, _Making(), [], array("q")
    for row, its_print in zip(ordered, prints, strict=True):
        known_before = seen.pop(its_print, None)
        if known_before is None:
            facts = from_text(row.facts)
            making.add(facts, row.first_bit, row.bits)
            key = title_key(row.title, row.program_id)
            known_before = (key, base + row.first_bit + row.bits - 1), facts.provider
        titles.append(known_before[0])
        providers.append(known_before[1])
    left = (before.ends | before.inner) ^ any_of(
        before.seat(bit - base) for (_, bit), _ in seen.values()
    )
    degrees = {name: making.degrees_beside(name, before, left) for name in DEGREES}
    return Block(
        number,
        version,
        before.ends & left | making.ends,
        before.inner & left | making.inner,
        _together(before.values, making.values(), left),
        {
            name: tuple(
                one & left | other
                for one, other in zip(before.planes[name], making.planes(name), strict=True)
            )
            for name in NUMBERS
        },
        degrees,
        array("H", [row.first_bit + row.bits - 1 for row in ordered]),
        array("H", [row.first_bit for row in ordered]),
        array("q", [row.program_id for row in ordered]),
        providers,
        making.groups_beside(before.groups, left),
        titles,
        prints,
    )


def _together(before: Mapping[Value, int], new: Mapping[Value, int], left: int) -> dict[Value, int]:
    found = {key: bits for key in before if (bits := before[key] & left)}
    for key, bits in new.items():
        found[key] = found.get(key, 0) | bits
    return found


class _Making:
    """A block while programs are added, each with what is alike of its groups together."""

    def __init__(self) -> None:
        self.ends = self.inner = 0
        self._groups = dict[int, int]()
        self._of_names = {name: array("i", bytes(4 * BLOCK)) for name in NUMBERS}
        self._values: dict[Value, int] = defaultdict(int)
        self._ages: dict[tuple[int, int], int] = defaultdict(int)
        self._weekdays: dict[int, int] = defaultdict(int)
        self._addresses: dict[str, int] = defaultdict(int)
        self._months: dict[tuple[int, int], int] = defaultdict(int)
        self._numbers = [
            (self._of_names[name], (1 << digits) - 1) for name, digits in NUMBERS.items()
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

    def planes(self, name: str) -> tuple[int, ...]:
        """The digits of a number, lowest first, and behind them whether it is known."""
        of_bits, digits = self._of_names[name], (*range(NUMBERS[name]), _KNOWN_DIGIT)
        return planes_of(of_bits, digits) if any(of_bits) else (0,) * len(digits)

    def groups_beside(self, others: array[int], left: int) -> array[int]:
        """The groups of all bits, with those of others that are left."""
        found = array("q", bytes(8 * BLOCK))
        for bit in numbers(left):
            found[bit] = others[bit]
        for bit, group in self._groups.items():
            found[bit] = group
        return found

    def degrees_beside(self, name: str, before: Block, left: int) -> array[int]:
        """The degrees of all bits, with those of others that are left; nothing where none has any.
        To be asked for before the planes, which may turn the bytes round.
        """
        found, others = self._of_names[name][:], left & before.planes[name][-1]
        for bit in numbers(others):
            found[bit] = before.degrees[name][bit]
        return found if any(found) else array("i")

    def _add(self, group: GroupFacts, at: int) -> None:
        bit = 1 << at
        (id_, age_least, age_most, days, starts, ends, needs, first_day, last_day, places, month,
         most, ceiling, address, north, east) = group  # fmt: skip
        self._groups[at] = id_
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
        values = (starts, ends, month, most, over, last_day, first_day, north, east)
        for value, (of_bits, largest) in zip(values, self._numbers, strict=True):
            if value != UNKNOWN:
                of_bits[at] = min(largest, value) | _KNOWN


# Above all digits: that the number is known.
_KNOWN: Final = FAR + 1
_KNOWN_DIGIT: Final = _KNOWN.bit_length() - 1
_NOTHING: Final = Block(
    0, 0, 0, 0, {}, {name: (0,) * (digits + 1) for name, digits in NUMBERS.items()},
    {name: array("i") for name in DEGREES}, array("H"), array("H"), array("q"), array("q"),
    array("q", bytes(8 * BLOCK)), (), array("q"),
)  # fmt: skip
