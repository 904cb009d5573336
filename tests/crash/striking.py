"""Acts that are struck at one step of their way to the database: killed there, or failed by it.

The steps are counted, not timed: each statement, the COMMIT, and what comes behind it.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Self, TypeVar

from sqlalchemy import Dialect, Engine, event, make_url

from core.domain.actor import Family, MunicipalityOfficer, ProviderStaff
from core.domain.certificate import ClosingReason
from core.domain.grounds import Ground
from core.domain.ids import (
    AccountId,
    CertificateId,
    EnrollmentId,
    GroupId,
    MunicipalityId,
    ProviderId,
)
from core.domain.money import Money
from core.ports.unit_of_work import UnitOfWork
from core.services.answers import confirm_enrollment
from core.services.closing import close_certificate
from core.services.requests import EnrollmentRequest, request_enrollment
from core.services.terminating import terminate_enrollment
from db.clock import ClockFrom
from db.database import Database
from tests.crossings import Crossings, to_server

R = TypeVar("R")
Given = Mapping[str, Any]


class How(StrEnum):
    """What happens at the step."""

    KILLED = "KILLED"  # SIGKILL before the database hears of it
    FAILED = "FAILED"  # the database is gone before it hears of it
    UNHEARD = "UNHEARD"  # it has done it, and nobody hears that
    COUNTED = "COUNTED"  # the act is undone when it has come to its end


class Counted(Exception):
    """All steps of an act were counted; nothing of it is to be kept."""


class Strike(Crossings):
    """Counts the steps from `begin` on, and strikes at one of them; 0 is none."""

    def __init__(self, at: int, how: How) -> None:
        super().__init__()
        self._at, self._how = at, how
        self._thread: int | None = None

    def begin(self) -> None:
        self._thread = threading.get_ident()

    def asked(self) -> None:
        """A step, if the act has begun and does it itself."""
        if self._thread != threading.get_ident():
            return
        self.count += 1
        if self.count == self._at and self._how is How.KILLED:
            os.kill(os.getpid(), signal.SIGKILL)
        if self.count == self._at and self._how is How.FAILED:
            raise ConnectionResetError

    def answered(self) -> None:
        """The step was done."""
        if self.count == self._at and self._how is How.UNHEARD:
            raise ConnectionResetError


class _Cursor(sqlite3.Cursor):
    """What SQLAlchemy asks through."""

    def execute(self, sql: str, parameters: Any = (), /) -> Self:  # noqa: ANN401
        _struck(lambda: super(_Cursor, self).execute(sql, parameters))
        return self

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> Self:
        _struck(lambda: super(_Cursor, self).executemany(sql, parameters))
        return self


class _Connection(sqlite3.Connection):
    """What the product's own statements ask, without a cursor of its own."""

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:  # noqa: ANN401
        return _struck(lambda: super(_Connection, self).execute(sql, parameters))

    def cursor(self, factory: Any = None) -> Any:  # noqa: ANN401 - as the driver has it
        del factory
        return super().cursor(_Cursor)

    def commit(self) -> None:
        _struck(super().commit)


_strikes: list[Strike] = []


def _struck(do: Callable[[], R]) -> R:
    try:
        for strike in _strikes:
            strike.asked()
        done = do()
        for strike in _strikes:
            strike.answered()
    except ConnectionResetError:
        raise sqlite3.OperationalError("disk I/O error") from None
    return done


def _strikable(dialect: Dialect, record: object, given: object, named: dict[str, Any]) -> None:
    del record, given
    if dialect.name == "sqlite":
        named["factory"] = _Connection


@asynccontextmanager
async def within_reach(url: str, strike: Strike) -> AsyncIterator[str]:
    """The URL of the database whose steps are struck."""
    if make_url(url).get_backend_name() == "postgresql":
        async with to_server(url, strike) as (door, _):
            yield door
        return
    event.listen(Engine, "do_connect", _strikable)
    _strikes.append(strike)
    try:
        yield url
    finally:
        _strikes.remove(strike)
        event.remove(Engine, "do_connect", _strikable)


def _request(uow: UnitOfWork, given: Given) -> object:
    child = CertificateId(given["child"])
    wanted = EnrollmentRequest(
        child,
        GroupId(given["group"]),
        date.fromisoformat(given["start"]),
        Money(given["certificate_pays"]),
        Money(given["parent_pays"]),
        key="struck",
    )
    return request_enrollment(uow, Family(AccountId(given["parent"]), frozenset({child})), wanted)


def _confirm(uow: UnitOfWork, given: Given) -> object:
    return confirm_enrollment(uow, _staff(given), EnrollmentId(given["enrollment"]))


def _terminate(uow: UnitOfWork, given: Given) -> object:
    last_day = date.fromisoformat(given["last_day"])
    id_ = EnrollmentId(given["enrollment"])
    staff, ground = _staff(given), Ground.SERVICE_IMPOSSIBLE
    return terminate_enrollment(uow, staff, id_, ground, shown_last_day=last_day)


def _close(uow: UnitOfWork, given: Given) -> object:
    officer = MunicipalityOfficer("Олег", MunicipalityId(given["municipality"]))
    return close_certificate(uow, officer, CertificateId(given["child"]), ClosingReason.WISH)


def _staff(given: Given) -> ProviderStaff:
    return ProviderStaff(AccountId(given["staff"]), ProviderId(given["provider"]))


ACTS: Mapping[str, Callable[[UnitOfWork, Given], object]] = {
    "request": _request,
    "confirm": _confirm,
    "terminate": _terminate,
    "close": _close,
}


async def act_struck(
    url: str, act: str, given: str, now: str, at: int, how: str, notes: str
) -> None:
    """Do an act and be struck at the step; note how many it has if they are only counted.

    The last step is behind the COMMIT, before anybody hears of it.
    """
    strike = Strike(at, How(how))
    async with within_reach(url, strike) as door:
        database = Database.open(door, ClockFrom(datetime.fromisoformat(now)))

        def begun(uow: UnitOfWork) -> None:
            strike.begin()
            ACTS[act](uow, json.loads(given))
            if how == How.COUNTED:
                Path(notes).write_text(str(strike.count))
                raise Counted

        await database.perform(begun)
        strike.begin()
        strike.asked()
        await database.close()
