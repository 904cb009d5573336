"""All blocks of the index as a process keeps them, read again where the database has newer ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import merge
from typing import Final

from core.domain.ids import GroupId, ProgramId
from db.search.bits import BLOCK, joined, numbers
from db.search.bits import at_most as digits_at_most
from db.search.block import GROUP, NUMBERS, Block, TitleKey, Value

# Below so many a set is sorted, above it the order of all titles is walked through.
SORTED_MAX: Final = 4096
# So far the blocks are walked side by side; whoever goes further needs the order of all.
MERGED_MAX: Final = 2000
# So many answers for values that somebody typed are kept.
TYPED_MAX: Final = 256


class Snapshot:
    """The index of one moment. Nothing in it changes; what is asked of it twice is kept."""

    def __init__(self, blocks: Mapping[int, Block]) -> None:
        self.blocks = blocks
        self._titles: Sequence[tuple[TitleKey, int]] | None = None
        self.ends = self._joined({number: each.ends for number, each in blocks.items()})
        self._inner = self._joined({number: each.inner for number, each in blocks.items()})
        self._values: dict[Value, int] = {}
        self._planes: dict[str, tuple[int, ...]] = {}
        self._at_most: dict[tuple[str, int], int] = {}
        names: dict[str, set[str]] = defaultdict(set)
        for block in blocks.values():
            for kind, value in block.values:
                names[kind].add(value)
        self.names: Mapping[str, Sequence[str]] = {k: sorted(v) for k, v in names.items()}

    def value(self, kind: str, value: str) -> int:
        """The groups that have a value of a condition."""
        key = (kind, value)
        if key not in self._values:
            self._values[key] = self._joined(
                {n: bits for n, each in self.blocks.items() if (bits := each.values.get(key))}
            )
        return self._values[key]

    def planes(self, name: str) -> tuple[int, ...]:
        """The binary digits of a number of all groups, lowest first; the last says it is known."""
        if name not in self._planes:
            self._planes[name] = tuple(
                self._joined(
                    {
                        n: bits
                        for n, each in self.blocks.items()
                        if (bits := each.planes[name][digit])
                    }
                )
                for digit in range(NUMBERS[name] + 1)
            )
        return self._planes[name]

    def at_most(self, name: str, value: int) -> int:
        """The groups whose number is known and is not larger."""
        key = (name, value)
        if key not in self._at_most:
            if len(self._at_most) >= TYPED_MAX:
                self._at_most.clear()
            *digits, known = self.planes(name)
            self._at_most[key] = digits_at_most(tuple(digits), known, value)
        return self._at_most[key]

    def at_most_once(self, name: str, value: int) -> int:
        """The same for a value that nobody asks for again."""
        *digits, known = self.planes(name)
        return digits_at_most(tuple(digits), known, value)

    @property
    def groups(self) -> int:
        return self.value(GROUP, "")

    def programs_of(self, groups: int) -> int:
        """The programs that have any of these groups, each by its last bit.

        The addition carries any bit of a program into its last one.
        """
        return (((groups & self._inner) + self._inner) | groups) & self.ends

    def titled(self, title: str, *, end: str = "") -> int:
        """The programs that are called so, or so with what is less than `end` behind it."""
        found = bytearray(len(self.blocks) and (max(self.blocks) + 1) * BLOCK // 8)
        for block in self.blocks.values():
            for bit in block.titled(title, end):
                found[bit >> 3] |= 1 << (bit & 7)
        return int.from_bytes(found, "little")

    def in_order(self, programs: int, first: int, count: int) -> list[int]:
        """The bits from number `first` on of programs ordered by title and id."""
        if programs.bit_count() <= SORTED_MAX:
            found = sorted(numbers(programs), key=self._title)
            return found[first : first + count]
        return list(self._walked(programs, first, count))

    def program(self, bit: int) -> ProgramId:
        block = self.blocks[bit // BLOCK]
        return ProgramId(block.programs[block.at(bit % BLOCK)])

    def first_bit(self, bit: int) -> int:
        """The first bit of the program that this one stands for."""
        block = self.blocks[bit // BLOCK]
        return bit - bit % BLOCK + block.first_bits[block.at(bit % BLOCK)]

    def group_ids(self, bit: int, groups: int) -> tuple[GroupId, ...]:
        """Which of `groups` belong to the program that this bit stands for."""
        block = self.blocks[bit // BLOCK]
        first = block.first_bits[block.at(bit % BLOCK)]
        base = bit - bit % BLOCK
        found = (
            block.groups[at] for at in range(first, bit % BLOCK + 1) if groups >> (base + at) & 1
        )
        return tuple(GroupId(each) for each in found if each)

    def _title(self, bit: int) -> TitleKey:
        block = self.blocks[bit // BLOCK]
        return block.titles[block.at(bit % BLOCK)]

    def _walked(self, programs: int, first: int, count: int) -> Iterator[int]:
        kept = programs.to_bytes((programs.bit_length() + 7) // 8, "little")
        most, seen = len(kept) * 8, 0
        for _, bit in self._by_title(first + count):
            if bit < most and kept[bit >> 3] >> (bit & 7) & 1:
                seen += 1
                if seen > first:
                    yield bit
                if seen == first + count:
                    return

    def _by_title(self, count: int) -> Iterable[tuple[TitleKey, int]]:
        """The title of every program with the bit that stands for it, in order."""
        if self._titles is not None:
            return self._titles
        of_blocks = [block.by_title for block in self.blocks.values()]
        if count <= MERGED_MAX:
            return merge(*of_blocks)
        self._titles = sorted(each for titles in of_blocks for each in titles)
        return self._titles

    def _joined(self, blocks: Mapping[int, int]) -> int:
        return joined(blocks)
