"""What a process keeps of the index, read again where the database has something newer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from threading import Lock
from typing import Any, Final
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Pool, bindparam, select

from db.drivers import AskedAgain, is_alone
from db.prepared import Prepared
from db.search.believed import NOW, NOW_AND_PLACES, believe, believed_full
from db.search.block import made_of
from db.search.full import FullGroups
from db.search.full_ids import full_ids
from db.search.known_words import Words
from db.search.lexicon import said_forms
from db.search.reading import Understood
from db.search.snapshot import Snapshot
from db.search.word_bits import read_again
from db.tables.search import search_blocks, search_lexicon, search_programs

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

# The engine's option under which connections find what their process keeps.
INDEX: Final = "kruzhok_search_index"
# What a connection knows of itself: whoever asks through it would rather wait elsewhere.
PATIENT: Final = "kruzhok_search_patient"
# So much is read between two answers; a block takes some twenty milliseconds of the processor.
BLOCKS_AT_ONCE: Final = 2
WORDS_AT_ONCE: Final = 5_000
# Families ask the same things, and one of them page by page.
TEXTS_KEPT: Final = 1_000


class Behind(Exception):
    """More of the index is new than should be read while others wait for their answers."""


class Speechless(Behind):
    """The index is known, but not yet the words that families say."""


# The index, the lexicon and the rows of NOW_AND_PLACES.
Moment = tuple[Snapshot, Words, Sequence[Any]]
# What texts say, each on a day.
Texts = dict[tuple[str, date], Understood]


class KeptIndex:
    """What a process knows of the index of one database."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._sum: tuple[int, int] | None = None
        self._snapshot = Snapshot({})
        self._words = Words({}, 0, 0)
        self._full = FullGroups()
        self.last_seen: Moment | None = None
        self._texts: tuple[Moment | None, Texts] = (None, {})

    def read(self, connection: Connection) -> None:
        """All that questions ask for, before somebody asks one."""
        self.full(connection, self.renew(connection))

    def renew(self, connection: Connection) -> Snapshot:
        """What is new of the index, so that no question has to read it; one statement where
        nothing is.

        Raises:
            Behind: To the patient, when it is much.
        """
        snapshot, _, _ = self.renewed(connection)
        read_again(connection, snapshot)
        return snapshot

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

    def now(self, connection: Connection) -> Moment:
        """The index, the lexicon and the municipalities as this transaction sees them; one
        statement if the first two are known. A question that hopes to ask once gets them as they
        were seen last, which it has to hold against what is (`db.search.believed`).

        Raises:
            Behind: To the patient, when much of it has to be read first, or the dictionary.
        """
        self.ensure_spoken(connection)
        if not is_alone(connection):
            return self.renewed(connection)
        seen = self.last_seen
        if seen is None:
            raise AskedAgain
        believe(connection, seen[2])
        return seen

    def renewed(self, connection: Connection) -> Moment:
        """The same as this transaction sees it; nobody's words are understood yet.

        Raises:
            Behind: To the patient, when much of it has to be read first.
        """
        places = _NOW_AND_PLACES(connection, {}).all()
        row = places[0] if places else _NOW_ALONE(connection, {}).one()
        words = self._lexicon(connection, row.last, row.stamp)
        moment = self._index(connection, (row.sum, row.blocks)), words, places
        if places:
            self.last_seen = moment
        return moment

    def texts(self, moment: Moment) -> Texts:
        """What texts say, as it was understood at this moment, to be added to."""
        if moment is not self.last_seen:
            return {}
        if self._texts[0] is not moment or len(self._texts[1]) >= TEXTS_KEPT:
            self._texts = moment, {}
        return self._texts[1]

    def ensure_spoken(self, connection: Connection) -> None:
        """Before words are understood: the dictionary takes a second to read, and a thread.

        Raises:
            Behind: To the patient, when nobody has read it; with the index, where that is missing.
        """
        if connection.info.get(PATIENT, False) and not said_forms.cache_info().currsize:
            raise Behind if self.last_seen is None else Speechless

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
