"""Telephones on record, and who tries to link a child by one; all of it sealed and indexed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Select, delete, func, insert, select

from core.domain.actor import Family
from core.domain.ids import AccountId, PersonId
from core.domain.linking import COUNTED_FOR, FAILURES_OF_SERVICE_MAX, WISH_LASTS, Failures
from db.people import number_index, number_indexes
from db.sealing import ring_of
from db.statements import Columns, set_each, set_row
from db.tables.money import certificates as issued
from db.tables.people import certificate_numbers, link_failures, link_wishes, phones

# "link" in ASCII: guesses are counted one after the other.
_LOCK = 0x6C696E6B
PHONE = "phone"
WISHES: Final = link_wishes.name


@dataclass(frozen=True, slots=True)
class SqlLinking:
    connection: Connection
    now: datetime

    def set_phones(self, given: Mapping[PersonId, str]) -> frozenset[PersonId]:
        """See `Linking`; two statements."""
        ring = ring_of(self.connection)
        asked = select(phones.c.child_id, phones.c.phone_index)
        rows = self.connection.execute(asked.where(phones.c.child_id.in_(list(given))))
        before = {row.child_id: row.phone_index for row in rows}
        new = {
            child: phone
            for child, phone in given.items()
            if before.get(child) not in ring.indexes(self.connection, PHONE, [phone])
        }
        changed = [
            {
                "child_id": child,
                "phone_index": ring.index(self.connection, PHONE, phone),
                **ring.seal(self.connection, phone).columns(),
            }
            for child, phone in new.items()
        ]
        if changed:
            self.connection.execute(set_each(phones), changed)
        return frozenset(new)

    def child(self, number: str, phone: str) -> PersonId | None:
        """See `Linking`. One question, whatever of the two is wrong."""
        known = ring_of(self.connection).indexes(self.connection, PHONE, [phone])
        return self.connection.scalar(
            select(phones.c.child_id)
            .join(certificate_numbers, certificate_numbers.c.child_id == phones.c.child_id)
            .where(
                certificate_numbers.c.number_index.in_(number_indexes(self.connection, [number])),
                phones.c.phone_index.in_(known),
            )
        )

    def wish(self, account: AccountId, number: str) -> None:
        over = link_wishes.c.at < self.now - WISH_LASTS
        self.connection.execute(delete(link_wishes).where(over))
        sealed = ring_of(self.connection).seal(self.connection, number)
        key = {"account_id": account}
        set_row(self.connection, link_wishes, key, at=self.now, **sealed.columns())

    def wished(self, of: Family, *, since: datetime) -> str | None:
        row = self.connection.execute(
            select(link_wishes).where(
                link_wishes.c.account_id == of.account, link_wishes.c.at >= since
            )
        ).first()
        if row is None:
            return None
        (number,) = ring_of(self.connection).open(self.connection, row)
        return str(number)

    def forget(self, account: AccountId) -> None:
        self.connection.execute(delete(link_wishes).where(link_wishes.c.account_id == account))

    def forget_old(self, *, wishes_before: datetime, failures_before: datetime) -> None:
        self.connection.execute(delete(link_wishes).where(link_wishes.c.at < wishes_before))
        self.connection.execute(delete(link_failures).where(link_failures.c.at < failures_before))

    def failures(self, account: AccountId, number: str, *, since: datetime) -> Failures:
        if self.connection.dialect.name == "postgresql":
            self.connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        same = link_failures.c.number_index.in_(number_indexes(self.connection, [number]))
        row = self.connection.execute(
            select(
                func.count().filter(link_failures.c.account_id == account),
                func.count().filter(same),
                func.count(),
            ).where(link_failures.c.at >= since)
        ).one()
        return Failures(*row)

    def note_failure(self, account: AccountId, number: str, *, before: datetime) -> None:
        self.connection.execute(delete(link_failures).where(link_failures.c.at < before))
        row = {
            "account_id": account,
            "number_index": number_index(self.connection, number),
            "at": self.now,
        }
        self.connection.execute(insert(link_failures).values(row))


def phones_of(certificates: Select[Any]) -> Select[Any]:
    """The rows of the telephones on record for the children of these certificates."""
    return (
        select(phones.c.child_id, phones.c.key_id, phones.c.wrapped_key, phones.c.sealed)
        .join(issued, issued.c.child_id == phones.c.child_id)
        .where(issued.c.id.in_(certificates))
    )


def as_phones(connection: Connection, rows: Sequence[Columns]) -> Mapping[PersonId, str]:
    """Of the rows of `phones_of`, by child."""
    ring = ring_of(connection)
    return {PersonId(row.child_id): str(ring.open(connection, row)[0]) for row in rows}


def as_wishes(connection: Connection, rows: Sequence[Columns]) -> list[Mapping[str, object]]:
    """Of whole rows of WISHES, with the number that was typed in the place of what is sealed."""
    ring = ring_of(connection)
    return [
        {"account_id": row.account_id, "at": row.at, "number": ring.open(connection, row)[0]}
        for row in rows
    ]


def linking_is_paused(connection: Connection, now: datetime) -> bool:
    """Whether everybody together failed too often within a day."""
    recent = select(func.count()).where(link_failures.c.at >= now - COUNTED_FOR)
    return (connection.scalar(recent) or 0) >= FAILURES_OF_SERVICE_MAX
