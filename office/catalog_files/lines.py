"""Which lines of a sheet are rows of the table, and under which section they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from core.domain.program import Direction
from office.catalog_files.choices import parse_direction
from office.catalog_files.header import Header
from office.catalog_files.problems import NotUnderstood
from office.catalog_files.sheets import Line
from office.catalog_files.text import comparable

_TOTALS: Final = ("итого", "всего", "total")
_NUMBERING_MIN: Final = 3


def rows_under(header: Header, lines: Iterable[Line]) -> Iterator[tuple[Line, Direction | None]]:
    """The rows below the header, each with the direction that a line of its own gave.

    Left out are blank lines, the header repeated on a next page, the numbering of columns
    under it, and totals.
    """
    section: Direction | None = None
    for line in lines:
        if line.row <= header.row or line.blank or header.repeated_by(line):
            continue
        written = [comparable(cell) for cell in line.cells if cell.strip()]
        if not line.broken and (_is_numbering(written) or written[0].startswith(_TOTALS)):
            continue
        direction = _direction(written)
        if direction is None:
            yield line, section
        section = direction or section


def _is_numbering(written: list[str]) -> bool:
    places = [str(place) for place in range(1, len(written) + 1)]
    return len(written) >= _NUMBERING_MIN and written == places


def _direction(written: list[str]) -> Direction | None:
    if len(written) != 1:
        return None
    try:
        return parse_direction(written[0])
    except NotUnderstood:
        return None
