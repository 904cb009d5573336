"""Where the words of one question stand, read from the index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select

from core.domain.searching import Conditions, Kind
from db.drivers import ensure_not_alone
from db.search.asking import avoided
from db.search.bits import any_of, decoded_together
from db.search.kept_words import Rows
from db.search.lexicon import Place
from db.search.sentence.wished import Wishes
from db.search.snapshot import Snapshot
from db.search.synonyms import Phrase
from db.search.words import lemmas, tokens
from db.tables.search import search_words

_BITS = select(
    search_words.c.lemma, search_words.c.place, search_words.c.block, search_words.c.bits
).where(search_words.c.lemma.in_(bindparam("lemmas", expanding=True)))
# The places are named, so that each word is looked up by its whole key.
_BITS_OF_BLOCKS = _BITS.where(
    search_words.c.place.in_([place.value for place in Place]),
    search_words.c.block.in_(bindparam("blocks", expanding=True)),
)


@dataclass(frozen=True, slots=True)
class Bits:
    """Where the words of a question stand, by word and place."""

    of: Mapping[tuple[str, int], int]

    def anywhere(self, words: Iterable[str], places: Collection[Place]) -> int:
        return any_of(self.of.get((each, place.value), 0) for each in words for place in places)

    def phrase(self, phrase: Phrase, places: Collection[Place]) -> int:
        found = -1
        for words in phrase:
            found &= self.anywhere(words, places)
        return max(found, 0)

    def phrases(self, phrases: Iterable[Phrase], places: Collection[Place]) -> int:
        return any_of(self.phrase(each, places) for each in phrases)


def read_bits(
    connection: Connection, snapshot: Snapshot, wishes: Wishes, conditions: Conditions
) -> Bits:
    """The bits of all words that a question asks about; one statement for those that are new."""
    words = words_of(wishes, conditions)
    found = snapshot.words.of(words, lambda new, blocks: _read(connection, new, blocks))
    return Bits({(lemma, place): bits for lemma, at in found.items() for place, bits in at.items()})


def read_again(connection: Connection, snapshot: Snapshot) -> None:
    """Where the words stand now that somebody asked for before the catalog changed."""
    snapshot.words.of(snapshot.words.stale, lambda new, blocks: _read(connection, new, blocks))


def words_of(wishes: Wishes, conditions: Conditions) -> frozenset[str]:
    """All words whose bits a question asks for."""
    words = {
        lemma
        for word in (*wishes.words, *wishes.extra, *wishes.excluded)
        for phrase in (*word.phrases, *word.never)
        for each in phrase
        for lemma in each
    }
    for address in (*conditions.addresses, *avoided(conditions, Kind.ADDRESS)):
        words.update(lemma for token in tokens(address) for lemma in lemmas(token))
    return frozenset(words)


def _read(connection: Connection, lemmas: Collection[str], blocks: Collection[int] | None) -> Rows:
    ensure_not_alone(connection)
    if blocks is None:
        rows = connection.execute(_BITS, {"lemmas": lemmas})
    else:
        rows = connection.execute(_BITS_OF_BLOCKS, {"lemmas": lemmas, "blocks": blocks})
    return as_rows(rows)


def as_rows(rows: Iterable[Any]) -> Rows:
    """Of rows of the table: its word, place, block and bits."""
    kept: dict[tuple[str, int], dict[int, bytes]] = defaultdict(dict)
    for lemma, place, block, bits in rows:
        kept[lemma, place][block] = bits
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for (lemma, place), of_blocks in kept.items():
        found[lemma][place] = decoded_together(of_blocks)
    return found
