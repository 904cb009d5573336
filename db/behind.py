"""Writes that nobody asks about: on PostgreSQL they go to the server together, in one way.

A notice and a record of who did what change nothing of what the act does next. They are written
before anything else is asked in the transaction, and before its end: nobody sees it without them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache, partial
from itertools import chain
from typing import Any, Final

from sqlalchemy import Connection, Engine, Insert, event

from db.drivers import ASKS, BEHIND
from db.prepared import Bound, Prepared, asked

_DRIVER: Final = "asyncpg"
_PLACE: Final = re.compile(r"\$(\d+)")


class Behind:
    """An INSERT whose outcome nobody asks about; `columns` as of `Prepared`."""

    def __init__(self, statement: Insert, columns: Collection[str] | None = None) -> None:
        self._write = Prepared(statement, columns)
        self._table = statement.table.description

    def __call__(self, connection: Connection, given: Mapping[str, Any]) -> None:
        distant = connection.dialect.driver == _DRIVER
        bound = self._write.bound(connection, given) if distant else None
        if bound is None:
            self._write(connection, given)
        else:
            connection.info.setdefault(BEHIND, _Waiting()).add(connection, self._table, bound)


class _Waiting:
    """What a transaction is still to write, one statement of each table: in one statement nobody
    knows which of two rows of a table would be numbered first.
    """

    def __init__(self) -> None:
        self._of_table: dict[str, Bound] = {}

    def __bool__(self) -> bool:
        return bool(self._of_table)

    def add(self, connection: Connection, table: str, bound: Bound) -> None:
        if table in self._of_table:
            self.write(connection)
        self._of_table[table] = bound

    def write(self, connection: Connection) -> None:
        writes, self._of_table = list(self._of_table.values()), {}
        values = list(chain.from_iterable(values for _, values in writes))
        asked(ASKS[_DRIVER], connection, _together(tuple(sql for sql, _ in writes)), values)


def written_behind(engine: Engine) -> None:
    """Have the transactions of an engine write what waits before they go on, and when they end."""
    event.listen(engine, "before_cursor_execute", lambda connection, *_: _catch_up(connection))
    event.listen(engine, "commit", _catch_up)
    event.listen(engine, "rollback", _forget)


def _catch_up(connection: Connection) -> None:
    waiting = connection.info.get(BEHIND)
    if waiting:
        waiting.write(connection)


def _forget(connection: Connection) -> None:
    # A connection that was let go of has taken with it what it knew.
    if not connection.invalidated:
        connection.info.pop(BEHIND, None)


@lru_cache(maxsize=256)
def _together(statements: tuple[str, ...]) -> str:
    """One statement of all of them, their values one behind the other."""
    taken, parts = 0, []
    for sql in statements:
        parts.append(_PLACE.sub(partial(_moved, by=taken), sql))
        taken += len(set(_PLACE.findall(sql)))
    *before, last = parts
    named = ", ".join(f"behind_{n} AS ({sql})" for n, sql in enumerate(before))
    return f"WITH {named} {last}" if named else last


def _moved(place: re.Match[str], *, by: int) -> str:
    return f"${int(place[1]) + by}"
