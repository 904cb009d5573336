"""Where the words of one question stand, read from the index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from core.domain.searching import Conditions
from db.search.bits import any_of, decoded, joined
from db.search.lexicon import Place
from db.search.sentence.wishes import Wishes
from db.search.snapshot import Rows, Snapshot
from db.search.synonyms import Phrase
from db.search.words import lemmas, tokens
from db.tables.search import search_words

_BITS = select(
    search_words.c.lemma, search_words.c.place, search_words.c.block, search_words.c.bits
).where(search_words.c.lemma.in_(bindparam("lemmas", expanding=True)))


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
    words = {
        lemma
        for word in (*wishes.words, *wishes.extra, *wishes.excluded)
        for phrase in (*word.same, *word.near, *word.kinds)
        for each in phrase
        for lemma in each
    }
    for address in conditions.addresses:
        words.update(lemma for token in tokens(address) for lemma in lemmas(token))
    found = snapshot.words(words, lambda new: _read(connection, new))
    return Bits({(lemma, place): bits for lemma, at in found.items() for place, bits in at.items()})


def _read(connection: Connection, lemmas: list[str]) -> Rows:
    kept: dict[tuple[str, int], dict[int, int]] = defaultdict(dict)
    for lemma, place, block, bits in connection.execute(_BITS, {"lemmas": lemmas}):
        kept[lemma, place][block] = decoded(bits)
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for (lemma, place), blocks in kept.items():
        found[lemma][place] = joined(blocks)
    return found
