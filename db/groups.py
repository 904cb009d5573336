"""Places in groups."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, update

from core.domain.errors import NoPlaces
from core.domain.ids import GroupId
from db.tables.registries import groups


@dataclass(frozen=True, slots=True)
class SqlGroups:
    connection: Connection

    def take_place(self, group: GroupId) -> None:
        """See `Groups`. The question and the answer are one statement: between a SELECT and
        an UPDATE there would be room for somebody else.
        """
        taken = self.connection.execute(
            update(groups)
            .where(groups.c.id == group, groups.c.places_taken < groups.c.places_total)
            .values(places_taken=groups.c.places_taken + 1)
        )
        if taken.rowcount == 0:
            raise NoPlaces

    def give_back_place(self, group: GroupId) -> None:
        self.connection.execute(
            update(groups)
            .where(groups.c.id == group)
            .values(places_taken=groups.c.places_taken - 1)
        )
