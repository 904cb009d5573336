"""Conditions by their kinds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from core.domain.searching import Conditions, Kind

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


def asked_kinds(conditions: Conditions) -> tuple[Kind, ...]:
    """Those that limit."""
    return tuple(kind for kind in FIELDS if asked(conditions, kind) != asked(NOTHING, kind))


def asked(conditions: Conditions, kind: Kind) -> Any:  # noqa: ANN401 - each kind has its own type
    return getattr(conditions, FIELDS[kind])


def without(conditions: Conditions, kind: Kind) -> Conditions:
    return replace(conditions, **{FIELDS[kind]: asked(NOTHING, kind)})
