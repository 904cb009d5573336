"""How the audit trail keeps a change: field by field, what was and what is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Final

from core.domain.calendar import Days
from core.domain.changes import Change
from core.domain.money import Money
from core.domain.program import AgeRange, Duration, Slot

NOTED_MAX: Final = 100  # characters of a value


def differences(before: Mapping[str, object], after: Mapping[str, object]) -> dict[str, str]:
    """The fields of `after` that were otherwise."""
    return {
        field: turned(before[field], value)
        for field, value in after.items()
        if before[field] != value
    }


def changed_fields(changes: Iterable[Change]) -> dict[str, str]:
    """The same of what a file says otherwise."""
    return {each.field: turned(each.before, each.after) for each in changes}


def turned(before: object, after: object) -> str:
    return f"{noted(before)} -> {noted(after)}"


def noted(value: object) -> str:
    """A value of an object of the registries, short; of persons nothing comes here."""
    match value:
        case None | () | Duration(years=None, months=None, hours=None):
            return "-"
        case Days(first=first, last=last):
            return f"{first}..{last}"
        case AgeRange(least=least, most=most):
            return f"{least}-{most}"
        case Money(kopecks=kopecks):
            return str(kopecks)
        case tuple() | Duration():
            return ", ".join(map(_item, _items(value)))[:NOTED_MAX]
        case _:
            return str(value)[:NOTED_MAX]


def _items(value: tuple[object, ...] | Duration) -> Iterable[object]:
    if isinstance(value, tuple):
        return value
    return (f"{number} {name}" for name, number in asdict(value).items() if number is not None)


def _item(value: object) -> str:
    return f"{value.weekday} {value.starts:%H:%M}" if isinstance(value, Slot) else str(value)
