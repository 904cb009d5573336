"""Groups of one module: every one under a title of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import time
from typing import Final, TypeAlias

from core.domain.drafts import GroupDraft
from core.domain.program import Slot
from core.domain.titles import title_key
from office.catalog_files.columns import Field
from office.catalog_files.problems import Reason
from office.catalog_files.rows import WrittenRow
from office.catalog_files.text import comparable
from office.catalog_files.times import in_order
from office.catalog_files.weekdays import WEEKDAYS_SHORT

Hours: TypeAlias = tuple[tuple[time, time | None], ...]

UNTITLED: Final = "Группа"
# Written instead of a group: the row is about its module alone.
NO_GROUP: Final = "нет групп"
_NO_GROUP: Final = frozenset({NO_GROUP, "групп нет", "без групп"})


def groups_of(rows: Iterable[WrittenRow]) -> tuple[GroupDraft, ...]:
    """One group per row, titled so that the title is a key.

    The first group keeps the title that the file gives; a later one with the same title
    gets its weekdays, or it would be taken for the first. A row that says nothing new is
    a slip of the pen and stays out. A table with a row for each lesson gives a group several.
    """
    taken: dict[str, GroupDraft] = {}
    written: set[GroupDraft] = set()
    # By what the rows of one group have in common: under which title it is kept.
    titles: dict[tuple[GroupDraft, Hours], str] = {}
    numbers: Counter[str] = Counter()
    last = ""
    for row in rows:
        if is_without_group(row):
            continue
        group = _draft(row)
        said = replace(group, row=0, title=title_key(group.title))
        if said in written:
            row.cells.note(Field.GROUP, Reason.SAME_ROW_TWICE)
            continue
        written.add(said)
        common = replace(said, slots=()), () if row.group else _hours(row)
        same = last if row.adds_lessons else titles.get(common, "") if _is_lesson(row) else ""
        if same in taken:
            last = same
            slots = in_order({*taken[same].slots, *group.slots})
            taken[same] = replace(taken[same], slots=slots)
            continue
        title = next(title for title in _titles(group, numbers) if title_key(title) not in taken)
        last = titles[common] = title_key(title)
        named = "" if title == group.title else group.title
        taken[last] = replace(group, title=title, name_in_file=named)
    return tuple(taken.values())


def is_without_group(row: WrittenRow) -> bool:
    """The row names a module in which there is no group now."""
    return comparable(row.group) in _NO_GROUP


def _is_lesson(row: WrittenRow) -> bool:
    """The row is one day of its group, in a table that has a column for the day."""
    days = {slot.weekday for slot in row.slots}
    return bool(row.cells.text(Field.DAYS_OF_WEEK)) and len(days) == 1


def _hours(row: WrittenRow) -> Hours:
    """Groups without a name that are alike but for the day are one if they meet at one hour."""
    return tuple((slot.starts, slot.ends) for slot in row.slots)


def _draft(row: WrittenRow) -> GroupDraft:
    return GroupDraft(
        title=row.group or UNTITLED,
        row=row.cells.row,
        days=row.days,
        places=row.places,
        ages=row.ages,
        address=row.address,
        slots=row.slots,
        places_are_free=row.places_are_free,
        sheet=row.cells.sheet,
        point=row.point,
    )


def _titles(group: GroupDraft, numbers: Counter[str]) -> Iterator[str]:
    """The group's own title, then with weekdays, then with times, then with the next number."""
    yield group.title
    days = dict.fromkeys(WEEKDAYS_SHORT[slot.weekday] for slot in group.slots)
    if days:
        yield f"{group.title} ({', '.join(days)})"
        yield f"{group.title} ({', '.join(map(_lesson, group.slots))})"
    while True:
        numbers[group.title] += 1
        yield f"{group.title} ({numbers[group.title] + 1})"


def _lesson(slot: Slot) -> str:
    return f"{WEEKDAYS_SHORT[slot.weekday]} {slot.starts:%H:%M}"
