"""Notices that wait for a person's word."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, func, select, update

from core.domain.ids import AccountId, CertificateId, EnrollmentId, MunicipalityId, NoticeId
from core.domain.notice import NoticeKind
from core.domain.parked import ParkedNotice, ParkedWhy
from db.statements import Columns
from db.tables.messages import PARKED_NOTICES, WAITING_NOTICES, notices, switches
from db.tables.money import applications, certificates
from db.tables.registries import providers

# A notice is about a certificate, an application or a provider; each has its municipality.
_MUNICIPALITY: ColumnElement[Any] = func.coalesce(
    certificates.c.municipality_id,
    applications.c.municipality_id,
    providers.c.municipality_id,
)
_WITH_OWNERS = (
    notices.outerjoin(certificates, certificates.c.id == notices.c.certificate_id)
    .outerjoin(applications, applications.c.id == notices.c.application_id)
    .outerjoin(providers, providers.c.id == notices.c.provider_id)
)
_PARKED = (
    select(notices, _MUNICIPALITY.label("municipality"))
    .select_from(_WITH_OWNERS)
    .where(PARKED_NOTICES)
)


@dataclass(frozen=True, slots=True)
class SqlParked:
    """See `Parked`."""

    connection: Connection
    now: datetime

    def page(
        self,
        municipalities: Collection[MunicipalityId] | None,
        why: ParkedWhy | None,
        *,
        page: int,
        size: int,
    ) -> tuple[ParkedNotice, ...]:
        asked = _of(_PARKED, municipalities, why).order_by(notices.c.id)
        return self._found(asked.limit(size).offset((page - 1) * size))

    def count(
        self, municipalities: Collection[MunicipalityId] | None, why: ParkedWhy | None
    ) -> int:
        counting = select(func.count()).select_from(_WITH_OWNERS).where(PARKED_NOTICES)
        return self.connection.scalar(_of(counting, municipalities, why)) or 0

    def locked(self, id: NoticeId) -> ParkedNotice | None:
        asked = _PARKED.where(notices.c.id == id).with_for_update(of=notices)
        return next(iter(self._found(asked)), None)

    def of_account(
        self, account: AccountId, why: Collection[ParkedWhy], *, since: datetime
    ) -> tuple[ParkedNotice, ...]:
        asked = _PARKED.where(
            notices.c.account_id == account,
            notices.c.parked_why.in_(why),
            notices.c.written_at >= since,
        )
        return self._found(asked.order_by(notices.c.id))

    def municipality_of(self, id: NoticeId) -> tuple[MunicipalityId | None] | None:
        row = self.connection.execute(
            select(_MUNICIPALITY.label("municipality"))
            .select_from(_WITH_OWNERS)
            .where(notices.c.id == id)
        ).first()
        return None if row is None else (row.municipality,)

    def retry(self, id: NoticeId, *, attempts: int) -> None:
        unwanted = select(switches.c.kind).where(
            switches.c.account_id == notices.c.account_id, switches.c.kind == notices.c.kind
        )
        self.connection.execute(
            update(notices)
            .where(notices.c.id == id, PARKED_NOTICES)
            .values(
                state=case((unwanted.exists(), "SKIPPED"), else_="WAITING"),
                parked_why=None,
                attempts=attempts,
                not_before_at=self.now,
            )
        )

    def drop(self, ids: Collection[NoticeId]) -> None:
        self.connection.execute(
            update(notices)
            .where(notices.c.id.in_(ids), PARKED_NOTICES)
            .values(state="SKIPPED", parked_why=None)
        )

    def park_waiting(self, why: ParkedWhy) -> int:
        waiting = update(notices).where(WAITING_NOTICES)
        return self.connection.execute(
            waiting.values(state="PARKED", parked_why=why.value, claimed_until_at=None)
        ).rowcount

    def _found(self, asked: Select[Any]) -> tuple[ParkedNotice, ...]:
        return tuple(_parked(row) for row in self.connection.execute(asked))


def _of(
    asked: Select[Any],
    municipalities: Collection[MunicipalityId] | None,
    why: ParkedWhy | None,
) -> Select[Any]:
    if municipalities is not None:
        asked = asked.where(_MUNICIPALITY.in_(municipalities))
    return asked if why is None else asked.where(notices.c.parked_why == why.value)


def _parked(row: Columns) -> ParkedNotice:
    return ParkedNotice(
        id=NoticeId(row.id),
        account=AccountId(row.account_id),
        kind=NoticeKind(row.kind),
        why=ParkedWhy(row.parked_why),
        attempts=row.attempts,
        written_at=row.written_at,
        municipality=None if row.municipality is None else MunicipalityId(row.municipality),
        certificate=None if row.certificate_id is None else CertificateId(row.certificate_id),
        enrollment=None if row.enrollment_id is None else EnrollmentId(row.enrollment_id),
    )
