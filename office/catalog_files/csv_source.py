"""CSV as spreadsheet programs save it: split at `;` `,` tab or `|`, one sheet without a name."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from itertools import islice
from typing import Final, Protocol

from office.catalog_files.header import ROWS_BEFORE_HEADER_MAX, find_header
from office.catalog_files.problems import CatalogFileRefused, Refusal
from office.catalog_files.sheets import Line, Sheet

DELIMITERS: Final = (";", ",", "\t", "|")
# In a narrower table a line of prose has as many cells as a row.
_WIDTH_TO_TELL_ROWS: Final = 4


class FoundHeader(Protocol):
    """A line that names columns, of whatever table."""

    @property
    def titles(self) -> tuple[str, ...]: ...
    @property
    def columns(self) -> Sized: ...


FindHeader = Callable[[Iterable[Line]], FoundHeader | None]


def csv_sheet(text: str, *, file: str, find: FindHeader = find_header) -> Sheet:
    """The only sheet, split at the delimiter under which the widest header shows itself.

    Raises:
        CatalogFileRefused: Under no delimiter does any of the first rows look like a header.
    """
    physical = list(io.StringIO(text, newline=""))
    headers = {delimiter: _header(physical, delimiter, find) for delimiter in DELIMITERS}
    found = {delimiter: header for delimiter, header in headers.items() if header is not None}
    if not found:
        raise CatalogFileRefused(Refusal.NOT_A_TABLE, file=file)
    delimiter = max(found, key=lambda candidate: len(found[candidate].columns))
    return Sheet("", _lines(physical, delimiter, len(found[delimiter].titles)))


def _header(physical: Sequence[str], delimiter: str, find: FindHeader) -> FoundHeader | None:
    return find(islice(_lines(physical, delimiter, 0), ROWS_BEFORE_HEADER_MAX))


def _lines(physical: Sequence[str], delimiter: str, width: int) -> Iterator[Line]:
    """Every row; reading goes on in the very next line after a quote that nobody closed."""
    start, row = 0, 0
    while start < len(physical):
        begin = start
        for cells, end in _records(physical, start, delimiter):
            row += 1
            if cells is None or _swallowed(cells, physical[begin:end], delimiter, width):
                yield Line(row, tuple(physical[begin].split(delimiter)), broken=True)
                start = begin + 1
                break
            yield Line(row, tuple(cells))
            begin = end
        else:
            return


def _records(
    physical: Sequence[str], start: int, delimiter: str
) -> Iterator[tuple[list[str] | None, int]]:
    """Cells, and the line after their last one; None for a cell too long to be one."""
    reader = csv.reader(islice(physical, start, None), delimiter=delimiter)
    try:
        for cells in reader:
            yield cells, start + reader.line_num
    except csv.Error:
        yield None, start + reader.line_num


def _swallowed(cells: Sequence[str], spanned: Sequence[str], delimiter: str, width: int) -> bool:
    """A cell with line breaks holds what are rows of their own: its quote was never closed."""
    if len(spanned) == 1 or width < _WIDTH_TO_TELL_ROWS:
        return False
    *inside, last = (_width(part, delimiter) for part in spanned[1:])
    return len(cells) > width or width in inside or (len(cells) < width and last == width)


def _width(physical_line: str, delimiter: str) -> int:
    return len(next(csv.reader([physical_line], delimiter=delimiter), []))
