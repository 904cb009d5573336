"""Conditions by their kinds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import time
from enum import StrEnum
from itertools import chain
from operator import attrgetter
from typing import Any, Final

from core.domain.ids import MunicipalityId
from core.domain.money import Money
from core.domain.program import Direction, Form, Registry
from core.domain.searching import Chip, Conditions, Kind, Source, in_a_row

FIELDS: Final[Mapping[Kind, str]] = {
    Kind.AGE: "ages",
    Kind.WEEKDAY: "weekdays",
    Kind.STARTS: "starts",
    Kind.ENDS: "ends",
    Kind.MUNICIPALITY: "municipalities",
    Kind.ADDRESS: "addresses",
    Kind.PRICE: "price_most",
    Kind.NEEDS: "special_needs",
    Kind.FREE_PLACES: "free_places",
    Kind.COVERED: "covered",
    Kind.DIRECTION: "directions",
    Kind.FORM: "forms",
    Kind.REGISTRY: "registries",
}
NOTHING: Final = Conditions()
_values = attrgetter(*FIELDS.values())
_NOTHINGS: Final = _values(NOTHING)


def asked_kinds(conditions: Conditions) -> tuple[Kind, ...]:
    """Those that limit."""
    values = zip(FIELDS, _values(conditions), _NOTHINGS, strict=True)
    but = {kind for kind, _ in conditions.avoided}
    return tuple(kind for kind, value, nothing in values if value != nothing or kind in but)


def asked(conditions: Conditions, kind: Kind) -> Any:  # noqa: ANN401 - each kind has its own type
    return getattr(conditions, FIELDS[kind])


def avoided(conditions: Conditions, kind: Kind) -> tuple[str, ...]:
    return tuple(value for each, value in conditions.avoided if each is kind)


def without(conditions: Conditions, kind: Kind) -> Conditions:
    left = tuple(each for each in conditions.avoided if each[0] is not kind)
    return replace(conditions, avoided=left, **{FIELDS[kind]: asked(NOTHING, kind)})


def chips_of(conditions: Conditions, kind: Kind, source: Source) -> list[Chip]:
    """A chip for each value that the conditions have of a kind."""
    value = asked(conditions, kind)
    several = value if isinstance(value, tuple) else (value,)
    return [Chip(kind, as_code(each), source=source) for each in several]


def as_code(value: Any) -> str:  # noqa: ANN401 - each kind has values of its own type
    """How a chip writes the value of a condition."""
    if value is True:
        return "1"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, Money):
        return str(value.kopecks)
    return value.value if isinstance(value, StrEnum) else str(value)


def with_typed(conditions: Conditions, chips: Sequence[Chip]) -> Conditions:
    """The conditions with what was typed; of contrary limits the narrower one."""
    values = {
        kind: [chip.value for chip in chips if chip.kind is kind and not chip.excluded]
        for kind in Kind
    }
    said = {kind: found for kind, found in values.items() if found}
    changes: dict[str, Any] = {"avoided": (*conditions.avoided, *_avoided(chips))}
    if Kind.AGE in said:
        changes["ages"] = tuple(dict.fromkeys(chain.from_iterable(map(in_a_row, said[Kind.AGE]))))
    if any(chip.kind is Kind.WEEKDAY for chip in chips):
        changes["weekdays"] = _weekdays(chips)
    if Kind.STARTS in said:
        changes["starts"] = time.fromisoformat(max(said[Kind.STARTS]))
    if Kind.ENDS in said:
        changes["ends"] = time.fromisoformat(min(said[Kind.ENDS]))
    if Kind.MUNICIPALITY in said:
        places = dict.fromkeys(map(int, said[Kind.MUNICIPALITY]))
        changes["municipalities"] = tuple(map(MunicipalityId, places))
    if Kind.ADDRESS in said:
        changes["addresses"] = tuple(dict.fromkeys(said[Kind.ADDRESS]))
    if Kind.PRICE in said:
        changes["price_most"] = Money(min(map(int, said[Kind.PRICE])))
    changes |= {
        name: True
        for kind, name in ((Kind.NEEDS, "special_needs"), (Kind.FREE_PLACES, "free_places"))
        if kind in said
    }
    for kind, name, type_ in (
        (Kind.DIRECTION, "directions", Direction),
        (Kind.FORM, "forms", Form),
        (Kind.REGISTRY, "registries", Registry),
    ):
        if kind in said:
            changes[name] = tuple(map(type_, said[kind]))
    return replace(conditions, **changes)


def _avoided(chips: Sequence[Chip]) -> tuple[tuple[Kind, str], ...]:
    denied = (chip for chip in chips if chip.excluded)
    return tuple(dict.fromkeys((chip.kind, value) for chip in denied for value in chip.values))


def _weekdays(chips: Sequence[Chip]) -> tuple[int, ...]:
    """The days that were named, or all but those that were excluded."""
    days_said = [chip for chip in chips if chip.kind is Kind.WEEKDAY]
    named = {day for chip in days_said if not chip.excluded for day in in_a_row(chip.value)}
    excluded = {day for chip in days_said if chip.excluded for day in in_a_row(chip.value)}
    return tuple(sorted((named or set(range(7))) - excluded))
