"""What several repositories write down the same way."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from typing import Any, Final, Protocol, TypeVar

from sqlalchemy import Connection, Table
from sqlalchemy.dialects.postgresql import Insert, insert

# PostgreSQL's INSERT: its ON CONFLICT is written in SQLite's SQL too.
upsert = insert


T = TypeVar("T")

# A statement may be given so many values at once, on either database.
VALUES_AT_ONCE: Final = 5000


class Columns(Protocol):
    """A row, or a part of one: its columns by their names."""

    def __getattr__(self, name: str, /) -> Any:  # noqa: ANN401 - rows know no types
        ...


def portions(values: Collection[T]) -> Iterator[list[T]]:
    """As many of them at a time as one statement is to be given, in their order."""
    left = iter(values)
    while some := list(islice(left, VALUES_AT_ONCE)):
        yield some


def insert_once(table: Table, values: Mapping[str, Any]) -> Insert:
    """A new row, or nothing where one with the same key is there already."""
    return upsert(table).values(values).on_conflict_do_nothing()


def insert_each_once(table: Table) -> Insert:
    """As `insert_once`, of many rows that are given when it is executed."""
    return upsert(table).on_conflict_do_nothing()


def set_each(table: Table) -> Insert:
    """Rows under their primary keys, whether they were there or not; all columns are given when
    it is executed.
    """
    row = upsert(table)
    keys = [column.name for column in table.primary_key]
    others = {each.name: row.excluded[each.name] for each in table.c if each.name not in keys}
    return row.on_conflict_do_update(index_elements=keys, set_=others)


def set_row(
    connection: Connection, table: Table, key: Mapping[str, Any], /, **values: object
) -> None:
    """One row under its primary key, whether there was one before or not."""
    row = upsert(table).values({**key, **values})
    connection.execute(row.on_conflict_do_update(index_elements=list(key), set_=values))
