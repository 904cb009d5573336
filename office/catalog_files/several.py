"""Rows of several groups: «1 гр. пн 15:00; 2 гр. вт 16:00» in the cell of one, or a column for
the lessons of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from office.catalog_files.columns import Field
from office.catalog_files.header import Header
from office.catalog_files.lines import TableRow
from office.catalog_files.text import comparable, line

# «1 гр.», «2-я группа:», «группа № 3 –», at the beginning of what is said of that group.
_GROUP: Final = re.compile(
    r"(?:^|(?<=[\s;,/|])|(?<=\D\.))"
    r"(?:(?P<before>\d{1,2})\s*(?:-?[яй])?\s*(?:под)?гр(?:\.|уппа)(?!\w)"
    r"|(?:под)?гр(?:\.|уппа)\s*№?\s*(?P<after>\d{1,2})(?!\d|[:.-]\d))\s*[:–—-]?\s*",
    re.IGNORECASE,
)
_WEEK: Final = (Field.SCHEDULE, Field.DAYS_OF_WEEK)


def each_group(row: TableRow) -> Iterator[tuple[TableRow, Field | None]]:
    """The row itself, or a row for each group of its cell with the rest of what it says, and the
    cell that had them. Where each group has a column of its own nobody needs to be told.
    """
    columns = [week for week in row.header.weeks if _place(row, week.columns[Field.SCHEDULE])]
    if columns:
        yield from ((_of_column(row, each), None) for each in columns)
        return
    for of in _WEEK:
        parts = _parts(_cell(row, of))
        if parts:
            yield from ((_part(row, of, *part), of) for part in parts)
            return
    yield row, None


def _parts(text: str) -> list[tuple[str, str]]:
    """Each group's number and its lessons; nothing where it is not all said by groups."""
    found = list(_GROUP.finditer(text))
    numbers = [each["before"] or each["after"] for each in found]
    if len(set(numbers)) < 2 or len(set(numbers)) < len(numbers) or found[0].start():  # noqa: PLR2004 - several
        return []
    ends = [*(each.start() for each in found[1:]), len(text)]
    lessons = [text[each.end() : end].strip(" ;,/|") for each, end in zip(found, ends, strict=True)]
    return list(zip(numbers, lessons, strict=True)) if all(lessons) else []


def _of_column(row: TableRow, week: Header) -> TableRow:
    place = week.columns[Field.SCHEDULE]
    number = "".join(re.findall(r"\d+", week.titles[place])[:1])
    return _part(replace(row, header=week), Field.SCHEDULE, number, _place(row, place))


def _part(row: TableRow, of: Field, number: str, lessons: str) -> TableRow:
    cells = list(row.line.cells)
    cells[row.header.columns[of]] = lessons
    place = row.header.columns.get(Field.GROUP)
    if place is not None:
        cells += [""] * (place + 1 - len(cells))
        name = line(cells[place])
        named = f"{number} группа" in comparable(name)
        cells[place] = name if named else f"{name}, {number} группа".removeprefix(", ")
    return replace(row, line=replace(row.line, cells=tuple(cells)), adds_lessons=False)


def _cell(row: TableRow, of: Field) -> str:
    place = row.header.columns.get(of)
    return "" if place is None else _place(row, place)


def _place(row: TableRow, place: int) -> str:
    return line("".join(row.line.cells[place : place + 1]))
