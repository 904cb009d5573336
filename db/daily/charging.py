"""Charges that are due (LED-3)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import (
    Date,
    String,
    and_,
    bindparam,
    case,
    func,
    null,
    select,
    update,
)

from core.domain.calendar import Month
from core.domain.ledger import EntryKind
from core.domain.notice import NoticeKind
from core.ports.daily import Cursor
from db.daily.posting import Movements, key, posting
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
    locking,
    periods_with,
)
from db.daily.telling import telling_families
from db.prepared import Prepared
from db.tables.enrollments import schedules
from db.tables.money import balances
from db.tables.registries import funding_periods

_DAY = bindparam("the_day", type_=Date)
_MONTH = bindparam("the_month", type_=String)
_NEXT_MONTH = bindparam("the_next_month", type_=Date)

_DUE = and_(
    RANGE.hold(schedules.c.period_id, schedules.c.certificate_id),
    schedules.c.due_on == _DAY,
)
_AMOUNT = case(
    (schedules.c.charged_months == 0, schedules.c.first_kopecks),
    else_=schedules.c.other_kopecks,
)
_ROWS = (
    select(
        schedules.c.certificate_id,
        schedules.c.enrollment_id,
        key("charge", schedules.c.enrollment_id, _MONTH).label("key"),
        _MONTH.label("month"),
        _AMOUNT.label("kopecks"),
    )
    .where(_DUE)
    .subquery()
)
_NEXT = (
    select(schedules.c.certificate_id)
    .where(
        schedules.c.period_id == PERIOD,
        schedules.c.due_on == _DAY,
        schedules.c.certificate_id > AFTER,
    )
    .distinct()
    .order_by(schedules.c.certificate_id)
    .limit(CHUNK)
    .subquery()
)

_PERIODS = periods_with(
    due_from=select(func.min(schedules.c.due_on)).where(
        schedules.c.period_id == funding_periods.c.id, schedules.c.due_on.is_not(None)
    )
)
_LAST = Prepared(select(func.max(_NEXT.c.certificate_id)))
_LOCK = Prepared(locking(select(schedules.c.certificate_id).where(_DUE), RANGE))


def _charging(joined: Certificates | None) -> tuple[Prepared, ...]:
    """The entries, the balances, the notices, the schedules: in this order.

    `joined` is the range said again of what is joined to the schedules. PostgreSQL does not draw
    that conclusion by itself; SQLite takes it for an invitation to walk through the range again.
    """
    charges = Movements(EntryKind.CHARGE, RANGE.period, _ROWS, joined)
    with_rest = (
        select(_ROWS, balances.c.available_kopecks.label("rest_kopecks"))
        .join(balances, balances.c.certificate_id == _ROWS.c.certificate_id)
        .where(
            balances.c.period_id == PERIOD,
            charges.near(balances.c.certificate_id),
            _ROWS.c.kopecks > 0,
        )
        .subquery()
    )
    telling = telling_families(
        NoticeKind.CHARGE_POSTED,
        with_rest,
        period=PERIOD,
        certificates=joined,
        not_before=NOT_BEFORE,
        now=NOW,
    )
    moving_on = (
        update(schedules)
        .where(_DUE)
        .values(
            charged_months=schedules.c.charged_months + 1,
            due_on=case((schedules.c.last_day >= _NEXT_MONTH, _NEXT_MONTH), else_=null()),
        )
    )
    return tuple(map(Prepared, (*posting(charges, by=BY, now=NOW), telling, moving_on)))


_ON_SQLITE, _ON_POSTGRESQL = _charging(None), _charging(RANGE)


def charge(run: Run) -> Cursor | None:
    """See `Daily.charge`; day by day on which charges became due, and within a day certificate
    by certificate, as ledger and balances lie.
    """
    for period, after in run.periods(_PERIODS):
        day: date | None = period.due_from
        if day is None or day > run.on:
            continue
        begun = after[:1] == (day.toordinal(),)
        behind = after[1] if begun else 0
        last = run.ask(_LAST, period=period.id, day=day, after=behind).scalar()
        if last is not None:
            _charge(run, Certificates(period.id, behind, last), day)
            return period.id, day.toordinal(), last
    return None


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
        if run.others_write:
            run.ask(_LOCK, **given)
        for statement in _ON_POSTGRESQL if run.others_write else _ON_SQLITE:
            run.ask(statement, **given)
