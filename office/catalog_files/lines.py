"""Which lines of a sheet are rows of the table, under which section, and what they leave unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from core.domain.program import Direction
from office.catalog_files.choices import direction_of_section
from office.catalog_files.columns import WEEKDAYS, Field
from office.catalog_files.header import Header, read_new_header
from office.catalog_files.sheets import Line, Sheet
from office.catalog_files.text import comparable
from office.catalog_files.text import line as clean
from office.catalog_files.weekdays import are_weekdays, names_a_day, weekdays_of

# «Всего: 12 групп», but not the program «Всего понемногу».
_TOTAL: Final = re.compile(
    r"(?:итого|всего|total)"
    r"(?:$|\s*[:=-]|\s+(?:по |программ|групп|дет|кружк|обуч|учащ|чел|мест|час|заняти|услуг|\d))"
)
# Below a table, or above it; and what a star in the table refers to.
_SIGNATURE: Final = re.compile(
    r"(?:исп(?:олнитель|олнил\w*)?|директор|руководитель|заместитель|зам|заведующ\w+|зав"
    r"|и\.? ?о|методист|составил\w*|ответственн\w+|примечани\w+|согласовано|утверждаю)\b|[*¹²³]"
)
_SIGNATURE_CELLS_MAX: Final = 3
_NUMBERING_MIN: Final = 3
# One cell alone is a note.
_CELLS_OF_A_GROUP_MIN: Final = 2
_NUMBER: Final = re.compile(r"(?:\d{1,4}|[ivx]{1,5})[.)]?")

# A row that leaves all of these empty goes on with the program above it, …
_OF_PROGRAM: Final = (
    Field.TITLE, Field.DIRECTION, Field.ANNOTATION, Field.PROVIDER_INN, Field.PROVIDER,
)  # fmt: skip
_LESSONS: Final = (
    Field.DAYS_OF_WEEK, Field.SCHEDULE, Field.TIME_FROM, Field.TIME_UNTIL, *WEEKDAYS,
)  # fmt: skip
_HOURS: Final = frozenset({Field.SCHEDULE, Field.TIME_FROM})
_PLACES: Final = (Field.PLACES, Field.FREE_PLACES, Field.TAKEN)
# … if it says one of these; and it is the same group if it says nothing but lessons.
_OF_GROUP: Final = (
    Field.GROUP, Field.GROUP_NOTE, Field.AGES, Field.AGE_FROM, Field.AGE_UNTIL, Field.STUDY_YEAR,
    Field.MODULE, Field.STARTS, Field.ENDS, Field.PERIOD, *_PLACES,
)  # fmt: skip
_OF_GROUP_OR_WEEK: Final = (*_OF_GROUP, *_LESSONS)
_SAID_ONCE: Final = (Field.DIRECTION, Field.PROVIDER)
# What each row says anew: an empty cell here is empty.
_NEVER_FROM_ABOVE: Final = frozenset({*_LESSONS, *_PLACES})


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row, with what stands above it and is said of it too.

    `continues`: its title is that of the row above. `adds_lessons`: so is its group.
    """

    header: Header
    line: Line
    section: Direction | None = None
    continues: bool = False
    adds_lessons: bool = False
    # What stands above in columns whose cells people merge, and CSV saves only once.
    above: Mapping[Field, str] = field(default_factory=dict)
    # Its hours are on the day that a row above names, in a table that goes day by day.
    day_above: bool = False


def rows_under(header: Header, sheet: Sheet, lines: Iterable[Line]) -> Iterator[TableRow]:
    """The rows below the header, each with the direction and the day that lines of their own gave.

    So does the name of the sheet, or a title above the table. Left out are blank lines, a
    program's line above those of its groups, the header repeated on a next page, the numbering
    of columns under it, and totals; another header begins another table.
    """
    held: TableRow | None = None
    for row in _table_rows(header, sheet, lines):
        # A program named alone in its line is a heading where groups stand under it.
        # So is one above another table.
        of_this = held is not None and held.header.row == row.header.row
        if held is not None and of_this and not row.continues:
            yield held
        held = row if _is_heading(row) else None
        if held is None:
            yield row
    if held is not None:
        yield held


def _is_heading(row: TableRow) -> bool:
    named = not row.line.broken and _said(row, (Field.TITLE,))
    return bool(named) and not _said(row, _OF_GROUP_OR_WEEK)


def _table_rows(header: Header, sheet: Sheet, lines: Iterable[Line]) -> Iterator[TableRow]:
    section = direction_of_section(sheet.name)
    above: TableRow | None = None
    day, dated, named = "", header, ""
    for each in lines:
        if each.blank or any(each.row == part.row for part in header.parts):
            continue
        found = None if each.broken else _section(each)
        if found is not None:
            section, above = found, None
        elif below := _day_of_section(header, each):
            day, dated = below, _with_days(header) if not day else dated
            continue
        if found is not None or each.row <= header.row or _says_nothing(header, each):
            continue
        if not each.broken and (new := read_new_header(each)) is not None:
            header, above, day, named = new, None, "", ""
            continue
        row = TableRow(header, sheet.within(len(header.titles), each), section)
        if _goes_by_days(header):
            row = _on_day_above(row, named)
            named = _cell(row, Field.DAYS_OF_WEEK)
        if above is not None:
            row = replace(_continued(row, above), above=_said_above(above))
        above = row
        yield _on_day(row, day, dated) if day else row


def _says_nothing(header: Header, each: Line) -> bool:
    if each.broken:
        return False
    written = _written(each)
    signed = len(written) <= _SIGNATURE_CELLS_MAX and _SIGNATURE.match(written[0]) is not None
    total = _TOTAL.match(written[0]) is not None
    of_the_table = _is_numbering(written) or header.repeated_by(each)
    return signed or total or of_the_table or _is_beside(header, each)


