"""One certificate, and all that decides about its child's requests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    and_,
    bindparam,
    select,
)

from core.domain.calendar import Days, civil_date
from core.domain.certificate import Certificate, CertificateKind, CertificateState, ClosingReason
from core.domain.eligibility import Commitment
from core.domain.enrollment import OPEN
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
from core.domain.standing import Standing
from db.balances import as_balance
from db.conditions import as_conditions, conditions_with
from db.locks import shared
from db.people import CHILD_COLUMNS, as_child
from db.periods import PERIODS, as_period
from db.prepared import Prepared
from db.statements import Columns
from db.tables.base import Id, held
from db.tables.enrollments import DESK_OFFER_ROWS, enrollments, live
from db.tables.money import balances, certificates
from db.tables.people import children
from db.tables.periods import funding_periods
from db.tables.registries import modules, municipalities, programs
from db.together import Question, Together

# Nowhere is it earlier.
BEHIND_MOST: Final = timedelta(hours=12)

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
# Where the certificate is, so that nobody has to know it before asking.
_MUNICIPALITY = (
    select(certificates.c.municipality_id)
    .where(certificates.c.id == bindparam("certificate"))
    .scalar_subquery()
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
    .where(funding_periods.c.municipality_id == _MUNICIPALITY)
    .order_by(funding_periods.c.first_day)
)
COMMITMENTS = (
    select(
        enrollments.c.certificate_id,
        enrollments.c.module_id,
        programs.c.registry,
        enrollments.c.first_day,
        enrollments.c.last_day,
        enrollments.c.holds_place,
        held(enrollments.c.state, *sorted(OPEN)).label("open"),
    )
    .join(modules, modules.c.id == enrollments.c.module_id)
    .join(programs, programs.c.id == modules.c.program_id)
    .where(
        live(bindparam("since", type_=Date)),
        # Nobody is bound by what the desk offered before the parent's yes (ENR-12).
        ~DESK_OFFER_ROWS,
    )
    .order_by(enrollments.c.id)
)


def about_standing(provider: ColumnElement[Any] | None) -> dict[str, Question]:
    """The questions for a certificate's standing, to be asked together with others; with a
    `provider` for the conditions of its programs alone (`conditions_with`).
    """
    return {
        "child": WITH_CHILD,
        "periods": PERIODS_WITH_BALANCES,
        "commitments": COMMITMENTS.where(enrollments.c.certificate_id == bindparam("certificate")),
        "conditions": conditions_with(
            provider, of=funding_periods.c.municipality_id == _MUNICIPALITY
        ),
    }


_OF_ALL = Together(**about_standing(None))
_OF_PROVIDER = Together(**about_standing(bindparam("provider", type_=Id)))


def locked_row(connection: Connection, id: CertificateId) -> Columns | None:
    """See `Certificates.locked`; the certificate's columns, and its municipality's zone."""
    row: Columns | None = _LOCKED[connection.dialect.name](connection, {"certificate": id}).first()
    return row


def standing_of(
    connection: Connection, id: CertificateId, provider: ProviderId | None, *, now: datetime
) -> Standing | None:
    """See `Certificates.standing`; one question, None where there is no such certificate."""
    question = _OF_ALL if provider is None else _OF_PROVIDER
    given = {"certificate": id, "provider": provider, "since": earliest_date(now)}
    found = question(connection, given)
    return as_standing(connection, found, now=now) if found["child"] else None


def earliest_date(now: datetime) -> date:
    """The civil date where it is earliest; what is live then may be over where the child is."""
    return (now - BEHIND_MOST).date()


def as_standing(
    connection: Connection, found: Mapping[str, Sequence[Any]], *, now: datetime
) -> Standing:
    """Of the rows that these questions found."""
    (child,) = found["child"]
    certificate, periods = as_certificate(child), found["periods"]
    conditions, zone = as_conditions(found["conditions"]), ZoneInfo(child.zone)
    today = civil_date(now, zone)
    return Standing(
        child=as_child(connection, certificate.child, child),
        certificate=certificate,
        zone=zone,
        periods=tuple(as_period(row) for row in periods),
        # A period without a balance came with NULLs for it.
        balances={
            PeriodId(row.id): as_balance(row) for row in periods if row.period_id is not None
        },
        commitments=tuple(
            Commitment(
                ModuleId(row.module_id),
                Registry(row.registry),
                Days(row.first_day, row.last_day),
                row.holds_place,
            )
            for row in found["commitments"]
            if row.open or row.last_day >= today
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
