"""A file of certificates from its bytes to drafts: the good rows, and what is bad in the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Final

from phonenumbers import (
    NumberParseException,
    PhoneNumber,
    PhoneNumberFormat,
    format_number,
    is_valid_number,
    parse,
)

from core.domain.certificate import is_certificate_number
from core.domain.drafts import Cell, CertificateDraft, RowProblem
from core.domain.person import is_full_name, normalized_name
from office.catalog_files.dates import parse_date
from office.catalog_files.decoding import DAMAGED
from office.catalog_files.header_search import ROWS_BEFORE_HEADER_MAX
from office.catalog_files.problems import CatalogFileRefused, NotUnderstood, Reason, Refusal
from office.catalog_files.sheets import Line, Sheet
from office.catalog_files.sources import sheets_of
from office.catalog_files.text import comparable, ensure_no_formula_error
from office.certificate_files.columns import Column, Heading, find_heading

# What a file calls the two kinds; money is asked for only where a row says so.
_FUNDED: Final = frozenset(
    {"пф", "пфдо", "сертификат пф", "сертификат персонифицированного финансирования",
     "персонифицированного финансирования", "персонифицированное финансирование", "с деньгами",
     "funded"}
)  # fmt: skip
_ACCOUNTING: Final = frozenset({"", "учет", "учета", "сертификат учета", "без денег", "accounting"})
_FOUND_MAX: Final = 200
HOME: Final = "RU"


@dataclass(slots=True)
class CertificateRows:
    """What one file proposes, the problems of its rows, and the columns that nobody reads.

    `repeats` are problems that a draft has if a row above it with the same child or number goes
    in; before that nobody knows. They are found by the draft's place.
    """

    drafts: list[CertificateDraft] = field(default_factory=list)
    repeats: dict[int, list[RowProblem]] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)
    ignored_columns: list[str] = field(default_factory=list)
    titles: dict[Column, str] = field(default_factory=lambda: {c: c.value for c in Column})


def read_certificates(path: Path, *, category: str | None) -> CertificateRows:
    """The rows of all sheets. `category` is for rows that name none.

    Raises:
        CatalogFileRefused: No file, or no table with a child and a birth date.
    """
    try:
        return _Reading(category).whole(
            sheets_of(path, find=find_heading, hidden=True), file=path.name
        )
    except CatalogFileRefused as refused:
        if refused.code in {Refusal.NOT_A_TABLE, Refusal.EMPTY, Refusal.BROKEN_JSON}:
            raise CatalogFileRefused(Refusal.NO_CHILDREN, file=path.name) from None
        raise


@dataclass(slots=True)
class _Reading:
    """One file while it is read; a child and a number stand in it once."""

    category: str | None
    rows: CertificateRows = field(default_factory=CertificateRows)
    children: set[tuple[str, date]] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)

    def whole(self, sheets: Iterable[Sheet], *, file: str) -> CertificateRows:
        found = [self._sheet(sheet) for sheet in sheets]
        if not any(found) or not (self.rows.drafts or self.rows.problems):
            raise CatalogFileRefused(Refusal.NOT_A_TABLE, file=file)
        return self.rows

    def _sheet(self, sheet: Sheet) -> bool:
        """Whether the sheet is a table of children."""
        lines = iter(sheet.lines)
        beginning = list(islice(lines, ROWS_BEFORE_HEADER_MAX))
        heading = find_heading(beginning)
        if heading is None:
            return False
        if sheet.hidden:
            # Nobody has seen what it would enter; it is said, so that nobody misses it either.
            self.rows.ignored_columns.append(f"все на скрытом листе «{sheet.name}»")
            return False
        self.rows.ignored_columns += heading.ignored
        self.rows.titles = {column: heading.title(column) for column in Column}
        for line in chain(beginning, lines):
            if line.row > heading.row and not line.blank:
                self._row(_Row(sheet.name, heading, line))
        return True

    def _row(self, row: _Row) -> None:
        name = row.name()
        born_on = row.born_on()
        number = row.number()
        funded = row.funded()
        category = row.category(self.category)
        phone = row.phone()
        self.rows.problems += row.problems
        if row.problems or not name or born_on is None:
            return
        if (normalized_name(name), born_on) in self.children:
            row.problem(Column.NAME, name, Reason.SAME_CHILD_TWICE)
        if number and number in self.numbers:
            row.problem(Column.NUMBER, number, Reason.SAME_NUMBER_TWICE)
        if row.problems:
            self.rows.repeats[len(self.rows.drafts)] = row.problems
        self.children.add((normalized_name(name), born_on))
        if number:
            self.numbers.add(number)
        draft = CertificateDraft(
            row.line.row, name, born_on, category, number or None, funded, phone
        )
        self.rows.drafts.append(draft)


@dataclass(slots=True)
class _Row:
    """One row; every bad cell is noted, not only the first."""

    sheet: str
    heading: Heading
    line: Line
    problems: list[RowProblem] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.line.broken:
            self.problem(Column.NAME, self._text(Column.NAME), Reason.BROKEN_QUOTES)
        for column in Column:
            text = self._text(column)
            if DAMAGED in text:
                self.problem(column, text, Reason.BROKEN_LETTERS)
            try:
                ensure_no_formula_error(text)
            except NotUnderstood as error:
                self.problem(column, text, error.reason)

    def name(self) -> str:
        text = self._text(Column.NAME)
        if not text:
            self.problem(Column.NAME, text, Reason.MISSING_NAME)
        elif not is_full_name(text):
            self.problem(Column.NAME, text, Reason.NAME_NOT_UNDERSTOOD)
        return text

    def born_on(self) -> date | None:
        text = self._text(Column.BORN)
        if not text:
            self.problem(Column.BORN, text, Reason.MISSING_BIRTH_DATE)
            return None
        try:
            return parse_date(text)
        except NotUnderstood as error:
            self.problem(Column.BORN, text, error.reason)
            return None

    def number(self) -> str:
        text = "".join(self._text(Column.NUMBER).split())
        if text and not is_certificate_number(text):
            self.problem(Column.NUMBER, text, Reason.NUMBER_NOT_UNDERSTOOD)
        return text

    def category(self, otherwise: str | None) -> str:
        text = self._text(Column.CATEGORY) or otherwise or ""
        if not text:
            self.problem(Column.CATEGORY, text, Reason.MISSING_CATEGORY)
        return text

    def funded(self) -> bool:
        text = self._text(Column.KIND)
        said = comparable(text)
        if said not in _FUNDED | _ACCOUNTING:
            self.problem(Column.KIND, text, Reason.CHOICE_NOT_UNDERSTOOD)
        return said in _FUNDED

    def phone(self) -> str | None:
        """As the whole world writes it, or none; a country's code left out is Russia's."""
        text = self._text(Column.PHONE)
        if not text:
            return None
        try:
            found = parse(text, HOME)
        except NumberParseException:
            found = PhoneNumber()
        if not is_valid_number(found) or found.extension:
            self.problem(Column.PHONE, text, Reason.PHONE_NOT_UNDERSTOOD)
            return None
        return format_number(found, PhoneNumberFormat.E164)

    def problem(self, column: Column, found: str, reason: Reason) -> None:
        """Note it once for each cell."""
        title = self.heading.title(column)
        if all(each.cell.column != title for each in self.problems):
            cell = Cell(self.sheet, self.line.row, title)
            self.problems.append(RowProblem(cell, found[:_FOUND_MAX], reason))

    def _text(self, column: Column) -> str:
        return self.heading.cell(self.line, column)
