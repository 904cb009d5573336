"""Workbooks with a column of errors: beside the rows, or as a table of texts."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from office.catalog_files.xlsx_source import MERGED_SIZE_MAX, shown_name

_WIDTH = 60
_RED = "00C00000"


def fits_into_memory(source: Path) -> bool:
    """Whether the cells of the workbook may be held all at once."""
    with zipfile.ZipFile(source) as archive:
        parts = [part for part in archive.infolist() if part.filename.startswith("xl/worksheets/")]
        return sum(part.file_size for part in parts) <= MERGED_SIZE_MAX


def write_beside(
    source: Path,
    target: Path,
    headers: Mapping[str, tuple[int, int]],
    told: Mapping[tuple[str, int], str],
    *,
    title: str,
) -> None:
    """The workbook as it is, formulas and formats too, with the errors in its first free column.

    Args:
        source: The operator's file; stays untouched.
        target: Where the copy goes.
        headers: By sheet the row with the titles and how many columns the table has.
        told: By sheet and row what is wrong.
        title: Of the new column.
    """
    book = load_workbook(source)
    sheets = {shown_name(each.title, n): each for n, each in enumerate(book.worksheets, start=1)}
    for name, (header, width) in headers.items():
        sheet = sheets[name]
        column = max(width, sheet.max_column) + 1
        rows = {row: text for (where, row), text in told.items() if where == name}
        for row, text in {header: title, **rows}.items():
            cell = sheet.cell(row, column, ILLEGAL_CHARACTERS_RE.sub("", text))
            cell.data_type = "s"
            cell.font = Font(bold=row == header, color=_RED)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTH
    book.save(target)


def write_texts(target: Path, tables: Iterable[tuple[str, Iterable[Sequence[str]]]]) -> None:
    """A workbook of texts, written row by row."""
    book = Workbook(write_only=True)
    for name, rows in tables:
        sheet = book.create_sheet(name)
        for row in rows:
            cells = [WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text)) for text in row]
            for cell in cells:
                cell.data_type = "s"  # "=…" is a text here, not a formula
            sheet.append(cells)
    book.save(target)
