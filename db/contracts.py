"""An enrollment's row: the contract's days, terms and installments as columns, and back."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, func, select

from core.domain.calendar import Days, Month
from core.domain.enrollment import Enrollment, Origin, State
from core.domain.grounds import Ground, Side
from core.domain.ids import (
    CertificateId,
    EnrollmentId,
    GroupId,
    ModuleId,
    PeriodId,
    ProviderId,
)
from core.domain.money import Money
from core.domain.pricing import Calculation, Installments, Terms
from core.domain.program import Direction
from core.ports.enrollments import NewRequest
from db.statements import Columns
from db.tables.enrollments import enrollments, schedules
from db.tables.registries import groups, modules, programs, providers

# What `as_enrollment` is made of: the row, and how much of the contract is charged.
CHARGED_MONTHS = func.coalesce(schedules.c.charged_months, 0).label("charged_months")
OF_CONTRACT = and_(
    schedules.c.period_id == enrollments.c.period_id,
    schedules.c.certificate_id == enrollments.c.certificate_id,
    schedules.c.enrollment_id == enrollments.c.id,
)
ENROLLMENTS = select(enrollments, CHARGED_MONTHS).outerjoin(schedules, OF_CONTRACT)
# With the names of what it is an enrollment in.
TITLED = (
    ENROLLMENTS.add_columns(
        programs.c.title.label("program_title"),
        groups.c.title.label("group_title"),
        providers.c.name.label("provider_name"),
    )
    .join(groups, groups.c.id == enrollments.c.group_id)
    .join(modules, modules.c.id == enrollments.c.module_id)
    .join(programs, programs.c.id == modules.c.program_id)
    .join(providers, providers.c.id == enrollments.c.provider_id)
)

SCHEDULE_COLUMNS = tuple(column.name for column in schedules.c)
REQUEST_COLUMNS = (
    "state",
    "certificate_id",
    "period_id",
    "group_id",
    "module_id",
    "provider_id",
    "request_key",
    "requested_on",
    "waits_since",
    "origin",
    "continues_id",
    "direction",
    "holds_place",
    "first_day",
    "last_day",
    "agreed_last_day",
    "price_kopecks",
    "normative_cost_kopecks",
    "group_first_day",
    "group_last_day",
    "stop_day",
    "certificate_first_kopecks",
    "certificate_other_kopecks",
    "parent_first_kopecks",
    "parent_other_kopecks",
)


def request_columns(request: NewRequest) -> dict[str, Any]:
    """A new request with the terms that its sums follow from."""
    return {
        "state": request.state,
        "certificate_id": request.certificate,
        "period_id": request.period,
        "group_id": request.group,
        "module_id": request.module,
        "provider_id": request.provider,
        "request_key": request.key,
        "requested_on": request.requested_on,
        "waits_since": request.requested_on,
        "origin": request.origin,
        "continues_id": request.continues,
        "direction": request.direction,
        "holds_place": request.holds_place,
        "last_day": request.agreed.days.last,
        **terms_columns(request.terms),
        **agreed_columns(request.agreed),
    }


def terms_columns(terms: Terms) -> dict[str, Any]:
    """What the sums follow from."""
    cost = terms.normative_cost
    return {
        "price_kopecks": terms.price.kopecks,
        "normative_cost_kopecks": None if cost is None else cost.kopecks,
        "group_first_day": terms.group.first,
        "group_last_day": terms.group.last,
        "stop_day": terms.stop,
    }


def agreed_columns(agreed: Calculation) -> dict[str, Any]:
    """The schedule in force; every later month is the same, so two columns hold each share."""
    return {
        "first_day": agreed.days.first,
        "agreed_last_day": agreed.days.last,
        "certificate_first_kopecks": agreed.certificate.first.kopecks,
        "certificate_other_kopecks": agreed.certificate.other.kopecks,
        "parent_first_kopecks": agreed.parent.first.kopecks,
        "parent_other_kopecks": agreed.parent.other.kopecks,
    }


def schedule_columns(contract: Enrollment) -> dict[str, Any]:
    """What the daily run charges, and when next (LED-3)."""
    return {
        "period_id": contract.period,
        "certificate_id": contract.certificate,
        "enrollment_id": contract.id,
        "charged_months": contract.charged_months,
        "due_on": contract.next_charge_on,
        "last_day": contract.days.last,
        "first_kopecks": contract.agreed.certificate.first.kopecks,
        "other_kopecks": contract.agreed.certificate.other.kopecks,
    }


def as_enrollment(row: Columns) -> Enrollment:
    """From a row of `ENROLLMENTS`."""
    return Enrollment(
        id=EnrollmentId(row.id),
        certificate=CertificateId(row.certificate_id),
        period=PeriodId(row.period_id),
        group=GroupId(row.group_id),
        module=ModuleId(row.module_id),
        provider=ProviderId(row.provider_id),
        state=State(row.state),
        requested_on=row.requested_on,
        terms=_terms(row),
        agreed=_agreed(row),
        days=Days(row.first_day, row.last_day),
        concluded_on=row.concluded_on,
        charged_months=row.charged_months,
        release_on=row.release_on,
        origin=Origin(row.origin),
        waits_since=row.waits_since,
        continues=None if row.continues_id is None else EnrollmentId(row.continues_id),
        accepted_on=row.accepted_on,
        direction=None if row.direction is None else Direction(row.direction),
        holds_place=row.holds_place,
        terminated_on=row.terminated_on,
        ended_by=None if row.ended_by is None else Side(row.ended_by),
        ground=None if row.ground is None else Ground(row.ground),
    )


def _terms(row: Columns) -> Terms:
    cost = row.normative_cost_kopecks
    return Terms(
        price=Money(row.price_kopecks),
        normative_cost=None if cost is None else Money(cost),
        group=Days(row.group_first_day, row.group_last_day),
        stop=row.stop_day,
    )


def _agreed(row: Columns) -> Calculation:
    days = Days(row.first_day, row.agreed_last_day)
    starts, months = Month.of(days.first), days.months
    return Calculation(
        days=days,
        certificate=Installments(
            starts,
            months,
            Money(row.certificate_first_kopecks),
            Money(row.certificate_other_kopecks),
        ),
        parent=Installments(
            starts, months, Money(row.parent_first_kopecks), Money(row.parent_other_kopecks)
        ),
    )
