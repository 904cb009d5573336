"""What a text will ask of the index, found before it is known who wrote it.

A word that a process hears for the first time stands somewhere in the index, and the way to
PostgreSQL takes longer than reading where. So it is read together with who asks: the text is
understood as it stands, by the index as it was seen last, and what is not known of its words comes
along. Whatever was not foreseen is read as it always was.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Connection, func, select, union_all

from core.domain.searching import SearchQuery
from db.among import among
from db.search.believed import NOW
from db.search.kept import Moment, kept_index
from db.search.kindred import kin_of
from db.search.known_words import SqlLexicon, Words
from db.search.reading import read, understood
from db.search.surroundings import surroundings
from db.search.word_bits import as_rows, words_of
from db.tables.search import search_repairs, search_words
from db.together import Question

# Of the words that a typing error may lead to, so many come with where they stand: those that share
# most of what is left of them. Of the others only what they are.
NEAREST: Final = 24
_VERSION: Final = ("sum", "blocks", "last", "stamp")
_COLUMNS: Final = (
    search_words.c.lemma, search_words.c.place, search_words.c.block, search_words.c.bits,
)  # fmt: skip
_SHARED: Final = among(search_repairs.c.key, "keys", texts=True)
_LIKE: Final = (
    select(search_repairs.c.lemma)
    .where(_SHARED)
    .group_by(search_repairs.c.lemma)
    .order_by(func.count().desc(), search_repairs.c.lemma)
    .limit(NEAREST)
)
# To be asked together with others, on PostgreSQL.
QUESTIONS: Final[Mapping[str, Question]] = MappingProxyType(
    {
        "index": NOW,
        "found_words": union_all(
            select(*_COLUMNS).where(among(search_words.c.lemma, "lemmas", texts=True)),
            select(*_COLUMNS).where(search_words.c.lemma.in_(_LIKE)),
        ),
        "alike": select(search_repairs.c.key, search_repairs.c.lemma).where(_SHARED),
    }
)
# «+79001234567» is nobody's wish and no parameter of a statement; nor is «Котова Анна», unless each
# word is one of the catalog's: «Волшебная Кисточка» was copied from it.
_NUMBER: Final = re.compile(r"\d{5}")
_NAME: Final = re.compile(r"[^\W\d_a-zа-яё][^\W\d_]+\W+[^\W\d_a-zа-яё][^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The words of which it is not known where they stand, and the keys of words that nobody
    knows.
    """

    moment: Moment
    lemmas: frozenset[str]
    keys: frozenset[frozenset[str]]

    @property
    def given(self) -> Mapping[str, Collection[str]]:
        """The parameters of QUESTIONS."""
        return {"lemmas": self.lemmas, "keys": frozenset().union(*self.keys)}

    def learn(self, found: Mapping[str, Sequence[Any]]) -> None:
        """What QUESTIONS found, unless it is of another moment."""
        snapshot, words, (seen, *_) = self.moment
        (now,) = found["index"]
        if any(getattr(seen, name) != getattr(now, name) for name in _VERSION):
            return
        shared = Counter(row.lemma for row in found["alike"])
        like = sorted(shared, key=lambda each: (-shared[each], each))[:NEAREST]
        snapshot.words.learn({*self.lemmas, *like}, as_rows(found["found_words"]))
        for keys in self.keys:
            having = {row.lemma: None for row in found["alike"] if row.key in keys}
            words.learn_near(keys, list(having))


def foreseen(connection: Connection, text: str, today: date) -> Foreseen | None:
    """None where nothing has to be read, or nothing can be foreseen: of what may be somebody's
    name, too.

    Raises:
        Behind: To the patient, when the dictionary has to be read first.
    """
    kept = kept_index(connection)
    moment = kept.last_seen
    if moment is None or _NUMBER.search(text):
        return None
    kept.ensure_spoken(connection)
    snapshot, words, places = moment
    lexicon = _Noting(connection, words)
    texts = kept.texts(moment)
    said = texts.get((text, today))
    if said is None:
        said = understood(text, surroundings(lexicon, snapshot, places, today))
        if lexicon.noted and _NAME.search(text):
            return None
        if not lexicon.noted:
            texts[text, today] = said
    reading = read(SearchQuery(text=text), said)
    # Where nothing is for this child's age, or nobody has it, what is next to it is shown.
    kin = map(kin_of, reading.wishes.words)
    asked = words_of(reading.wishes, reading.conditions).union(*kin)
    missing = snapshot.words.missing(asked)
    # Where no program ever had a word it need not be looked for.
    never = {each for each in missing if each not in words.places}
    snapshot.words.learn(never, {})
    if missing == never and not lexicon.noted:
        return None
    return Foreseen(moment, missing - never, frozenset(lexicon.noted))


class _Noting(SqlLexicon):
    """What nobody knows is noted, and not read."""

    def __init__(self, connection: Connection, words: Words) -> None:
        super().__init__(connection, words)
        self.noted: set[frozenset[str]] = set()

    def near(self, keys: Collection[str]) -> list[str]:
        known = self._words.known_near(frozenset(keys))
        if known is None:
            self.noted.add(frozenset(keys))
        return known or []
