"""Points of the map between two columns and the domain."""

from __future__ import annotations

from core.domain.places import Point


def as_point(latitude: float | None, longitude: float | None) -> Point | None:
    """None where nobody said where it is."""
    if latitude is None or longitude is None:
        return None
    return Point(latitude, longitude)


def point_columns(point: Point | None) -> dict[str, float | None]:
    if point is None:
        return {"latitude": None, "longitude": None}
    return {"latitude": point.latitude, "longitude": point.longitude}
