"""What another upload changes, as people and programs read it: which field, from what to what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

from core.domain.calendar import Days
from core.domain.changes import Change
from core.domain.money import Money
from core.domain.places import Point
from core.domain.program import AgeRange, Duration, Slot
from office.catalog_files.grouping import ages_written, duration_written, lesson_written
from office.words import say

SUMS: Final = frozenset({"price", "normative_cost"})
Plain: TypeAlias = Mapping[str, object]


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


def lines_of(changes: Iterable[Plain]) -> Iterator[str]:
    """For people: one sentence for each of what `changes_of` gave."""
    for change in changes:
        field = str(change["field"])
        facts = {
            "path": " · ".join(map(str, _listed(change["path"]))),
            "field": field,
            "before": _shown(field, change["before"]),
            "after": _shown(field, change["after"]),
        }
        yield say("import-changed", facts)


def _listed(path: object) -> list[object]:
    return list(path) if isinstance(path, list) else [path]


def _shown(field: str, value: object) -> str:
    if value in {None, ""}:
        return "—"
    if field in SUMS and isinstance(value, int):
        return str(Money(value))
    if isinstance(value, bool):
        return say("import-yes" if value else "import-no")
    return str(value)


def _plain(value: object) -> object:
    """As JSON has it; money in kopecks, the rest as people write it."""
    if isinstance(value, Money):
        return value.kopecks
    if isinstance(value, tuple):
        return ", ".join(lesson_written(each) for each in value if isinstance(each, Slot))
    return _WRITTEN[type(value)](value) if type(value) in _WRITTEN else value


def _days_written(days: Days) -> str:
    return f"{days.first:%d.%m.%Y}-{days.last:%d.%m.%Y}"


def _point_written(point: Point) -> str:
    return f"{point.latitude}, {point.longitude}"


_WRITTEN: Final[Mapping[type, Callable[[Any], str]]] = {
    AgeRange: ages_written,
    Days: _days_written,
    Duration: duration_written,
    Point: _point_written,
}
