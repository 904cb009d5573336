"""Whose certificate is unused on a day, as conditions of statements that are made once (CERT-6)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, and_, bindparam, func, or_, select

from core.domain.certificate import UNUSED_TOLD_DAYS, CertificateKind, CertificateState
from core.domain.enrollment import Origin, State
from core.domain.program import Registry
from db.daily.runs import PERIOD, RANGE
from db.statements import Columns
from db.tables.base import held
from db.tables.enrollments import enrollments
from db.tables.money import balances, certificates
from db.tables.periods import funding_periods
from db.tables.registries import modules, programs

TOLD_BEFORE = timedelta(days=UNUSED_TOLD_DAYS)
_ENDED_UNUSED = (State.REFUSED, State.EXPIRED, State.WITHDRAWN)


def begun(period: Columns, on: date) -> bool:
    """The clock of somebody funded before the period has run out by that day."""
    return bool(period.first_day < on - timedelta(days=period.days_to_first_request))


def limits(moment: str, period: Columns, on: date) -> dict[str, date]:
    """What `quiet` compares with at that moment, if it is that day."""
    return {
        f"began_before_{moment}": on - timedelta(days=period.days_to_first_request),
        f"refused_after_{moment}": on - timedelta(days=period.days_after_refusal),
        f"withdrawn_from_{moment}": on - TOLD_BEFORE,
    }


def day(name: str) -> ColumnElement[date]:
    return bindparam(f"the_{name}", type_=Date)


first_day = day("first_day")
# The day of funding; that of a certificate funded long ago is not known.
began = func.coalesce(certificates.c.funded_on, first_day)


def began_before(limit: ColumnElement[date]) -> ColumnElement[bool]:
    """The clock starts with the period for whoever was funded before it."""
    return and_(first_day < limit, began < limit)


def quiet(moment: str) -> ColumnElement[bool]:
    """By that day the clock has run out, and no request for a certified program counts as use.

    A refused or expired request counts until some days after its end, a withdrawn one until
    its own, and then for as long as it takes to tell the family.
    """
    ended = func.coalesce(enrollments.c.terminated_on, enrollments.c.requested_on)
    refused = held(enrollments.c.state, State.REFUSED, State.EXPIRED)
    withdrawn = enrollments.c.state == State.WITHDRAWN.value
    used = (
        select(enrollments.c.id)
        .join(modules, modules.c.id == enrollments.c.module_id)
        .join(programs, programs.c.id == modules.c.program_id)
        .where(
            enrollments.c.certificate_id == certificates.c.id,
            enrollments.c.period_id == PERIOD,
            programs.c.registry == Registry.CERTIFIED.value,
            # What the desk offered is no request of the family before its yes (ENR-12).
            or_(enrollments.c.origin != Origin.DESK.value, enrollments.c.concluded_on.is_not(None)),
            or_(
                ~held(enrollments.c.state, *_ENDED_UNUSED),
                and_(refused, ended > day(f"refused_after_{moment}")),
                and_(withdrawn, ended >= day(f"withdrawn_from_{moment}")),
            ),
        )
        .correlate(certificates)
    )
    return and_(began_before(day(f"began_before_{moment}")), ~used.exists())


def holders() -> Select[Any]:
    """Funded certificates of which nothing is reserved or debited, in this or a later period."""
    elsewhere = balances.alias("elsewhere")
    in_use = (
        select(elsewhere.c.certificate_id)
        .join(funding_periods, funding_periods.c.id == elsewhere.c.period_id)
        .where(
            elsewhere.c.certificate_id == certificates.c.id,
            elsewhere.c.reserved_kopecks + elsewhere.c.debited_kopecks > 0,
            funding_periods.c.lapsed.is_(False),
        )
        .correlate(certificates)
    )
    return (
        select(certificates.c.id)
        .join(balances, balances.c.certificate_id == certificates.c.id)
        .where(
            RANGE.hold(balances.c.period_id, balances.c.certificate_id),
            balances.c.reserved_kopecks == 0,
            balances.c.debited_kopecks == 0,
            certificates.c.kind == CertificateKind.FUNDED.value,
            certificates.c.state == CertificateState.ACTIVE.value,
            ~in_use.exists(),
        )
        .order_by(certificates.c.id)
    )
