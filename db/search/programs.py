"""The search: a question in, one page of programs out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection, func, select

from core.domain.ids import MunicipalityId, ProgramId
from core.domain.places import Point, distance_m
from core.domain.searching import (
    Dropping,
    Facets,
    Found,
    Hit,
    Kind,
    SearchQuery,
    Sort,
)
from db.search.entries import Entry, GroupEntry, entries
from db.search.evaluating import Evaluation, parents_share, values
from db.search.reading import Reading, Word, read
from db.tables.registries import municipalities, program_words

LAST: Final = 1 << 62
NEAREST_SHOWN: Final = 5

Fitting = tuple[Entry, tuple[GroupEntry, ...]]


@dataclass(frozen=True, slots=True)
class SqlVocabulary:
    connection: Connection

    def known(self, words: Collection[str]) -> frozenset[str]:
        return frozenset(
            self.connection.scalars(
                select(program_words.c.word).distinct().where(program_words.c.word.in_(words))
            )
        )

    def of_length(self, least: int, most: int) -> Mapping[str, int]:
        rows = self.connection.execute(
            select(program_words.c.word, func.count())
            .where(func.length(program_words.c.word).between(least, most))
            .group_by(program_words.c.word)
        )
        return {row[0]: row[1] for row in rows}


@dataclass(frozen=True, slots=True)
class SqlSearch:
    connection: Connection
    now: datetime

    def find(self, query: SearchQuery, *, page_size: int) -> Found:
        """See `Search`. Nothing here knows who owns a provider (REG-7)."""
        reading = read(query, SqlVocabulary(self.connection))
        asked = _Asked(
            query,
            entries(self.connection),
            [self._worth(word) for word in reading.words],
            self._distances(query),
            self.now.date(),
        )
        hits = asked.in_order(asked.fitting(reading), reading)
        pages = max(1, -(-len(hits) // page_size))
        query = replace(query, page=min(max(query.page, 1), pages))
        first = (query.page - 1) * page_size
        return Found(
            query=query,
            hits=tuple(hits[first : first + page_size]),
            total=len(hits),
            pages=pages,
            conditions=reading.conditions,
            chips=reading.chips,
            corrected=reading.corrected,
            unknown=reading.unknown,
            facets=asked.facets(reading),
            without=() if hits else asked.without(reading),
            nearest=() if hits else asked.nearest(reading),
        )

    def _worth(self, word: Word) -> dict[ProgramId, int]:
        rows = self.connection.execute(
            select(program_words.c.program_id, func.max(program_words.c.weight))
            .where(program_words.c.word.in_(sorted(word.alternatives)))
            .group_by(program_words.c.program_id)
        )
        return {ProgramId(row[0]): row[1] for row in rows}

    def _distances(self, query: SearchQuery) -> dict[MunicipalityId, int]:
        if query.origin is None:
            return {}
        rows = self.connection.execute(
            select(municipalities.c.id, municipalities.c.latitude, municipalities.c.longitude)
        )
        return {
            MunicipalityId(row[0]): distance_m(query.origin, Point(row[1], row[2]))
            for row in rows
            if row[1] is not None and row[2] is not None
        }


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question beside all that it may find."""

    query: SearchQuery
    entries: Sequence[Entry]
    worth: Sequence[Mapping[ProgramId, int]]
    distances: Mapping[MunicipalityId, int]
    today: date

    def fitting(self, reading: Reading) -> list[Fitting]:
        """The programs that fit, by title and id, with their groups that do."""
        evaluation = Evaluation(reading.conditions, self.today, self.query.purse)
        worth = self.worth if reading.words else ()
        found = (
            (entry, evaluation.fitting(entry))
            for entry in self.entries
            if all(entry.program in each for each in worth)
        )
        return [(entry, groups) for entry, groups in found if groups is not None]

    def in_order(self, fitting: Iterable[Fitting], reading: Reading) -> list[Hit]:
        worth = self.worth if reading.words else ()
        hits = [
            (
                self._before(entry, groups),
                Hit(
                    entry.program,
                    sum(each[entry.program] for each in worth),
                    tuple(group.id for group in groups),
                    self.distances.get(entry.municipality),
                ),
            )
            for entry, groups in fitting
        ]
        return [hit for _, hit in sorted(hits, key=lambda each: (each[0], -each[1].score))]

    def _before(self, entry: Entry, groups: Sequence[GroupEntry]) -> int:
        sort = self.query.sort
        if sort is Sort.NEAREST:
            return self.distances.get(entry.municipality, LAST)
        if sort is Sort.CHEAPEST:
            return min((self._price(group) for group in groups), default=LAST)
        if sort is Sort.SOONEST:
            return min(
                (LAST if each.first_day is None else each.first_day.toordinal() for each in groups),
                default=LAST,
            )
        return 0

    def _price(self, group: GroupEntry) -> int:
        share = None if self.query.purse is None else parents_share(group, self.query.purse)
        if share is not None:
            return share
        return LAST if group.month is None else group.month

    def facets(self, reading: Reading) -> Facets:
        return {
            kind: counted
            for kind in Kind
            if kind not in {Kind.WORD, Kind.FREE_PLACES}
            if (counted := self._facet(kind, reading))
        }

    def _facet(self, kind: Kind, reading: Reading) -> tuple[tuple[str, int], ...]:
        counts: Counter[str] = Counter()
        for entry, groups in self.fitting(reading.without(kind)):
            counts.update(
                {
                    value
                    for group in groups or (None,)
                    for value in values(kind, entry, group, self.query.purse)
                }
            )
        return tuple(sorted(counts.items()))

    def without(self, reading: Reading) -> tuple[Dropping, ...]:
        found = []
        for kind in dict.fromkeys(chip.kind for chip in reading.chips):
            count = len(self.fitting(reading.without(kind)))
            if count:
                chips = tuple(chip for chip in reading.chips if chip.kind is kind)
                found.append(Dropping(chips, count))
        return tuple(sorted(found, key=lambda each: -each.count))

    def nearest(self, reading: Reading) -> tuple[ProgramId, ...]:
        if not reading.unknown:
            return ()
        hits = self.in_order(self.fitting(reading.without(Kind.WORD)), replace(reading, words=()))
        return tuple(hit.program for hit in hits[:NEAREST_SHOWN])
