"""The header: which column holds what, by what it is called and by the cells under it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from office.catalog_files.cells_below import BARE, bare_hours, days_or_hours
from office.catalog_files.columns import WEEKDAYS, Field
from office.catalog_files.numbered import days_and_hours, numbered_columns
from office.catalog_files.persons import has_name, without_mail
from office.catalog_files.phones import without_phones
from office.catalog_files.recognition import holds_persons, named, recognised
from office.catalog_files.sheets import Line
from office.catalog_files.text import comparable, line
from office.catalog_files.weekdays import WEEKDAYS_SHORT

COLUMNS_MIN: Final = 2
_LETTERS: Final = 26
# In the middle of a table fewer names may be a row like any other.
NAMES_OF_A_NEW_HEADER_MIN: Final = 3

WEEK: Final = frozenset({Field.SCHEDULE, Field.DAYS_OF_WEEK, Field.TIME_FROM, *WEEKDAYS})
_BEGUN: Final = re.compile(r"(.+) (?:от|с|мин\w*)\.?")
_ENDS: Final = frozenset({"до", "по", "макс"})
_DAY: Final = re.compile(
    rf"\b(?:{'|'.join(WEEKDAYS_SHORT)}|понед|вторн|сред|четв|пятн|субб|воскр|будн|выходн|ежедн)"
)


@dataclass(frozen=True, slots=True)
class Header:
    """Which column holds what. Columns that nobody knows are listed, not lost in silence."""

    row: int
    titles: tuple[str, ...]
    columns: Mapping[Field, int]
    # The rows of the file that it was made of.
    parts: tuple[Line, ...] = ()
    # Where «1 группа» or «1 год обучения» and the next have a column of lessons each: the header
    # for each of them.
    weeks: tuple[Header, ...] = ()
    # Where «День 1» and «Время 1» stand, and the next.
    pairs: tuple[tuple[int, int], ...] = ()

    @property
    def ignored(self) -> tuple[str, ...]:
        """Named columns that are not read, in the order of the file."""
        return tuple(self.titles[place] for place in self.unread)

    @property
    def unread(self) -> tuple[int, ...]:
        """Their places."""
        return tuple(place for place in self.unread_places if self.titles[place])

    @property
    def unread_places(self) -> tuple[int, ...]:
        """Those, and the places of columns without a title."""
        used = {*self.columns.values(), *(each.columns[Field.SCHEDULE] for each in self.weeks)}
        used.update(*self.pairs)
        return tuple(place for place in range(len(self.titles)) if place not in used)

    @property
    def personal(self) -> tuple[str, ...]:
        """Those of `ignored` that hold names and contacts of persons."""
        return tuple(title for title in self.ignored if holds_persons(title))

    def title(self, field: Field) -> str:
        """The column's header as the file has it; the usual one when the file has none."""
        place = self.columns.get(field)
        return field.value if place is None else self.titles[place]

    def letter(self, field: Field) -> str:
        """What a spreadsheet program calls the column: A, B … Z, AA; "" when there is none."""
        place = self.columns.get(field)
        return "" if place is None else letter_of(place)

    def repeated_by(self, other: Line) -> bool:
        """The header, or one of its rows, stands here once more, as on a next printed page."""
        return any(_says_the_same(part, other, self.columns) for part in self.parts)


def letter_of(place: int) -> str:
    """What a spreadsheet program calls a column: A, B … Z, AA."""
    place, letters = place + 1, ""
    while place:
        place, rest = divmod(place - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def read_header(candidate: Line) -> Header | None:
    """The header that this line would be; None when it names no program column or nothing else."""
    return header_of((candidate,), tuple(candidate.cells))


def read_new_header(candidate: Line) -> Header | None:
    """Another header in the middle of a table: only whole names count, and not only two."""
    names = {field for field in map(named, candidate.cells) if field is not None}
    if Field.TITLE not in names or len(names) < NAMES_OF_A_NEW_HEADER_MIN:
        return None
    return read_header(candidate)


def header_of(
    parts: tuple[Line, ...], titles: tuple[str, ...], below: tuple[Line, ...] = ()
) -> Header | None:
    """The header that these rows of the file together are, with what each column is called in full
    and the cells `below`; None as of `read_header`.
    """
    known = {
        place: recognised(title) or bare_hours(title, place, below)
        for place, title in enumerate(_in_full(titles))
    }
    named_all = {each[0] for each in known.values() if each is not None}
    # Beside «День», where nothing else says any hours.
    beside_day = Field.DAYS_OF_WEEK in named_all and Field.TIME_FROM not in named_all
    best: dict[Field, tuple[int, int]] = {}
    for place, each in known.items():
        if each is None:
            continue
        field, rank = each
        if Field.SCHEDULE not in named_all:
            bare = beside_day and comparable(titles[place]) in BARE
            field = days_or_hours(field, place, below, bare=bare)
        best[field] = min(best.get(field, (rank, place)), (rank, place))
    if Field.TITLE not in best or len(best) < COLUMNS_MIN:
        return None
    columns = {field: place for field, (_, place) in best.items()}
    pairs = () if columns.keys() & WEEK else days_and_hours(titles)
    shown = tuple(_without_person(line(title), place) for place, title in enumerate(titles))
    found = Header(parts[-1].row, shown, columns, parts, pairs=pairs)
    return _with_weeks(found, below)


def _without_person(title: str, place: int) -> str:
    """A column may be called by the teacher whose hours are in it; that name is told to nobody."""
    kept = without_mail(without_phones(title))
    if kept == title and not has_name(title):
        return title
    personal = "ФИО, " if holds_persons(title) else ""
    return f"{personal}столбец {letter_of(place)}"


def _with_weeks(header: Header, below: Iterable[Line]) -> Header:
    """The header, which knows of the columns that are each a group's lessons if there are some:
    «12» under «1 группа» is how many children, and «144» under «1 год обучения» how many hours.
    """
    of, found = numbered_columns(header.titles)
    if not found:
        return header
    kept = {field: at for field, at in header.columns.items() if at not in found}
    cells = [comparable("".join(each.cells[at : at + 1])) for each in below for at in found]
    if any(cells) and not any(map(_DAY.search, cells)):
        return header if of is Field.GROUP else replace(header, columns=kept)
    titles = header.titles
    if of not in kept:
        kept, titles = {**kept, of: len(titles)}, (*titles, of.value)
    weeks = tuple(
        replace(header, titles=titles, columns={**kept, Field.SCHEDULE: at}) for at in found
    )
    own = {field: at for field, at in kept.items() if at < len(header.titles)}
    return replace(header, columns=own, weeks=weeks)


def _in_full(titles: Sequence[str]) -> Iterator[str]:
    """«до» beside «Возраст от» is «Возраст до»: of two that belong together one says of what."""
    for before, title in pairwise(("", *titles)):
        begun = _BEGUN.fullmatch(comparable(before))
        ends = begun is not None and comparable(title).strip(".") in _ENDS
        yield f"{begun[1]} {title}" if begun is not None and ends else title


def _says_the_same(part: Line, other: Line, columns: Mapping[Field, int]) -> bool:
    """Compared are the columns that are read."""
    places = [
        place for place in columns.values() if place < len(part.cells) and part.cells[place].strip()
    ]
    return bool(places) and all(
        place < len(other.cells) and comparable(other.cells[place]) == comparable(part.cells[place])
        for place in places
    )
