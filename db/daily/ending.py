"""Requests that nobody answered, contracts after their last day: both give their place back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, func, literal, select, update

from core.domain.enrollment import LIVE, Origin, State
from core.domain.grounds import Ground, Side
from core.domain.notice import NoticeKind
from core.ports.daily import Cursor
from db.daily.posting import key, reserved_by_request
from db.daily.recording import record_enrollments
from db.daily.releasing import post_release
from db.daily.runs import Run, dated_rows, periods_with
from db.daily.telling import tell_families, tell_staff
from db.statements import Columns, upsert
from db.tables.base import Instant, held
from db.tables.enrollments import RUNNING_ROWS, WAITING_ROWS, enrollments
from db.tables.periods import funding_periods
from db.tables.registries import groups, modules
from db.tables.wishes import fresh_programs

_OF_PERIOD = enrollments.c.period_id == funding_periods.c.id
# The earliest last day of what runs, the earliest day 0 of what waits.
_PERIODS = periods_with(
    runs_until=select(func.min(enrollments.c.last_day)).where(_OF_PERIOD, RUNNING_ROWS),
    waits_from=select(func.min(enrollments.c.waits_since)).where(_OF_PERIOD, WAITING_ROWS),
)


def close_enrollments(run: Run) -> Cursor | None:
    """See `Daily.close_enrollments`."""
    for period, after in run.periods(_PERIODS):
        if period.runs_until is None or period.runs_until >= run.on:
            continue
        running = and_(enrollments.c.period_id == period.id, RUNNING_ROWS)
        over = enrollments.c.last_day < run.on
        chunk = dated_rows(
            run, enrollments.c.last_day, enrollments.c.id, running, over, after=after
        )
        if chunk is None:
            continue
        ended = and_(running, chunk.hold(enrollments.c.last_day, enrollments.c.id))
        run.lock(select(enrollments.c.certificate_id).where(ended))
        _hand_over_places(run, ended)
        record_enrollments(run, "close", ended, State.CLOSED)
        give_back_places(run, ended)
        end(run, ended, State.CLOSED)
        return period.id, *chunk.cursor
    return None


def expire(run: Run) -> Cursor | None:
    """See `Daily.expire`."""
    for period, after in run.periods(_PERIODS):
        expiring_on = _expiring_day(run, period)
        if period.waits_from is None or period.waits_from > expiring_on:
            continue
        waiting = and_(enrollments.c.period_id == period.id, WAITING_ROWS)
        if run.on <= period.last_day:
            # No answer to a prolongation has a meaning of its own, on a day of its own (ENR-10).
            waiting = and_(waiting, enrollments.c.origin != Origin.PROLONGATION.value)
        too_old = enrollments.c.waits_since <= expiring_on
        chunk = dated_rows(
            run, enrollments.c.waits_since, enrollments.c.id, waiting, too_old, after=after
        )
        if chunk is None:
            continue
        expired = and_(waiting, chunk.hold(enrollments.c.waits_since, enrollments.c.id))
        run.lock(select(enrollments.c.certificate_id).where(expired))
        rows = released_rows(expired, because="expired")
        post_release(run, period, rows)
        tell_families(run, NoticeKind.REQUEST_EXPIRED, rows, period=period.id)
        tell_staff(run, NoticeKind.REQUEST_EXPIRED, staff_rows(expired))
        record_enrollments(run, "expire", expired, State.EXPIRED)
        give_back_places(run, expired)
        end(run, expired, State.EXPIRED)
        return period.id, *chunk.cursor
    return None


def released_rows(requests: ColumnElement[bool], *, because: str) -> Subquery:
    """All that requests hold, to be released, with what their families are told."""
    return (
        select(
            enrollments.c.certificate_id,
            enrollments.c.id.label("enrollment_id"),
            key("release", enrollments.c.id, because).label("key"),
            reserved_by_request().label("kopecks"),
            enrollments.c.first_day.label("on_day"),
        )
        .where(requests)
        .subquery()
    )


def staff_rows(which: ColumnElement[bool]) -> Subquery:
    """Enrollments with what their providers are told."""
    return (
        select(
            enrollments.c.certificate_id,
            enrollments.c.id.label("enrollment_id"),
            enrollments.c.provider_id,
            enrollments.c.last_day.label("on_day"),
        )
        .where(which)
        .subquery()
    )


def give_back_places(run: Run, which: ColumnElement[bool]) -> None:
    """One place for each of these enrollments that holds one; to be done before they end. A group
    that was full is news to who looks for a free place.
    """
    places = (
        select(enrollments.c.group_id, func.count().label("number"))
        .where(which, enrollments.c.holds_place)
        .group_by(enrollments.c.group_id)
        .subquery()
    )
    run.connection.execute(
        update(groups)
        .where(groups.c.id == places.c.group_id)
        .values(places_taken=groups.c.places_taken - places.c.number)
    )
    # Behind the groups: an act that gives a place back locks them in this order, too.
    freed = (
        select(modules.c.program_id, literal(run.now, Instant).label("changed_at"))
        .join(groups, groups.c.module_id == modules.c.id)
        .join(places, places.c.group_id == groups.c.id)
        .where(groups.c.places_taken + places.c.number >= groups.c.places_total)
        .distinct()
        .order_by(modules.c.program_id)
    )
    new = upsert(fresh_programs).from_select(["program_id", "changed_at"], freed)
    run.connection.execute(
        new.on_conflict_do_update(
            index_elements=["program_id"], set_={"changed_at": new.excluded.changed_at}
        )
    )


def _hand_over_places(run: Run, ended: ColumnElement[bool]) -> None:
    """A contract that goes on keeps its place: from the old one to its prolongation (ENR-6)."""
    heirs = enrollments.alias("heirs")
    live_heirs = and_(held(heirs.c.state, *sorted(LIVE)), heirs.c.holds_place.is_(False))
    pairs = run.connection.execute(
        select(enrollments.c.id, heirs.c.id)
        .join(heirs, heirs.c.continues_id == enrollments.c.id)
        .where(
            ended, enrollments.c.holds_place, live_heirs, heirs.c.group_id == enrollments.c.group_id
        )
    ).all()
    if not pairs:
        return
    for n, holds in enumerate((False, True)):
        run.connection.execute(
            update(enrollments)
            .where(enrollments.c.id.in_([pair[n] for pair in pairs]))
            .values(holds_place=holds)
        )


def end(
    run: Run, which: ColumnElement[bool], state: State, *, because: Ground | None = None
) -> None:
    """Their last state, in which nobody holds a place; those that never ran end today."""
    ended: dict[str, Any] = {"state": state, "holds_place": False}
    if state is not State.CLOSED:
        ended["terminated_on"] = run.on
    if because is not None:
        ended |= {"ended_by": Side.SYSTEM, "ground": because}
    run.connection.execute(update(enrollments).where(which).values(ended))


def _expiring_day(run: Run, period: Columns) -> date:
    """The last day of which requests expire on this run's date."""
    if period.last_day < run.on:
        return run.on
    return run.on - timedelta(days=period.request_expiry_days)
