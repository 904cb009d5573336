"""The words of the catalog as a process keeps them; what nobody asked before is read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection
from itertools import islice, takewhile
from typing import Final

from sqlalchemy import Connection, bindparam, select

from db.drivers import ensure_not_alone
from db.search.lexicon import Place
from db.tables.search import search_repairs

# Words that nobody knew, with what they are like: families miss the same things.
NEAR_KEPT: Final = 1_000
_REPAIRS = (
    select(search_repairs.c.lemma)
    .where(search_repairs.c.key.in_(bindparam("keys", expanding=True)))
    .distinct()
)


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
            self.learn_near(keys, read())
        return self._near[keys]

    def learn_near(self, keys: frozenset[str], found: list[str]) -> None:
        """What somebody else read of the same moment."""
        if len(self._near) >= NEAR_KEPT:
            self._near.clear()
        self._near[keys] = found

    def known_near(self, keys: frozenset[str]) -> list[str] | None:
        """The same, None where nobody has read it."""
        return self._near.get(keys)

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
