"""A catalog file from its bytes to drafts: the good rows, and every problem of the others."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from core.domain.drafts import CatalogDraft
from office.catalog_files.cells import RowCells
from office.catalog_files.columns import Field
from office.catalog_files.csv_source import csv_sheet
from office.catalog_files.defaults import Defaults
from office.catalog_files.directory import Directory
from office.catalog_files.header import Header
from office.catalog_files.header_search import ROWS_BEFORE_HEADER_MAX, as_cells_say, find_header
from office.catalog_files.lines import TableRow, rows_under
from office.catalog_files.module_sums import free_said
from office.catalog_files.persons import title_alone, without_mail, without_names
from office.catalog_files.phones import NUMBERS, without_phones
from office.catalog_files.problems import CatalogFileRefused, Reason, Refusal
from office.catalog_files.programs import ProgramReader
from office.catalog_files.recognition import holds_titles_and_persons
from office.catalog_files.rows import WrittenRow, read_row
from office.catalog_files.several import each_group
from office.catalog_files.sheets import Line, Sheet
from office.catalog_files.sources import sheets_of
from office.catalog_files.unread_persons import UnreadPersons
from office.catalog_files.unread_weeks import unread_week

NOTHING_REGISTERED = Directory()
# A text in one column is no table, and neither is a single line.
COLUMNS_OF_A_TABLE_MIN = 3
ROWS_OF_A_TABLE_MIN = 2

_PROVIDERS = {Field.PROVIDER_INN, Field.PROVIDER}
_AGES = {Field.AGES, Field.AGE_FROM, Field.AGE_UNTIL, Field.PROGRAM_AGES, Field.CLASSES}


class ReadRow(NamedTuple):
    """One row with its place, its problems (`cells.problems`), and what it says if it is good."""

    found: TableRow
    cells: RowCells
    written: WrittenRow | None


@dataclass(slots=True)
class CatalogRows:
    """The rows of one file, read one by one; `headers` are all known after the last of them.

    Iterating raises `CatalogFileRefused` for a file without a table or without rows, and
    when neither the defaults nor the table say what every row needs.
    """

    file: str
    sheets: Iterable[Sheet]
    defaults: Defaults
    directory: Directory
    headers: list[Header] = field(default_factory=list)
    # Sheets with a table of which nobody knows the header, or that are hidden.
    unread: list[str] = field(default_factory=list)
    # Columns that people hid, by their sheets and places.
    hidden: set[tuple[str, int]] = field(default_factory=set)
    # Columns nobody reads that have lessons in them, by their names.
    weeks: set[str] = field(default_factory=set)
    # What persons were taken out of, and of which columns.
    persons: dict[str, None] = field(default_factory=dict)
    # Columns that only their cells tell to be of persons.
    _somebody: UnreadPersons = field(default_factory=UnreadPersons)

    def __iter__(self) -> Iterator[ReadRow]:
        empty = True
        for sheet in self.sheets:
            for row in self._rows(sheet):
                empty = False
                yield row
        if not self.headers:
            raise CatalogFileRefused(Refusal.NOT_A_TABLE, file=self.file)
        if empty:
            raise CatalogFileRefused(Refusal.EMPTY, file=self.file)

    @property
    def ignored_columns(self) -> tuple[str, ...]:
        """The headers of columns that nobody reads, each once; whole sheets are said to be so."""
        ignored = [each for header in self.headers for each in header.ignored]
        return tuple(dict.fromkeys(ignored + [f"все на {name}" for name in self.unread]))

    @property
    def personal_columns(self) -> tuple[str, ...]:
        """Those of them that hold names and contacts of persons, and what others had of these."""
        personal = [each for header in self.headers for each in header.personal]
        return tuple(dict.fromkeys([*personal, *self._somebody.columns, *self.persons]))

    def _rows(self, sheet: Sheet) -> Iterator[ReadRow]:
        lines = iter(sheet.lines)
        beginning = list(islice(lines, ROWS_BEFORE_HEADER_MAX))
        header = find_header(beginning)
        if header is None:
            if sum(map(_is_wide, beginning)) >= ROWS_OF_A_TABLE_MIN and not sheet.hidden:
                self.unread.append(f"листе «{sheet.name}»")
            return
        if sheet.hidden:
            self.unread.append(f"скрытом листе «{sheet.name}»")
            return
        header = as_cells_say(header, beginning)
        last_looked_at = header.row + ROWS_BEFORE_HEADER_MAX
        self._know(header)
        for each in rows_under(header, sheet, chain(beginning, lines)):
            self._know(each.header)
            self._somebody.look(each)
            row = self._without_persons(each)
            week = unread_week(row, self.weeks) if row.line.row <= last_looked_at else None
            for n, (found, told) in enumerate(each_group(row)):
                cells = RowCells(sheet.name, found.header, found.line)
                written = read_row(cells, self.defaults, self.directory, found)
                self._note_hidden(cells, sheet)
                if told is not None and written is not None and not n:
                    of, reason = told
                    said = row.line.cells[row.header.columns[of]]
                    cells.note(of, reason, fatal=False, found=said)
                if found.day_above and written is not None and not n:
                    cells.note(Field.DAYS_OF_WEEK, Reason.DAY_FROM_ABOVE, fatal=False)
                if week is not None and not n:
                    cells.note_place(week, Reason.TIMETABLE_NOT_READ)
                yield ReadRow(found, cells, written)

    def _note_hidden(self, cells: RowCells, sheet: Sheet) -> None:
        """What people do not see is read, and said: each row, and a column once."""
        if cells.source.hidden:
            cells.note(Field.TITLE, Reason.HIDDEN_ROW, fatal=False)
        for of, place in cells.header.columns.items():
            column = sheet.name, place
            if place in sheet.hidden_columns and column not in self.hidden:
                self.hidden.add(column)
                cells.note(of, Reason.HIDDEN_COLUMN, fatal=False)

    def _without_persons(self, found: TableRow) -> TableRow:
        cells = list(found.line.cells)
        for of, place in found.header.columns.items():
            if place >= len(cells):
                continue
            title = found.header.titles[place]
            mixed = of is Field.TITLE and holds_titles_and_persons(title)
            for what, kept in _without_persons(of, cells[place], mixed=mixed):
                if kept != cells[place]:
                    self.persons[f"{what} в столбце «{title}»"] = None
                    cells[place] = kept
        same = cells == list(found.line.cells)
        return found if same else replace(found, line=replace(found.line, cells=tuple(cells)))

    def _know(self, header: Header) -> None:
        """One sentence instead of the same problem in every row."""
        if any(header is known for known in self.headers):
            return
        programs = self.defaults.programs
        needed = {
            "provider": (self.defaults.provider, _PROVIDERS),
            "programs.registry": (programs.registry, {Field.REGISTRY}),
            "programs.form": (programs.form, {Field.FORM}),
            "programs.ages": (programs.ages, _AGES),
        }
        missing = [
            key
            for key, (value, columns) in needed.items()
            if value is None and not columns & set(header.columns)
        ]
        if missing:
            unread = [each for each in header.ignored if each not in header.personal]
            raise CatalogFileRefused(
                Refusal.DEFAULT_MISSING,
                file=self.file,
                key=", ".join(missing),
                columns=", ".join(unread).removesuffix(".") or "none",
            )
        self.headers.append(header)


def read_rows(
    path: Path, defaults: Defaults, registered: Directory = NOTHING_REGISTERED
) -> CatalogRows:
    """The rows of a CSV, XLSX or nested JSON file in bounded memory; nothing is read yet.

    Args:
        path: The file; its name does not matter.
        defaults: What the file leaves unsaid.
        registered: Municipalities and providers that rows may name beside those of `defaults`.
    """
    directory = defaults.directory + registered
    return CatalogRows(path.name, sheets_of(path, hidden=True), defaults, directory)


def read_catalog(
    path: Path, defaults: Defaults, registered: Directory = NOTHING_REGISTERED
) -> CatalogDraft:
    """All that the file proposes, at once. Reads only; the same file gives the same draft.

    Args: See `read_rows`.

    Raises:
        CatalogFileRefused: No file, no table, or no defaults for what the file never says.
    """
    return _draft(read_rows(path, defaults, registered))


def read_catalog_text(
    text: str, file: str, defaults: Defaults, registered: Directory = NOTHING_REGISTERED
) -> CatalogDraft:
    """Like `read_catalog`, of a CSV text; `file` is the name for messages.

    Raises:
        CatalogFileRefused
    """
    sheet = csv_sheet(io.StringIO(text, newline=""), file=file)
    return _draft(CatalogRows(file, [sheet], defaults, defaults.directory + registered))


def _draft(rows: CatalogRows) -> CatalogDraft:
    read = list(rows)
    written = [row.written for row in read if row.written is not None]
    programs = ProgramReader(rows.defaults, rows.directory).programs_of(written)
    _note_free(written, rows.defaults)
    new = rows.defaults.directory
    return CatalogDraft(
        municipalities=new.municipalities,
        providers=new.providers,
        programs=programs,
        problems=tuple(problem for row in read for problem in row.cells.problems),
        ignored_columns=rows.ignored_columns,
        personal_columns=rows.personal_columns,
    )


def _without_persons(of: Field, cell: str, *, mixed: bool) -> Iterator[tuple[str, str]]:
    """What was looked for in a cell, and what is left of it; step by step.

    `mixed`: a person is expected beside the title.
    """
    if of not in NUMBERS:
        cell = without_phones(cell)
        yield "телефоны", cell
    cell = without_mail(cell)
    yield "адреса электронной почты", cell
    yield "имена людей", title_alone(cell) if mixed else without_names(of, cell)


def _is_wide(line: Line) -> bool:
    return sum(bool(cell.strip()) for cell in line.cells) >= COLUMNS_OF_A_TABLE_MIN


def _note_free(rows: Iterable[WrittenRow], defaults: Defaults) -> None:
    """Said once, of the first row that it is to be said of."""
    said = ((row, reason) for row in rows if (reason := free_said(row, defaults)) is not None)
    for row, reason in islice(said, 1):
        row.cells.note(Field.PRICE, reason, fatal=False)
