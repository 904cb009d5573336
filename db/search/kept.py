"""What a process keeps of the index, read again where the database has something newer."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import islice, takewhile
from threading import Lock
from typing import Any, Final
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Pool, bindparam, select

from db.drivers import AskedAgain, ensure_not_alone, is_alone
from db.prepared import Prepared
from db.search.believed import NOW, NOW_AND_PLACES, believe, believed_full
from db.search.block import made_of
from db.search.full import FullGroups
from db.search.full_ids import full_ids
from db.search.lexicon import Place, said_forms
from db.search.snapshot import Snapshot
from db.tables.search import search_blocks, search_lexicon, search_programs, search_repairs

_NOW_AND_PLACES = Prepared(NOW_AND_PLACES)
_NOW_ALONE = Prepared(NOW)
_VERSIONS = select(search_blocks.c.block, search_blocks.c.version)
_ROWS = Prepared(
    select(
        search_programs.c.program_id,
        search_programs.c.first_bit,
        search_programs.c.bits,
        search_programs.c.title,
        search_programs.c.facts,
    ).where(search_programs.c.block == bindparam("which"))
)
_KNOWN = select(search_lexicon.c.stamp).where(search_lexicon.c.number == bindparam("last"))
_NEW_WORDS = (
    select(
        search_lexicon.c.number,
        search_lexicon.c.lemma,
        search_lexicon.c.places,
        search_lexicon.c.stamp,
    )
    .where(search_lexicon.c.number > bindparam("last"))
    .order_by(search_lexicon.c.number)
)
_REPAIRS = (
    select(search_repairs.c.lemma)
    .where(search_repairs.c.key.in_(bindparam("keys", expanding=True)))
    .distinct()
)


# The engine's option under which connections find what their process keeps.
INDEX: Final = "kruzhok_search_index"
# What a connection knows of itself: whoever asks through it would rather wait elsewhere.
PATIENT: Final = "kruzhok_search_patient"
# So much is read between two answers; a block takes some twenty milliseconds of the processor.
BLOCKS_AT_ONCE: Final = 2
WORDS_AT_ONCE: Final = 5_000
# Words that nobody knew, with what they are like: families miss the same things.
NEAR_KEPT: Final = 1_000


class Behind(Exception):
    """More of the index is new than should be read while others wait for their answers."""


class Words:
    """The lexicon of one moment."""

    def __init__(self, places: dict[str, int], last: int, stamp: int) -> None:
        self.places = places
        self.last = last
        self.stamp = stamp
        self._ordered: list[str] | None = None
        self._containing: dict[str, list[str]] = {}
        self._near: dict[frozenset[str], list[str]] = {}

    def near(self, keys: frozenset[str], read: Callable[[], list[str]]) -> list[str]:
        """The words with any of these keys of repair. They come with their words and stay as long,
        so that what was `read` once is true of this moment.
        """
        if keys not in self._near:
            found = read()
            if len(self._near) >= NEAR_KEPT:
                self._near.clear()
            self._near[keys] = found
        return self._near[keys]

    def beginning(self, letters: str) -> list[str]:
        """The words of titles that begin so."""
        ordered = self._of_titles()
        first = bisect_left(ordered, letters)
        return list(takewhile(lambda each: each.startswith(letters), islice(ordered, first, None)))

    def containing(self, letters: str) -> list[str]:
        """The words of titles in which it stands; only the synonyms ask, so it is kept."""
        if letters not in self._containing:
            self._containing[letters] = [each for each in self._of_titles() if letters in each]
        return self._containing[letters]

    def _of_titles(self) -> list[str]:
        if self._ordered is None:
            named = Place.TITLE.value
            self._ordered = sorted(lemma for lemma, at in self.places.items() if at & named)
        return self._ordered


_Moment = tuple[Snapshot, Words, Sequence[Any]]


class KeptIndex:
    """What a process knows of the index of one database."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._sum: tuple[int, int] | None = None
        self._snapshot = Snapshot({})
        self._words = Words({}, 0, 0)
        self._full = FullGroups()
        self._last_seen: _Moment | None = None

    def read(self, connection: Connection) -> None:
        """All that questions ask for, before somebody asks one."""
        snapshot, _, _ = self.now(connection)
        self.full(connection, snapshot)

    def full(self, connection: Connection, snapshot: Snapshot) -> int:
        """The groups in which every place is taken as this transaction sees it; one statement. A
        question that hopes to ask once gets them as they were seen last, as the index.
        """
        if is_alone(connection):
            ids = believed_full(connection, self._full.ids)
        else:
            ids = full_ids(connection)
        found = self._full = self._full.renewed(ids, snapshot.blocks)
        return found.bits

    def now(self, connection: Connection) -> _Moment:
        """The index, the lexicon and the municipalities as this transaction sees them; one
        statement if the first two are known. A question that hopes to ask once gets them as they
        were seen last, which it has to hold against what is (`db.search.believed`).

        Raises:
            Behind: To the patient, when much of it has to be read first, or the dictionary.
        """
        if is_alone(connection):
            return self._as_last_seen(connection)
        if connection.info.get(PATIENT, False) and not said_forms.cache_info().currsize:
            raise Behind
        places = _NOW_AND_PLACES(connection, {}).all()
        row = places[0] if places else _NOW_ALONE(connection, {}).one()
        words = self._lexicon(connection, row.last, row.stamp)
        moment = self._index(connection, (row.sum, row.blocks)), words, places
        if places:
            self._last_seen = moment
        return moment

    def _as_last_seen(self, connection: Connection) -> _Moment:
        seen = self._last_seen
        if seen is None or not said_forms.cache_info().currsize:
            raise AskedAgain
        believe(connection, seen[2])
        return seen

    def _index(self, connection: Connection, seen: tuple[int, int]) -> Snapshot:
        with self._lock:
            if seen == self._sum:
                return self._snapshot
            known = self._snapshot
        versions = {row.block: row.version for row in connection.execute(_VERSIONS)}
        blocks = known.blocks
        new = [n for n in versions if n not in blocks or blocks[n].version != versions[n]]
        if len(new) > BLOCKS_AT_ONCE and connection.info.get(PATIENT, False):
            raise Behind
        snapshot = _renewed(connection, known, versions, new)
        with self._lock:
            self._snapshot, self._sum = snapshot, seen
        return snapshot

    def _lexicon(self, connection: Connection, newest: int, drawn: int | None) -> Words:
        known = self._words
        if drawn is None:
            return Words({}, 0, 0)
        if (newest, drawn) == (known.last, known.stamp):
            return known
        if newest - known.last > WORDS_AT_ONCE and connection.info.get(PATIENT, False):
            raise Behind
        # An act that was undone may have left words here under numbers that others have now.
        stamp = connection.scalar(_KNOWN, {"last": known.last})
        places = dict(known.places) if stamp == known.stamp else {}
        last = known.last if stamp == known.stamp else 0
        for each in connection.execute(_NEW_WORDS, {"last": last}):
            places[each.lemma] = each.places
        self._words = Words(places, newest, drawn)
        return self._words


