"""Columns nobody knows by their headers, and everybody by their cells: names and telephones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from core.domain.first_names import is_first_name
from office.catalog_files.columns import Field
from office.catalog_files.header import Header, letter_of
from office.catalog_files.lines import TableRow
from office.catalog_files.persons import without_mail, without_names
from office.catalog_files.phones import without_phones
from office.catalog_files.recognition import holds_persons
from office.catalog_files.text import line

# So many cells of a column tell what is in it, …
_LOOKED_AT: Final = 200
# … if more than every second is somebody, or where each is one word, as good as all.
_MOST: Final = 0.5
_ALMOST_ALL: Final = 0.8
_SURNAMES_MIN: Final = 3
# A longer text is a story, and may have people in it.
_LONGEST: Final = 200
_NAMES_MAX: Final = 3

_LETTER: Final = re.compile(r"[^\W\d_]")
_WORDS: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# «45-12-30» of a town, and how somebody is called in a messenger.
_CONTACT: Final = re.compile(r"(?:\d{1,3}-)?\d{2,3}-\d\d-\d\d|@\w{4,}|(?:https?://)?t\.me/\S+")
_SURNAME: Final = re.compile(r"[А-ЯЁ][а-яё]+(?:[оеё]ва?|[иы]на?|енко|[уч]ук|ян|дзе|швили)")


@dataclass(slots=True)
class _Seen:
    filled: int = 0
    somebody: int = 0
    surnames: set[str] = field(default_factory=set)
    one_word: int = 0

    def take(self, said: str) -> None:
        self.filled += 1
        self.somebody += is_somebody(said)
        if _SURNAME.fullmatch(said):
            self.one_word += 1
            self.surnames.add(said)

    @property
    def persons(self) -> bool:
        many = len(self.surnames) >= _SURNAMES_MIN
        return self.somebody > self.filled * _MOST or (
            many and self.one_word >= self.filled * _ALMOST_ALL
        )


@dataclass(slots=True)
class UnreadPersons:
    """What rows show of the columns that are not read; nothing of a cell is kept but surnames for
    the time of reading.
    """

    _seen: dict[str, _Seen] = field(default_factory=dict)
    # The places of columns to be looked at, of each header that was met.
    _places: dict[int, tuple[Header, list[tuple[int, str]]]] = field(default_factory=dict)

    def look(self, row: TableRow) -> None:
        """At the cells of one row."""
        cells = row.line.cells
        for place, name in self._of(row.header):
            said = line(cells[place]) if place < len(cells) else ""
            if said and (seen := self._seen.setdefault(name, _Seen())).filled < _LOOKED_AT:
                seen.take(said)

    @property
    def columns(self) -> tuple[str, ...]:
        """Those with persons in them, by their titles; by their letters where they have none."""
        return tuple(name for name, seen in self._seen.items() if seen.persons)

    def _of(self, header: Header) -> Iterable[tuple[int, str]]:
        known = self._places.get(id(header))
        if known is None:
            known = self._places[id(header)] = header, list(_unknown(header))
        return known[1]


def is_somebody(said: str) -> bool:
    """Nothing but names, telephones and addresses of persons: «Иванова Анна, 8 900 123-45-67»."""
    if len(said) > _LONGEST:
        return False
    if _CONTACT.fullmatch(said):
        return True
    kept = without_names(Field.TITLE, without_mail(without_phones(said)))
    if not _LETTER.search(kept):
        return kept != said
    words = _WORDS.findall(kept)
    named = 1 < len(words) <= _NAMES_MAX and all(word[0].isupper() for word in words)
    return named and any(map(is_first_name, words))


def _unknown(header: Header) -> Iterable[tuple[int, str]]:
    unread = header.unread_places
    for place in unread:
        title = header.titles[place]
        if not holds_persons(title):
            yield place, title or f"столбец {letter_of(place)} без названия"
