"""What another upload changes, as people and programs read it: which field, from what to what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from core.domain.calendar import Days
from core.domain.changes import Change
from core.domain.money import Money
from core.domain.program import AgeRange, Slot
from office.catalog_files.grouping import ages_written, lesson_written
from office.words import say

CHANGES_SHOWN_MAX: Final = 100


def changes_of(changes: Sequence[Change]) -> list[dict[str, object]]:
    """For programs: the titles that lead to the field, its name, and both its values."""
    return [
        {
            "path": list(change.path),
            "field": change.field,
            "before": _plain(change.before),
            "after": _plain(change.after),
        }
        for change in changes
    ]


def lines_of(changes: Sequence[Change], missing: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """For people: one sentence each, of the first of them."""
    for change in changes[:CHANGES_SHOWN_MAX]:
        facts = {
            "path": " · ".join(change.path),
            "field": change.field,
            "before": str(_written(change.before)),
            "after": str(_written(change.after)),
        }
        yield say("import-changed", facts)
    for path in missing[:CHANGES_SHOWN_MAX]:
        yield say("import-missing", {"path": " · ".join(path)})
    more = [len(found) - CHANGES_SHOWN_MAX for found in (changes, missing)]
    if (rest := sum(max(0, each) for each in more)) > 0:
        yield say("import-changes-more", {"count": rest})


def _plain(value: object) -> object:
    """As JSON has it; money in kopecks."""
    if isinstance(value, Money):
        return value.kopecks
    return value if value is None or isinstance(value, bool) else _written(value)


def _written(value: object) -> object:
    if isinstance(value, Money | bool):
        return str(value)
    if isinstance(value, AgeRange):
        return ages_written(value)
    if isinstance(value, Days):
        return f"{value.first:%d.%m.%Y}-{value.last:%d.%m.%Y}"
    if isinstance(value, tuple):
        return ", ".join(lesson_written(each) for each in value if isinstance(each, Slot))
    return "—" if value is None else value
