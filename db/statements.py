"""What several repositories write down the same way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from sqlalchemy import Connection, CursorResult, Executable, Table
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.sql.elements import CompilerElement

# PostgreSQL's INSERT: its ON CONFLICT is written in SQLite's SQL too.
upsert = insert


class Columns(Protocol):
    """A row, or a part of one: its columns by their names."""

    def __getattr__(self, name: str, /) -> Any:  # noqa: ANN401 - rows know no types
        ...


class Prepared:
    """A statement with named parameters that was made once, because making one takes longer
    than asking it. Of all that is given it takes what it names.
    """

    def __init__(self, statement: Executable) -> None:
        self._statement = statement
        self._names: tuple[str, ...] | None = None

    def __call__(self, connection: Connection, given: Mapping[str, Any]) -> CursorResult[Any]:
        if self._names is None:
            self._names = tuple(_named(self._statement, connection))
        return connection.execute(self._statement, {name: given[name] for name in self._names})


def _named(statement: Executable, connection: Connection) -> list[str]:
    assert isinstance(statement, CompilerElement)  # noqa: S101 - what can be run can be compiled
    binds: dict[str, Any] = getattr(statement.compile(dialect=connection.dialect), "binds", {})
    return [name for name, bind in binds.items() if bind.required]


def insert_once(table: Table, values: Mapping[str, Any]) -> Insert:
    """A new row, or nothing where one with the same key is there already."""
    return upsert(table).values(values).on_conflict_do_nothing()


def insert_each_once(table: Table) -> Insert:
    """As `insert_once`, of many rows that are given when it is executed."""
    return upsert(table).on_conflict_do_nothing()


def set_row(
    connection: Connection, table: Table, key: Mapping[str, Any], /, **values: object
) -> None:
    """One row under its primary key, whether there was one before or not."""
    row = upsert(table).values({**key, **values})
    connection.execute(row.on_conflict_do_update(index_elements=list(key), set_=values))
