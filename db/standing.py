"""One certificate, and all that decides about its child's requests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    Connection,
    Date,
    and_,
    bindparam,
    select,
)

from core.domain.calendar import Days, civil_date
from core.domain.certificate import Certificate, CertificateKind, CertificateState, ClosingReason
from core.domain.eligibility import Commitment, Standing
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
from core.domain.program import Registry
from db.balances import as_balance
from db.conditions import as_conditions, conditions_with
from db.locks import shared
from db.people import CHILD_COLUMNS, as_child
from db.periods import PERIODS, as_period
from db.prepared import Prepared
from db.statements import Columns
from db.tables.base import Id
from db.tables.enrollments import DESK_OFFER_ROWS, enrollments, live
from db.tables.money import balances, certificates
from db.tables.people import children
from db.tables.registries import (
    funding_periods,
    modules,
    municipalities,
    programs,
)
from db.together import Together

# Made once, because making a statement takes longer than asking it.
_ONE = select(certificates).where(certificates.c.id == bindparam("certificate"))
_WITH_ZONE = _ONE.add_columns(
    select(municipalities.c.zone)
    .where(municipalities.c.id == certificates.c.municipality_id)
    .scalar_subquery()
    .label("zone")
)
_LOCKED = {
    "sqlite": Prepared(_WITH_ZONE),
    "postgresql": Prepared(
        _WITH_ZONE.add_columns(shared(certificates.c.municipality_id)).with_for_update()
    ),
}
WITH_CHILD = (
    _ONE.add_columns(
        municipalities.c.zone,
        *CHILD_COLUMNS,
    )
    .join(municipalities, municipalities.c.id == certificates.c.municipality_id)
    .join(children, children.c.id == certificates.c.child_id)
)
PERIODS_WITH_BALANCES = (
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
COMMITMENTS = (
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
_CHILD = Prepared(WITH_CHILD)
_MONEY_AND_CONTRACTS = {"periods": PERIODS_WITH_BALANCES, "commitments": COMMITMENTS}
_OF_ALL = Together(conditions=conditions_with(None), **_MONEY_AND_CONTRACTS)
_OF_PROVIDER = Together(
    conditions=conditions_with(bindparam("provider", type_=Id)), **_MONEY_AND_CONTRACTS
)


def locked_row(connection: Connection, id: CertificateId) -> Columns | None:
    """See `Certificates.locked`; the certificate's columns, and its municipality's zone."""
    row: Columns | None = _LOCKED[connection.dialect.name](connection, {"certificate": id}).first()
    return row


def standing_of(
    connection: Connection, id: CertificateId, provider: ProviderId | None, *, now: datetime
) -> Standing:
    """See `Certificates.standing`; two questions."""
    child = _CHILD(connection, {"certificate": id}).one()
    question = _OF_ALL if provider is None else _OF_PROVIDER
    given = {
        "certificate": id,
        "municipality": child.municipality_id,
        "today": civil_date(now, ZoneInfo(child.zone)),
        "provider": provider,
    }
    return as_standing(connection, child, question(connection, given))


def as_standing(
    connection: Connection, child: Columns, found: Mapping[str, Sequence[Any]]
) -> Standing:
    """Of the rows that these questions found."""
    certificate, periods = as_certificate(child), found["periods"]
    conditions = as_conditions(found["conditions"])
    return Standing(
        child=as_child(connection, certificate.child, child),
        certificate=certificate,
        zone=ZoneInfo(child.zone),
        periods=tuple(as_period(row) for row in periods),
        # A period without a balance came with NULLs for it.
        balances={
            PeriodId(row.id): as_balance(row) for row in periods if row.period_id is not None
        },
        commitments=tuple(
            Commitment(ModuleId(module), Registry(registry), Days(first, last), holds_place)
            for module, registry, first, last, holds_place in found["commitments"]
        ),
        agreements=conditions.agreements,
        registry_limits=conditions.registry_limits,
        limits=conditions.limits,
    )


def as_certificate(row: Columns) -> Certificate:
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
