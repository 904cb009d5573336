"""The search: a question in, one page of programs out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from itertools import combinations
from typing import Final

from sqlalchemy import Connection

from core.domain.ids import MunicipalityId, ProgramId
from core.domain.places import Point, distance_m
from core.domain.searching import (
    Chip,
    Dropping,
    Found,
    Hit,
    Kind,
    SearchQuery,
    Source,
    Unknown,
)
from db.search.dirty import flush
from db.search.facets import facets
from db.search.kept import SqlLexicon, kept_index
from db.search.matching import Matching
from db.search.ordering import in_order, sets_before
from db.search.reading import Reading, Surroundings, read
from db.search.sentence.wished import Wishes
from db.search.word_bits import read_bits

NEAREST_SHOWN: Final = 5
ALL: Final = len(Kind)

# Chips that are dropped, and the question without them.
_Way = tuple[tuple[Chip, ...], Reading]


@dataclass(frozen=True, slots=True)
class SqlSearch:
    connection: Connection
    now: datetime

    def find(self, query: SearchQuery, *, page_size: int) -> Found:
        """See `Search`. Nothing here knows who owns a provider (REG-7)."""
        # An act finds what it has changed itself.
        flush(self.connection)
        snapshot, words, places = kept_index(self.connection).now(self.connection)
        lexicon = SqlLexicon(self.connection, words)
        known = tuple((MunicipalityId(row.id), row.code, row.name) for row in places)
        around = Surroundings(
            lexicon, lambda title: bool(snapshot.titles.called(title)), known, self.now.date()
        )
        reading = read(query, around)
        matching = Matching(
            self.connection,
            snapshot,
            read_bits(self.connection, snapshot, reading.wishes, reading.conditions),
            today=self.now.date(),
            purse=query.purse,
        )
        reading = _eased(reading, matching)
        distances = _distances(query, places)
        return _Finding(query, reading, matching, distances, page_size).found()


def _eased(reading: Reading, matching: Matching) -> Reading:
    """«Рисует целыми днями»: where nothing has all words, what it is about beats nothing."""
    if not reading.wishes.pieces or matching.wished(reading.wishes):
        return reading
    ways = [reading.eased(words) for words in reading.wishes.less_exact]
    missing = [word for word in reading.wishes.words if not matching.wished(Wishes(((word,),)))]
    ways.append(reading.eased(missing))
    return next((each for each in ways if matching.wished(each.wishes)), reading)


def _distances(query: SearchQuery, places: object) -> dict[str, int]:
    if query.origin is None:
        return {}
    return {
        str(row.id): distance_m(query.origin, Point(row.latitude, row.longitude))
        for row in places  # type: ignore[attr-defined]
        if row.latitude is not None and row.longitude is not None
    }


@dataclass(frozen=True, slots=True)
class _Finding:
    """One question with all that answers it."""

    query: SearchQuery
    reading: Reading
    matching: Matching
    distances: dict[str, int]
    page_size: int

    def found(self) -> Found:
        reading, matching = self.reading, self.matching
        groups = matching.groups(reading.conditions)
        programs = matching.programs(groups, reading.wishes)
        total = programs.bit_count()
        pages = max(1, -(-total // self.page_size))
        query = replace(self.query, page=min(max(self.query.page, 1), pages))
        return Found(
            query=query,
            hits=self._hits(programs, groups, reading.wishes, query.page),
            total=total,
            pages=pages,
            conditions=reading.conditions,
            chips=reading.chips,
            corrected=reading.wishes.corrected,
            unknown=self._unknown(),
            unused=reading.unused,
            facets=facets(matching, reading.conditions, reading.wishes),
            without=() if total else self._without(),
            nearest=() if total else self._nearest(),
        )

    def _hits(self, programs: int, groups: int, wishes: Wishes, page: int) -> tuple[Hit, ...]:
        matching, snapshot = self.matching, self.matching.snapshot
        ordered = in_order(
            programs,
            matching.scores(programs, wishes),
            sets_before(self.query.sort, matching, groups, self.distances, self.query.purse),
            snapshot,
            first=(page - 1) * self.page_size,
            count=self.page_size,
        )
        return tuple(
            Hit(
                snapshot.program(bit),
                score,
                snapshot.group_ids(bit, groups),
                self._distance(bit),
            )
            for bit, score in ordered
        )

    def _distance(self, bit: int) -> int | None:
        value = self.matching.snapshot.value
        return next(
            (
                distance
                for place, distance in self.distances.items()
                if value(Kind.MUNICIPALITY, place) >> self._any_bit(bit) & 1
            ),
            None,
        )

    def _any_bit(self, bit: int) -> int:
        """A bit of the program that stands for a group or for its own ages."""
        return self.matching.snapshot.first_bit(bit)

    def _unknown(self) -> tuple[Unknown, ...]:
        """Words that nobody understood, and those that no program has any more."""
        said = {each.typed for each in self.reading.wishes.unknown}
        gone = tuple(
            Unknown(word.chip.value, heard=True)
            for word in self.reading.wishes.words
            if word.chip.value not in said and not self.matching.wished(Wishes(((word,),)))
        )
        return (*self.reading.wishes.unknown, *gone)

    def _without(self) -> tuple[Dropping, ...]:
        """What dropping a condition would give, else two of them, else all, and what it is about
        only where nothing else helps.
        """
        of_conditions = map(self._without_kinds, (1, 2, ALL))
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
            rest = reading.wishes.without([word])
            if not all(each.weak for each in rest.words):
                yield (word.chip,), replace(reading, wishes=rest)

    def _without_words(self) -> Iterator[_Way]:
        """What fits the conditions that were said; without any, that would be the whole catalog."""
        reading = self.reading
        chips = tuple(chip for chip in reading.chips if chip.kind is Kind.WORD)
        if any(c.kind is not Kind.WORD and c.source is not Source.DEFAULT for c in reading.chips):
            yield chips, reading.without(Kind.WORD)

    def _nearest(self) -> tuple[ProgramId, ...]:
        """The best programs that have some of the words, or fit all conditions without them."""
        reading = self.reading
        if not reading.wishes.pieces:
            return ()
        known = tuple(
            (word,) for word in reading.wishes.words if self.matching.wished(Wishes(((word,),)))
        )
        wishes = Wishes(known, reading.wishes.extra)
        groups = self.matching.groups(reading.conditions)
        programs = self.matching.programs(groups, wishes)
        hits = in_order(
            programs, self.matching.scores(programs, wishes),
            (self.matching.snapshot.ends,), self.matching.snapshot,
            first=0, count=NEAREST_SHOWN,
        )  # fmt: skip
        return tuple(self.matching.snapshot.program(bit) for bit, _ in hits)
