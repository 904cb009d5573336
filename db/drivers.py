"""Asking each driver the shortest way: the SQL and its values in, the rows and their number out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.util import await_only

# What a connection to PostgreSQL knows of itself: True before the only statement of a question that
# asks once (`core.ports.acts`), False behind it. To begin and to end a transaction for it would be
# two more ways to the server.
ALONE: Final = "kruzhok_alone"
# And what is to be written before anything else is asked; see `db.behind`.
BEHIND: Final = "kruzhok_behind"
Ask = Callable[[Connection, str, Sequence[Any]], tuple[Sequence[Any], int]]


class AskedAgain(RuntimeError):
    """A question that is marked to ask once asked a second thing."""


def is_alone(connection: Connection) -> bool:
    """Whether a question asks here that is marked to ask once."""
    return ALONE in connection.info


def ensure_not_alone(connection: Connection) -> None:
    """Before what is never all that a question asks.

    Raises:
        AskedAgain: To a question that hopes to ask once, which is asked anew then.
    """
    if is_alone(connection):
        raise AskedAgain


def _ask_sqlite(
    connection: Connection, sql: str, values: Sequence[Any]
) -> tuple[Sequence[Any], int]:
    driver: Any = connection.connection.driver_connection
    cursor = driver.execute(sql, values)
    # A statement with RETURNING has done its work only when its rows were read.
    return cursor.fetchall(), cursor.rowcount


def _ask_asyncpg(
    connection: Connection, sql: str, values: Sequence[Any]
) -> tuple[Sequence[Any], int]:
    known = connection.info
    if known.get(BEHIND):
        known[BEHIND].write(connection)
    alone = known.get(ALONE)
    if alone is not None:
        known[ALONE] = False
    if alone is False:
        raise AskedAgain
    adapted: Any = connection.connection.dbapi_connection
    found: tuple[Sequence[Any], int] = await_only(
        _fetch_asyncpg(adapted, sql, values, alone=bool(alone))
    )
    return found


async def _fetch_asyncpg(
    adapted: Any,  # noqa: ANN401 - SQLAlchemy's connection around the driver's
    sql: str,
    values: Sequence[Any],
    *,
    alone: bool,
) -> tuple[Sequence[Any], int]:
    """As SQLAlchemy's cursor does it, which describes each column of an answer every time."""
    try:
        if adapted._transaction is None and not alone:  # noqa: SLF001 - nobody else begins it
            await adapted._start_transaction()  # noqa: SLF001
        statement, _ = await adapted._prepare(sql, 0)  # noqa: SLF001 - it keeps what it prepared
        rows: Sequence[Any] = await statement.fetch(*values)
        count: str = statement.get_statusmsg().rpartition(" ")[2]  # `INSERT 0 1`, `UPDATE 1`
    except Exception as failure:
        adapted._handle_exception(failure)  # noqa: SLF001 - it is raised again as SQLAlchemy's own
        raise
    return rows, int(count) if count.isdigit() else -1


ASKS: Mapping[str, Ask] = {"pysqlite": _ask_sqlite, "asyncpg": _ask_asyncpg}
