"""Writing the index: bits in blocks, changed in the transaction that changes the catalog."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection, delete, func, select, update

from core.domain.ids import ProgramId
from db.search.bits import BLOCK, decoded, encoded
from db.search.entries import Entry, entries
from db.search.facts import Facts, as_text, facts_of
from db.search.lexicon import Place
from db.search.new_words import ASKED_AT_ONCE, add_words, drawn
from db.search.words import lemmas, tokens
from db.statements import set_each, set_row
from db.tables.search import (
    search_blocks,
    search_programs,
    search_state,
    search_words,
)

# Groups of many programs meet in one house.
ADDRESSES_REMEMBERED: Final = 10_000

# A word in a place of a block, with the bits that are to be set and those to be cleared.
_Key = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class _Seat:
    """Where the bits of a program are."""

    block: int
    first: int
    bits: int


@dataclass(frozen=True, slots=True)
class _Kept:
    """A program as the index has it."""

    seat: _Seat
    title: str
    facts: str
    words: Mapping[str, list[int]]


def index_programs(connection: Connection, which: Collection[ProgramId]) -> None:
    """Make these programs findable as they are now, and not at all where they are not listed.

    The same again changes nothing. Whoever indexes at the same time waits.
    """
    # One at a time: blocks are shared, and locked in any other order they would deadlock.
    connection.execute(select(search_state.c.id).where(search_state.c.id == 1).with_for_update())
    present = _present(connection, which)
    writing = _Writing(connection)
    for entry in entries(connection, which):
        writing.put(entry, present.pop(entry.program, None))
    for program, kept in present.items():
        writing.remove(program, kept)
    writing.write()


def _present(connection: Connection, which: Collection[ProgramId]) -> dict[ProgramId, _Kept]:
    rows = connection.execute(
        select(search_programs).where(search_programs.c.program_id.in_(which))
    )
    return {
        ProgramId(row.program_id): _Kept(
            _Seat(row.block, row.first_bit, row.bits), row.title, row.facts, json.loads(row.words)
        )
        for row in rows
    }


class _Writing:
    """The changes of one call, gathered so that each row is written once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._set: dict[_Key, int] = defaultdict(int)
        self._cleared: dict[_Key, int] = defaultdict(int)
        self._rows: list[dict[str, Any]] = []
        self._gone: list[ProgramId] = []
        self._changed: set[int] = set()
        self._used: dict[int, int] = {}
        self._words: dict[str, int] = defaultdict(int)
        self._last: int | None = None

    def put(self, entry: Entry, kept: _Kept | None) -> None:
        facts = facts_of(entry)
        words = _words(entry, facts)
        text = as_text(facts)
        if kept is not None and (kept.title, kept.facts, kept.words) == (entry.title, text, words):
            return
        needed = min(len(facts.groups), BLOCK)
        seat = None if kept is None else kept.seat
        if kept is not None and needed > kept.seat.bits:
            self.remove(entry.program, kept)
            seat = kept = None
        if seat is None:
            seat = self._seat(needed)
        if kept is not None:
            self._mark(self._cleared, kept.seat, kept.words)
        self._mark(self._set, seat, words)
        for lemma, (mask, *_) in words.items():
            self._words[lemma] |= mask
        self._changed.add(seat.block)
        self._rows.append(
            {
                "block": seat.block,
                "program_id": entry.program,
                "first_bit": seat.first,
                "bits": seat.bits,
                "title": entry.title,
                "facts": text,
                "words": json.dumps(words, ensure_ascii=False, separators=(",", ":")),
            }
        )

    def remove(self, program: ProgramId, kept: _Kept) -> None:
        self._mark(self._cleared, kept.seat, kept.words)
        self._changed.add(kept.seat.block)
        self._gone.append(program)

    def write(self) -> None:
        if not self._changed:
            return
        if self._gone:
            gone = search_programs.c.program_id.in_(self._gone)
            self._connection.execute(delete(search_programs).where(gone))
        if self._rows:
            self._connection.execute(set_each(search_programs), self._rows)
        self._write_bits()
        add_words(self._connection, self._words)
        self._write_blocks()

    def _mark(self, changes: dict[_Key, int], seat: _Seat, words: Mapping[str, list[int]]) -> None:
        """The program's last bit stands for it; in addresses each group has its own."""
        end = 1 << (seat.first + seat.bits - 1)
        for lemma, (mask, *its_groups) in words.items():
            for place in Place:
                if mask & place and place is not Place.ADDRESS:
                    changes[lemma, place.value, seat.block] |= end
            for number in its_groups:
                bit = 1 << (seat.first + number)
                changes[lemma, Place.ADDRESS.value, seat.block] |= bit

    def _seat(self, needed: int) -> _Seat:
        """Free bits behind the last ones that were given away."""
        if self._last is None:
            self._last = self._connection.scalar(select(func.max(search_blocks.c.block)))
        last = 0 if self._last is None else self._last
        if last not in self._used:
            used = self._connection.scalar(
                select(search_blocks.c.used).where(search_blocks.c.block == last)
            )
            self._used[last] = used or 0
        if self._used[last] + needed > BLOCK:
            last += 1
            self._used[last] = 0
        seat = _Seat(last, self._used[last], needed)
        self._last = last
        self._used[last] += needed
        return seat

    def _write_bits(self) -> None:
        keys = sorted({*self._set, *self._cleared})
        present = self._bits(keys)
        changed, empty = [], []
        for key in keys:
            before = present.get(key, 0)
            after = before & ~self._cleared.get(key, 0) | self._set.get(key, 0)
            if after == before:
                continue
            lemma, place, block = key
            row = {"lemma": lemma, "place": place, "block": block}
            if after:
                changed.append(row | {"bits": encoded(after)})
            else:
                empty.append(key)
        if changed:
            self._connection.execute(set_each(search_words), changed)
        for lemma, place, block in empty:
            self._connection.execute(
                delete(search_words).where(
                    search_words.c.lemma == lemma,
                    search_words.c.place == place,
                    search_words.c.block == block,
                )
            )

    def _bits(self, keys: Iterable[_Key]) -> dict[_Key, int]:
        by_block: dict[int, set[str]] = defaultdict(set)
        for lemma, _, block in keys:
            by_block[block].add(lemma)
        found: dict[_Key, int] = {}
        for block, lemmas_ in by_block.items():
            ordered = sorted(lemmas_)
            for at in range(0, len(ordered), ASKED_AT_ONCE):
                some = ordered[at : at + ASKED_AT_ONCE]
                rows = self._connection.execute(
                    select(search_words).where(
                        search_words.c.lemma.in_(some),
                        search_words.c.place.in_([place.value for place in Place]),
                        search_words.c.block == block,
                    )
                )
                found |= {(row.lemma, row.place, row.block): decoded(row.bits) for row in rows}
        return found

    def _write_blocks(self) -> None:
        for block in sorted(self._changed | set(self._used)):
            version = drawn()
            if block in self._used:
                used = self._used[block]
                set_row(
                    self._connection, search_blocks, {"block": block}, version=version, used=used
                )
            else:
                self._connection.execute(
                    update(search_blocks)
                    .where(search_blocks.c.block == block)
                    .values(version=version)
                )


def _words(entry: Entry, facts: Facts) -> dict[str, list[int]]:
    """Each word with its places, and with the numbers of the groups whose address has it."""
    found = {lemma: [int(places)] for lemma, places in entry.words.items()}
    for number, group in enumerate(facts.groups[:BLOCK]):
        for lemma in address_words(group.address):
            word = found.setdefault(lemma, [0])
            word[0] |= Place.ADDRESS.value
            word.append(number)
    return found


@lru_cache(maxsize=ADDRESSES_REMEMBERED)
def address_words(address: str) -> frozenset[str]:
    """The dictionary forms of an address's words."""
    return frozenset(lemma for token in tokens(address) for lemma in lemmas(token))