# To make a flag of a number takes longer than all else that is asked of a word.
_PLACES: Final = tuple(Place(number) for number in range(2 * max(Place)))


class SqlLexicon:
    """See `Lexicon`."""

    def __init__(self, connection: Connection, words: Words) -> None:
        self._connection = connection
        self._places = words.places
        self._words = words

    def places(self, lemma: str) -> Place:
        return _PLACES[self._places.get(lemma, 0)]

    def beginning(self, letters: str) -> list[str]:
        return self._words.beginning(letters)

    def containing(self, letters: str) -> list[str]:
        return self._words.containing(letters)

    def near(self, keys: Collection[str]) -> list[str]:
        return self._words.near(frozenset(keys), lambda: self._read(keys))

    def _read(self, keys: Collection[str]) -> list[str]:
        ensure_not_alone(self._connection)
        return list(self._connection.scalars(_REPAIRS, {"keys": list(keys)}))


_KEPT: WeakKeyDictionary[Pool, KeptIndex] = WeakKeyDictionary()
_KEPT_LOCK: Final = Lock()


def kept_index(connection: Connection) -> KeptIndex:
    """What this process knows of the index behind a connection."""
    shared = connection.get_execution_options().get(INDEX)
    if isinstance(shared, KeptIndex):
        return shared
    with _KEPT_LOCK:
        # Engines with options of their own share the pool.
        return _KEPT.setdefault(connection.engine.pool, KeptIndex())


def _renewed(
    connection: Connection, known: Snapshot, versions: Mapping[int, int], new: Collection[int]
) -> Snapshot:
    """The blocks of these versions; those that are `new` are read."""
    blocks = {number: known.blocks[number] for number in versions if number not in new}
    for number in new:
        rows = _ROWS(connection, {"which": number}).all()
        blocks[number] = made_of(number, versions[number], rows, known.blocks.get(number))
    return Snapshot(blocks, known)
