"""A catalog file from its bytes to drafts: the good rows, and every problem of the others."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from core.domain.drafts import CatalogDraft
from office.catalog_files.cells import RowCells
from office.catalog_files.columns import Field
from office.catalog_files.csv_source import csv_sheet
from office.catalog_files.defaults import Defaults
from office.catalog_files.directory import Directory
from office.catalog_files.header import ROWS_BEFORE_HEADER_MAX, Header, find_header
from office.catalog_files.lines import rows_under
from office.catalog_files.problems import CatalogFileRefused, Reason, Refusal
from office.catalog_files.programs import ProgramReader
from office.catalog_files.rows import WrittenRow, read_row
from office.catalog_files.sheets import Sheet
from office.catalog_files.sources import sheets_of

NOTHING_REGISTERED = Directory()

_PROVIDERS = {Field.PROVIDER_INN, Field.PROVIDER}
_AGES = {Field.AGES, Field.AGE_FROM, Field.AGE_UNTIL, Field.PROGRAM_AGES}


def read_catalog(
    path: Path, defaults: Defaults, registered: Directory = NOTHING_REGISTERED
) -> CatalogDraft:
    """What the file proposes. Reads only; the same file gives the same draft.

    Args:
        path: CSV, XLSX or nested JSON.
        defaults: What the file leaves unsaid.
        registered: Municipalities and providers that rows may name beside those of `defaults`.

    Raises:
        CatalogFileRefused: No file, no table, or no defaults for what the file never says.
    """
    return _Reading(path.name, defaults, registered).draft(sheets_of(path))


def read_catalog_text(
    text: str, file: str, defaults: Defaults, registered: Directory = NOTHING_REGISTERED
) -> CatalogDraft:
    """Like `read_catalog`, of a CSV text; `file` is the name for messages.

    Raises:
        CatalogFileRefused
    """
    return _Reading(file, defaults, registered).draft(
        [csv_sheet(io.StringIO(text, newline=""), file=file)]
    )


@dataclass(slots=True)
class _Reading:
    """One file while it is read."""

    file: str
    defaults: Defaults
    registered: Directory
    headers: list[Header] = field(default_factory=list)
    cells: list[RowCells] = field(default_factory=list)
    rows: list[WrittenRow] = field(default_factory=list)

    def draft(self, sheets: Iterable[Sheet]) -> CatalogDraft:
        for sheet in sheets:
            self._read_sheet(sheet)
        if not self.headers:
            raise CatalogFileRefused(Refusal.NOT_A_TABLE, file=self.file)
        if not self.cells:
            raise CatalogFileRefused(Refusal.EMPTY, file=self.file)
        new = self.defaults.directory
        programs = ProgramReader(self.defaults, new + self.registered).programs_of(self.rows)
        self._note_free_but_priced()
        return CatalogDraft(
            municipalities=new.municipalities,
            providers=new.providers,
            programs=programs,
            problems=tuple(problem for row in self.cells for problem in row.problems),
            ignored_columns=self._titles(header.ignored for header in self.headers),
            personal_columns=self._titles(header.personal for header in self.headers),
        )

    def _read_sheet(self, sheet: Sheet) -> None:
        lines = iter(sheet.lines)
        beginning = list(islice(lines, ROWS_BEFORE_HEADER_MAX))
        header = find_header(beginning)
        if header is None:
            return
        self._ensure_known(header)
        directory = self.defaults.directory + self.registered
        for found in rows_under(header, sheet, chain(beginning, lines)):
            self._ensure_known(found.header)
            cells = RowCells(sheet.name, found.header, found.line)
            row = read_row(cells, self.defaults, directory, found)
            self.cells.append(cells)
            if row is not None:
                self.rows.append(row)

    def _ensure_known(self, header: Header) -> None:
        if header not in self.headers:
            self._ensure_complete(header)
            self.headers.append(header)

    def _ensure_complete(self, header: Header) -> None:
        """One sentence instead of the same problem in every row."""
        programs = self.defaults.programs
        needed = {
            "provider": (self.defaults.provider, _PROVIDERS),
            "programs.registry": (programs.registry, {Field.REGISTRY}),
            "programs.form": (programs.form, {Field.FORM}),
            "programs.ages": (programs.ages, _AGES),
        }
        for key, (value, columns) in needed.items():
            if value is None and not columns & set(header.columns):
                raise CatalogFileRefused(Refusal.DEFAULT_MISSING, file=self.file, key=key)

    def _note_free_but_priced(self) -> None:
        """Said once: the file calls free what the defaults, without saying so, give a price."""
        programs = self.defaults.programs
        if programs.registry_if_free is not None or self.defaults.modules.price is None:
            return
        for row in self.rows:
            registry = row.registry or programs.registry
            if row.price and row.price.free and registry and not registry.budget:
                row.cells.note(Field.PRICE, Reason.FREE_BUT_PRICED, fatal=False)
                return

    @staticmethod
    def _titles(found: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(title for titles in found for title in titles))
