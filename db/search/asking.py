"""Conditions by their kinds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from enum import StrEnum
from operator import attrgetter
from typing import Any, Final

from core.domain.money import Money
from core.domain.searching import Chip, Conditions, Kind, Source

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
