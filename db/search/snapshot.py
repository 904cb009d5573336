"""All blocks of the index as a process keeps them, read again where the database has newer ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import Final

from core.domain.ids import GroupId, ProgramId, ProviderId
from core.domain.money import Money
from db.search.bits import BLOCK, carried, joined, spread
from db.search.bits import at_most as digits_at_most
from db.search.block import GROUP, NUMBERS, Block, Value, made_of
from db.search.kept_words import KeptWords
from db.search.titles import Titles

# So many answers for values that somebody typed are kept.
TYPED_MAX: Final = 256
# Each municipality has agreements with some providers, and others in another period.
AGREED_MAX: Final = 64
# Where more blocks changed, all is put together anew.
CHANGED_MAX: Final = 8
_NOTHING: Final = made_of(0, 0, ())

OfBlock = Callable[[Block], int]
Rooms = frozenset[tuple[ProviderId, Money]]


class Snapshot:
    """The index of one moment. Nothing in it changes; what is asked of it twice is kept.

    `names` are the values of conditions that some block has or had.
    """

    def __init__(self, blocks: Mapping[int, Block], known: Snapshot | None = None) -> None:
        """What is `known` of another moment is taken over, where few blocks have changed since."""
        self.blocks = blocks
        before = {} if known is None else known.blocks
        numbers = [n for n in blocks.keys() | before.keys() if blocks.get(n) is not before.get(n)]
        self._values: dict[Value, int] = {}
        self._programs: dict[Value, int] = {}
        self._planes: dict[str, tuple[int, ...]] = {}
        self._at_most: dict[tuple[str, int], int] = {}
        self._provided: dict[frozenset[ProviderId], int] = {}
        self._beyond: dict[Rooms, int] = {}
        if known is None or len(numbers) > CHANGED_MAX:
            self._put_together()
        else:
            pairs = {n: (before.get(n, _NOTHING), blocks.get(n, _NOTHING)) for n in numbers}
            self._take_over(known, pairs)

    def _put_together(self) -> None:
        self.words = KeptWords()
        self.titles = Titles.of(chain.from_iterable(each.titled for each in self.blocks.values()))
        self.ends = self._joined(lambda block: block.ends)
        self._inner = self._joined(lambda block: block.inner)
        names: dict[str, set[str]] = defaultdict(set)
        for block in self.blocks.values():
            for kind, value in block.values:
                names[kind].add(value)
        self.names: Mapping[str, Sequence[str]] = {k: sorted(v) for k, v in names.items()}

    def _take_over(self, known: Snapshot, pairs: Mapping[int, tuple[Block, Block]]) -> None:
        """Of all that is known only the bits of the blocks that changed are made anew."""

        def made(bits: int, of_block: OfBlock) -> int:
            for number, (before, after) in pairs.items():
                differing = of_block(before) ^ of_block(after)
                if differing:
                    bits ^= differing << number * BLOCK
            return bits

        self.words = known.words.without(pairs)
        self.titles = _changed(known.titles, pairs)
        self.ends = made(known.ends, lambda block: block.ends)
        self._inner = made(known._inner, lambda block: block.inner)
        names = {kind: set(values) for kind, values in known.names.items()}
        for _, after in pairs.values():
            for kind, value in after.values:
                names.setdefault(kind, set()).add(value)
        self.names = {kind: sorted(values) for kind, values in names.items()}
        self._take_over_asked(known, made)

    def _take_over_asked(self, known: Snapshot, made: Callable[[int, OfBlock], int]) -> None:
        # Somebody may be asking for more of it just now.
        for key, bits in known._values.copy().items():
            self._values[key] = made(bits, _value(key))
        for key, bits in known._programs.copy().items():
            self._programs[key] = made(bits, _having(key))
        for name, planes in known._planes.copy().items():
            self._planes[name] = tuple(
                made(bits, _plane(name, digit)) for digit, bits in enumerate(planes)
            )
        for limit, bits in known._at_most.copy().items():
            self._at_most[limit] = made(bits, _limited(*limit))
        for providers, bits in known._provided.copy().items():
            self._provided[providers] = made(bits, _provided(providers))

    def value(self, kind: str, value: str) -> int:
        """The groups that have a value of a condition."""
        key = (kind, value)
        if key not in self._values:
            self._values[key] = self._joined(_value(key))
        return self._values[key]

    def having(self, kind: str, value: str) -> int:
        """The programs of which some group has it."""
        key = (kind, value)
        if key not in self._programs:
            self._programs[key] = self.programs_of(self.value(kind, value))
        return self._programs[key]

    def planes(self, name: str) -> tuple[int, ...]:
        """The binary digits of a number of all groups, lowest first; the last says it is known."""
        if name not in self._planes:
            digits = range(NUMBERS[name] + 1)
            self._planes[name] = tuple(self._joined(_plane(name, digit)) for digit in digits)
        return self._planes[name]

    def at_most(self, name: str, value: int) -> int:
        """The groups whose number is known and is not larger."""
        key = (name, value)
        found = self._at_most.get(key)
        if found is None:
            if len(self._at_most) >= TYPED_MAX:
                self._at_most.clear()
            found = self._at_most[key] = self.at_most_once(name, value)
        return found

    def at_most_once(self, name: str, value: int) -> int:
        """The same for a value that nobody asks for again."""
        return _at_most(self.planes(name), value)

    def provided(self, providers: frozenset[ProviderId]) -> int:
        """The groups of these providers: those that a municipality has agreements with."""
        if providers not in self._provided:
            if len(self._provided) >= AGREED_MAX:
                self._provided.clear()
            self._provided[providers] = self._joined(_provided(providers))
        return self._provided[providers]

    def beyond(self, rooms: Rooms) -> int:
        """The groups that cost more than their provider's agreement has left."""
        if rooms not in self._beyond:
            if len(self._beyond) >= AGREED_MAX:
                self._beyond.clear()
            left: dict[int, int] = {provider: room.kopecks for provider, room in rooms}
            self._beyond[rooms] = self._joined(lambda block: block.beyond(left))
        return self._beyond[rooms]

    @property
    def groups(self) -> int:
        return self.value(GROUP, "")

    def programs_of(self, groups: int) -> int:
        """The programs that have any of these groups, each by its last bit."""
        return carried(groups, self._inner) & self.ends

    def count(self, groups: int, programs: int) -> int:
        """How many of these programs have any of these groups."""
        return (carried(groups, self._inner) & programs).bit_count()

    def program(self, bit: int) -> ProgramId:
        block = self.blocks[bit // BLOCK]
        return ProgramId(block.programs[block.at(bit % BLOCK)])

    def first_bit(self, bit: int) -> int:
        """The first bit of the program that this one stands for."""
        block = self.blocks[bit // BLOCK]
        return bit - bit % BLOCK + block.first_bits[block.at(bit % BLOCK)]

    def bits_of(self, bit: int, groups: int) -> tuple[int, ...]:
        """Which of `groups` belong to the program that this bit stands for, as bits."""
        return tuple(each for each in range(self.first_bit(bit), bit + 1) if groups >> each & 1)

    def group_ids(self, bit: int, groups: int) -> tuple[GroupId, ...]:
        """The same as they are called; of a program without groups none."""
        ids = self.blocks[bit // BLOCK].groups
        found = (ids[each % BLOCK] for each in self.bits_of(bit, groups))
        return tuple(GroupId(each) for each in found if each)

    def groups_of(self, programs: int) -> int:
        """All bits of these programs."""
        return spread(programs, self._inner)

    def point(self, bit: int) -> tuple[int, int] | None:
        """Where a group is, as its facts have it."""
        return self.blocks[bit // BLOCK].point(bit % BLOCK)

    def _joined(self, of_block: OfBlock) -> int:
        found = {number: of_block(block) for number, block in self.blocks.items()}
        return joined({number: bits for number, bits in found.items() if bits})


def _value(key: Value) -> OfBlock:
    return lambda block: block.values.get(key, 0)


def _having(key: Value) -> OfBlock:
    return lambda block: block.having(key)


def _plane(name: str, digit: int) -> OfBlock:
    return lambda block: block.planes[name][digit]


def _limited(name: str, value: int) -> OfBlock:
    return lambda block: _at_most(block.planes[name], value)


def _provided(providers: frozenset[ProviderId]) -> OfBlock:
    return lambda block: block.provided(providers)


def _at_most(planes: Sequence[int], value: int) -> int:
    *digits, known = planes
    return digits_at_most(digits, known, value)


def _changed(titles: Titles, pairs: Mapping[int, tuple[Block, Block]]) -> Titles:
    before = {each for pair in pairs.values() for each in pair[0].titled}
    after = {each for pair in pairs.values() for each in pair[1].titled}
    return titles.changed(before - after, after - before)
