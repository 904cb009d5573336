"""The header: one row or two, found where it stands among titles, blank rows and notes."""

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

ROWS_BEFORE_HEADER_MAX: Final = 100
COLUMNS_MIN: Final = 2
_LETTERS: Final = 26
# In the middle of a table fewer names may be a row like any other.
NAMES_OF_A_NEW_HEADER_MIN: Final = 3

# Under «Возраст», «Группа» or «Дата» these say what they mean only together with it.
_SAID_WITH_ABOVE: Final = frozenset(
    {"от", "до", "с", "по", "название", "наименование", "номер", "№", "начало", "окончание",
     "всего", "свободно", "мин", "макс", "min", "max"}
)  # fmt: skip
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
    return _header((candidate,), tuple(candidate.cells))


def read_new_header(candidate: Line) -> Header | None:
    """Another header in the middle of a table: only whole names count, and not only two."""
    names = {field for field in map(named, candidate.cells) if field is not None}
    if Field.TITLE not in names or len(names) < NAMES_OF_A_NEW_HEADER_MIN:
        return None
    return read_header(candidate)


def find_header(beginning: Iterable[Line]) -> Header | None:
    """The line, or two or three together, that name the most columns; the first of several."""
    lines = [line for line in beginning if not line.blank]
    found = [header for each in lines if (header := read_header(each)) is not None]
    pairs = [header for pair in pairwise(lines) if (header := _of_two(*pair)) is not None]
    above = {line.row + 1: line for line in lines}
    # What two rows name in words that a third one above them makes clear, it names better.
    three = (
        _of_two(above[each.parts[0].row], Line(each.row, each.titles), each.parts)
        for each in pairs
        if each.parts[0].row in above
    )
    # «время» and «каб.» under each weekday name no more columns, and are no row of the table.
    clear = [
        each
        for each in pairs
        if each.weeks
        or sum(map(_is_name, each.parts[-1].cells)) >= COLUMNS_MIN
        or _only_divides(*each.parts[-2:], title=each.columns[Field.TITLE])
    ]
    found = [header for header in three if header is not None] + clear + found + pairs
    return max(found, key=_names, default=None)


def as_cells_say(header: Header, beginning: Iterable[Line]) -> Header:
    """The header once more, when the first cells under it tell days from hours."""
    below = tuple(each for each in beginning if each.row > header.row)
    return _header(header.parts, header.titles, below) or header


def _names(header: Header) -> int:
    return len(header.columns) + len(header.weeks)


def _is_name(cell: str) -> bool:
    return named(cell) is not None


def _header(
    parts: tuple[Line, ...], titles: tuple[str, ...], below: tuple[Line, ...] = ()
) -> Header | None:
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


def _of_two(upper: Line, lower: Line, parts: tuple[Line, ...] = ()) -> Header | None:
    """A header whose lower row divides columns: «Возраст» into «от» and «до», a week into days.

    `parts` are the rows that `lower` was made of already.
    """
    below, above = parts or (lower,), read_header(upper)
    if above is None or below[0].row != upper.row + 1 or not _divides(upper, lower):
        return None
    title = above.columns[Field.TITLE]
    own = "".join(lower.cells[title : title + 1])
    if comparable(own) not in {"", comparable(upper.cells[title]), *_SAID_WITH_ABOVE}:
        # A row of the table has its own title there.
        return None
    titles, group = [], ""
    for place in range(max(len(upper.cells), len(lower.cells))):
        over = "".join(upper.cells[place : place + 1]).strip()
        under = "".join(lower.cells[place : place + 1]).strip()
        group = over or group
        titles.append(_together(over, group, under))
    return _header((upper, *below), tuple(titles))


def _divides(upper: Line, lower: Line) -> bool:
    """A lower row of a header says several things of its own; a section's title is only one."""
    over = (*upper.cells, *("" for _ in lower.cells))
    own = [under for under, above in zip(lower.cells, over, strict=False) if under != above]
    return sum(bool(under.strip()) for under in own) >= COLUMNS_MIN


def _only_divides(upper: Line, lower: Line, *, title: int) -> bool:
    """All that the lower row says stands under one cell of the upper that stretches over it."""
    own = [place for place, cell in enumerate(lower.cells) if cell.strip()]
    over = ["".join(upper.cells[place : place + 1]).strip() for place in own]
    first, *others = over or [""]
    in_a_row = own == list(range(own[0], own[0] + len(own))) if own else False
    return (
        in_a_row and bool(first) and title not in own and {*others} <= {"", first} and len(own) > 1
    )


def _together(over: str, group: str, under: str) -> str:
    """What a column is called by its own two cells and by the cell that stretches over it."""
    if not under or comparable(under) == comparable(over):
        return over
    both = f"{group} {under}"
    if named(group) in WEEKDAYS and recognised(under) == recognised("время"):
        return group
    if comparable(under).strip(".") in _SAID_WITH_ABOVE:
        return both
    if recognised(under) is not None or holds_persons(under):
        return under
    return both if recognised(both) is not None else f"{over} {under}".strip()


def _says_the_same(part: Line, other: Line, columns: Mapping[Field, int]) -> bool:
    """Compared are the columns that are read."""
    places = [
        place for place in columns.values() if place < len(part.cells) and part.cells[place].strip()
    ]
    return bool(places) and all(
        place < len(other.cells) and comparable(other.cells[place]) == comparable(part.cells[place])
        for place in places
    )
