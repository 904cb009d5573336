"""The header row: found where it stands, among titles, blank rows and notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from office.catalog_files.columns import Field, holds_persons, recognised
from office.catalog_files.sheets import Line
from office.catalog_files.text import comparable, line

ROWS_BEFORE_HEADER_MAX: Final = 100
COLUMNS_MIN: Final = 2


@dataclass(frozen=True, slots=True)
class Header:
    """Which column holds what. Columns that nobody knows are listed, not lost in silence."""

    row: int
    titles: tuple[str, ...]
    columns: Mapping[Field, int]

    @property
    def ignored(self) -> tuple[str, ...]:
        """Named columns that are not read, in the order of the file."""
        used = set(self.columns.values())
        return tuple(
            title for place, title in enumerate(self.titles) if title and place not in used
        )

    @property
    def personal(self) -> tuple[str, ...]:
        """Those of `ignored` that hold names and contacts of persons."""
        return tuple(title for title in self.ignored if holds_persons(title))

    def title(self, field: Field) -> str:
        """The column's header as the file has it; the usual one when the file has none."""
        place = self.columns.get(field)
        return field.value if place is None else self.titles[place]

    def repeated_by(self, other: Line) -> bool:
        """The header stands here once more, as on the next page of a printed table."""
        return all(
            place < len(other.cells)
            and comparable(other.cells[place]) == comparable(self.titles[place])
            for place in self.columns.values()
        )


def read_header(candidate: Line) -> Header | None:
    """The header that this line would be; None when it names no program column or nothing else."""
    best: dict[Field, tuple[int, int]] = {}
    for place, cell in enumerate(candidate.cells):
        if (known := recognised(cell)) is not None:
            field, rank = known
            best[field] = min(best.get(field, (rank, place)), (rank, place))
    if Field.TITLE not in best or len(best) < COLUMNS_MIN:
        return None
    columns = {field: place for field, (_, place) in best.items()}
    return Header(candidate.row, tuple(line(cell) for cell in candidate.cells), columns)


def find_header(beginning: Iterable[Line]) -> Header | None:
    """The line that names the most columns; the first of several."""
    found = filter(None, map(read_header, beginning))
    return max(found, key=lambda header: len(header.columns), default=None)
