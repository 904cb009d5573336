"""Certificates, and all that decides about a child's requests."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, and_, insert, or_, select, update

from core.domain.calendar import Days, civil_date
from core.domain.certificate import Certificate, CertificateKind, CertificateState
from core.domain.eligibility import Commitment, Standing
from core.domain.enrollment import OPEN, State
from core.domain.funding import FundingPeriod
from core.domain.ids import (
    CategoryId,
    CertificateId,
    ModuleId,
    MunicipalityId,
    PeriodId,
    PersonId,
    ProviderId,
)
from core.domain.program import Registry
from db.ledger import SqlLedger
from db.municipalities import SqlMunicipalities
from db.people import SqlPeople
from db.statements import Columns
from db.tables.enrollments import enrollments
from db.tables.money import certificates
from db.tables.registries import (
    agreements,
    modules,
    municipalities,
    programs,
    registry_limits,
)


@dataclass(frozen=True, slots=True)
class SqlCertificates:
    connection: Connection
    now: datetime

    def add(
        self,
        *,
        child: PersonId,
        municipality: MunicipalityId,
        category: CategoryId,
        valid_until: date,
    ) -> Certificate:
        row = self.connection.execute(
            insert(certificates)
            .values(
                child_id=child,
                municipality_id=municipality,
                category_id=category,
                kind=CertificateKind.ACCOUNTING,
                state=CertificateState.ACTIVE,
                valid_until=valid_until,
            )
            .returning(*certificates.c)
        ).one()
        return _certificate(row)

    def locked(self, id: CertificateId) -> Certificate | None:
        row = self.connection.execute(
            select(certificates).where(certificates.c.id == id).with_for_update()
        ).first()
        return None if row is None else _certificate(row)

    def get(self, ids: Collection[CertificateId]) -> tuple[Certificate, ...]:
        rows = self.connection.execute(
            select(certificates).where(certificates.c.id.in_(ids)).order_by(certificates.c.id)
        )
        return tuple(_certificate(row) for row in rows)

    def of_child(self, child: PersonId) -> Certificate | None:
        row = self.connection.execute(
            select(certificates).where(certificates.c.child_id == child)
        ).first()
        return None if row is None else _certificate(row)

    def of_municipality(
        self, municipality: MunicipalityId, *, page: int, size: int
    ) -> tuple[Certificate, ...]:
        rows = self.connection.execute(
            select(certificates)
            .where(certificates.c.municipality_id == municipality)
            .order_by(certificates.c.id.desc())
            .limit(size)
            .offset((page - 1) * size)
        )
        return tuple(_certificate(row) for row in rows)

    def save_kind(self, id: CertificateId, kind: CertificateKind, *, fundings: int) -> None:
        self.connection.execute(
            update(certificates).where(certificates.c.id == id).values(kind=kind, fundings=fundings)
        )

    def standing(self, id: CertificateId) -> Standing:
        """See `Certificates`; seven statements."""
        row = self.connection.execute(
            select(certificates, municipalities.c.zone)
            .join(municipalities, municipalities.c.id == certificates.c.municipality_id)
            .where(certificates.c.id == id)
        ).one()
        certificate, zone = _certificate(row), ZoneInfo(row.zone)
        periods = SqlMunicipalities(self.connection).periods(certificate.municipality)
        return Standing(
            child=SqlPeople(self.connection).children([certificate.child])[certificate.child],
            certificate=certificate,
            zone=zone,
            periods=periods,
            balances=SqlLedger(self.connection, self.now).balances([id]).get(id, {}),
            commitments=self._commitments(id, on=civil_date(self.now, zone)),
            agreements=self._agreements(periods),
            registry_limits=self._registry_limits(periods),
        )

    def _commitments(self, id: CertificateId, *, on: date) -> tuple[Commitment, ...]:
        rows = self.connection.execute(
            select(
                enrollments.c.module_id,
                programs.c.registry,
                enrollments.c.first_day,
                enrollments.c.last_day,
            )
            .join(modules, modules.c.id == enrollments.c.module_id)
            .join(programs, programs.c.id == modules.c.program_id)
            .where(enrollments.c.certificate_id == id, live(on))
            .order_by(enrollments.c.id)
        )
        return tuple(
            Commitment(ModuleId(module), Registry(registry), Days(first, last))
            for module, registry, first, last in rows
        )

    def _agreements(
        self, periods: Collection[FundingPeriod]
    ) -> frozenset[tuple[ProviderId, PeriodId]]:
        rows = self.connection.execute(
            select(agreements.c.provider_id, agreements.c.period_id).where(
                agreements.c.period_id.in_([period.id for period in periods if not period.lapsed])
            )
        )
        return frozenset((provider, period) for provider, period in rows)

    def _registry_limits(
        self, periods: Collection[FundingPeriod]
    ) -> Mapping[tuple[PeriodId, Registry], int]:
        rows = self.connection.execute(
            select(registry_limits).where(
                registry_limits.c.period_id.in_([period.id for period in periods])
            )
        )
        return {(row.period_id, Registry(row.registry)): row.live_per_child for row in rows}


def live(on: date) -> ColumnElement[bool]:
    """The condition that an enrollment is live on a day (section 1 of the rules)."""
    return or_(
        enrollments.c.state.in_(sorted(OPEN)),
        and_(enrollments.c.state == State.ENDING, enrollments.c.last_day >= on),
    )


def _certificate(row: Columns) -> Certificate:
    return Certificate(
        id=CertificateId(row.id),
        child=PersonId(row.child_id),
        municipality=MunicipalityId(row.municipality_id),
        category=CategoryId(row.category_id),
        kind=CertificateKind(row.kind),
        state=CertificateState(row.state),
        valid_until=row.valid_until,
        fundings=row.fundings,
    )
