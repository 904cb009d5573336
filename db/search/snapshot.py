"""All blocks of the index as a process keeps them, read again where the database has newer ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from heapq import merge, nsmallest
from itertools import chain, islice
from typing import Final

from core.domain.ids import GroupId, ProgramId
from db.search.bits import BLOCK, joined, numbers
from db.search.bits import at_most as digits_at_most
from db.search.block import GROUP, NUMBERS, Block, TitleKey, Value

# So many of the first titles are looked through for a set that is everywhere in their order.
LOOKED_THROUGH: Final = 1000
# Whoever goes further than so many needs the order of all.
NEAR_MAX: Final = 2000
# So many words are kept that somebody asked for; at 500,000 programs each is 100 KB or less.
WORDS_MAX: Final = 512
# So many answers for values that somebody typed are kept.
TYPED_MAX: Final = 256


# The bits of a word by the place where it stands.
WordBits = Mapping[int, int]
Rows = Mapping[str, WordBits]


class Snapshot:
    """The index of one moment. Nothing in it changes; what is asked of it twice is kept."""

    def __init__(self, blocks: Mapping[int, Block]) -> None:
        self.blocks = blocks
        self._every_title: Sequence[tuple[TitleKey, int]] = ()
        self._first_titles: Sequence[tuple[TitleKey, int]] = ()
        self._title_of: Sequence[TitleKey] = ()
        self.ends = self._joined({number: each.ends for number, each in blocks.items()})
        self._inner = self._joined({number: each.inner for number, each in blocks.items()})
        self._values: dict[Value, int] = {}
        self._planes: dict[str, tuple[int, ...]] = {}
        self._at_most: dict[tuple[str, int], int] = {}
        self._words: dict[str, WordBits] = {}
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

    def words(self, lemmas: Collection[str], read: Callable[[list[str]], Rows]) -> Rows:
        """Where these words stand; `read` is asked for those that nobody asked for before."""
        found = {lemma: self._words.get(lemma) for lemma in lemmas}
        missing = sorted(lemma for lemma, bits in found.items() if bits is None)
        if not missing:
            return {lemma: bits for lemma, bits in found.items() if bits is not None}
        got = read(missing)
        if len(self._words) + len(missing) > WORDS_MAX:
            self._words.clear()
        for lemma in missing:
            found[lemma] = self._words[lemma] = got.get(lemma, {})
        return {lemma: bits for lemma, bits in found.items() if bits is not None}

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
        found = self._at_most.get(key)
        if found is None:
            if len(self._at_most) >= TYPED_MAX:
                self._at_most.clear()
            found = self._at_most[key] = self.at_most_once(name, value)
        return found

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
        last = first + count
        if last > NEAR_MAX:
            return list(islice(_walked(programs, self._by_title()), first, last))
        if programs.bit_count() > LOOKED_THROUGH:
            found = list(islice(_walked(programs, self._beginning()), last))
            if len(found) == last:
                return found[first:]
        return nsmallest(last, numbers(programs), key=self._titles().__getitem__)[first:]

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

    def _titles(self) -> Sequence[TitleKey]:
        """By the bits of programs."""
        if not self._title_of:
            nothing: Sequence[TitleKey] = (("", 0),) * BLOCK
            blocks = range(max(self.blocks, default=-1) + 1)
            of_blocks = (self.blocks[n].titles if n in self.blocks else nothing for n in blocks)
            self._title_of = list(chain.from_iterable(of_blocks))
        return self._title_of

    def _beginning(self) -> Sequence[tuple[TitleKey, int]]:
        """The first titles of all with the bits that stand for their programs, in order."""
        if not self._first_titles:
            of_blocks = (block.by_title for block in self.blocks.values())
            self._first_titles = list(islice(merge(*of_blocks), LOOKED_THROUGH))
        return self._first_titles

    def _by_title(self) -> Sequence[tuple[TitleKey, int]]:
        if not self._every_title:
            of_blocks = (block.by_title for block in self.blocks.values())
            self._every_title = sorted(chain.from_iterable(of_blocks))
        return self._every_title

    def _joined(self, blocks: Mapping[int, int]) -> int:
        return joined(blocks)


def _walked(programs: int, titles: Sequence[tuple[TitleKey, int]]) -> Iterator[int]:
    """Those of the programs that are among the titles, in their order."""
    kept = programs.to_bytes((programs.bit_length() + 7) // 8, "little")
    most = len(kept) * 8
    for _, bit in titles:
        if bit < most and kept[bit >> 3] >> (bit & 7) & 1:
            yield bit
