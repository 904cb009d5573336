"""The search: a question in, one page of programs out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection

from core.domain.calendar import ONE_DAY
from core.domain.searching import Chip, Found, Hit, Kind, SearchQuery, Sort, Unknown
from db.search.bits import of_numbers
from db.search.dirty import flush
from db.search.distances import Distances, distances
from db.search.facets import facets
from db.search.kept import kept_index
from db.search.known_words import SqlLexicon
from db.search.matching import Matching
from db.search.nothing import Nothing
from db.search.ordering import in_order, sets_before
from db.search.reading import Reading, read, understood
from db.search.sentence.wished import Wishes, Word
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
        asked = reading.wishes.words
        reading = _eased(reading, matching)
        far = distances(query.origin, places, snapshot)
        tomorrow = today + ONE_DAY
        finding = (query, reading, matching, far, page_size, tomorrow, asked)
        return _Finding(self.connection, *finding).found()


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
    tomorrow: date
    # The words before some of them went.
    asked: tuple[Word, ...]

    def found(self) -> Found:
        reading, matching = self.reading, self.matching
        groups = matching.groups(reading.conditions)
        programs = matching.programs(groups, reading.wishes)
        total = programs.bit_count()
        pages = max(1, -(-total // self.page_size))
        query = replace(self.query, page=min(max(self.query.page, 1), pages))
        nothing = Nothing(self.connection, reading, matching)
        unknown = self._unknown()
        nearest, given_up = nothing.nearest() if not total else ((), ())
        missing = self._missing(unknown) if total and query.page == pages else ()
        if missing:
            nearest = nothing.beside(programs, missing)
        return Found(
            query=query,
            hits=self._hits(programs, groups, reading.wishes, query.page),
            total=total,
            pages=pages,
            conditions=reading.conditions,
            chips=reading.chips,
            corrected=reading.wishes.corrected,
            unknown=unknown,
            unused=reading.unused,
            parted=bool(total) and reading.wishes.parted,
            facets=facets(matching, reading.conditions, reading.wishes, places=query.counts_places),
            without=() if total else nothing.without(),
            nearest=nearest,
            given_up=given_up,
            elsewhere=()
            if total
            else tuple(each for each in reading.conditions.addresses if not matching.at(each)),
            lacking=(*self._lacking(programs, groups), *self._lacking_themes(programs)),
        )

    def _missing(self, unknown: Collection[Unknown]) -> Sequence[Word]:
        """The themes that no program has."""
        gone = {each.typed for each in unknown if each.heard}
        return [each for each in self.asked if each.chip.value in gone]

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

    def _lacking_themes(self, programs: int) -> tuple[Chip, ...]:
        """Of several wishes those that are there, and nowhere as it was asked."""
        wishes = self.reading.wishes
        if not programs or len(wishes.pieces) == 1:
            return ()
        apart = zip(wishes.pieces, self.matching.wished_apart(wishes), strict=True)
        missed = (piece for piece, having in apart if having and not programs & having)
        return tuple(word.chip for piece in missed for word in piece)

    def _hits(self, programs: int, groups: int, wishes: Wishes, page: int) -> tuple[Hit, ...]:
        matching, first = self.matching, (page - 1) * self.page_size
        scores = matching.scores(programs, wishes)
        ordered = in_order(
            programs,
            scores,
            self._before(programs, groups, wishes, scores, first),
            matching.snapshot,
            first=first,
            count=self.page_size,
        )
        # As far as what comes first by it: a group that nobody can join brings nothing nearer.
        nearest = self.query.sort is Sort.NEAREST
        joinable = matching.joinable() if nearest else 0
        return tuple(
            self._hit(bit, score, matching.of_its_age(bit, groups, wishes), joinable)
            for bit, score in ordered
        )

    def _before(
        self, programs: int, groups: int, wishes: Wishes, scores: Mapping[int, int], first: int
    ) -> Iterator[int]:
        """Sets that come one behind the other. What nobody can join now is no cheapest, nearest or
        soonest one: it comes behind all others.
        """
        query, snapshot = self.query, self.matching.snapshot
        if query.sort is Sort.FIT:
            yield self._best_of_each(programs, wishes, scores)
            yield snapshot.ends
            return
        programs_of = self.matching.programs_of(wishes)
        joinable = groups & self.matching.joinable()
        ready = programs & programs_of(joinable)
        yield from self._sorted(ready, joinable, programs_of, first)
        later = programs ^ ready
        yield from self._sorted(later, groups, programs_of, max(0, first - ready.bit_count()))

    def _sorted(
        self, programs: int, groups: int, programs_of: Callable[[int], int], first: int
    ) -> Iterator[int]:
        query, snapshot = self.query, self.matching.snapshot
        if query.sort is Sort.NEAREST and self.distances is not None:
            return self.distances.nearest_first(groups, programs, programs_of, skipped=first)
        ordered = sets_before(query.sort, snapshot, groups, programs_of, query.purse, self.tomorrow)
        return (each & programs for each in ordered)

    def _best_of_each(self, programs: int, wishes: Wishes, scores: Mapping[int, int]) -> int:
        """Of several wishes the best answer to each, so that none is behind all of another."""
        if len(wishes.pieces) == 1:
            return 0
        snapshot, best = self.matching.snapshot, []
        for having in self.matching.wished_apart(wishes):
            ends = (snapshot.ends,)
            best += in_order(programs & having, scores, ends, snapshot, first=0, count=1)
        return of_numbers([bit for bit, _ in best])

    def _hit(self, bit: int, score: int, groups: int, joinable: int) -> Hit:
        """What was found, with the nearest of the groups that fit."""
        snapshot, far = self.matching.snapshot, None
        if self.distances is not None:
            ready = snapshot.bits_of(bit, groups & joinable)
            far = self.distances.least(ready or snapshot.bits_of(bit, groups))
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
