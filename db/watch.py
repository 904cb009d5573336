"""Figures about the whole database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select, update

from core.domain.parked import ParkedWhy
from core.domain.watching import Watched
from db.linking import linking_is_paused
from db.tables.enrollments import schedules
from db.tables.messages import PARKED_NOTICES, WAITING_NOTICES, daily_runs, notices
from db.tables.registries import municipalities


@dataclass(frozen=True, slots=True)
class SqlWatch:
    """See `Watch`."""

    connection: Connection
    now: datetime

    def figures(self) -> Watched:
        due, oldest = self.connection.execute(
            select(func.count(), func.min(notices.c.not_before_at)).where(
                WAITING_NOTICES, notices.c.not_before_at <= self.now
            )
        ).one()
        parked = self.connection.execute(
            select(notices.c.parked_why, func.count())
            .where(PARKED_NOTICES)
            .group_by(notices.c.parked_why)
        )
        charges = select(func.count()).where(schedules.c.due_on <= self.now.date())
        # The row names the date that comes next.
        runs = self.connection.execute(
            select(municipalities.c.code, daily_runs.c.on_day).join(
                daily_runs, daily_runs.c.municipality_id == municipalities.c.id
            )
        )
        return Watched(
            at=self.now,
            notices_due=due,
            oldest_due_at=oldest,
            parked={ParkedWhy(why): count for why, count in parked},
            charges_due=self.connection.scalar(charges) or 0,
            last_runs={code: on - timedelta(days=1) for code, on in runs},
            linking_paused=linking_is_paused(self.connection, self.now),
        )

    def write(self) -> None:
        first = select(func.min(daily_runs.c.municipality_id)).scalar_subquery()
        self.connection.execute(
            update(daily_runs)
            .where(daily_runs.c.municipality_id == first)
            .values(step=daily_runs.c.step)
        )
