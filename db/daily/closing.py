"""Certificates past their last valid day (CERT-1, CERT-9)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, delete, exists, select, update

from core.domain.certificate import CertificateState, ClosingReason
from core.domain.enrollment import State
from core.domain.grounds import Ground
from core.domain.ledger import EntryKind
from core.domain.notice import NoticeKind
from core.ports.daily import Cursor
from db.counting import count
from db.daily.ending import end, give_back_places, released_rows, staff_rows
from db.daily.posting import Movements, key, post
from db.daily.recording import record_enrollments, record_states
from db.daily.runs import MUNICIPALITY, TODAY, Run, dated_rows
from db.daily.telling import tell_families, tell_staff
from db.prepared import Prepared
from db.statements import Columns
from db.tables.enrollments import WAITING_ROWS, enrollments
from db.tables.money import OPEN_CERTIFICATES, balances, category_queue, certificates
from db.tables.periods import funding_periods

BECAUSE = "certificate-closed"

_ANY = Prepared(
    select(
        exists(
            select(certificates.c.id).where(
                certificates.c.municipality_id == MUNICIPALITY,
                OPEN_CERTIFICATES,
                certificates.c.valid_until < TODAY,
            )
        )
    )
)


def close_certificates(run: Run) -> Cursor | None:
    """See `Daily.close_certificates`."""
    open_here = and_(
        certificates.c.municipality_id == run.today.position.municipality, OPEN_CERTIFICATES
    )
    over = certificates.c.valid_until < run.on
    if not run.ask(_ANY).scalar():
        return None
    chunk = dated_rows(
        run, certificates.c.valid_until, certificates.c.id, open_here, over, after=run.after
    )
    if chunk is None:
        return None
    closing = and_(open_here, chunk.hold(certificates.c.valid_until, certificates.c.id))
    run.lock(select(certificates.c.id).where(closing))
    for period in _open_periods(run):
        _refuse_requests(run, period, closing)
        _lapse(run, period, closing)
    rows = select(
        certificates.c.id.label("certificate_id"), certificates.c.valid_until.label("on_day")
    )
    tell_families(run, NoticeKind.CERTIFICATE_CLOSED, rows.where(closing).subquery())
    _close(run, closing)
    return chunk.cursor


def _close(run: Run, closing: ColumnElement[bool]) -> None:
    """Out of what the limits count and out of the queues; their room is given on the same day."""
    reason = ClosingReason.ADULT
    record_states(run, "close", closing, CertificateState.CLOSED, because=reason)
    count(run.connection, closing, by=-1)
    holders = select(certificates.c.id).where(closing)
    run.connection.execute(
        delete(category_queue).where(category_queue.c.certificate_id.in_(holders))
    )
    run.connection.execute(
        update(certificates)
        .where(closing)
        .values(state=CertificateState.CLOSED, closed_because=reason)
    )


def _open_periods(run: Run) -> Sequence[Columns]:
    # In a period that lapsed no request waits and nothing is available any more.
    return run.connection.execute(
        select(funding_periods)
        .where(
            funding_periods.c.municipality_id == run.today.position.municipality,
            funding_periods.c.lapsed.is_(False),
        )
        .order_by(funding_periods.c.id)
    ).all()


def _refuse_requests(run: Run, period: Columns, closing: ColumnElement[bool]) -> None:
    holders = select(certificates.c.id).where(closing)
    waiting = and_(
        enrollments.c.period_id == period.id,
        WAITING_ROWS,
        enrollments.c.certificate_id.in_(holders),
    )
    post(run, Movements(EntryKind.RELEASE, period.id, released_rows(waiting, because=BECAUSE)))
    tell_staff(run, NoticeKind.REQUEST_WITHDRAWN, staff_rows(waiting))
    ground = Ground.CERTIFICATE_CLOSED
    record_enrollments(run, "refuse", waiting, State.REFUSED, ground=ground)
    give_back_places(run, waiting)
    end(run, waiting, State.REFUSED, because=ground)


def _lapse(run: Run, period: Columns, closing: ColumnElement[bool]) -> None:
    rows = (
        select(
            balances.c.certificate_id,
            key("lapse", BECAUSE).label("key"),
            balances.c.available_kopecks.label("kopecks"),
        )
        .join(certificates, certificates.c.id == balances.c.certificate_id)
        .where(balances.c.period_id == period.id, balances.c.available_kopecks > 0, closing)
        .subquery()
    )
    tell_families(run, NoticeKind.MONEY_LAPSED, rows, period=period.id)
    post(run, Movements(EntryKind.LAPSE, period.id, rows))
