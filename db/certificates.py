"""Certificates, and all that decides about a child's requests."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    and_,
    bindparam,
    insert,
    or_,
    select,
    update,
)

from core.domain.calendar import Days, civil_date
from core.domain.certificate import Certificate, CertificateKind, CertificateState, ClosingReason
from core.domain.eligibility import Commitment, Standing
from core.domain.enrollment import OPEN, State
from core.domain.ids import (
    CategoryId,
    CertificateId,
    ModuleId,
    MunicipalityId,
    PeriodId,
    PersonId,
    ProviderId,
)
from core.domain.money import Money
from core.domain.person import Child
from core.domain.program import Registry
from db.balances import as_balance
from db.conditions import conditions_of
from db.counting import count
from db.locks import shared
from db.periods import PERIODS, as_period
from db.prepared import Prepared
from db.statements import Columns
from db.tables.base import held
from db.tables.enrollments import DESK_OFFER_ROWS, enrollments
from db.tables.money import balances, certificates
from db.tables.people import certificate_numbers, children
from db.tables.registries import (
    funding_periods,
    modules,
    municipalities,
    programs,
)


def live(on: date | ColumnElement[date]) -> ColumnElement[bool]:
    """The condition that an enrollment is live on a day (section 1 of the rules)."""
    return or_(
        held(enrollments.c.state, *sorted(OPEN)),
        and_(held(enrollments.c.state, State.ENDING), enrollments.c.last_day >= on),
    )


# Made once, because making a statement takes longer than asking it.
_ONE = select(certificates).where(certificates.c.id == bindparam("certificate"))
_LOCKED = {
    "sqlite": Prepared(_ONE),
    "postgresql": Prepared(
        _ONE.add_columns(shared(certificates.c.municipality_id)).with_for_update()
    ),
}
_WITH_CHILD = Prepared(
    _ONE.add_columns(
        municipalities.c.zone,
        children.c.full_name,
        children.c.born_on,
        certificate_numbers.c.number,
    )
    .join(municipalities, municipalities.c.id == certificates.c.municipality_id)
    .join(children, children.c.id == certificates.c.child_id)
    .join(certificate_numbers, certificate_numbers.c.child_id == certificates.c.child_id)
)
_PERIODS_WITH_BALANCES = Prepared(
    PERIODS.add_columns(balances)
    .outerjoin(
        balances,
        and_(
            balances.c.period_id == funding_periods.c.id,
            balances.c.certificate_id == bindparam("certificate"),
        ),
    )
    .where(funding_periods.c.municipality_id == bindparam("municipality"))
    .order_by(funding_periods.c.first_day)
)
_COMMITMENTS = Prepared(
    select(
        enrollments.c.module_id,
        programs.c.registry,
        enrollments.c.first_day,
        enrollments.c.last_day,
        enrollments.c.holds_place,
    )
    .join(modules, modules.c.id == enrollments.c.module_id)
    .join(programs, programs.c.id == modules.c.program_id)
    .where(
        enrollments.c.certificate_id == bindparam("certificate"),
        live(bindparam("today", type_=Date)),
        # Nobody is bound by what the desk offered before the parent's yes (ENR-12).
        ~DESK_OFFER_ROWS,
    )
    .order_by(enrollments.c.id)
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

    def add_each(
        self,
        new: Sequence[tuple[PersonId, CategoryId, date]],
        *,
        municipality: MunicipalityId,
    ) -> tuple[CertificateId, ...]:
        rows = [
            {
                "child_id": child,
                "municipality_id": municipality,
                "category_id": category,
                "kind": CertificateKind.ACCOUNTING,
                "state": CertificateState.ACTIVE,
                "valid_until": valid_until,
            }
            for child, category, valid_until in new
        ]
        if not rows:
            return ()
        added = insert(certificates).returning(certificates.c.id, sort_by_parameter_order=True)
        return tuple(CertificateId(id_) for id_ in self.connection.scalars(added, rows))

    def locked(self, id: CertificateId) -> Certificate | None:
        locked = _LOCKED[self.connection.dialect.name]
        row = locked(self.connection, {"certificate": id}).first()
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

    def of_children(self, children: Collection[PersonId]) -> tuple[Certificate, ...]:
        rows = self.connection.execute(
            select(certificates).where(certificates.c.child_id.in_(children))
        )
        return tuple(_certificate(row) for row in rows)

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

    def save(self, certificate: Certificate) -> None:
        mine = certificates.c.id == certificate.id
        amount = certificate.frozen_amount
        count(self.connection, mine, by=-1)
        self.connection.execute(
            update(certificates)
            .where(mine)
            .values(
                kind=certificate.kind,
                state=certificate.state,
                fundings=certificate.fundings,
                funded_on=certificate.funded_on,
                frozen_on=certificate.frozen_on,
                frozen_kopecks=None if amount is None else amount.kopecks,
                closed_because=certificate.closed_because,
            )
        )
        count(self.connection, mine, by=1)

    def standing(self, id: CertificateId, *, provider: ProviderId | None = None) -> Standing:
        """See `Certificates`; four statements."""
        row = _WITH_CHILD(self.connection, {"certificate": id}).one()
        certificate, zone = _certificate(row), ZoneInfo(row.zone)
        periods = self._periods(certificate)
        conditions = conditions_of(self.connection, certificate.municipality, provider)
        return Standing(
            child=Child(certificate.child, row.full_name, row.born_on, row.number),
            certificate=certificate,
            zone=zone,
            periods=tuple(as_period(row) for row in periods),
            balances={
                PeriodId(row.id): as_balance(row) for row in periods if row.period_id is not None
            },
            commitments=self._commitments(id, on=civil_date(self.now, zone)),
            agreements=conditions.agreements,
            registry_limits=conditions.registry_limits,
            limits=conditions.limits,
        )

    def _periods(self, certificate: Certificate) -> Sequence[Any]:
        """The periods of its municipality, each with its balance, or with NULLs for none."""
        given = {"certificate": certificate.id, "municipality": certificate.municipality}
        return _PERIODS_WITH_BALANCES(self.connection, given).all()

    def _commitments(self, id: CertificateId, *, on: date) -> tuple[Commitment, ...]:
        rows = _COMMITMENTS(self.connection, {"certificate": id, "today": on})
        return tuple(
            Commitment(ModuleId(module), Registry(registry), Days(first, last), holds_place)
            for module, registry, first, last, holds_place in rows
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
        funded_on=row.funded_on,
        frozen_on=row.frozen_on,
        frozen_amount=None if row.frozen_kopecks is None else Money(row.frozen_kopecks),
        closed_because=None if row.closed_because is None else ClosingReason(row.closed_because),
    )
