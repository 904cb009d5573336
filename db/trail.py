"""The record of who did what; only added to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from core.domain.actor import Actor
from core.domain.trailing import Recorded
from db.behind import Behind
from db.statements import Columns
from db.tables.messages import audit_trail

_RECORD = Behind(insert(audit_trail).inline(), columns=("at", "actor", "act", "subject", "details"))
_LATEST = select(audit_trail.c.at).order_by(audit_trail.c.id.desc()).limit(1)


@dataclass(frozen=True, slots=True)
class SqlTrail:
    connection: Connection
    now: datetime

    def record(self, actor: Actor, act: str, on: str, **details: str | int | None) -> None:
        row = {"at": self.now, "actor": actor.code, "act": act, "subject": on, "details": details}
        _RECORD(self.connection, row)

    def record_each(
        self, actor: Actor, act: str, on: Collection[str], **details: str | int | None
    ) -> None:
        self.record_every(actor, act, dict.fromkeys(on, details))

    def record_every(
        self, actor: Actor, act: str, on: Mapping[str, Mapping[str, str | int | None]]
    ) -> None:
        row = {"at": self.now, "actor": actor.code, "act": act}
        if on:
            self.connection.execute(
                insert(audit_trail),
                [{**row, "subject": each, "details": dict(said)} for each, said in on.items()],
            )

    def count(self, act: str, on: str, *, since: datetime) -> int:
        question = select(func.count()).where(
            audit_trail.c.subject == on, audit_trail.c.act == act, audit_trail.c.at >= since
        )
        return self.connection.scalar(question) or 0

    def latest_at(self) -> datetime | None:
        return self.connection.scalar(_LATEST)

    def of(self, on: str) -> tuple[Mapping[str, str], ...]:
        """See `AuditTrail`; oldest first, with `at` in ISO 8601 and the details that were given."""
        rows = self.connection.execute(
            select(audit_trail).where(audit_trail.c.subject == on).order_by(audit_trail.c.id)
        )
        return tuple(as_record(row) for row in rows)

    def latest(self, on: str, *, most: int, without: Collection[str] = ()) -> tuple[Recorded, ...]:
        rows = self.connection.execute(
            select(audit_trail)
            .where(audit_trail.c.subject == on, audit_trail.c.act.not_in(without))
            .order_by(audit_trail.c.id.desc())
            .limit(most)
        ).all()
        return tuple(
            Recorded(
                row.at, row.actor, row.act,
                {name: said for name, said in row.details.items() if said is not None},
            )
            for row in reversed(rows)
        )  # fmt: skip


def as_record(row: Columns) -> Mapping[str, str]:
    """See `SqlTrail.of`."""
    return {
        "at": row.at.isoformat(),
        "actor": row.actor,
        "act": row.act,
        **{k: str(v) for k, v in row.details.items() if v is not None},
    }
