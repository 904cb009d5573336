"""CSV as spreadsheet programs save it: split at `;` `,` tab or `|`, one sheet without a name."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Final, Protocol

from office.catalog_files.header_search import ROWS_BEFORE_HEADER_MAX, find_header
from office.catalog_files.problems import CatalogFileRefused, Refusal
from office.catalog_files.sheets import Line, Sheet
from office.formulas import as_written

DELIMITERS: Final = (";", ",", "\t", "|")
# In a narrower table a line of prose has as many cells as a row.
_WIDTH_TO_TELL_ROWS: Final = 4
# Enough for every row that may stand before the header, with line breaks inside cells.
_PHYSICAL_LINES_TO_TELL: Final = 5 * ROWS_BEFORE_HEADER_MAX


class FoundHeader(Protocol):
    """A line that names columns, of whatever table."""

    @property
    def titles(self) -> tuple[str, ...]: ...
    @property
    def columns(self) -> Sized: ...


FindHeader = Callable[[Iterable[Line]], FoundHeader | None]


def csv_sheet(text: Iterable[str], *, file: str, find: FindHeader = find_header) -> Sheet:
    """The only sheet, split at the delimiter under which the widest header shows itself.

    `text` is the file's physical lines; they are read once, and only as far as somebody asks.

    Raises:
        CatalogFileRefused: Under no delimiter does any of the first rows look like a header.
    """
    physical = iter(text)
    beginning = list(islice(physical, _PHYSICAL_LINES_TO_TELL))
    headers = {delimiter: _header(beginning, delimiter, find) for delimiter in DELIMITERS}
    found = {delimiter: header for delimiter, header in headers.items() if header is not None}
    if not found:
        raise CatalogFileRefused(Refusal.NOT_A_TABLE, file=file)
    delimiter = max(found, key=lambda candidate: len(found[candidate].columns))
    lines = _lines(chain(beginning, physical), delimiter, len(found[delimiter].titles))
    return Sheet("", lines, cells_may_move=True)


def _header(physical: Iterable[str], delimiter: str, find: FindHeader) -> FoundHeader | None:
    return find(islice(_lines(physical, delimiter, 0), ROWS_BEFORE_HEADER_MAX))


def _lines(physical: Iterable[str], delimiter: str, width: int) -> Iterator[Line]:
    """Every row; reading goes on in the very next line after a quote that nobody closed."""
    rest = _Physical(iter(physical))
    row = 0
    while True:
        cells, spanned = rest.record(delimiter)
        if not spanned:
            return
        row += 1
        if cells is None or _swallowed(cells, spanned, delimiter, width):
            yield Line(row, tuple(spanned[0].split(delimiter)), broken=True)
            rest.put_back(spanned[1:])
        else:
            yield Line(row, tuple(as_written(cell) for cell in cells))


@dataclass(slots=True)
class _Physical:
    """The lines of the text; those that a record should not have taken can be put back."""

    source: Iterator[str]
    again: deque[str] = field(default_factory=deque)

    def record(self, delimiter: str) -> tuple[list[str] | None, list[str]]:
        """Cells, and the lines they stood in; None for a cell too long to be one."""
        spanned: list[str] = []
        try:
            return next(csv.reader(self._taken(spanned), delimiter=delimiter), None), spanned
        except csv.Error:
            return None, spanned

    def put_back(self, lines: Sequence[str]) -> None:
        self.again.extendleft(reversed(lines))

    def _taken(self, spanned: list[str]) -> Iterator[str]:
        while (line := self.again.popleft() if self.again else next(self.source, None)) is not None:
            spanned.append(line)
            yield line


def _swallowed(cells: Sequence[str], spanned: Sequence[str], delimiter: str, width: int) -> bool:
    """A cell with line breaks holds what are rows of their own: its quote was never closed."""
    if len(spanned) == 1 or width < _WIDTH_TO_TELL_ROWS:
        return False
    *inside, last = (_width(part, delimiter) for part in spanned[1:])
    return len(cells) > width or width in inside or (len(cells) < width and last == width)


def _width(physical_line: str, delimiter: str) -> int:
    return len(next(csv.reader([physical_line], delimiter=delimiter), []))
