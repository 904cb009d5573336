"""Names, birth dates and numbers: the only repository that knows them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, bindparam, insert, select

from core.domain.errors import BadValue
from core.domain.ids import PersonId
from core.domain.person import Child, normalized_name
from db.statements import insert_once
from db.tables.people import certificate_numbers, children

_CHILDREN = (
    select(children.c.id, children.c.full_name, children.c.born_on, certificate_numbers.c.number)
    .join(certificate_numbers, certificate_numbers.c.child_id == children.c.id)
    .where(children.c.id.in_(bindparam("children", expanding=True)))
)


@dataclass(frozen=True, slots=True)
class SqlPeople:
    connection: Connection

    def children(self, ids: Collection[PersonId]) -> Mapping[PersonId, Child]:
        """See `People`; those that do not exist are left out."""
        rows = self.connection.execute(_CHILDREN, {"children": list(ids)})
        return {PersonId(row.id): Child(*row) for row in rows}

    def add_child(self, *, full_name: str, born_on: date, certificate_number: str) -> PersonId:
        child = self.connection.scalar(
            insert(children)
            .values(
                full_name=full_name, born_on=born_on, normalized_name=normalized_name(full_name)
            )
            .returning(children.c.id)
        )
        number = {"child_id": child, "number": certificate_number}
        if self.connection.execute(insert_once(certificate_numbers, number)).rowcount == 0:
            raise BadValue("number", "another certificate has it")
        return PersonId(child)

    def holder_of(self, certificate_number: str) -> PersonId | None:
        return self.connection.scalar(
            select(certificate_numbers.c.child_id).where(
                certificate_numbers.c.number == certificate_number
            )
        )

    def namesake(self, *, full_name: str, born_on: date) -> PersonId | None:
        return self.connection.scalar(
            select(children.c.id)
            .where(
                children.c.normalized_name == normalized_name(full_name),
                children.c.born_on == born_on,
            )
            .order_by(children.c.id)
            .limit(1)
        )
