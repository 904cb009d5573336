"""Municipalities and points of the map between columns and the domain."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from core.domain.ids import MunicipalityId
from core.domain.person import normalized_name
from core.domain.places import Point
from core.domain.views import Municipality
from db.statements import Columns
from db.tables.registries import municipalities

# But for their ids, which stand in other tables under other names.
PLACE_COLUMNS = (
    municipalities.c.code,
    municipalities.c.name,
    municipalities.c.zone,
    municipalities.c.number_prefix,
    municipalities.c.latitude,
    municipalities.c.longitude,
)
MUNICIPALITIES = select(municipalities.c.id, *PLACE_COLUMNS)


def as_municipality(row: Columns, id: int) -> Municipality:
    return Municipality(
        MunicipalityId(id),
        row.code,
        row.name,
        row.zone,
        row.number_prefix,
        as_point(row.latitude, row.longitude),
    )


def by_name(rows: Iterable[Any]) -> tuple[Municipality, ...]:
    """Those of MUNICIPALITIES as people sort: the two databases know different alphabets."""
    found = (as_municipality(row, row.id) for row in rows)
    return tuple(sorted(found, key=lambda each: (normalized_name(each.name), each.id)))


def as_point(latitude: float | None, longitude: float | None) -> Point | None:
    """None where nobody said where it is."""
    if latitude is None or longitude is None:
        return None
    return Point(latitude, longitude)


def point_columns(point: Point | None) -> dict[str, float | None]:
    if point is None:
        return {"latitude": None, "longitude": None}
    return {"latitude": point.latitude, "longitude": point.longitude}
