"""XLSX workbooks: every visible sheet, with merged cells as people see them."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from office.catalog_files.persons import has_name
from office.catalog_files.problems import CatalogFileRefused, Refusal
from office.catalog_files.sheets import Line, Sheet
from office.catalog_files.unread_persons import is_somebody
from office.catalog_files.xlsx_formulas import not_computed
from office.catalog_files.xlsx_hidden import hidden_in

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# Unpacked bytes. Texts are kept once for all sheets, and always held in memory; so are the
# cells of a workbook in which some are merged, each at ten times its size.
SIZE_MAX: Final = 1_000_000_000
TEXTS_SIZE_MAX: Final = 200_000_000
MERGED_SIZE_MAX: Final = 25_000_000

_CHUNK: Final = 1_000_000
_TEXTS: Final = "xl/sharedStrings.xml"
_MERGED: Final = re.compile(rb'mergeCell ref="[A-Z]+([0-9]+):[A-Z]+([0-9]+)"')
_MERGED_LONGEST: Final = len('mergeCell ref="XFD1048576:XFD1048576"')
# What a damaged archive, one with a password or in another format raises; and XML whose names and
# values the library does not know.
_BROKEN: Final = (
    OSError, EOFError, KeyError, ValueError, TypeError, AttributeError, SyntaxError, RuntimeError,
    InvalidFileException, zipfile.BadZipFile, zlib.error,
)  # fmt: skip


def xlsx_sheets(path: Path) -> Iterator[Sheet]:
    """The sheets in their order, with what of them is hidden.

    A cell that is merged with cells below it is said of their rows too. Merged with cells
    beside it, it stays alone: so a line that gives a section its direction is still one.
    Without cells merged downwards rows are read one by one; with them sheets are held whole.

    Raises:
        CatalogFileRefused: No workbook, or one that is too large.
    """
    with ExitStack() as held:
        with _refused_if_broken(path):
            book = _loaded(path, held, streamed=not _ensure_readable(path))
            parts = _parts(book, path, held)
        for number, sheet in enumerate(book.worksheets, start=1):
            with _refused_if_broken(path), zipfile.ZipFile(path) as archive:
                unseen, unknown = hidden_in(sheet), not_computed(archive, parts[sheet.title])
            yield Sheet(
                shown_name(sheet.title, number),
                _lines(sheet, unseen.rows, unknown, path),
                hidden=sheet.sheet_state != "visible",
                hidden_columns=unseen.columns,
            )


def shown_name(title: str, number: int) -> str:
    """What a sheet is called in reports and origins: a teacher's own by its number."""
    return f"лист {number}" if is_somebody(title) or has_name(title) else title


@contextmanager
def _refused_if_broken(path: Path) -> Iterator[None]:
    try:
        yield
    except _BROKEN:
        raise CatalogFileRefused(Refusal.BROKEN_WORKBOOK, file=path.name) from None


def _loaded(path: Path, held: ExitStack, *, streamed: bool) -> Workbook:
    """`held` closes the file: of a broken one the library forgets it."""
    content = held.enter_context(path.open("rb"))
    with warnings.catch_warnings():
        # The library tells what it cannot keep when it writes; nobody writes here.
        warnings.simplefilter("ignore")
        book = load_workbook(content, read_only=streamed, data_only=True)
    held.callback(book.close)
    return book


def _parts(book: Workbook, path: Path, held: ExitStack) -> Mapping[str, str]:
    """Where in the file each sheet is; only a book that is read row by row knows it."""
    streamed = book if book.read_only else _loaded(path, held, streamed=True)
    return {
        # Nothing public tells it.
        sheet.title: sheet._worksheet_path  # type: ignore[attr-defined] # noqa: SLF001
        for sheet in streamed.worksheets
    }


def _ensure_readable(path: Path) -> bool:
    """Whether cells are merged downwards; that decides how much memory the workbook takes."""
    with zipfile.ZipFile(path) as archive:
        sizes = {part.filename: part.file_size for part in archive.infolist()}
        if sum(sizes.values()) > SIZE_MAX or sizes.get(_TEXTS, 0) > TEXTS_SIZE_MAX:
            raise CatalogFileRefused(Refusal.TOO_LARGE, file=path.name)
        names = [name for name in sizes if name.startswith("xl/worksheets/sheet")]
        merged = any(_merges_downwards(archive, name) for name in names)
    if merged and sum(sizes[name] for name in names) > MERGED_SIZE_MAX:
        raise CatalogFileRefused(Refusal.MERGED_TOO_LARGE, file=path.name)
    return merged


def _merges_downwards(archive: zipfile.ZipFile, name: str) -> bool:
    """Whether a cell is said of several rows; titles merged across the table cost nothing."""
    with archive.open(name) as part:
        end = b""
        while chunk := part.read(_CHUNK):
            if any(first != last for first, last in _MERGED.findall(end + chunk)):
                return True
            end = chunk[-_MERGED_LONGEST:]
    return False


def _lines(
    sheet: Worksheet,
    unseen: Collection[int],
    unknown: Mapping[tuple[int, int], str],
    path: Path,
) -> Iterator[Line]:
    with _refused_if_broken(path):
        above = unknown if _is_streamed(sheet) else {**unknown, **_said_above(sheet, unknown)}
        for row, values in enumerate(sheet.iter_rows(values_only=True), start=1):
            places = enumerate(values, start=1)
            cells = tuple(_text(above.get((row, at), value)) for at, value in places)
            yield Line(row, cells, hidden=row in unseen)


def _is_streamed(sheet: object) -> bool:
    if not isinstance(sheet, ReadOnlyWorksheet):
        return False
    # Programs write the table's size as they like; the rows tell it themselves.
    sheet.reset_dimensions()
    return True


def _said_above(
    sheet: Worksheet, unknown: Mapping[tuple[int, int], str]
) -> dict[tuple[int, int], object]:
    """The values of cells that are merged with one above them."""
    return {
        (row, area.min_col): unknown.get(
            (area.min_row, area.min_col), sheet.cell(area.min_row, area.min_col).value
        )
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row + 1, area.max_row + 1)
    }


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        # Of 4500.1 a spreadsheet keeps 4500.1000000000004.
        return str(int(value)) if value.is_integer() else f"{value:.12g}"
    if isinstance(value, time):
        return value.isoformat("minutes")
    return value.isoformat(" ", "minutes") if isinstance(value, datetime) else str(value)
