"""What is said where nothing was found: conditions to drop, and what is nearest instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations, zip_longest
from typing import Final

from sqlalchemy import Connection

from core.domain.ids import ProgramId
from core.domain.searching import Chip, Conditions, Dropping, Kind, Source
from db.search.bits import any_of
from db.search.kindred import called_so, kindred
from db.search.lexicon import Place
from db.search.matching import Matching
from db.search.ordering import in_order
from db.search.reading import Reading
from db.search.sentence.wished import Wishes, Word
from db.search.word_bits import read_bits

NEAREST_SHOWN: Final = 5
# Beside what was found.
BESIDE_SHOWN: Final = 2
ALL: Final = len(Kind)
# So many conditions at once that may go, one by one, before all of them go.
TOGETHER_MAX: Final = 3
# No child can do without these.
_NEVER_GIVEN_UP: Final = frozenset({Kind.WORD, Kind.AGE, Kind.NEEDS})

# Chips that are dropped, and the question without them.
_Way = tuple[tuple[Chip, ...], Reading]
# Programs, and the chips that they do not keep.
Nearest = tuple[tuple[ProgramId, ...], tuple[Chip, ...]]


@dataclass(frozen=True, slots=True)
class Nothing:
    """One question to which nothing is an answer."""

    connection: Connection
    reading: Reading
    matching: Matching

    def without(self) -> tuple[Dropping, ...]:
        """What dropping a condition would give, else two of them, else three, else all, and what it
        is about only where nothing else helps.
        """
        of_conditions = map(self._without_kinds, (*range(1, TOGETHER_MAX + 1), ALL))
        for ways in (*of_conditions, self._without_a_word(), self._without_words()):
            found = []
            for chips, reading in ways:
                groups = self.matching.groups(reading.conditions)
                count = self.matching.programs(groups, reading.wishes).bit_count()
                if count:
                    found.append(Dropping(chips, count))
            if found:
                return tuple(sorted(found, key=lambda each: -each.count))
        return ()

    def nearest(self) -> Nearest:
        """The best programs that have some of the words, else those of the same field; all of them
        fit the conditions, or keep all but what is named. Age alone makes nothing near.
        """
        some = self._with_some_words()
        if some:
            return some, ()
        words = self.reading.wishes.words
        rings = self._rings([word for word in words if not self.matching.having(word)] or words)
        here = self._of_rings(rings, self.reading.conditions)
        if here or self._is_there():
            return here, ()
        for size in (1, 2):
            ways = [each for each in self._without_kinds(size) if _may_go(each[0])]
            found = ((self._of_rings(rings, reading.conditions), chips) for chips, reading in ways)
            best = max(found, key=lambda each: len(each[0]), default=((), ()))
            if best[0]:
                return best
        return (), ()

    def beside(self, programs: int, missing: Sequence[Word]) -> tuple[ProgramId, ...]:
        """What is next to themes that no program has, beside those that were found."""
        rings = self._rings(missing)
        found = self._of_rings(rings, self.reading.conditions, but=programs)
        return found[:BESIDE_SHOWN]

    def _is_there(self) -> bool:
        """Whether the catalog has it, and only not under these conditions."""
        return bool(self.matching.wished(self.reading.wishes))

    def _with_some_words(self) -> tuple[ProgramId, ...]:
        reading, matching = self.reading, self.matching
        known = tuple((word,) for word in reading.wishes.words if matching.having(word))
        if self._is_there() or not known:
            return ()
        wishes = Wishes(known, reading.wishes.extra, reading.wishes.excluded)
        programs = matching.programs(matching.groups(reading.conditions), wishes)
        return self._shown(programs, matching.scores(programs, wishes), ())

    def _rings(self, words: Sequence[Word]) -> tuple[int, ...]:
        """Programs whose titles have what is next to the words, nearest first."""
        rings = list(zip_longest(*map(kindred, words), fillvalue=()))
        if not rings:
            return ()
        kin = tuple(phrase for ring in rings for part in ring for phrase in part)
        never, chip = called_so(kin), words[0].chip
        alike = [Word(chip, tuple(p for part in ring for p in part), never=never) for ring in rings]
        bits = read_bits(
            self.connection, self.matching.snapshot, Wishes(extra=tuple(alike)), Conditions()
        )
        title = (Place.TITLE,)
        return tuple(
            bits.phrases(word.same, title) & ~bits.phrases(word.never, title) for word in alike
        )

    def _of_rings(
        self, rings: Sequence[int], conditions: Conditions, *, but: int = 0
    ) -> tuple[ProgramId, ...]:
        wanted = Wishes(excluded=self.reading.wishes.excluded)
        programs = self.matching.programs(self.matching.groups(conditions), wanted)
        programs &= any_of(rings) & ~but
        return self._shown(programs, {0: programs}, rings)

    def _shown(
        self, programs: int, scores: dict[int, int], before: Iterable[int]
    ) -> tuple[ProgramId, ...]:
        snapshot = self.matching.snapshot
        ends = (*before, snapshot.ends)
        hits = in_order(programs, scores, ends, snapshot, first=0, count=NEAREST_SHOWN)
        return tuple(snapshot.program(bit) for bit, _ in hits)

    def _without_kinds(self, size: int) -> Iterator[_Way]:
        """Without all chips of so many kinds of conditions."""
        reading = self.reading
        kinds = dict.fromkeys(each.kind for each in reading.chips if each.kind is not Kind.WORD)
        for some in combinations(kinds, min(size, len(kinds))):
            chips = tuple(chip for chip in reading.chips if chip.kind in some)
            yield chips, reduce(Reading.without, some, reading)

    def _without_a_word(self) -> Iterator[_Way]:
        """Without one word of several, where others still say what it is about."""
        reading = self.reading
        words = reading.wishes.words
        for word in words if len(words) > 1 else ():
            if word in reading.wishes.weak:
                continue
            rest = reading.wishes.without([word])
            if not all(each.weak for each in rest.words):
                yield (word.chip,), reading.with_wishes(rest)

    def _without_words(self) -> Iterator[_Way]:
        """What fits the conditions that were said; without any, that would be the whole catalog."""
        reading = self.reading
        chips = tuple(chip for chip in reading.chips if chip.kind is Kind.WORD)
        if any(c.kind is not Kind.WORD and c.source is not Source.DEFAULT for c in reading.chips):
            yield chips, reading.without(Kind.WORD)


def _may_go(chips: Iterable[Chip]) -> bool:
    return all(chip.kind not in _NEVER_GIVEN_UP and not chip.excluded for chip in chips)
