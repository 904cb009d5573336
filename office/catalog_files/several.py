"""Rows of numbered groups: «3 гр. сб 10:00» is one of a program, «1 гр. пн 15:00; 2 гр. вт 16:00»
are several in the row of one, and so is a column for the lessons of each, or of each year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from office.catalog_files.columns import WEEKDAYS, Field
from office.catalog_files.group_lines import lines_beside
from office.catalog_files.header import Header
from office.catalog_files.lines import TableRow
from office.catalog_files.listed import Told, each_item, is_named, with_cells
from office.catalog_files.problems import Reason
from office.catalog_files.text import comparable, line
from office.catalog_files.weekdays import are_weekdays

_NUMBER: Final = r"\d{1,2}|(?-i:[IVX]{1,4})"
# «1 гр.», «2-я группа:», «(группа № 3)», at the beginning or at the end of what is said of it.
_GROUP: Final = re.compile(
    r"(?:^|(?<=[\s;,/|])|(?<=\D\.))\(?"
    rf"(?:(?P<before>{_NUMBER})\s*(?:-?[яй])?\s*(?:под)?гр(?:\.|уппа|(?=[\s:,;)–—-]|$))(?!\w)"
    rf"|(?:под)?гр(?:\.|уппа|(?=\s))\s*№?\s*(?P<after>{_NUMBER})(?!\w|[:.-]\d))\)?\s*[:–—-]?\s*",
    re.IGNORECASE,
)
_AROUND: Final = " ;,/|–—-("
_OF_THE_WEEK: Final = (Field.SCHEDULE, Field.DAYS_OF_WEEK)


def each_group(row: TableRow) -> Iterator[tuple[TableRow, Told | None]]:
    """The row itself, or a row for each group that its cells number with the rest of what it
    says, and the cell that had several, with what is told of it. Where each group has a column of
    its own nobody needs to be told.
    """
    columns = [week for week in row.header.weeks if _place(row, week.columns[Field.SCHEDULE])]
    if columns:
        yield from ((_of_column(row, each), None) for each in columns)
        return
    row = _with_pairs(row)
    said = _said_by_groups(row)
    numbers = list(dict.fromkeys(number for parts in said.values() for number in parts))
    if not numbers:
        yield from _items(row)
        return
    shared = (next(iter(said)), Reason.SEVERAL_GROUPS) if len(numbers) > 1 else None
    beside = lines_beside(row, len(numbers)) if shared else {}
    said = {**said, **{of: dict(zip(numbers, each, strict=True)) for of, each in beside.items()}}
    for number in sorted(numbers, key=lambda each: int(each) if each.isdigit() else 0):
        yield _part(row, number, {of: each.get(number, "") for of, each in said.items()}), shared


def _items(row: TableRow) -> Iterator[tuple[TableRow, Told | None]]:
    for number, (each, said, told) in enumerate(each_item(row), start=1):
        several = told is not None and told[1] is Reason.SEVERAL_GROUPS
        if several and not is_named(said):
            yield _part(each, str(number), said), told
        else:
            yield (_with_cells(each, said) if said else each), told


def _said_by_groups(row: TableRow) -> Mapping[Field, Mapping[str, str]]:
    """The lessons of each group, for every cell that has them; nothing where one of them leaves
    open whose its lessons are.
    """
    cells = {of: _cell(row, of) for of in (*_OF_THE_WEEK, *WEEKDAYS)}
    said = {of: parts for of, text in cells.items() if (parts := _parts(text))}
    if any(cells[of] and of not in said for of in WEEKDAYS) and said:
        return {}
    both = [set(said[of]) for of in _OF_THE_WEEK if of in said]
    return said if not both or both[0] == both[-1] else {}


def _parts(text: str) -> Mapping[str, str]:
    """Each group's number and its lessons; nothing where it is not all said by groups."""
    found = list(_GROUP.finditer(text))
    numbers = [each["before"] or each["after"] for each in found]
    if not found or len(set(numbers)) < len(numbers):
        return {}
    days = text[: found[0].start()]
    ends = [*(each.start() for each in found[1:]), len(text)]
    behind = [text[each.end() : end].strip(_AROUND) for each, end in zip(found, ends, strict=True)]
    if all(behind) and are_weekdays(comparable(days)):
        # «Вт, чт: 1 гр. 15:00, 2 гр. 16:00».
        lessons = [f"{days} {each}" for each in behind]
    elif days:
        begins = [0, *(each.end() for each in found)]
        before = zip(begins, found, strict=False)
        lessons = [text[at : each.start()].strip(_AROUND) for at, each in before]
        lessons += [""] if text[begins[-1] :].strip(" ;,/|.") else []
    else:
        lessons = behind
    return dict(zip(numbers, lessons, strict=True)) if all(lessons) else {}


def _of_column(row: TableRow, week: Header) -> TableRow:
    place = week.columns[Field.SCHEDULE]
    number = "".join(re.findall(r"\d+", week.titles[place])[:1])
    lessons = {Field.SCHEDULE: _place(row, place)}
    of_week = replace(row, header=week)
    if week.columns.get(Field.STUDY_YEAR, 0) < len(row.header.titles):
        return _part(of_week, number, lessons)
    return _with_cells(of_week, {**lessons, Field.STUDY_YEAR: number})


def _part(row: TableRow, number: str, lessons: Mapping[Field, str]) -> TableRow:
    named = replace(row, header=_with_column(row, Field.GROUP))
    if Field.GROUP not in named.header.columns:
        return _with_cells(named, lessons)
    name = _cell(named, Field.GROUP)
    if not _numbers(number, name):
        name = f"{name}, {number} группа".removeprefix(", ")
    return _with_cells(named, {**lessons, Field.GROUP: name})


def _with_cells(row: TableRow, said: Mapping[Field, str]) -> TableRow:
    """The row of a group of its own."""
    return replace(with_cells(row, said), adds_lessons=False)


def _with_pairs(row: TableRow) -> TableRow:
    """The row with the lessons of «День 1» and «Время 1» and the next in one cell."""
    places = ((_place(row, day), _place(row, hours)) for day, hours in row.header.pairs)
    lessons = "; ".join(" ".join(filter(None, pair)) for pair in places if any(pair))
    header = _with_column(row, Field.SCHEDULE)
    if not lessons or Field.SCHEDULE not in header.columns:
        return row
    return _with_cells(replace(row, header=header), {Field.SCHEDULE: lessons})


def _with_column(row: TableRow, of: Field) -> Header:
    """The header, with a place for what the table has no column for."""
    header = row.header
    if of in header.columns or any(map(line, row.line.cells[len(header.titles) :])):
        return header
    columns = {**header.columns, of: len(header.titles)}
    return replace(header, titles=(*header.titles, of.value), columns=columns)


def _numbers(number: str, name: str) -> bool:
    """The name of the group has its number already."""
    known, own = comparable(name), comparable(number)
    written = (
        rf"(?:№\s*)?{own}|.*\b{own}\s*(?:-?[яй])?\s*(?:под)?гр.*|.*гр[а-я]*\.?\s*№?\s*{own}(?!\w).*"
    )
    return re.fullmatch(written, known) is not None


def _cell(row: TableRow, of: Field) -> str:
    place = row.header.columns.get(of)
    return "" if place is None else _place(row, place)


def _place(row: TableRow, place: int) -> str:
    return line("".join(row.line.cells[place : place + 1]))
