"""Charges that are due (LED-3)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import (
    ColumnElement,
    Date,
    and_,
    bindparam,
    case,
    func,
    literal,
    null,
    select,
    update,
)

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

_EARLIEST = select(func.min(enrollments.c.next_charge_on)).where(
    enrollments.c.period_id == bindparam("period"),
    enrollments.c.next_charge_on <= bindparam("today", type_=Date),
)


def charge(run: Run) -> Cursor | None:
    """See `Daily.charge`; day by day on which charges became due, and within a day certificate
    by certificate, as ledger and balances lie.
    """
    for period, after in run.periods():
        day = _earliest_day(run, period.id)
        if day is None:
            continue
        begun = after[:1] == (day.toordinal(),)
        chunk = _next_certificates(run, period.id, day, after[1] if begun else 0)
        if chunk is None:
            continue
        due = and_(
            chunk.hold(enrollments.c.period_id, enrollments.c.certificate_id),
            enrollments.c.next_charge_on == day,
        )
        with run.walking():
            run.lock(select(enrollments.c.certificate_id).where(due), chunk)
            # A charge is due within its own month, so the day on which it is due says which.
            _charge_month(run, chunk, Month.of(day), due)
        return period.id, day.toordinal(), chunk.last
    return None


def _earliest_day(run: Run, period: int) -> date | None:
    """Of those on which something became due that is not charged yet."""
    given = {"period": period, "today": run.on}
    earliest: date | None = run.connection.scalar(_EARLIEST, given)
    return earliest


def _next_certificates(run: Run, period: int, day: date, after: int) -> Certificates | None:
    rows = (
        select(enrollments.c.certificate_id)
        .where(
            enrollments.c.period_id == period,
            enrollments.c.next_charge_on == day,
            enrollments.c.certificate_id > after,
        )
        .distinct()
        .order_by(enrollments.c.certificate_id)
        .limit(run.chunk)
        .subquery()
    )
    last = run.connection.scalar(select(func.max(rows.c.certificate_id)))
    return None if last is None else Certificates(period, after, last)


def _charge_month(run: Run, chunk: Certificates, month: Month, due: ColumnElement[bool]) -> None:
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
