"""The daily run's repository: where it stands, and each of its steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from core.domain.daily import Position
from core.domain.ids import MunicipalityId
from core.domain.trial import Standing, Written
from core.ports.daily import Cursor, Today
from db.daily import (
    charging,
    closing,
    ending,
    funding,
    positions,
    releasing,
    reminding,
    tallying,
    unused,
)
from db.daily.runs import Run


@dataclass(frozen=True, slots=True)
class SqlDaily:
    connection: Connection
    now: datetime

    def locked_position(self, municipality: MunicipalityId) -> Position | None:
        return positions.locked_position(self.connection, municipality)

    def position(self, municipality: MunicipalityId) -> Position | None:
        return positions.position(self.connection, municipality)

    def move(self, position: Position) -> None:
        positions.move(self.connection, position)

    def close_certificates(self, today: Today) -> Cursor | None:
        return closing.close_certificates(self._run(today))

    def close_enrollments(self, today: Today) -> Cursor | None:
        return ending.close_enrollments(self._run(today))

    def release(self, today: Today) -> Cursor | None:
        return releasing.release(self._run(today))

    def expire(self, today: Today) -> Cursor | None:
        return ending.expire(self._run(today))

    def lapse(self, today: Today) -> Cursor | None:
        return funding.lapse(self._run(today))

    def grant(self, today: Today) -> Cursor | None:
        return funding.grant(self._run(today))

    def charge(self, today: Today) -> Cursor | None:
        return charging.charge(self._run(today))

    def unfund(self, today: Today) -> Cursor | None:
        return unused.unfund(self._run(today))

    def remind(self, today: Today) -> Cursor | None:
        return reminding.remind(self._run(today))

    def standing(self, municipality: MunicipalityId) -> Standing:
        return tallying.standing(self.connection, municipality)

    def written(self, municipality: MunicipalityId) -> Written:
        return tallying.written(self.connection, self.now, municipality)

    def _run(self, today: Today) -> Run:
        return Run(self.connection, self.now, today)
