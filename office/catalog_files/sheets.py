"""What every kind of file becomes: sheets of numbered lines of cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Line:
    """One row; `row` is the number that a spreadsheet program shows beside it."""

    row: int
    cells: tuple[str, ...]
    # A quote was opened here and never closed: where the cells end nobody knows.
    broken: bool = False
    # People do not see it on the screen.
    hidden: bool = False
    # Of each cell, in files whose places have no numbers: «$.programs[2].groups[0].age».
    paths: tuple[str, ...] = ()

    @property
    def blank(self) -> bool:
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table whose header has not been looked for yet; `name` is "" where files have no sheets.

    `cells_may_move`: one delimiter too many moves all cells after it, as in CSV.
    `hidden`: people do not see it; nor do they see its columns at the places `hidden_columns`.
    """

    name: str
    lines: Iterable[Line]
    cells_may_move: bool = False
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()

    def within(self, width: int, line: Line) -> Line:
        """The line without what stands beside the table, where that says nothing about it."""
        if self.cells_may_move or len(line.cells) <= width:
            return line
        return replace(line, cells=line.cells[:width])
