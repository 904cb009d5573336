"""Reminders of the day: requests and offers that wait, money that will lapse (ENR-8, LED-7).

Each is due from its day on and kept as told, so that other parameters meanwhile neither lose one
nor bring it twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import ColumnElement, Subquery, and_, func, literal, select, update

from core.domain.enrollment import Origin, State
from core.domain.funding import Parameters
from core.domain.notice import NoticeKind
from core.ports.daily import Cursor
from db.daily.ending import staff_rows
from db.daily.funding import next_with_money
from db.daily.posting import reserved_by_request
from db.daily.runs import Run, dated_rows, periods_with
from db.daily.telling import tell_families, tell_staff
from db.periods import as_parameters
from db.tables.enrollments import WAITING_ROWS, enrollments
from db.tables.money import balances
from db.tables.periods import funding_periods

_PERIODS = periods_with(
    waits_from=select(func.min(enrollments.c.waits_since)).where(
        enrollments.c.period_id == funding_periods.c.id, WAITING_ROWS
    )
)


def remind(run: Run) -> Cursor | None:
    """See `Daily.remind`; one kind after the other, which the cursor begins with."""
    kind, *after = run.after or (0,)
    rest = _at(run, tuple(after))
    for number, remind_of in enumerate(_KINDS):
        if number < kind:
            continue
        reminded = remind_of(rest)
        if reminded is not None:
            return number, *reminded
        rest = _at(run, ())
    return None


def _at(run: Run, after: Cursor) -> Run:
    position = replace(run.today.position, after=after)
    return replace(run, today=replace(run.today, position=position))


def _remind_of_requests(run: Run) -> Cursor | None:
    return _remind_of_waiting(
        run,
        State.REQUESTED,
        lambda parameters: parameters.request_reminder_days,
        lambda _, chunk: tell_staff(run, NoticeKind.REQUEST_UNANSWERED, staff_rows(chunk)),
    )


def _remind_of_offers(run: Run) -> Cursor | None:
    return _remind_of_waiting(
        run,
        State.OFFERED,
        lambda parameters: parameters.offer_reminder_days,
        lambda period, chunk: tell_families(
            run, NoticeKind.OFFER_UNANSWERED, _offered_rows(chunk), period=period
        ),
    )


def _remind_of_waiting(
    run: Run,
    state: State,
    days: Callable[[Parameters], int],
    tell: Callable[[int, ColumnElement[bool]], None],
) -> Cursor | None:
    """Of what waits in `state` for so many days or longer and was not reminded of since it does;
    a prolongation waits by ENR-10.
    """
    for period, after in run.periods(_PERIODS):
        since = run.on - timedelta(days=days(as_parameters(period)))
        if period.waits_from is None or period.waits_from > since:
            continue
        untold = and_(
            enrollments.c.period_id == period.id,
            WAITING_ROWS,
            enrollments.c.state == state.value,
            enrollments.c.origin != Origin.PROLONGATION.value,
            enrollments.c.reminded_of.is_distinct_from(enrollments.c.waits_since),
        )
        waits = (enrollments.c.waits_since, enrollments.c.id)
        chunk = dated_rows(run, *waits, untold, waits[0] <= since, after=after)
        if chunk is not None:
            unanswered = and_(untold, chunk.hold(*waits))
            run.lock(select(enrollments.c.certificate_id).where(unanswered))
            tell(period.id, unanswered)
            run.connection.execute(
                update(enrollments).where(unanswered).values(reminded_of=waits[0])
            )
            return period.id, *chunk.cursor
    return None


def _offered_rows(which: ColumnElement[bool]) -> Subquery:
    return (
        select(
            enrollments.c.certificate_id,
            enrollments.c.id.label("enrollment_id"),
            reserved_by_request().label("kopecks"),
            enrollments.c.first_day.label("on_day"),
        )
        .where(which)
        .subquery()
    )


def _remind_of_money(run: Run) -> Cursor | None:
    for period, after in run.periods():
        told_on = period.lapsing_told_on
        if period.lapsed or not period.opens_on <= run.on <= period.last_day:
            continue
        if not as_parameters(period).reminds_of(period.last_day, on=run.on, told_on=told_on):
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
        run.connection.execute(
            update(funding_periods)
            .where(funding_periods.c.id == period.id)
            .values(lapsing_told_on=run.on)
        )
    return None


_KINDS = (_remind_of_requests, _remind_of_offers, _remind_of_money)
