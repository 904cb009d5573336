"""Certificates, and all that decides about a child's requests."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Date,
    Row,
    Select,
    String,
    Table,
    and_,
    bindparam,
    cast,
    insert,
    or_,
    select,
    union_all,
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
from core.domain.limits import Ceiling, Limit, Limited
from core.domain.money import Money
from core.domain.program import Direction, Registry
from db.balances import as_balance
from db.locks import shared
from db.people import SqlPeople
from db.periods import PERIODS, as_period
from db.statements import Columns
from db.tables.base import held
from db.tables.enrollments import DESK_OFFER_ROWS, enrollments
from db.tables.money import balances, certificates
from db.tables.registries import (
    agreements,
    direction_limits,
    funding_periods,
    modules,
    municipalities,
    programs,
    provider_limits,
    registry_limits,
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
    "sqlite": _ONE,
    "postgresql": _ONE.add_columns(shared(certificates.c.municipality_id)).with_for_update(),
}
_WITH_ZONE = _ONE.add_columns(municipalities.c.zone).join(
    municipalities, municipalities.c.id == certificates.c.municipality_id
)
_PERIODS_WITH_BALANCES = (
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
_COMMITMENTS = (
    select(
        enrollments.c.module_id,
        programs.c.registry,
        enrollments.c.first_day,
        enrollments.c.last_day,
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
_AGREEMENTS = (
    select(
        agreements.c.provider_id,
        agreements.c.period_id,
        agreements.c.ceiling_kopecks,
        agreements.c.committed_kopecks,
    )
    .join(funding_periods, funding_periods.c.id == agreements.c.period_id)
    .where(
        funding_periods.c.municipality_id == bindparam("municipality"),
        funding_periods.c.lapsed.is_(False),
    )
)
_REGISTRY_LIMITS = (
    select(registry_limits)
    .join(funding_periods, funding_periods.c.id == registry_limits.c.period_id)
    .where(funding_periods.c.municipality_id == bindparam("municipality"))
)


def _limits_of(table: Table, limited: Column[Any]) -> Select[Any]:
    """Of directions and of providers alike, so that both are one question."""
    return (
        select(
            table.c.period_id, cast(limited, String).label("limited"), table.c.most, table.c.open
        )
        .join(funding_periods, funding_periods.c.id == table.c.period_id)
        .where(
            funding_periods.c.municipality_id == bindparam("municipality"),
            funding_periods.c.lapsed.is_(False),
        )
    )


_LIMITS = union_all(
    _limits_of(direction_limits, direction_limits.c.direction),
    _limits_of(provider_limits, provider_limits.c.provider_id),
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
        row = self.connection.execute(
            _LOCKED[self.connection.dialect.name], {"certificate": id}
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

    def save_kind(self, id: CertificateId, kind: CertificateKind, *, fundings: int) -> None:
        self.connection.execute(
            update(certificates).where(certificates.c.id == id).values(kind=kind, fundings=fundings)
        )

    def standing(self, id: CertificateId) -> Standing:
        """See `Certificates`; seven statements."""
        row = self.connection.execute(_WITH_ZONE, {"certificate": id}).one()
        certificate, zone = _certificate(row), ZoneInfo(row.zone)
        periods = self._periods(certificate)
        return Standing(
            child=SqlPeople(self.connection).children([certificate.child])[certificate.child],
            certificate=certificate,
            zone=zone,
            periods=tuple(as_period(row) for row in periods),
            balances={
                PeriodId(row.id): as_balance(row) for row in periods if row.period_id is not None
            },
            commitments=self._commitments(id, on=civil_date(self.now, zone)),
            agreements=self._agreements(certificate.municipality),
            registry_limits=self._registry_limits(certificate.municipality),
            limits=self._limits(certificate.municipality),
        )

    def _periods(self, certificate: Certificate) -> Sequence[Row[Any]]:
        """The periods of its municipality, each with its balance, or with NULLs for none."""
        given = {"certificate": certificate.id, "municipality": certificate.municipality}
        return self.connection.execute(_PERIODS_WITH_BALANCES, given).all()

    def _commitments(self, id: CertificateId, *, on: date) -> tuple[Commitment, ...]:
        rows = self.connection.execute(_COMMITMENTS, {"certificate": id, "today": on})
        return tuple(
            Commitment(ModuleId(module), Registry(registry), Days(first, last))
            for module, registry, first, last in rows
        )

    def _agreements(
        self, municipality: MunicipalityId
    ) -> Mapping[tuple[ProviderId, PeriodId], Ceiling | None]:
        rows = self.connection.execute(_AGREEMENTS, {"municipality": municipality})
        return {
            (provider, period): None if most is None else Ceiling(Money(most), Money(committed))
            for provider, period, most, committed in rows
        }

    def _registry_limits(
        self, municipality: MunicipalityId
    ) -> Mapping[tuple[PeriodId, Registry], int]:
        rows = self.connection.execute(_REGISTRY_LIMITS, {"municipality": municipality})
        return {(row.period_id, Registry(row.registry)): row.live_per_child for row in rows}

    def _limits(self, municipality: MunicipalityId) -> Mapping[tuple[PeriodId, Limited], Limit]:
        rows = self.connection.execute(_LIMITS, {"municipality": municipality})
        return {(row.period_id, _limited(row.limited)): Limit(row.most, row.open) for row in rows}


def _limited(word: str) -> Limited:
    return ProviderId(int(word)) if word.isdigit() else Direction(word)


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
