"""Money that comes back from terminated contracts (ENR-9)."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Subquery, func, select, update

from core.domain.certificate import CertificateState
from core.domain.ledger import EntryKind
from core.domain.notice import NoticeKind
from core.ports.daily import Cursor
from db.daily.posting import DOWN, Movements, key, later_months, post
from db.daily.runs import Certificates, Run, periods_with
from db.daily.telling import tell_families
from db.statements import Columns
from db.tables.enrollments import enrollments
from db.tables.money import balances
from db.tables.money import certificates as _holders
from db.tables.periods import funding_periods

_PERIODS = periods_with(
    release_from=select(func.min(enrollments.c.release_on)).where(
        enrollments.c.period_id == funding_periods.c.id, enrollments.c.release_on.is_not(None)
    )
)


def release(run: Run) -> Cursor | None:
    """See `Daily.release`."""
    for period, after in run.periods(_PERIODS):
        if period.release_from is None or period.release_from > run.on:
            continue
        chunk = _next_certificates(run, period.id, after[0] if after else 0)
        if chunk is None:
            continue
        due = (
            chunk.hold(enrollments.c.period_id, enrollments.c.certificate_id),
            enrollments.c.release_on <= run.on,
        )
        with run.walking():
            run.lock(select(enrollments.c.certificate_id).where(*due), chunk)
            rows = _released(due)
            post_release(run, period, rows, chunk)
            _tell(run, chunk, rows)
            run.connection.execute(update(enrollments).where(*due).values(release_on=None))
        return period.id, chunk.last
    return None


def post_release(
    run: Run, period: Columns, rows: Subquery, certificates: Certificates | None = None
) -> None:
    """Back to available; in a period that lapsed, or of a certificate that is not ACTIVE any
    more, on to where its money went (LED-5, CERT-8, CERT-9).
    """
    post(run, Movements(EntryKind.RELEASE, period.id, rows, certificates))
    if period.lapsed:
        _lapse_on(run, period, rows, certificates)
        return
    held_by = _holders.c.id == rows.c.certificate_id
    stopped = select(_holders.c.state).join(rows, held_by).distinct()
    for state in run.connection.scalars(
        stopped.where(_holders.c.state != CertificateState.ACTIVE.value)
    ).all():
        theirs = select(rows).join(_holders, held_by).where(_holders.c.state == state).subquery()
        if state == CertificateState.CLOSED:
            _lapse_on(run, period, theirs, certificates)
        else:
            back = select(
                theirs.c.certificate_id, key("adjust", theirs.c.key).label("key"), theirs.c.kopecks
            ).subquery()
            post(run, Movements(EntryKind.ADJUST, period.id, back, certificates, way=DOWN))


def _lapse_on(run: Run, period: Columns, rows: Subquery, certificates: Certificates | None) -> None:
    lapsing = select(
        rows.c.certificate_id, key("lapse", rows.c.key).label("key"), rows.c.kopecks
    ).subquery()
    post(run, Movements(EntryKind.LAPSE, period.id, lapsing, certificates))


def _released(due: tuple[ColumnElement[bool], ...]) -> Subquery:
    return (
        select(
            enrollments.c.certificate_id,
            enrollments.c.id.label("enrollment_id"),
            key("release", enrollments.c.id, "termination").label("key"),
            _returning().label("kopecks"),
            enrollments.c.first_day.label("on_day"),
        )
        .where(*due)
        .subquery()
    )


def _returning() -> ColumnElement[int]:
    """The installments after the last payable month."""
    months = later_months(enrollments.c.agreed_last_day, enrollments.c.last_day)
    return enrollments.c.certificate_other_kopecks * months


def _next_certificates(run: Run, period: int, after: int) -> Certificates | None:
    rows = (
        select(enrollments.c.certificate_id)
        .where(
            enrollments.c.period_id == period,
            enrollments.c.certificate_id > after,
            enrollments.c.release_on <= run.on,
        )
        .distinct()
        .order_by(enrollments.c.certificate_id)
        .limit(run.chunk)
        .subquery()
    )
    last = run.connection.scalar(select(func.max(rows.c.certificate_id)))
    return None if last is None else Certificates(period, after, last)


def _tell(run: Run, chunk: Certificates, rows: Subquery) -> None:
    with_rest = (
        select(rows, balances.c.available_kopecks.label("rest_kopecks"))
        .join(balances, balances.c.certificate_id == rows.c.certificate_id)
        .join(_holders, _holders.c.id == rows.c.certificate_id)
        .where(
            chunk.hold(balances.c.period_id, balances.c.certificate_id),
            rows.c.kopecks > 0,
            # What goes on from a frozen or closed certificate is nothing that it got back.
            _holders.c.state == CertificateState.ACTIVE.value,
        )
        .subquery()
    )
    tell_families(
        run, NoticeKind.MONEY_RELEASED, with_rest, period=chunk.period, certificates=chunk
    )
