"""From an old master key to a new one, in chunks that may stop anywhere."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Table, bindparam, func, select, update

from core.domain.keys import KeyInUse, Rewrapped
from db.keys import digest_of
from db.linking import PHONE
from db.people import identity_indexed, number_index
from db.sealing import ring_of
from db.tables.people import (
    applicants,
    application_drafts,
    certificate_numbers,
    children,
    link_wishes,
    master_keys,
    phones,
)

TABLES: tuple[Table, ...] = (children, applicants, application_drafts, phones, link_wishes)


@dataclass(frozen=True, slots=True)
class SqlMasterKeys:
    connection: Connection
    now: datetime

    def in_use(self) -> tuple[KeyInUse, ...]:
        """See `MasterKeys`; counts every person."""
        given = ring_of(self.connection).keys(self.connection)
        known = {row.id: row for row in self.connection.execute(select(master_keys))}
        persons = self._persons()
        ids = [key.id for key in given]
        ids += sorted(known.keys() - set(ids))
        fingerprints = {id_: row.fingerprint for id_, row in known.items()}
        fingerprints |= {key.id: key.fingerprint for key in given}
        return tuple(
            KeyInUse(
                id=id_,
                fingerprint=digest_of(fingerprints[id_]),
                persons=persons.get(id_, 0),
                given=id_ in {key.id for key in given},
                writes=id_ == given[0].id,
                retired=id_ in known and known[id_].retired_at is not None,
            )
            for id_ in ids
        )

    def rewrap(self, after: Rewrapped, *, most: int) -> Rewrapped:
        table = TABLES[after.table]
        (key,) = table.primary_key
        rows = self.connection.execute(
            select(table)
            .where(key > after.row, table.c.key_id != self._writing)
            .order_by(key)
            .limit(most)
            .with_for_update()
        ).all()
        if rows:
            self._rewrap(table, rows)
            done = after.persons + len(rows)
            return replace(after, row=getattr(rows[-1], key.name), persons=done)
        if table is TABLES[-1]:
            return replace(after, finished=True)
        return replace(after, table=after.table + 1, row=0)

    def retire(self) -> Collection[str]:
        others = master_keys.c.id != self._writing
        # First the keys: whoever writes under one of them now is waited for (`db.sealing`).
        retired = self.connection.scalars(
            update(master_keys)
            .where(others, master_keys.c.retired_at.is_(None))
            .values(retired_at=self.now)
            .returning(master_keys.c.id)
        ).all()
        needed = self._persons().keys() & set(retired)
        self.connection.execute(
            update(master_keys).where(master_keys.c.id.in_(needed)).values(retired_at=None)
        )
        return sorted(set(retired) - needed)

    @property
    def _writing(self) -> str:
        return ring_of(self.connection).keys(self.connection)[0].id

    def _rewrap(self, table: Table, rows: Sequence[Any]) -> None:
        ring = ring_of(self.connection)
        (key,) = table.primary_key
        ring.register(self.connection)
        columns = [ring.rewrapped(self.connection, row) for row in rows]
        new = [
            {**each, "row": getattr(row, key.name)} for each, row in zip(columns, rows, strict=True)
        ]
        if table is children:
            self._index(rows, new)
        if table is phones:
            for row, changed in zip(rows, new, strict=True):
                (phone,) = ring.open(self.connection, row)
                changed["phone_index"] = ring.index(self.connection, PHONE, phone)
        names: dict[str, Any] = {name: bindparam(name) for name in new[0] if name != "row"}
        self.connection.execute(update(table).where(key == bindparam("row")).values(names), new)

    def _index(self, rows: Sequence[Any], new: Sequence[dict[str, Any]]) -> None:
        ring = ring_of(self.connection)
        numbers = []
        for row, columns in zip(rows, new, strict=True):
            full_name, born_on, number = ring.open(self.connection, row)
            born = date.fromisoformat(born_on)
            columns.update(identity_indexed(self.connection, full_name, born))
            numbers.append({"child": row.id, "found": number_index(self.connection, number)})
        self.connection.execute(
            update(certificate_numbers)
            .where(certificate_numbers.c.child_id == bindparam("child"))
            .values(number_index=bindparam("found")),
            numbers,
        )

    def _persons(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for table in TABLES:
            counted = select(table.c.key_id, func.count()).where(table.c.key_id.is_not(None))
            for id_, count in self.connection.execute(counted.group_by(table.c.key_id)):
                found[id_] = found.get(id_, 0) + count
        return found
