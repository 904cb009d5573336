"""Rows and columns of a sheet that people hid, or filtered away: found without its cells."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from openpyxl.utils import column_index_from_string
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_CHUNK: Final = 1_000_000
_HIDDEN: Final = re.compile(rb'<(?:\w+:)?(row|col)\b([^<>]*\shidden="(?:1|true)"[^<>]*)')
_NUMBER: Final = re.compile(rb'\s(r|min|max)="(\d+)"')
# A sheet may hide all the columns that it does not have.
_COLUMNS_MAX: Final = 500


class Hidden(NamedTuple):
    """Numbers of rows from 1, places of columns from 0."""

    rows: frozenset[int]
    columns: frozenset[int]


def hidden_in(sheet: Worksheet) -> Hidden:
    """What of the sheet is not on the screen."""
    if isinstance(sheet, ReadOnlyWorksheet):
        return _streamed(sheet)
    rows = frozenset(row for row, of in sheet.row_dimensions.items() if of.hidden)
    spans = (
        (of.min or column_index_from_string(name), of.max or column_index_from_string(name))
        for name, of in sheet.column_dimensions.items()
        if of.hidden
    )
    return Hidden(rows, _places(spans))


def _streamed(sheet: ReadOnlyWorksheet) -> Hidden:
    rows: set[int] = set()
    spans: list[tuple[int, int]] = []
    # Nothing public tells where the workbook has a sheet that is read row by row.
    archive = sheet.parent._archive  # type: ignore[attr-defined] # noqa: SLF001
    part = sheet._worksheet_path  # type: ignore[attr-defined] # noqa: SLF001
    for kind, attributes in _hidden_tags(archive, part):
        numbers = {name: int(number) for name, number in _NUMBER.findall(attributes)}
        if kind == b"row":
            rows.update(numbers[each] for each in (b"r",) if each in numbers)
        else:
            spans.append((numbers[b"min"], numbers[b"max"]))
    return Hidden(frozenset(rows), _places(spans))


def _hidden_tags(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[bytes, bytes]]:
    with archive.open(part) as content:
        end = b""
        while chunk := content.read(_CHUNK):
            whole = end + chunk
            # The last tag may go on in the next chunk.
            last = whole.rfind(b"<")
            if b"hidden=" in whole:
                yield from _HIDDEN.findall(whole, 0, last)
            end = whole[last:]
        yield from _HIDDEN.findall(end)


def _places(spans: Iterator[tuple[int, int]] | list[tuple[int, int]]) -> frozenset[int]:
    return frozenset(
        place - 1 for first, last in spans for place in range(first, min(last, _COLUMNS_MAX) + 1)
    )
