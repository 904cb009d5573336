"""A copy of an operator's file with one column more: what is wrong in each row."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Final

from office.catalog_files.header_search import ROWS_BEFORE_HEADER_MAX, find_header
from office.catalog_files.sheets import Sheet
from office.catalog_files.sources import is_workbook, sheets_of
from office.formulas import safe_cell

# What the rows' problems are, by sheet and row.
Told = Mapping[tuple[str, int], str]

_TITLE: Final = "Ошибка"


def write_error_copy(source: Path, target: Path, told: Told) -> None:
    """Every row of the file, with the problems of those that have some in a column «Ошибка».

    A workbook stays one with its sheets, merged cells and formats, unless it is too large for
    memory: then, as JSON does too, it becomes a table of texts. No text of a table becomes a
    formula: it has a mark before it, which reading takes away. Importing the corrected copy
    changes what was corrected, and nothing else.

    Raises:
        CatalogFileRefused: What `sheets_of` raises.
    """
    if not is_workbook(source):
        _write_csv(source, target, told)
        return
    # The library takes a while to load, and most files are CSV.
    from office.catalog_files import xlsx_errors  # noqa: PLC0415

    headers = {sheet.name: _header_of(sheet) for sheet in sheets_of(source)}
    places = {name: found for name, found in headers.items() if found is not None}
    if xlsx_errors.fits_into_memory(source):
        xlsx_errors.write_beside(source, target, places, told, title=_TITLE)
    else:
        tables = ((sheet.name, _with_errors(sheet, told)) for sheet in sheets_of(source))
        xlsx_errors.write_texts(target, tables)


def _write_csv(source: Path, target: Path, told: Told) -> None:
    with target.open("w", encoding="utf-8-sig", newline="") as text:
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        for sheet in sheets_of(source):
            rows = _with_errors(sheet, told)
            writer.writerows([safe_cell(cell) for cell in row] for row in rows)


def _header_of(sheet: Sheet) -> tuple[int, int] | None:
    """The row under whose titles the rows stand, and the place of the first free column."""
    header = find_header(islice(sheet.lines, ROWS_BEFORE_HEADER_MAX))
    return None if header is None else (header.row, len(header.titles))


def _with_errors(sheet: Sheet, told: Told) -> Iterator[Sequence[str]]:
    lines = iter(sheet.lines)
    beginning = list(islice(lines, ROWS_BEFORE_HEADER_MAX))
    header = find_header(beginning)
    row, width = (0, 0) if header is None else (header.row, len(header.titles))
    for line in chain(beginning, lines):
        error = _TITLE if line.row == row else told.get((sheet.name, line.row), "")
        # Beside a row with cells too many its error is the last one.
        yield (*line.cells, *[""] * (width - len(line.cells)), error)
