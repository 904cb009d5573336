"""Counting what daily runs did in a transaction, before it is undone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, select

from core.domain.certificate import CertificateKind, CertificateState
from core.domain.enrollment import State
from core.domain.ids import MunicipalityId
from core.domain.ledger import EntryKind
from core.domain.money import Money
from core.domain.notice import NoticeKind
from core.domain.trial import Standing, Written
from db.tables.enrollments import enrollments
from db.tables.messages import notices
from db.tables.money import certificates, ledger
from db.tables.periods import funding_periods


def standing(connection: Connection, municipality: MunicipalityId) -> Standing:
    """Of all enrollments and certificates of the municipality."""
    own = certificates.c.municipality_id == municipality
    joined = enrollments.join(certificates, certificates.c.id == enrollments.c.certificate_id)
    of_enrollments = select(
        func.count(),
        *(
            _where(enrollments.c.state == state)
            for state in (State.CLOSED, State.EXPIRED, State.REFUSED)
        ),
    ).select_from(joined)
    holds_money = certificates.c.kind == CertificateKind.FUNDED
    of_certificates = select(
        _where(certificates.c.state == CertificateState.CLOSED),
        _where(holds_money & (certificates.c.state == CertificateState.ACTIVE)),
    )
    counted = (
        connection.execute(each.where(own)).one() for each in (of_enrollments, of_certificates)
    )
    return Standing(*(int(count) for counts in counted for count in counts))


def written(connection: Connection, now: datetime, municipality: MunicipalityId) -> Written:
    """What was written at this instant; of notices, which know no municipality, all."""
    moved = (
        select(ledger.c.kind, func.count(), func.sum(ledger.c.amount))
        .join(funding_periods, funding_periods.c.id == ledger.c.period_id)
        .where(funding_periods.c.municipality_id == municipality, ledger.c.recorded_at == now)
        .group_by(ledger.c.kind)
        .order_by(ledger.c.kind)
    )
    told = (
        select(notices.c.kind, func.count())
        .where(notices.c.written_at == now)
        .group_by(notices.c.kind)
        .order_by(notices.c.kind)
    )
    return Written(
        {
            EntryKind(kind): (count, Money(int(kopecks)))
            for kind, count, kopecks in connection.execute(moved)
        },
        {NoticeKind(kind): count for kind, count in connection.execute(told)},
    )


def _where(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count().filter(condition)