def _is_beside(header: Header, each: Line) -> bool:
    """All that it says is in columns that nobody reads: a note below a table stands in that of its
    numbers.
    """
    cells = each.cells
    if any(cells[at].strip() for at in header.columns.values() if at < len(cells)):
        return False
    unread = {*header.unread_places}
    said = (at for at, cell in enumerate(cells) if cell.strip())
    return all(at in unread for at in said) and read_new_header(each) is None


def _written(each: Line) -> list[str]:
    return [comparable(cell) for cell in each.cells if cell.strip()]


def _is_numbering(written: list[str]) -> bool:
    places = [str(place) for place in range(1, len(written) + 1)]
    return len(written) >= _NUMBERING_MIN and written == places


def _section(each: Line) -> Direction | None:
    """The direction that a line names alone, with or without its number."""
    written = _written(each)
    named = written[1:] if len(written) > 1 and _NUMBER.fullmatch(written[0]) else written
    return direction_of_section(named[0]) if len(set(named)) == 1 else None


def _day_of_section(header: Header, each: Line) -> str:
    """The day that a line names alone, in a table that has no column for it."""
    written = [] if each.broken or each.row <= header.row else _written(each)
    known = header.columns.keys()
    if len(set(written)) != 1 or known & {Field.DAYS_OF_WEEK, *WEEKDAYS} or not known & _HOURS:
        return ""
    day = written[0].strip(" :.")
    return day if are_weekdays(day) and len(weekdays_of(day)) == 1 else ""


def _with_days(header: Header) -> Header:
    titles = (*header.titles, Field.DAYS_OF_WEEK.value)
    columns = {**header.columns, Field.DAYS_OF_WEEK: len(header.titles)}
    return replace(header, titles=titles, columns=columns)


def _on_day(row: TableRow, day: str, header: Header) -> TableRow:
    """The row with the day above it, where it has hours and names no day itself."""
    hours = [Field.SCHEDULE, Field.TIME_FROM]
    said = " ".join(
        "".join(row.line.cells[row.header.columns[of] :][:1]) for of in _said(row, hours)
    )
    if row.line.broken or not said or names_a_day(comparable(said)):
        return row
    place = header.columns[Field.DAYS_OF_WEEK]
    cells = [*row.line.cells, *[""] * (place + 1 - len(row.line.cells))]
    if cells[place]:
        # The row is wider than its table, which is said of it.
        return row
    cells[place] = day
    return replace(row, header=header, line=replace(row.line, cells=tuple(cells)))


def _goes_by_days(header: Header) -> bool:
    """Days stand before titles, and each perhaps only once."""
    return header.columns.get(Field.DAYS_OF_WEEK, len(header.titles)) < header.columns[Field.TITLE]


def _on_day_above(row: TableRow, day: str) -> TableRow:
    """The row with the day above it, where it has a title and hours of no day."""
    said = " ".join(_cell(row, of) for of in (Field.SCHEDULE, Field.TIME_FROM))
    dated = _cell(row, Field.DAYS_OF_WEEK) or names_a_day(comparable(said))
    if row.line.broken or dated or not day or not said.strip() or not _cell(row, Field.TITLE):
        return row
    cells = [*row.line.cells]
    cells[row.header.columns[Field.DAYS_OF_WEEK]] = day
    return replace(row, day_above=True, line=replace(row.line, cells=tuple(cells)))


def _cell(row: TableRow, of: Field) -> str:
    place = row.header.columns.get(of)
    return "" if place is None else clean("".join(row.line.cells[place : place + 1]))


def _said_above(above: TableRow) -> Mapping[Field, str]:
    own = {each: above.line.cells[above.header.columns[each]] for each in _said(above, _SAID_ONCE)}
    return {**above.above, **own} if own else above.above


def _continued(row: TableRow, above: TableRow) -> TableRow:
    """The row with what it left to the row above, as under a cell that was merged once."""
    of_group, lessons = _said(row, _OF_GROUP), _said(row, _LESSONS)
    if lessons and Field.GROUP in of_group and _say_the_same(row, above, of_group):
        # Another lesson of the group above, which is named once more.
        of_group = []
    alone = len(_said(row, tuple(row.header.columns))) < _CELLS_OF_A_GROUP_MIN and not lessons
    if row.line.broken or above.line.broken or _said(row, _OF_PROGRAM):
        return row
    if alone or not (of_group or lessons):
        return row
    left = [each for each in row.header.columns if each not in _NEVER_FROM_ABOVE]
    if of_group:
        left = [each for each in left if each not in {Field.GROUP, Field.GROUP_NOTE}]
    else:
        left += _PLACES
    cells = list(row.line.cells) + [""] * (len(row.header.titles) - len(row.line.cells))
    for each in left:
        place = row.header.columns.get(each, -1)
        if place >= 0 and not cells[place].strip():
            cells[place] = "".join(above.line.cells[place : place + 1])
    line = replace(row.line, cells=tuple(cells))
    return replace(row, line=line, continues=True, adds_lessons=not of_group)


def _say_the_same(row: TableRow, above: TableRow, fields: list[Field]) -> bool:
    places = [row.header.columns[each] for each in fields]
    texts = [[clean("".join(of.line.cells[at : at + 1])) for at in places] for of in (row, above)]
    return texts[0] == texts[1]


def _said(row: TableRow, fields: Sequence[Field]) -> list[Field]:
    """Those of the fields that have something in their cells."""
    places = ((field, row.header.columns.get(field)) for field in fields)
    return [
        field
        for field, place in places
        if place is not None and clean("".join(row.line.cells[place : place + 1]))
    ]
