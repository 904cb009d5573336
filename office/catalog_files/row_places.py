"""How many places a row's group has, or has free, from the two columns that say it."""

from __future__ import annotations

from office.catalog_files.cells import RowCells
from office.catalog_files.columns import Field
from office.catalog_files.defaults import Defaults
from office.catalog_files.places import (
    Vacancy,
    ensure_within,
    free_beside,
    parse_places,
    parse_vacancy,
    says_vacancy,
)


def read_places(cells: RowCells, defaults: Defaults) -> tuple[int | None, bool]:
    """The free places where they are known, 0 in a full group, else all; and whether free."""
    free = cells.read(Field.FREE_PLACES, lambda text: _within(text, cells.text(Field.PLACES)))
    if isinstance(free, int):
        return free, True
    if free is None and cells.text(Field.FREE_PLACES):
        return None, False
    if free is None and cells.text(Field.TAKEN) and cells.text(Field.PLACES):
        left = cells.read(Field.TAKEN, lambda text: free_beside(text, cells.text(Field.PLACES)))
        return left, left is not None
    if says_vacancy(cells.text(Field.PLACES)):
        # «Нет» in a column of all places: the group is full, not without places.
        said = cells.read(Field.PLACES, parse_vacancy)
        return (said, True) if isinstance(said, int) else (None, False)
    if cells.left_open(Field.PLACES):
        return None, False
    total = cells.read(Field.PLACES, parse_places)
    return (total if cells.text(Field.PLACES) else defaults.groups.places), False


def _within(text: str, total: str) -> int | Vacancy:
    free = parse_vacancy(text)
    if isinstance(free, int):
        ensure_within(free, total)
    return free
