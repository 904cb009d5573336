"""Formulas of a workbook of which nobody has computed what they give: found without its cells.

Spreadsheets keep the value beside the formula; what a script has written has none until it was
opened and saved once. Read as empty, such a price would be the one of the defaults.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Final

from openpyxl.utils import column_index_from_string

from office.catalog_files.text import NOT_COMPUTED

_CHUNK: Final = 1_000_000
_CELL: Final = re.compile(
    rb"<(?:\w+:)?c\s([^<>]*)>\s*<(?:\w+:)?f\b[^<>]*(?:/>|>([^<]*)</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_PLACE: Final = re.compile(rb'(?:^|\s)r="([A-Z]{1,3})(\d{1,7})"')
# What a formula gives may be a text without a letter.
_TEXT: Final = b't="str"'
# A cell is not longer; formulas have at most 8,192 letters.
_CELL_MAX: Final = 100_000


def not_computed(archive: zipfile.ZipFile, part: str) -> Mapping[tuple[int, int], str]:
    """What stands in these cells instead of a value, by row and column from 1."""
    found: dict[tuple[int, int], str] = {}
    for attributes, formula in _formulas(archive, part):
        place = _PLACE.search(attributes)
        if place is not None and _TEXT not in attributes:
            column = column_index_from_string(place[1].decode())
            found[int(place[2]), column] = NOT_COMPUTED + formula.decode("utf-8", "replace")
    return found


def _formulas(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[bytes, bytes]]:
    with archive.open(part) as content:
        rest = b""
        while chunk := content.read(_CHUNK):
            whole = rest + chunk
            # The last cell may go on in the next chunk.
            last = whole.rfind(b"c>") + len(b"c>") if b"c>" in whole else 0
            if b"<f" in whole or b":f" in whole:
                yield from _CELL.findall(whole, 0, last)
            rest = whole[max(last, len(whole) - _CELL_MAX) :]
