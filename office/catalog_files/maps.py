"""Where an address is on the map: two columns, or one with both numbers."""

from __future__ import annotations

import re
from typing import Final

from core.domain.places import Point
from office.catalog_files.cells import RowCells
from office.catalog_files.columns import Field
from office.catalog_files.problems import NotUnderstood, Reason

_DEGREES: Final = r"-?\d{1,3}(?:[.,]\d+)?"
_BOTH: Final = re.compile(rf"({_DEGREES})\s*(?:[;\s]|,\s*)\s*({_DEGREES})")


def read_point(cells: RowCells) -> Point | None:
    """The row's point; None where nobody wrote one, or half of one."""
    if cells.text(Field.POINT):
        return cells.read(Field.POINT, parse_point)
    if not (cells.text(Field.LATITUDE) and cells.text(Field.LONGITUDE)):
        return None
    both = f"{cells.text(Field.LATITUDE)}; {cells.text(Field.LONGITUDE)}"
    return cells.read(Field.LATITUDE, lambda _: parse_point(both))


def parse_point(text: str) -> Point:
    """«54.7075, 20.5073», also with decimal commas; 0, 0 is what a failed search leaves.

    Raises:
        NotUnderstood: Not fatal: the address says where it is, too.
    """
    match = _BOTH.fullmatch(text.strip())
    try:
        if match is not None:
            point = Point(*(float(each.replace(",", ".")) for each in match.groups()))
            if point != Point(0, 0):
                return point
    except ValueError:
        pass
    raise NotUnderstood(Reason.POINT_NOT_UNDERSTOOD, fatal=False)
