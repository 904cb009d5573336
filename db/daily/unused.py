"""Certificates that nobody uses give their money back, then the queues go on (CERT-5, CERT-6)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    bindparam,
    cast,
    func,
    literal,
    not_,
    select,
    update,
)

from core.domain.certificate import CertificateKind
from core.domain.ledger import EntryKind
from core.domain.notice import NoticeKind
from core.ports.daily import Cursor
from db.among import among
from db.counting import count
from db.daily.posting import DOWN, Movements, key, post
from db.daily.quiet import (
    TOLD_BEFORE,
    began_before,
    begun,
    holders,
    limits,
    quiet,
)
from db.daily.recording import record_kinds
from db.daily.runs import AFTER, CHUNK, MUNICIPALITY, PERIOD, TODAY, Run
from db.daily.telling import tell_families
from db.prepared import Prepared
from db.queues import advance
from db.statements import Columns
from db.tables.base import Id
from db.tables.money import balances, category_queue, certificates
from db.tables.periods import categories, funding_periods

UNUSED, QUEUES = 0, 1
# Most certificates are used: so many chunks of them are looked through at once.
WINDOW = 5
ONE = timedelta(days=1)


def unfund(run: Run) -> Cursor | None:
    """See `Daily.unfund`; first what is unused, then the queues, which the cursor begins with."""
    kind = run.after[0] if run.after else UNUSED
    if kind == UNUSED:
        looked = _return_unused(run, run.after[1] if run.after else 0)
        if looked is not None:
            return UNUSED, looked
    return (QUEUES,) if _advance_queues(run) else None


def _return_unused(run: Run, after: int) -> int | None:
    """Look at the next certificates; the last one's id, None when none is left."""
    running = [
        row
        for row, _ in run.periods()
        if row.first_day <= run.on <= row.last_day and not row.lapsed
    ]
    # Before any clock of the period can have run out nobody has to be looked at.
    if not running or not begun(running[0], run.on + TOLD_BEFORE):
        return None
    period = running[0]
    last = run.ask(_LAST_SEEN, period=period.id, after=after, window=run.chunk * WINDOW).scalar()
    if last is None:
        return None
    given = {"period": period.id, "first_day": period.first_day, "after": after}
    unused = run.ask(_UNUSED, last=last, **given, **limits("now", period, run.on)).scalars()
    if len(unused) == run.chunk:
        last = unused[-1]
    soon = limits("soon", period, run.on + TOLD_BEFORE)
    now = limits("now", period, run.on)
    _warn(run, period, run.ask(_UNUSED_SOON, last=last, **given, **now, **soon).all())
    if unused:
        _give_back(run, certificates.c.id.in_(unused))
    return int(last)


def _window() -> Select[Any]:
    """The last of the next certificates to be looked at."""
    rows = (
        select(balances.c.certificate_id)
        .where(balances.c.period_id == PERIOD, balances.c.certificate_id > AFTER)
        .order_by(balances.c.certificate_id)
        .limit(bindparam("the_window", type_=Id))
        .subquery()
    )
    return select(func.max(rows.c.certificate_id))


def _warn(run: Run, period: Columns, soon: Sequence[Columns]) -> None:
    """Tell those whose money goes back in seven days, or sooner if the clock is shorter or was
    shortened, the day of it; whoever was told of that very day is not told again.
    """
    told_for = {row.id: row.unused_told_for for row in soon}
    goes_on, remaining = run.on + TOLD_BEFORE, {*told_for}
    while remaining:
        # Whoever is quiet a day before is told of that one, or of one before it.
        earlier: set[int] = set()
        if goes_on - ONE > run.on:
            before = limits("then", period, goes_on - ONE)
            given = {"period": period.id, "first_day": period.first_day, "ids": remaining}
            earlier = {*run.ask(_QUIET_THEN, **given, **before).scalars()}
        news = [each for each in remaining - earlier if told_for[each] != goes_on]
        _tell(run, period.id, news, goes_on)
        remaining, goes_on = earlier, goes_on - ONE


def _tell(run: Run, period: int, told: Sequence[int], goes_on: date) -> None:
    if not told:
        return
    these = certificates.c.id.in_(told)
    run.lock(select(certificates.c.id).where(these))
    rows = select(
        balances.c.certificate_id,
        balances.c.available_kopecks.label("kopecks"),
        literal(goes_on).label("on_day"),
    ).where(balances.c.period_id == period, balances.c.certificate_id.in_(told))
    tell_families(run, NoticeKind.CERTIFICATE_UNUSED, rows.subquery(), period=period)
    run.connection.execute(update(certificates).where(these).values(unused_told_for=goes_on))


_LAST_SEEN = Prepared(_window())
_UNUSED = Prepared(holders().where(quiet("now")).limit(CHUNK))
_UNUSED_SOON = Prepared(
    holders()
    .add_columns(certificates.c.unused_told_for)
    .where(quiet("soon"), not_(quiet("now")), began_before(TODAY))
)
_QUIET_THEN = Prepared(
    select(certificates.c.id).where(among(certificates.c.id, "the_ids"), quiet("then"))
)


def _give_back(run: Run, which: ColumnElement[bool]) -> None:
    """Available of every open period goes back to FUND, told in one sum; the place to the queue."""
    told = (
        select(
            certificates.c.id.label("certificate_id"),
            cast(func.sum(balances.c.available_kopecks), BigInteger).label("kopecks"),
        )
        .join(balances, balances.c.certificate_id == certificates.c.id)
        .join(funding_periods, funding_periods.c.id == balances.c.period_id)
        .where(funding_periods.c.lapsed.is_(False), which)
        .group_by(certificates.c.id)
    )
    tell_families(run, NoticeKind.CERTIFICATE_UNFUNDED, told.subquery())
    for period, _ in run.periods():
        if period.lapsed:
            continue
        rows = (
            select(
                balances.c.certificate_id,
                key("adjust", certificates.c.fundings, "unfunded").label("key"),
                balances.c.available_kopecks.label("kopecks"),
            )
            .join(certificates, certificates.c.id == balances.c.certificate_id)
            .where(balances.c.period_id == period.id, which)
            .subquery()
        )
        post(run, Movements(EntryKind.ADJUST, period.id, rows, way=DOWN))
    record_kinds(run, "unfund", which, CertificateKind.ACCOUNTING, because="unused")
    count(run.connection, which, by=-1)
    run.connection.execute(
        update(certificates).where(which).values(kind=CertificateKind.ACCOUNTING, funded_on=None)
    )


def _advance_queues(run: Run) -> bool:
    """Fund the first of each queue that has room; False when none had."""
    queued = run.ask(_QUEUED).scalars()
    return any(advance(run, category, most=run.chunk) for category in queued)


_QUEUED = Prepared(
    select(category_queue.c.category_id)
    .join(categories, categories.c.id == category_queue.c.category_id)
    .where(categories.c.municipality_id == MUNICIPALITY)
    .distinct()
    .order_by(category_queue.c.category_id)
)
