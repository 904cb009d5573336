"""Places in groups."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, update

from core.domain.errors import NoPlaces
from core.domain.ids import GroupId
from db.tables.registries import groups

_TAKE_PLACE = (
    update(groups)
    .where(groups.c.id == bindparam("group"), groups.c.places_taken < groups.c.places_total)
    .values(places_taken=groups.c.places_taken + 1)
)


@dataclass(frozen=True, slots=True)
class SqlGroups:
    connection: Connection

    def take_place(self, group: GroupId) -> None:
        """See `Groups`. The question and the answer are one statement: between a SELECT and
        an UPDATE there would be room for somebody else.
        """
        if self.connection.execute(_TAKE_PLACE, {"group": group}).rowcount == 0:
            raise NoPlaces

    def give_back_place(self, group: GroupId) -> None:
        self.connection.execute(
            update(groups)
            .where(groups.c.id == group)
            .values(places_taken=groups.c.places_taken - 1)
        )
