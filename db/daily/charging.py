"""Charges that are due (LED-3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import ColumnElement, Date, and_, case, func, literal, null, select, update

from core.domain.calendar import Month
from core.domain.ledger import EntryKind
from core.domain.notice import NoticeKind
from core.ports.daily import Cursor
from db.daily.posting import Movements, key, post
from db.daily.runs import Certificates, Run
from db.daily.telling import tell_families
from db.tables.enrollments import enrollments
from db.tables.money import balances

_AMOUNT = case(
    (enrollments.c.charged_months == 0, enrollments.c.certificate_first_kopecks),
    else_=enrollments.c.certificate_other_kopecks,
)


def charge(run: Run) -> Cursor | None:
    """See `Daily.charge`; certificate by certificate, as ledger and balances lie."""
    for period, after in run.periods():
        found = _next_certificates(run, period.id, after[0] if after else 0)
        if found is None:
            continue
        chunk, earliest = found
        due = _due(chunk, date.min, run.on)
        with run.walking():
            run.lock(select(enrollments.c.certificate_id).where(due), chunk)
            for month in _months(earliest, run.on):
                _charge_month(run, chunk, month)
        return period.id, chunk.last
    return None


def _next_certificates(run: Run, period: int, after: int) -> tuple[Certificates, date] | None:
    """The next certificates with something due, and the earliest day on which it became so."""
    rows = (
        select(
            enrollments.c.certificate_id,
            func.min(enrollments.c.next_charge_on).label("due_on"),
        )
        .where(
            enrollments.c.period_id == period,
            enrollments.c.certificate_id > after,
            enrollments.c.next_charge_on <= run.on,
        )
        .group_by(enrollments.c.certificate_id)
        .order_by(enrollments.c.certificate_id)
        .limit(run.chunk)
        .subquery()
    )
    last, earliest = run.connection.execute(
        select(func.max(rows.c.certificate_id), func.min(rows.c.due_on))
    ).one()
    return None if last is None else (Certificates(period, after, last), earliest)


def _months(earliest: date, on: date) -> Iterator[Month]:
    # A charge is due within its own month, so the day on which it is due says which it is.
    first = Month.of(earliest)
    return (first + n for n in range(Month.of(on).index - first.index + 1))


def _charge_month(run: Run, chunk: Certificates, month: Month) -> None:
    due = _due(chunk, month.first_day, min(month.last_day, run.on))
    rows = (
        select(
            enrollments.c.certificate_id,
            enrollments.c.id.label("enrollment_id"),
            key("charge", enrollments.c.id, str(month)).label("key"),
            literal(str(month)).label("month"),
            _AMOUNT.label("kopecks"),
        )
        .where(due)
        .subquery()
    )
    post(run, Movements(EntryKind.CHARGE, chunk.period, rows, chunk))
    with_rest = (
        select(rows, balances.c.available_kopecks.label("rest_kopecks"))
        .join(balances, balances.c.certificate_id == rows.c.certificate_id)
        .where(chunk.hold(balances.c.period_id, balances.c.certificate_id), rows.c.kopecks > 0)
        .subquery()
    )
    tell_families(run, NoticeKind.CHARGE_POSTED, with_rest, period=chunk.period, certificates=chunk)
    next_month = literal((month + 1).first_day, Date)
    run.connection.execute(
        update(enrollments)
        .where(due)
        .values(
            charged_months=enrollments.c.charged_months + 1,
            next_charge_on=case((enrollments.c.last_day >= next_month, next_month), else_=null()),
        )
    )


def _due(chunk: Certificates, since: date, until: date) -> ColumnElement[bool]:
    return and_(
        chunk.hold(enrollments.c.period_id, enrollments.c.certificate_id),
        enrollments.c.next_charge_on.between(since, until),
    )
