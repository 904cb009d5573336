"""Charges that are due (LED-3)."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    FromClause,
    Insert,
    String,
    Subquery,
    UnaryExpression,
    and_,
    bindparam,
    case,
    func,
    null,
    select,
    update,
)
from sqlalchemy.sql.operators import custom_op

from core.domain.calendar import Month
from core.domain.ledger import EntryKind
from core.domain.notice import NoticeKind
from core.ports.daily import Cursor
from db.daily.posting import Movements, key, posting, posting_within
from db.daily.runs import (
    AFTER,
    BY,
    CHUNK,
    NOT_BEFORE,
    NOW,
    PERIOD,
    RANGE,
    Certificates,
    Run,
    periods_with,
)
from db.daily.telling import telling_families
from db.prepared import Prepared
from db.tables.base import Id
from db.tables.enrollments import schedules
from db.tables.money import balances
from db.tables.periods import funding_periods

_DAY = bindparam("the_day", type_=Date)
_MONTH = bindparam("the_month", type_=String)
_NEXT_MONTH = bindparam("the_next_month", type_=Date)

_IN_RANGE = RANGE.hold(schedules.c.period_id, schedules.c.certificate_id)
_DUE = and_(_IN_RANGE, schedules.c.due_on == _DAY)
# Of a range nearly all is due when much is: SQLite should walk through it, not jump back and
# forth between it and the index of what is due, as it does unless the day is hidden from it.
_DUE_IN_WALK = and_(_IN_RANGE, UnaryExpression(schedules.c.due_on, operator=custom_op("+")) == _DAY)
_MOVED_ON = {
    schedules.c.charged_months: schedules.c.charged_months + 1,
    schedules.c.due_on: case((schedules.c.last_day >= _NEXT_MONTH, _NEXT_MONTH), else_=null()),
}


def _charges(charged_before: ColumnElement[int]) -> tuple[ColumnElement[Any], ...]:
    """What is charged of each contract of which so many months were charged before."""
    return (
        schedules.c.certificate_id,
        schedules.c.enrollment_id,
        key("charge", schedules.c.enrollment_id, _MONTH).label("key"),
        _MONTH.label("month"),
        _kopecks(schedules, charged_before).label("kopecks"),
    )


def _kopecks(of: FromClause, charged_before: ColumnElement[int]) -> ColumnElement[int]:
    return case((charged_before == 0, of.c.first_kopecks), else_=of.c.other_kopecks)


def _nth_of_its_certificate() -> ColumnElement[int]:
    """The place of a charge among those of its certificate: counted where it stands, which for
    one or two takes less time than numbering all of them.
    """
    same = schedules.alias("same")
    return (
        select(func.count())
        .where(
            same.c.period_id == schedules.c.period_id,
            same.c.certificate_id == schedules.c.certificate_id,
            same.c.enrollment_id <= schedules.c.enrollment_id,
            same.c.due_on == _DAY,
            _kopecks(same, same.c.charged_months) > 0,
        )
        .scalar_subquery()
    )


# From the first certificate with something due as many as a chunk holds, due or not: on the days
# on which much is due nearly all of them are. They are counted where they are due, for a child
# in a free program may have no balance.
_FIRST_DUE = (
    select(func.min(schedules.c.certificate_id))
    .where(
        schedules.c.period_id == PERIOD,
        schedules.c.due_on == _DAY,
        schedules.c.certificate_id > AFTER,
    )
    .scalar_subquery()
)
_NEXT = (
    select(schedules.c.certificate_id)
    .distinct()
    .where(schedules.c.period_id == PERIOD, schedules.c.certificate_id >= _FIRST_DUE)
    .order_by(schedules.c.certificate_id)
    .limit(CHUNK)
    .subquery()
)

# In the period that was charged last, behind the day that was: PostgreSQL would look through all
# that has just been moved away from it.
_SINCE = case(
    (funding_periods.c.id == bindparam("the_begun", type_=Id), bindparam("the_since", type_=Date)),
    else_=bindparam("the_beginning", type_=Date),
)
_PERIODS = periods_with(
    due_from=select(func.min(schedules.c.due_on)).where(
        schedules.c.period_id == funding_periods.c.id, schedules.c.due_on > _SINCE
    )
)
_LAST = Prepared(select(func.max(_NEXT.c.certificate_id)))


def _one_after_the_other() -> tuple[Prepared, ...]:
    """The entries, the balances, the notices, the schedules: in this order. The range is not
    said again of what is joined to the schedules: SQLite would take that for an invitation to
    walk through it once more.
    """
    charges = select(*_charges(schedules.c.charged_months)).where(_DUE_IN_WALK)
    rows = charges.subquery()
    numbered = charges.add_columns(_nth_of_its_certificate().label("nth")).subquery()
    entries, _ = posting(Movements(EntryKind.CHARGE, RANGE.period, numbered), by=BY, now=NOW)
    _, held = posting(Movements(EntryKind.CHARGE, RANGE.period, rows), by=BY, now=NOW)
    with_rest = (
        select(rows, balances.c.available_kopecks.label("rest_kopecks"))
        .join(balances, balances.c.certificate_id == rows.c.certificate_id)
        .where(balances.c.period_id == PERIOD, rows.c.kopecks > 0)
        .subquery()
    )
    moving_on = update(schedules).where(_DUE_IN_WALK).values(_MOVED_ON)
    return tuple(map(Prepared, (entries, held, _telling(with_rest, None), moving_on)))


def _at_once() -> Prepared:
    """The same in one statement, which goes through each table once. PostgreSQL does not draw
    the conclusion from one table's range to another's by itself.
    """
    moving_on = update(schedules).where(_DUE).values(_MOVED_ON)
    rows = moving_on.returning(*_charges(schedules.c.charged_months - 1)).cte("charges")
    charges = Movements(EntryKind.CHARGE, RANGE.period, rows, RANGE)
    written, moved_balances = posting_within(charges, by=BY, now=NOW)
    with_rest = (
        select(rows, moved_balances.c.available_kopecks.label("rest_kopecks"))
        .join(moved_balances, moved_balances.c.certificate_id == rows.c.certificate_id)
        .where(rows.c.kopecks > 0)
        .subquery()
    )
    return Prepared(_telling(with_rest, RANGE).add_cte(written))


def _telling(charges: Subquery, certificates: Certificates | None) -> Insert:
    return telling_families(
        NoticeKind.CHARGE_POSTED,
        charges,
        period=PERIOD,
        certificates=certificates,
        not_before=NOT_BEFORE,
        now=NOW,
    )


_ON_SQLITE, _ON_POSTGRESQL = _one_after_the_other(), (_at_once(),)


def charge(run: Run) -> Cursor | None:
    """See `Daily.charge`; day by day on which charges became due, and within a day certificate
    by certificate, as ledger and balances lie.
    """
    since = date.min
    if run.after:
        period_id, ordinal, behind = run.after
        since = date.fromordinal(ordinal)
        cursor = _charge_next(run, period_id, since, behind)
        if cursor is not None:
            return cursor
    for period, _ in run.periods(_PERIODS, since=since, beginning=date.min):
        day: date | None = period.due_from
        if day is not None and day <= run.on:
            return _charge_next(run, period.id, day, 0)
    return None


def _charge_next(run: Run, period: int, day: date, behind: int) -> Cursor | None:
    """The next chunk of what became due on a day; None when nothing is left of it."""
    last = run.ask(_LAST, period=period, day=day, after=behind).scalar()
    if last is None:
        return None
    _charge(run, Certificates(period, behind, last), day)
    return period, day.toordinal(), last


def _charge(run: Run, chunk: Certificates, day: date) -> None:
    # A charge is due within its own month, so the day on which it is due says which.
    month = Month.of(day)
    given = {
        "period": chunk.period,
        "after": chunk.after,
        "last": chunk.last,
        "day": day,
        "month": str(month),
        "next_month": (month + 1).first_day,
    }
    with run.walking():
        for statement in _ON_POSTGRESQL if run.others_write else _ON_SQLITE:
            run.ask(statement, **given)
