"""The search: a question in, one page of programs out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from core.domain.searching import Chip, Found, Hit, Kind, SearchQuery, Sort, Unknown
from db.search.dirty import flush
from db.search.distances import Distances, distances
from db.search.facets import facets
from db.search.kept import kept_index
from db.search.known_words import SqlLexicon
from db.search.matching import Matching
from db.search.nothing import Nothing
from db.search.ordering import in_order, sets_before
from db.search.reading import Reading, read, understood
from db.search.sentence.wished import Wishes
from db.search.surroundings import surroundings
from db.search.word_bits import read_bits
from db.search.words import describing


@dataclass(frozen=True, slots=True)
class SqlSearch:
    connection: Connection
    now: datetime

    def find(self, query: SearchQuery, *, page_size: int) -> Found:
        """See `Search`. Nothing here knows who owns a provider (REG-7)."""
        # An act finds what it has changed itself.
        flush(self.connection)
        kept, today = kept_index(self.connection), self.now.date()
        moment = kept.now(self.connection)
        snapshot, words, places = moment
        texts = kept.texts(moment)
        said = texts.get((query.text, today))
        if said is None:
            lexicon = SqlLexicon(self.connection, words)
            said = understood(query.text, surroundings(lexicon, snapshot, places, today))
            texts[query.text, today] = said
        query = _ordered(query, said.sort)
        reading = read(query, said)
        matching = Matching(
            self.connection,
            snapshot,
            read_bits(self.connection, snapshot, reading.wishes, reading.conditions),
            today=today,
            purse=query.purse,
        )
        reading = _eased(reading, matching)
        far = distances(query.origin, places, snapshot)
        return _Finding(self.connection, query, reading, matching, far, page_size).found()


def _ordered(query: SearchQuery, said: Sort | None) -> SearchQuery:
    """The query in the order that its words ask for, from where the family lives or is."""
    if said is None or query.ordered:
        return query
    origin = query.home if said is Sort.NEAREST and query.origin is None else query.origin
    return replace(query, sort=said, origin=origin)


def _eased(reading: Reading, matching: Matching) -> Reading:
    """«Рисует целыми днями»: what has all words that are a theme is told of the others that it has
    not; where nothing has, what it is about beats nothing.
    """
    if not reading.wishes.pieces:
        return reading
    reading = reading.with_wishes(reading.wishes.weighed(matching.named))
    having = matching.wished(reading.wishes)
    lesser = reading.wishes.lesser if having else reading.wishes.weak
    idle = [word for word in lesser if not matching.having(word) & (having or -1)]
    reading = reading.eased(idle) if idle else reading
    if having:
        return reading
    ways = [reading.eased(words) for words in reading.wishes.less_exact]
    missing = [word for word in reading.wishes.words if not matching.wished(Wishes(((word,),)))]
    ways.append(reading.eased(missing))
    least = reading.eased(reading.wishes.lesser)
    ways.append(least.with_wishes(least.wishes.apart))
    # «Не футбол, а керлинг» wishes more than anything but football, and «спортивные бальные танцы»
    # more than sports.
    told = (each for each in ways if not all(describing(w.chip.value) for w in each.wishes.words))
    return next((each for each in told if matching.wished(each.wishes)), reading)


@dataclass(frozen=True, slots=True)
class _Finding:
    """One question with all that answers it."""

    connection: Connection
    query: SearchQuery
    reading: Reading
    matching: Matching
    distances: Distances | None
    page_size: int

    def found(self) -> Found:
        reading, matching = self.reading, self.matching
        groups = matching.groups(reading.conditions)
        programs = matching.programs(groups, reading.wishes)
        total = programs.bit_count()
        pages = max(1, -(-total // self.page_size))
        query = replace(self.query, page=min(max(self.query.page, 1), pages))
        nothing = Nothing(self.connection, reading, matching)
        nearest, given_up = ((), ()) if total else nothing.nearest()
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
            parted=bool(total) and reading.wishes.parted,
            facets=facets(matching, reading.conditions, reading.wishes, places=query.counts_places),
            without=() if total else nothing.without(),
            nearest=nearest,
            given_up=given_up,
            elsewhere=()
            if total
            else tuple(each for each in reading.conditions.addresses if not matching.at(each)),
            lacking=self._lacking(programs, groups),
        )

    def _lacking(self, programs: int, groups: int) -> tuple[Chip, ...]:
        """Of several children's ages those for which nothing is among the programs."""
        reading, matching = self.reading, self.matching
        ages = [chip for chip in reading.chips if chip.kind is Kind.AGE]
        if not programs or len(ages) == 1:
            return ()
        return tuple(
            chip
            for chip in ages
            if not programs & matching.of_age(chip.values, groups, reading.wishes)
        )

    def _hits(self, programs: int, groups: int, wishes: Wishes, page: int) -> tuple[Hit, ...]:
        matching, first = self.matching, (page - 1) * self.page_size
        ordered = in_order(
            programs,
            matching.scores(programs, wishes),
            self._before(programs, groups, wishes, first),
            matching.snapshot,
            first=first,
            count=self.page_size,
        )
        return tuple(
            self._hit(bit, score, matching.of_its_age(bit, groups, wishes))
            for bit, score in ordered
        )

    def _before(self, programs: int, groups: int, wishes: Wishes, first: int) -> Iterator[int]:
        snapshot, query = self.matching.snapshot, self.query
        programs_of = self.matching.programs_of(wishes)
        if query.sort is Sort.NEAREST and self.distances is not None:
            return self.distances.nearest_first(groups, programs, programs_of, skipped=first)
        return sets_before(query.sort, snapshot, groups, programs_of, query.purse)

    def _hit(self, bit: int, score: int, groups: int) -> Hit:
        """What was found, with the nearest of the groups that fit."""
        snapshot, far = self.matching.snapshot, None
        if self.distances is not None:
            far = self.distances.least(snapshot.bits_of(bit, groups))
        metres, to_centre = far or (None, False)
        ids = snapshot.group_ids(bit, groups)
        return Hit(snapshot.program(bit), score, ids, metres, to_centre=to_centre)

    def _unknown(self) -> tuple[Unknown, ...]:
        """Words that nobody understood, and those that no program has any more."""
        said = {each.typed for each in self.reading.wishes.unknown}
        gone = tuple(
            Unknown(word.chip.value, heard=True)
            for word in self.reading.wishes.words
            if word.chip.value not in said and not self.matching.wished(Wishes(((word,),)))
        )
        return (*self.reading.wishes.unknown, *gone)
