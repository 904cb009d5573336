"""Certificates that nobody uses give their money back, then the queues go on (CERT-5, CERT-6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    and_,
    false,
    func,
    literal,
    not_,
    or_,
    select,
    update,
)

from core.domain.certificate import UNUSED_TOLD_DAYS, CertificateKind, CertificateState
from core.domain.enrollment import Origin, State
from core.domain.ledger import EntryKind
from core.domain.notice import NoticeKind
from core.domain.program import Registry
from core.ports.daily import Cursor
from db.counting import count
from db.daily.posting import DOWN, Movements, key, post
from db.daily.runs import Certificates, Run
from db.daily.telling import tell_families
from db.queues import advance
from db.statements import Columns
from db.tables.base import held
from db.tables.enrollments import enrollments
from db.tables.money import balances, category_queue, certificates
from db.tables.registries import categories, funding_periods, modules, programs

UNUSED, QUEUES = 0, 1
# Most certificates are used: so many chunks of them are looked through at once.
WINDOW = 50
TOLD_BEFORE = timedelta(days=UNUSED_TOLD_DAYS)
ONE = timedelta(days=1)
_ENDED_UNUSED = (State.REFUSED, State.EXPIRED, State.WITHDRAWN)


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
    if not running or not _begun(running[0], run.on + TOLD_BEFORE):
        return None
    period = running[0]
    window = _window(run, period.id, after)
    if window is None:
        return None
    unused = _ids(run, _holders(window).where(_quiet(period, run.on)))
    if len(unused) == run.chunk:
        window = replace(window, last=unused[-1])
    _warn(run, period, window)
    if unused:
        _give_back(run, period, certificates.c.id.in_(unused))
    return window.last


def _window(run: Run, period: int, after: int) -> Certificates | None:
    rows = (
        select(balances.c.certificate_id)
        .where(balances.c.period_id == period, balances.c.certificate_id > after)
        .order_by(balances.c.certificate_id)
        .limit(run.chunk * WINDOW)
        .subquery()
    )
    last = run.connection.scalar(select(func.max(rows.c.certificate_id)))
    return None if last is None else Certificates(period, after, last)


def _holders(window: Certificates) -> Select[Any]:
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
        select(certificates.c.id, balances.c.available_kopecks)
        .join(balances, balances.c.certificate_id == certificates.c.id)
        .where(
            window.hold(balances.c.period_id, balances.c.certificate_id),
            balances.c.reserved_kopecks == 0,
            balances.c.debited_kopecks == 0,
            certificates.c.kind == CertificateKind.FUNDED.value,
            certificates.c.state == CertificateState.ACTIVE.value,
            ~in_use.exists(),
        )
        .order_by(certificates.c.id)
    )


def _began(period: Columns) -> ColumnElement[date]:
    """The day of funding; that of a certificate funded long ago is not known."""
    return func.coalesce(certificates.c.funded_on, literal(period.first_day, Date))


def _begun(period: Columns, on: date) -> bool:
    """The clock of somebody funded before the period has run out by that day."""
    return bool(period.first_day < on - timedelta(days=period.days_to_first_request))


def _quiet(period: Columns, on: date) -> ColumnElement[bool]:
    """By that day the clock has run out, and no request for a certified program counts as use.

    A refused or expired request counts until some days after its end, a withdrawn one until
    its own, and then for as long as it takes to tell the family.
    """
    if not _begun(period, on):
        return false()
    ended = func.coalesce(enrollments.c.terminated_on, enrollments.c.requested_on)
    refused = held(enrollments.c.state, State.REFUSED, State.EXPIRED)
    used = (
        select(enrollments.c.id)
        .join(modules, modules.c.id == enrollments.c.module_id)
        .join(programs, programs.c.id == modules.c.program_id)
        .where(
            enrollments.c.certificate_id == certificates.c.id,
            enrollments.c.period_id == period.id,
            programs.c.registry == Registry.CERTIFIED.value,
            # What the desk offered is no request of the family before its yes (ENR-12).
            or_(enrollments.c.origin != Origin.DESK.value, enrollments.c.concluded_on.is_not(None)),
            or_(
                ~held(enrollments.c.state, *_ENDED_UNUSED),
                and_(refused, ended > on - timedelta(days=period.days_after_refusal)),
                and_(enrollments.c.state == State.WITHDRAWN.value, ended >= on - TOLD_BEFORE),
            ),
        )
        .correlate(certificates)
    )
    began = _began(period) < on - timedelta(days=period.days_to_first_request)
    return and_(began, ~used.exists())


def _warn(run: Run, period: Columns, window: Certificates) -> None:
    """Tell those whose money goes back in seven days, or sooner if the clock is shorter."""
    yesterday = run.on - ONE
    began_before = _began(period) < run.on if period.first_day < run.on else false()
    began_yesterday = or_(
        and_(_began(period) == yesterday, literal(period.first_day, Date) <= yesterday),
        and_(_began(period) <= yesterday, literal(period.first_day, Date) == yesterday),
    )
    newly = and_(began_before, not_(_quiet(period, run.on + TOLD_BEFORE - ONE)))
    rows = (
        _holders(window)
        .with_only_columns(
            certificates.c.id.label("certificate_id"),
            balances.c.available_kopecks.label("kopecks"),
            literal(run.on + TOLD_BEFORE, Date).label("on_day"),
        )
        .where(_quiet(period, run.on + TOLD_BEFORE), or_(newly, began_yesterday))
        .subquery()
    )
    tell_families(run, NoticeKind.CERTIFICATE_UNUSED, rows, period=period.id)


def _give_back(run: Run, running: Columns, which: ColumnElement[bool]) -> None:
    """Available of every open period goes back to FUND, and the place to the queue."""
    told = (
        select(
            certificates.c.id.label("certificate_id"),
            balances.c.available_kopecks.label("kopecks"),
        )
        .join(balances, balances.c.certificate_id == certificates.c.id)
        .where(balances.c.period_id == running.id, which)
    )
    tell_families(run, NoticeKind.CERTIFICATE_UNFUNDED, told.subquery(), period=running.id)
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
    count(run.connection, which, by=-1)
    run.connection.execute(
        update(certificates).where(which).values(kind=CertificateKind.ACCOUNTING, funded_on=None)
    )


def _advance_queues(run: Run) -> bool:
    """Fund the first of each queue that has room; False when none had."""
    queued = run.connection.scalars(
        select(category_queue.c.category_id)
        .join(categories, categories.c.id == category_queue.c.category_id)
        .where(categories.c.municipality_id == run.today.position.municipality)
        .distinct()
        .order_by(category_queue.c.category_id)
    ).all()
    return any(advance(run, category, most=run.chunk) for category in queued)


def _ids(run: Run, rows: Select[Any]) -> Sequence[int]:
    return run.connection.scalars(rows.limit(run.chunk)).all()
