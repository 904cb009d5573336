"""Invitations; of their tokens only the hash is kept."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, insert, select, update

from core.domain.errors import InvitationUsed
from core.domain.ids import AccountId, CertificateId, InvitationId
from core.domain.invitation import Invitation, LinkMode, Purpose, ToChild, ToOperator, ToProvider
from db.statements import Columns
from db.tables.messages import invitations


@dataclass(frozen=True, slots=True)
class SqlInvitations:
    connection: Connection

    def add(
        self, purpose: Purpose, *, token_sha256: bytes, valid_until_at: datetime, by: str
    ) -> None:
        self.connection.execute(
            insert(invitations).values(
                token_sha256=token_sha256,
                valid_until_at=valid_until_at,
                invited_by=by,
                **_columns(purpose),
            )
        )

    def add_each(
        self, new: Collection[tuple[Purpose, bytes]], *, valid_until_at: datetime, by: str
    ) -> None:
        common = {"valid_until_at": valid_until_at, "invited_by": by}
        rows = [
            {**common, "token_sha256": token_sha256, **_columns(purpose)}
            for purpose, token_sha256 in new
        ]
        if rows:
            self.connection.execute(insert(invitations), rows)

    def open_for(self, purpose: Purpose, *, at: datetime) -> tuple[datetime, ...]:
        found = select(invitations.c.valid_until_at).where(_for(purpose), *_open(at))
        return tuple(self.connection.scalars(found.order_by(invitations.c.valid_until_at)))

    def end(self, purpose: Purpose, *, at: datetime) -> None:
        self.connection.execute(
            update(invitations).where(_for(purpose), *_open(at)).values(valid_until_at=at)
        )

    def end_each(
        self, certificates: Collection[CertificateId], mode: LinkMode, *, at: datetime
    ) -> None:
        self.connection.execute(
            update(invitations)
            .where(
                invitations.c.certificate_id.in_(certificates),
                invitations.c.mode == mode,
                *_open(at),
            )
            .values(valid_until_at=at)
        )

    def by_digest(self, token_sha256: bytes) -> Invitation | None:
        row = self.connection.execute(
            select(invitations).where(invitations.c.token_sha256 == token_sha256).with_for_update()
        ).first()
        if row is None:
            return None
        return Invitation(
            InvitationId(row.id),
            row.token_sha256,
            _purpose(row),
            row.valid_until_at,
            row.used_at,
            row.used_by,
        )

    def use(self, invitation: Invitation, *, by: AccountId, at: datetime) -> None:
        used = self.connection.execute(
            update(invitations)
            .where(invitations.c.id == invitation.id, invitations.c.used_at.is_(None))
            .values(used_at=at, used_by=by)
        )
        if used.rowcount == 0:
            raise InvitationUsed


def _open(at: datetime) -> tuple[ColumnElement[bool], ...]:
    return invitations.c.used_at.is_(None), invitations.c.valid_until_at > at


def _for(purpose: Purpose) -> ColumnElement[bool]:
    return and_(*(invitations.c[name] == value for name, value in _columns(purpose).items()))


def _columns(purpose: Purpose) -> dict[str, Any]:
    match purpose:
        case ToChild(certificate, mode):
            return {"purpose": "CHILD", "certificate_id": certificate, "mode": mode}
        case ToProvider(provider):
            return {"purpose": "PROVIDER", "provider_id": provider}
        case ToOperator(municipality, name):
            return {"purpose": "OPERATOR", "municipality_id": municipality, "name": name}


def _purpose(row: Columns) -> Purpose:
    match row.purpose:
        case "CHILD":
            return ToChild(row.certificate_id, LinkMode(row.mode))
        case "PROVIDER":
            return ToProvider(row.provider_id)
        case _:
            return ToOperator(row.municipality_id, row.name)
