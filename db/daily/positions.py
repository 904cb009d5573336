"""Where each municipality's runs stand."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from core.domain.daily import Position, Step
from core.domain.ids import MunicipalityId
from db.locks import exclusive, exclusively
from db.prepared import Prepared
from db.statements import Columns, insert_once
from db.tables.messages import daily_runs
from db.tables.periods import funding_periods

_RUNS = select(daily_runs).where(daily_runs.c.municipality_id == bindparam("municipality"))
_READ = Prepared(_RUNS)
_LOCKED = {"sqlite": _READ, "postgresql": Prepared(exclusive(_RUNS))}
_MOVE = Prepared(
    update(daily_runs).where(daily_runs.c.municipality_id == bindparam("municipality")),
    columns=("on_day", "step", "after"),
)


def locked_position(connection: Connection, municipality: MunicipalityId) -> Position | None:
    """See `Daily.locked_position`; the runs begin on the day on which the first period opens."""
    locked = _LOCKED[connection.dialect.name]
    row = locked(connection, {"municipality": municipality}).first()
    if row is None:
        exclusively(connection, municipality)
        begins_on = connection.scalar(
            select(func.min(funding_periods.c.opens_on)).where(
                funding_periods.c.municipality_id == municipality
            )
        )
        if begins_on is None:
            return None
        first = {"municipality_id": municipality, **_columns(Position(municipality, begins_on))}
        connection.execute(insert_once(daily_runs, first))
        row = locked(connection, {"municipality": municipality}).one()
    return _position(row)


def position(connection: Connection, municipality: MunicipalityId) -> Position | None:
    """See `Daily.position`."""
    row = _READ(connection, {"municipality": municipality}).first()
    return None if row is None else _position(row)


def move(connection: Connection, position: Position) -> None:
    """See `Daily.move`."""
    _MOVE(connection, {"municipality": position.municipality, **_columns(position)})


def _position(row: Columns) -> Position:
    municipality = MunicipalityId(row.municipality_id)
    return Position(municipality, row.on_day, Step(row.step), tuple(row.after))


def _columns(position: Position) -> dict[str, Any]:
    return {
        "on_day": position.on,
        "step": int(position.step),
        "after": list(position.after),
    }
