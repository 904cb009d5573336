"""Cells that count what they have: «1) пн 15:00 2) вт 16:00». What has one number in several cells
belongs together; a timetable alone may be the lessons of one group, or of several.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from core.domain.program import Slot
from office.catalog_files.cells import RowCells
from office.catalog_files.columns import WEEKDAYS, Field
from office.catalog_files.group_lines import lines_of_groups
from office.catalog_files.lines import TableRow
from office.catalog_files.problems import Reason
from office.catalog_files.slots import read_slots
from office.catalog_files.text import items, line

# Descriptions count goals and topics.
_TEXTS: Final = frozenset({Field.ANNOTATION})
_OF_THE_WEEK: Final = (
    Field.DAYS_OF_WEEK, Field.SCHEDULE, Field.TIME_FROM, Field.TIME_UNTIL, *WEEKDAYS,
)  # fmt: skip
# Groups that have none of these by their numbers are called by their numbers.
_NAMES: Final = (Field.TITLE, Field.MODULE, Field.STUDY_YEAR, Field.GROUP)
# A list in one cell counts weeks, if each of its items has so many days.
_DAYS_OF_A_WEEK_MIN: Final = 2

Items = Mapping[Field, Sequence[str]]
Told = tuple[Field, Reason]


def each_item(row: TableRow) -> Iterator[tuple[TableRow, Mapping[Field, str], Told | None]]:
    """The row with what it says otherwise, for each number that its cells count up to; and what
    is to be told of it. The row as it is where nobody can tell what belongs together: then its
    cells are not understood.
    """
    lists = _lists(row) or lines_of_groups(row)
    counts = {len(each) for each in lists.values()}
    if len(counts) != 1:
        yield row, {}, None
    elif lists.keys() <= set(_OF_THE_WEEK):
        yield from _weeks(row, lists)
    elif len(lists) == 1:
        yield row, {}, None
    else:
        reason = Reason.SEVERAL_PROGRAMS if Field.TITLE in lists else Reason.SEVERAL_GROUPS
        for said in _by_numbers(lists):
            yield row, said, (next(iter(lists)), reason)


def is_named(said: Mapping[Field, str]) -> bool:
    """An item says what its group is called, or of what program or module it is."""
    return any(of in said for of in _NAMES)


def _weeks(
    row: TableRow, lists: Items
) -> Iterator[tuple[TableRow, Mapping[Field, str], Told | None]]:
    of = next(iter(lists))
    parts = _by_numbers(lists)
    slots = [] if _is_shared(row, lists) else [_slots(row, each) for each in parts]
    days = [[slot.weekday for slot in each] for each in slots]
    first = [each[0] for each in days if len(each) == 1]
    if slots and all(len(set(each)) >= _DAYS_OF_A_WEEK_MIN for each in days):
        for said in parts:
            yield row, said, (of, Reason.SEVERAL_GROUPS)
    elif slots and len(set(first)) == len(days):
        lessons = "; ".join(" ".join(each.values()) for each in parts)
        whole = dict.fromkeys(lists, "") | {of: lessons}
        yield row, whole, (of, Reason.TIMES_OF_ONE_GROUP)
    else:
        yield row, {}, None


def _by_numbers(lists: Items) -> list[Mapping[Field, str]]:
    return [dict(zip(lists, each, strict=True)) for each in zip(*lists.values(), strict=True)]


def _lists(row: TableRow) -> Items:
    """In the order in which a week is said: days before hours."""
    places = row.header.columns
    ordered = [of for of in _OF_THE_WEEK if of in places]
    ordered += [of for of in places if of not in {*ordered, *_TEXTS}]
    cells = row.line.cells
    # Most rows count nothing, and every cell would be cleaned.
    counting = (of for of in ordered if "1" in "".join(cells[places[of] : places[of] + 1])[:3])
    return {of: found for of in counting if (found := items(_text(row, of)))}


def _is_shared(row: TableRow, lists: Items) -> bool:
    """Something of the week is said beside the lists: of one of their items, or of all."""
    return any(
        of in row.header.columns and of not in lists and _text(row, of) for of in _OF_THE_WEEK
    )


def _slots(row: TableRow, said: Mapping[Field, str]) -> tuple[Slot, ...]:
    """The lessons of one item; none where they are not understood."""
    cells = RowCells("", row.header, with_cells(row, said).line)
    slots = read_slots(cells)
    return () if cells.refused else slots


def with_cells(row: TableRow, said: Mapping[Field, str]) -> TableRow:
    """The row with these cells in place of its own."""
    cells = list(row.line.cells)
    for of, text in said.items():
        place = row.header.columns[of]
        cells += [""] * (place + 1 - len(cells))
        cells[place] = text
    return replace(row, line=replace(row.line, cells=tuple(cells)))


def _text(row: TableRow, of: Field) -> str:
    place = row.header.columns[of]
    return line("".join(row.line.cells[place : place + 1]))
