"""Nominals of periods that open, rests of periods that ended (LED-5, step 6)."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, func, insert, literal, or_, select, update

from core.domain.certificate import CertificateKind, CertificateState
from core.domain.ledger import EntryKind
from core.domain.notice import NoticeKind
from core.ports.daily import Cursor
from db.daily.posting import Movements, key, post
from db.daily.recording import record_mark
from db.daily.runs import Certificates, Run, periods_with
from db.daily.telling import tell_families
from db.statements import Columns
from db.tables.money import balances, certificates
from db.tables.periods import funding_periods, nominals

_PERIODS = periods_with(
    has_nominals=exists(
        select(nominals.c.period_id).where(nominals.c.period_id == funding_periods.c.id)
    )
)


def lapse(run: Run) -> Cursor | None:
    """See `Daily.lapse`; a period is marked when nothing is available in it any more."""
    for period, after in run.periods():
        if period.lapsed or period.last_day >= run.on:
            continue
        chunk = next_with_money(run, period.id, after[0] if after else 0)
        if chunk is None:
            mark_period(run, period.id, "lapse", lapsed=True)
            continue
        available = _available(chunk)
        rows = (
            select(
                balances.c.certificate_id,
                key("lapse", "end").label("key"),
                balances.c.available_kopecks.label("kopecks"),
            )
            .where(available)
            .subquery()
        )
        with run.walking():
            run.lock(select(balances.c.certificate_id).where(available), chunk)
            tell_families(run, NoticeKind.MONEY_LAPSED, rows, period=period.id, certificates=chunk)
            post(run, Movements(EntryKind.LAPSE, period.id, rows, chunk))
        return period.id, chunk.last
    return None


def grant(run: Run) -> Cursor | None:
    """See `Daily.grant`; a period is marked when every certificate has got its nominal."""
    for period, after in run.periods(_PERIODS):
        open_now = period.opens_on <= run.on <= period.last_day
        if period.granted or not open_now or not period.has_nominals:
            continue
        chunk = _next_funded(run, period, after[0] if after else 0)
        if chunk is None:
            mark_period(run, period.id, "grant", granted=True)
            continue
        funded = and_(_funded(run, period), chunk.among(certificates.c.id))
        with run.walking():
            run.lock(select(certificates.c.id).where(funded), chunk)
            _grant(run, period, chunk, funded)
        return period.id, chunk.last
    return None


def next_with_money(run: Run, period: int, after: int) -> Certificates | None:
    """The next certificates that have something available in a period."""
    rows = (
        select(balances.c.certificate_id)
        .where(
            balances.c.period_id == period,
            balances.c.certificate_id > after,
            balances.c.available_kopecks > 0,
        )
        .order_by(balances.c.certificate_id)
        .limit(run.chunk)
        .subquery()
    )
    last = run.connection.scalar(select(func.max(rows.c.certificate_id)))
    return None if last is None else Certificates(period, after, last)


def _available(chunk: Certificates) -> ColumnElement[bool]:
    return and_(
        chunk.hold(balances.c.period_id, balances.c.certificate_id),
        balances.c.available_kopecks > 0,
    )


def _next_funded(run: Run, period: Columns, after: int) -> Certificates | None:
    rows = (
        select(certificates.c.id)
        .where(_funded(run, period), certificates.c.id > after)
        .order_by(certificates.c.id)
        .limit(run.chunk)
        .subquery()
    )
    last = run.connection.scalar(select(func.max(rows.c.id)))
    return None if last is None else Certificates(period.id, after, last)


def _funded(run: Run, period: Columns) -> ColumnElement[bool]:
    """Whoever was funded after the day that is run got there what was open by then."""
    funded_on = certificates.c.funded_on
    return and_(
        or_(funded_on.is_(None), funded_on <= run.on),
        certificates.c.municipality_id == period.municipality_id,
        certificates.c.kind == CertificateKind.FUNDED.value,
        certificates.c.state == CertificateState.ACTIVE.value,
        certificates.c.valid_until >= period.first_day,
    )


def _grant(run: Run, period: Columns, chunk: Certificates, funded: ColumnElement[bool]) -> None:
    """Post the nominals of those who have no money of the period yet: whoever was funded since
    it opened got it then.
    """
    has_balance = (
        select(balances.c.certificate_id)
        .where(
            chunk.hold(balances.c.period_id, balances.c.certificate_id),
            balances.c.certificate_id == certificates.c.id,
        )
        .correlate(certificates)
    )
    zero = literal(0)
    empty = select(literal(period.id), certificates.c.id, zero, zero, zero, zero, zero, zero)
    columns = [column for column in balances.c if column is not balances.c.low_told]
    run.connection.execute(
        insert(balances).from_select(columns, empty.where(funded, ~has_balance.exists()))
    )
    rows = (
        select(
            certificates.c.id.label("certificate_id"),
            key("grant", certificates.c.fundings).label("key"),
            nominals.c.nominal_kopecks.label("kopecks"),
            nominals.c.nominal_kopecks.label("rest_kopecks"),
            literal(period.first_day).label("on_day"),
        )
        .join(nominals, nominals.c.category_id == certificates.c.category_id)
        .where(
            nominals.c.period_id == period.id,
            funded,
            has_balance.where(balances.c.entries == 0).exists(),
        )
        .subquery()
    )
    tell_families(run, NoticeKind.MONEY_GRANTED, rows, period=period.id, certificates=chunk)
    post(run, Movements(EntryKind.GRANT, period.id, rows, chunk))


def mark_period(run: Run, period: int, act: str, **marks: bool) -> None:
    """Keep and record that something is done to all of a period."""
    record_mark(run, act, period)
    run.connection.execute(
        update(funding_periods).where(funding_periods.c.id == period).values(**marks)
    )
