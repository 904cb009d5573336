"""Names, birth dates and numbers: the only repository that knows them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, insert, select, update

from core.domain.actor import Actor, Family
from core.domain.application import ApplicationDraft, Particulars
from core.domain.errors import BadValue
from core.domain.ids import (
    AccountId,
    ApplicationId,
    CertificateId,
    MunicipalityId,
    PersonId,
)
from core.domain.person import Child, normalized_name
from core.domain.scope import Met, Scope, sees_everybody
from db import applicants
from db.locks import alone_with_children
from db.scoped import certificates_of
from db.sealing import ring_of
from db.statements import Columns, insert_each_once
from db.tables.money import certificates
from db.tables.people import certificate_numbers, children

# What of a child `as_child` reads.
CHILD_COLUMNS = (children.c.key_id, children.c.wrapped_key, children.c.sealed)
_CHILD = select(children.c.id, *CHILD_COLUMNS)
_CERTIFICATE = select(certificates.c.id).where(certificates.c.child_id == children.c.id)
_CLOSED = _CERTIFICATE.where(certificates.c.state == "CLOSED")
_IDENTITY = "identity"
_NUMBER = "number"


def as_child(connection: Connection, id: PersonId, row: Columns) -> Child:
    """The child of a row with `CHILD_COLUMNS`; of one that was erased only the id is left."""
    if row.key_id is None:
        return Child.erased(id)
    full_name, born_on, number = ring_of(connection).open(connection, row)
    return Child(id, full_name, date.fromisoformat(born_on), number)


def child_columns(connection: Connection, child: tuple[str, date, str]) -> dict[str, Any]:
    """The row of a child with this full name, birth date and certificate number."""
    full_name, born_on, number = child
    ring = ring_of(connection)
    return {
        **ring.seal(connection, full_name, born_on.isoformat(), number).columns(),
        **identity_indexed(connection, full_name, born_on),
    }


def identity_indexed(connection: Connection, full_name: str, born_on: date) -> dict[str, Any]:
    """By what the same child is found (CERT-2)."""
    identity = identity_of(normalized_name(full_name), born_on)
    return {"identity_index": ring_of(connection).index(connection, _IDENTITY, identity)}


def same_as(connection: Connection, given: Collection[tuple[str, date]]) -> ColumnElement[bool]:
    """Of a row of children: one of these, given by normalized name and birth date (CERT-2)."""
    identities = [identity_of(*child) for child in given]
    indexes = ring_of(connection).indexes(connection, _IDENTITY, identities)
    return children.c.identity_index.in_(indexes)


def number_index(connection: Connection, number: str) -> bytes:
    """By what the certificate is found."""
    return ring_of(connection).index(connection, _NUMBER, number)


def number_indexes(connection: Connection, numbers: Collection[str]) -> Mapping[bytes, str]:
    """By what the certificates may be found while two keys live."""
    return ring_of(connection).indexes(connection, _NUMBER, numbers)


def children_among(ids: Select[Any]) -> Select[Any]:
    """The rows of `as_child`, of the children whose ids are found."""
    return _CHILD.where(children.c.id.in_(ids))


def identity_of(normalized: str, born_on: date) -> str:
    return f"{normalized}|{born_on.isoformat()}"


@dataclass(frozen=True, slots=True)
class SqlPeople:
    connection: Connection

    def children(self, ids: Collection[PersonId], *, of: Scope) -> Mapping[PersonId, Child]:
        question = _CHILD.where(children.c.id.in_(ids))
        if not sees_everybody(of):
            question = question.where(_CERTIFICATE.where(certificates_of(of)).exists())
        rows = self.connection.execute(question)
        return {PersonId(row.id): as_child(self.connection, PersonId(row.id), row) for row in rows}

    def add_child(self, *, full_name: str, born_on: date, certificate_number: str) -> PersonId:
        (child,) = self.add_children([(full_name, born_on, certificate_number)])
        return child

    def holder_of(self, certificate_number: str) -> PersonId | None:
        return self.connection.scalar(
            select(certificate_numbers.c.child_id).where(
                certificate_numbers.c.number_index.in_(self._indexes(_NUMBER, [certificate_number]))
            )
        )

    def namesake(self, *, full_name: str, born_on: date) -> PersonId | None:
        child = (normalized_name(full_name), born_on)
        alone_with_children(self.connection, [child])
        question = select(children.c.id).where(same_as(self.connection, [child]), ~_CLOSED.exists())
        return self.connection.scalar(question.order_by(children.c.id).limit(1))

    def entered(self, *, full_name: str, born_on: date) -> tuple[PersonId, ...]:
        same = same_as(self.connection, [(normalized_name(full_name), born_on)])
        ids = self.connection.scalars(select(children.c.id).where(same).order_by(children.c.id))
        return tuple(map(PersonId, ids))

    def met(self, certificate_number: str, full_name: str) -> Met | None:
        """See `People`; one statement."""
        number = certificate_numbers.c.number_index.in_(
            self._indexes(_NUMBER, [certificate_number])
        )
        question = (
            _CHILD.add_columns(certificates.c.id.label("certificate_id"))
            .join(certificate_numbers, certificate_numbers.c.child_id == children.c.id)
            .join(certificates, certificates.c.child_id == children.c.id)
        )
        for row in self.connection.execute(question.where(number)):
            child = as_child(self.connection, PersonId(row.id), row)
            if normalized_name(child.full_name) == normalized_name(full_name):
                return Met(CertificateId(row.certificate_id))
        return None

    def known(
        self, given: Collection[tuple[str, date]], *, seen_from: MunicipalityId
    ) -> Mapping[tuple[str, date], PersonId]:
        alone_with_children(self.connection, given)
        identities = {identity_of(*child): child for child in given}
        indexes = self._indexes(_IDENTITY, list(identities))
        moved_away = _CLOSED.where(certificates.c.municipality_id != seen_from).exists()
        # Of several the last counts: the oldest that is open.
        question = (
            select(children.c.id, children.c.identity_index)
            .where(children.c.identity_index.in_(indexes), ~moved_away)
            .order_by(_CLOSED.exists().desc(), children.c.id.desc())
        )
        rows = self.connection.execute(question)
        return {identities[indexes[row.identity_index]]: PersonId(row.id) for row in rows}

    def taken(self, numbers: Collection[str]) -> frozenset[str]:
        indexes = self._indexes(_NUMBER, numbers)
        found = self.connection.scalars(
            select(certificate_numbers.c.number_index).where(
                certificate_numbers.c.number_index.in_(indexes)
            )
        )
        return frozenset(indexes[index] for index in found)

    def add_children(self, new: Sequence[tuple[str, date, str]]) -> tuple[PersonId, ...]:
        if not new:
            return ()
        # Under another live key the same number stands in the index as something else.
        if self.taken([number for _, _, number in new]):
            raise BadValue("number", "another certificate has it")
        rows = [child_columns(self.connection, child) for child in new]
        added = insert(children).returning(children.c.id, sort_by_parameter_order=True)
        ids = [PersonId(id_) for id_ in self.connection.scalars(added, rows)]
        numbers = [
            {"child_id": id_, "number_index": number_index(self.connection, number)}
            for id_, (_, _, number) in zip(ids, new, strict=True)
        ]
        kept = self.connection.scalars(
            insert_each_once(certificate_numbers).returning(certificate_numbers.c.child_id),
            numbers,
        )
        if len(kept.all()) < len(ids):
            raise BadValue("number", "another certificate has it")
        return tuple(ids)

    def correct_child(self, child: Child) -> None:
        named = child.full_name, child.born_on, child.certificate_number
        self.connection.execute(
            update(children)
            .where(children.c.id == child.id)
            .values(child_columns(self.connection, named))
        )

    def particulars(
        self, ids: Collection[ApplicationId], *, of: Actor
    ) -> Mapping[ApplicationId, Particulars]:
        return applicants.particulars(self.connection, ids, of)

    def add_particulars(self, application: ApplicationId, particulars: Particulars) -> None:
        applicants.add_particulars(self.connection, application, particulars)

    def draft(self, of: Family) -> ApplicationDraft:
        return applicants.draft(self.connection, of.account)

    def keep_draft(self, account: AccountId, draft: ApplicationDraft, *, at: datetime) -> None:
        applicants.keep_draft(self.connection, account, draft, at=at)

    def forget_draft(self, account: AccountId) -> None:
        applicants.forget_draft(self.connection, account)

    def forget_drafts(self, *, before: datetime) -> None:
        applicants.forget_drafts(self.connection, before=before)

    def _indexes(self, kind: str, texts: Collection[str]) -> Mapping[bytes, str]:
        return ring_of(self.connection).indexes(self.connection, kind, texts)
