"""Reminders of the day: requests that wait too long, money that will lapse (ENR-8, LED-7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import and_, func, literal, select

from core.domain.enrollment import State
from core.domain.notice import NoticeKind
from core.ports.daily import Cursor
from db.daily.ending import staff_rows
from db.daily.funding import next_with_money
from db.daily.runs import Run
from db.daily.telling import tell_families, tell_staff
from db.periods import as_parameters
from db.tables.enrollments import WAITING_ROWS, enrollments
from db.tables.money import balances

REQUESTS, MONEY = 0, 1


def remind(run: Run) -> Cursor | None:
    """See `Daily.remind`; first of requests, then of money, which the cursor begins with."""
    kind = run.after[0] if run.after else REQUESTS
    rest = _at(run, run.after[1:])
    if kind == REQUESTS:
        reminded = _remind_of_requests(rest)
        if reminded is not None:
            return REQUESTS, *reminded
        rest = _at(run, ())
    reminded = _remind_of_money(rest)
    return None if reminded is None else (MONEY, *reminded)


def _at(run: Run, after: Cursor) -> Run:
    position = replace(run.today.position, after=after)
    return replace(run, today=replace(run.today, position=position))


def _remind_of_requests(run: Run) -> Cursor | None:
    for period, after in run.periods():
        asked_on = run.on - timedelta(days=period.request_reminder_days)
        unanswered = and_(
            enrollments.c.period_id == period.id,
            WAITING_ROWS,
            enrollments.c.state == State.REQUESTED.value,
            enrollments.c.waits_since == asked_on,
            enrollments.c.id > (after[0] if after else 0),
        )
        rows = (
            select(enrollments.c.id)
            .where(unanswered)
            .order_by(enrollments.c.id)
            .limit(run.chunk)
            .subquery()
        )
        last = run.connection.scalar(select(func.max(rows.c.id)))
        if last is not None:
            chunk = staff_rows(and_(unanswered, enrollments.c.id <= last))
            tell_staff(run, NoticeKind.REQUEST_UNANSWERED, chunk)
            return period.id, last
    return None


def _remind_of_money(run: Run) -> Cursor | None:
    for period, after in run.periods():
        days_left = (period.last_day - run.on).days
        if days_left not in as_parameters(period).lapsing_days:
            continue
        chunk = next_with_money(run, period.id, after[0] if after else 0)
        if chunk is not None:
            rows = select(
                balances.c.certificate_id,
                balances.c.available_kopecks.label("kopecks"),
                literal(period.last_day).label("on_day"),
            ).where(
                chunk.hold(balances.c.period_id, balances.c.certificate_id),
                balances.c.available_kopecks > 0,
            )
            with run.walking():
                tell_families(
                    run,
                    NoticeKind.MONEY_LAPSING,
                    rows.subquery(),
                    period=period.id,
                    certificates=chunk,
                )
            return period.id, chunk.last
    return None
