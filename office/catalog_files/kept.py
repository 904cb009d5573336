"""Rows as they wait between reading and entering: only the columns that are read, as text.

So a row can be kept by a database, and is understood again when its program is entered.
Columns with names and phones of persons are not among what is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from core.domain.program import Direction
from office.catalog_files.cells import RowCells
from office.catalog_files.columns import Field
from office.catalog_files.defaults import Defaults
from office.catalog_files.directory import Directory
from office.catalog_files.header import Header
from office.catalog_files.lines import TableRow
from office.catalog_files.reader import ReadRow
from office.catalog_files.rows import read_row
from office.catalog_files.sheets import Line

# The codes of the columns, which outlive their Russian names.
_BY_CODE: Final[Mapping[str, Field]] = {each.name: each for each in Field}

KeptHeader = Mapping[str, tuple[str, int]]


@dataclass(frozen=True, slots=True)
class KeptRow:
    """One row without its header; `said` has the columns that are not empty, by their codes."""

    sheet: str
    row: int
    said: Mapping[str, str]
    section: str | None = None
    continues: bool = False
    adds_lessons: bool = False
    above: Mapping[str, str] = field(default_factory=dict)
    # By their codes where the columns' cells stand in nested JSON.
    paths: Mapping[str, str] = field(default_factory=dict)


def kept_header(header: Header) -> KeptHeader:
    """The columns that are read, by their codes: their titles and places in the file."""
    return {each.name: (header.titles[place], place) for each, place in header.columns.items()}


def kept_row(row: ReadRow) -> KeptRow:
    """What a row says, without what nobody reads."""
    found, cells = row.found, row.cells
    said = {
        each.name: text
        for each, place in found.header.columns.items()
        if (text := "".join(found.line.cells[place : place + 1]).strip())
    }
    section = None if found.section is None else found.section.value
    above = {each.name: text for each, text in found.above.items()}
    paths = {
        each.name: path
        for each, place in found.header.columns.items()
        if (path := "".join(found.line.paths[place : place + 1]))
    }
    continues, adds_lessons = found.continues, found.adds_lessons
    return KeptRow(
        cells.sheet, found.line.row, said, section, continues, adds_lessons, above, paths
    )


def read_again(
    rows: Sequence[KeptRow], header: KeptHeader, defaults: Defaults, directory: Directory
) -> tuple[ReadRow, ...]:
    """The rows as `read_rows` gave them; the same problems stand at the same cells."""
    columns = {_BY_CODE[code]: place for code, (_, place) in header.items()}
    width = max(columns.values(), default=-1) + 1
    titles = [""] * width
    for title, place in header.values():
        titles[place] = title
    whole = Header(0, tuple(titles), columns)
    return tuple(_again(row, whole, defaults, directory) for row in rows)


def _again(row: KeptRow, header: Header, defaults: Defaults, directory: Directory) -> ReadRow:
    texts, paths = [""] * len(header.titles), [""] * len(header.titles)
    for code, text in row.said.items():
        texts[header.columns[_BY_CODE[code]]] = text
    for code, path in row.paths.items():
        paths[header.columns[_BY_CODE[code]]] = path
    section = None if row.section is None else Direction(row.section)
    line = Line(row.row, tuple(texts), paths=tuple(paths) if row.paths else ())
    above = {_BY_CODE[code]: text for code, text in row.above.items()}
    found = TableRow(header, line, section, row.continues, row.adds_lessons, above)
    cells = RowCells(row.sheet, header, line)
    return ReadRow(found, cells, read_row(cells, defaults, directory, found))
