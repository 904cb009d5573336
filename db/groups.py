"""Places in groups."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, select, update

from core.domain.enrollment import Enrollment
from core.domain.errors import NoPlaces
from core.domain.ids import GroupId, ModuleId
from core.domain.program import Offering
from db.contracts import ENROLLMENTS, as_enrollment
from db.living import live_now
from db.offerings import offering_of
from db.prepared import Prepared
from db.search.dirty import mark
from db.statements import portions, set_row
from db.tables.base import Id
from db.tables.enrollments import enrollments
from db.tables.registries import groups, modules
from db.tables.wishes import fresh_programs

# The question and the answer are one statement: between a SELECT and an UPDATE there would be
# room for somebody else.
TAKING_PLACE = (
    update(groups)
    .where(
        groups.c.id == bindparam("of_group", type_=Id),
        groups.c.places_taken < groups.c.places_total,
    )
    .values(places_taken=groups.c.places_taken + 1)
)
TAKE_PLACE = Prepared(TAKING_PLACE)


@dataclass(frozen=True, slots=True)
class SqlGroups:
    connection: Connection
    now: datetime

    def take_place(self, group: GroupId) -> None:
        if TAKE_PLACE(self.connection, {"of_group": group}).rowcount == 0:
            raise NoPlaces

    def give_back_place(self, group: GroupId) -> None:
        (left,) = self.connection.execute(
            update(groups)
            .where(groups.c.id == group)
            .values(places_taken=groups.c.places_taken - 1)
            .returning(groups.c.module_id, groups.c.places_taken, groups.c.places_total)
        )
        if left.places_taken + 1 == left.places_total:
            # It was full: whoever goes on looking for a free place is told.
            program = select(modules.c.program_id).where(modules.c.id == left.module_id)
            set_row(
                self.connection,
                fresh_programs,
                {"program_id": self.connection.scalar(program)},
                changed_at=self.now,
            )

    def locked(self, group: GroupId) -> Offering | None:
        self.connection.execute(select(groups.c.id).where(groups.c.id == group).with_for_update())
        return offering_of(self.connection, group)

    def titled(self, module: ModuleId, title: str) -> GroupId | None:
        found = self.connection.scalar(
            select(groups.c.id).where(groups.c.module_id == module, groups.c.title == title)
        )
        return None if found is None else GroupId(found)

    def live(self, group: GroupId) -> tuple[Enrollment, ...]:
        here = and_(enrollments.c.group_id == group, live_now(self.connection, self.now))
        rows = self.connection.execute(ENROLLMENTS.where(here).order_by(enrollments.c.id))
        return tuple(as_enrollment(row) for row in rows)

    def with_live(self, which: Collection[GroupId]) -> frozenset[GroupId]:
        live = live_now(self.connection, self.now)
        found: set[GroupId] = set()
        for some in portions(which):
            asked = select(enrollments.c.group_id).where(enrollments.c.group_id.in_(some), live)
            found |= {GroupId(each) for each in self.connection.scalars(asked.distinct())}
        return frozenset(found)

    def archive(self, *which: GroupId, archived: bool) -> None:
        self.connection.execute(
            update(groups).where(groups.c.id.in_(which)).values(archived=archived)
        )
        mark(self.connection, groups=which)
