"""Telling a database that is away from an act that failed: the one is worth trying again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Concatenate, Final, ParamSpec, TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from core.ports.acts import Acts, Reads, Unreachable
from core.ports.unit_of_work import UnitOfWork

P = ParamSpec("P")
R = TypeVar("R")

# Of PostgreSQL: no connection, no resources, being shut down or started.
SQLSTATES: Final = ("08", "53", "57P")
SQLITE_ERRORS: Final = (
    "SQLITE_BUSY",
    "SQLITE_CANTOPEN",
    "SQLITE_FULL",
    "SQLITE_IOERR",
    "SQLITE_LOCKED",
    "SQLITE_PROTOCOL",
    "SQLITE_READONLY",
)


class ReachingActs:
    """Acts that say `Unreachable` when it is the database that fails, not what is asked of it."""

    def __init__(self, perform: Acts) -> None:
        self._perform = perform

    async def __call__(
        self, act: Callable[Concatenate[UnitOfWork, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """See `Acts`; raise Unreachable where the same may do later."""
        with _reached():
            return await self._perform(act, *args, **kwargs)


class ReachingReads:
    """As `ReachingActs`, of questions."""

    def __init__(self, read: Reads) -> None:
        self._read = read

    async def __call__(
        self, question: Callable[Concatenate[UnitOfWork, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """See `Reads`; raise Unreachable where the same may do later."""
        with _reached():
            return await self._read(question, *args, **kwargs)


@contextmanager
def _reached() -> Iterator[None]:
    try:
        yield
    except Exception as failure:
        if is_away(failure):
            raise Unreachable from failure
        raise


def is_away(failure: BaseException) -> bool:
    """Whether the database could not be asked, or could not keep anything."""
    if isinstance(failure, DBAPIError) and failure.connection_invalidated:
        return True
    said = getattr(failure, "orig", None) or failure
    return (
        isinstance(failure, (OSError, NoConnectionFree))
        or str(getattr(said, "sqlstate", "")).startswith(SQLSTATES)
        or str(getattr(said, "sqlite_errorname", "")).startswith(SQLITE_ERRORS)
    )
