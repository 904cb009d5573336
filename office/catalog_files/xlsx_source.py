"""XLSX workbooks: every visible sheet, with merged cells as people see them."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import datetime, time
from typing import TYPE_CHECKING, Final

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from office.catalog_files.problems import CatalogFileRefused, Refusal
from office.catalog_files.sheets import Line, Sheet

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# Unpacked bytes. A workbook with merged cells is held in memory as a whole.
SIZE_MAX: Final = 1_000_000_000
MERGED_SIZE_MAX: Final = 100_000_000

_CHUNK: Final = 1_000_000
_MERGED: Final = b"<mergeCell "
_BROKEN: Final = (OSError, KeyError, ValueError, InvalidFileException, zipfile.BadZipFile)


def xlsx_sheets(content: bytes, *, file: str) -> list[Sheet]:
    """The visible sheets in their order; hidden ones are not read.

    A cell that is merged with cells below it is said of their rows too. Merged with cells
    beside it, it stays alone: so a line that gives a section its direction is still one.

    Raises:
        CatalogFileRefused: No workbook, or one that is too large.
    """
    try:
        merged = _ensure_readable(content, file=file)
        with warnings.catch_warnings():
            # The library tells what it cannot keep when it writes; nobody writes here.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(content), read_only=not merged, data_only=True)
    except _BROKEN:
        raise CatalogFileRefused(Refusal.BROKEN_WORKBOOK, file=file) from None
    return [
        Sheet(sheet.title, _lines(sheet, file=file))
        for sheet in book.worksheets
        if sheet.sheet_state == "visible"
    ]


def _ensure_readable(content: bytes, *, file: str) -> bool:
    """Whether cells are merged anywhere; that decides how much memory the workbook takes."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = sum(part.file_size for part in archive.infolist())
        if size > SIZE_MAX:
            raise CatalogFileRefused(Refusal.TOO_LARGE, file=file)
        names = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        merged = any(_holds(archive, name, _MERGED) for name in names if name.endswith(".xml"))
    if merged and size > MERGED_SIZE_MAX:
        raise CatalogFileRefused(Refusal.MERGED_TOO_LARGE, file=file)
    return merged


def _holds(archive: zipfile.ZipFile, name: str, wanted: bytes) -> bool:
    with archive.open(name) as part:
        end = b""
        while chunk := part.read(_CHUNK):
            if wanted in end + chunk:
                return True
            end = chunk[-len(wanted) :]
    return False


def _lines(sheet: Worksheet, *, file: str) -> Iterator[Line]:
    above = {} if _is_streamed(sheet) else _said_above(sheet)
    try:
        for row, values in enumerate(sheet.iter_rows(values_only=True), start=1):
            places = enumerate(values, start=1)
            yield Line(row, tuple(_text(above.get((row, at), value)) for at, value in places))
    except (*_BROKEN, SyntaxError):
        raise CatalogFileRefused(Refusal.BROKEN_WORKBOOK, file=file) from None


def _is_streamed(sheet: object) -> bool:
    if not isinstance(sheet, ReadOnlyWorksheet):
        return False
    # Programs write the table's size as they like; the rows tell it themselves.
    sheet.reset_dimensions()
    return True


def _said_above(sheet: Worksheet) -> dict[tuple[int, int], object]:
    """The values of cells that are merged with one above them."""
    return {
        (row, area.min_col): sheet.cell(area.min_row, area.min_col).value
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row + 1, area.max_row + 1)
    }


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, time):
        return value.isoformat("minutes")
    return value.isoformat(" ", "minutes") if isinstance(value, datetime) else str(value)
