"""Queues of categories: first come, first funded (CERT-5)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    delete,
    func,
    insert,
    literal,
    select,
    update,
)

from core.domain.certificate import CertificateKind
from core.domain.ids import CategoryId, CertificateId
from core.domain.ledger import EntryKind
from core.domain.notice import NoticeKind
from core.domain.provision import Waiting
from core.ports.provisions import Bulk
from db.among import among
from db.counting import count
from db.daily.posting import Movements, key, post
from db.daily.recording import record_kinds
from db.daily.runs import Run, bulk_run
from db.daily.telling import tell_families
from db.prepared import Prepared
from db.statements import Columns, insert_once
from db.tables.money import balances, category_queue, certificates
from db.tables.periods import categories, funding_periods, nominals

_BEFORE = category_queue.alias("before")
# The places in their queues of those that wait.
PLACES = select(
    category_queue.c.certificate_id,
    select(func.count())
    .where(
        _BEFORE.c.category_id == category_queue.c.category_id,
        _BEFORE.c.id <= category_queue.c.id,
    )
    .scalar_subquery()
    .label("place"),
).where(among(category_queue.c.certificate_id, "certificates"))
_PLACES = Prepared(PLACES)


@dataclass(frozen=True, slots=True)
class SqlQueues:
    connection: Connection
    now: datetime

    def join(self, category: CategoryId, certificate: CertificateId, *, on: date) -> None:
        place = {"category_id": category, "certificate_id": certificate, "joined_on": on}
        self.connection.execute(insert_once(category_queue, place))

    def leave(self, certificate: CertificateId) -> bool:
        left = self.connection.execute(
            delete(category_queue).where(category_queue.c.certificate_id == certificate)
        )
        return left.rowcount > 0

    def waiting(self, certificates: Collection[CertificateId]) -> Mapping[CertificateId, Waiting]:
        rows = _PLACES(self.connection, {"certificates": certificates})
        return {row.certificate_id: Waiting(row.certificate_id, row.place) for row in rows}

    def lengths(self, categories: Collection[CategoryId]) -> Mapping[CategoryId, int]:
        rows = self.connection.execute(
            select(category_queue.c.category_id, func.count())
            .where(category_queue.c.category_id.in_(categories))
            .group_by(category_queue.c.category_id)
        )
        return {CategoryId(category): number for category, number in rows}

    def advance(self, category: CategoryId, bulk: Bulk, *, most: int) -> tuple[CertificateId, ...]:
        return advance(bulk_run(self.connection, self.now, bulk), category, most=most)


def advance(run: Run, category: int, *, most: int) -> tuple[CertificateId, ...]:
    """See `Queues.advance`."""
    periods = _periods(run, category)
    opened = [row for row in periods if row.opens_on <= run.on <= row.last_day]
    if any(row.nominal_kopecks is None for row in opened):
        return ()
    number = min([most, *_rooms(periods)])
    if number <= 0:
        number = _room_of_head(run, category, periods)
    first = _first(run, category, number) if number > 0 else ()
    if not first:
        return ()
    chosen = and_(category_queue.c.category_id == category, category_queue.c.id <= first[-1].id)
    which = certificates.c.id.in_(select(category_queue.c.certificate_id).where(chosen))
    record_kinds(run, "fund", which, CertificateKind.FUNDED)
    run.connection.execute(
        update(certificates)
        .where(which)
        .values(kind=CertificateKind.FUNDED, fundings=certificates.c.fundings + 1, funded_on=run.on)
    )
    count(run.connection, which, by=1)
    for period in opened:
        _grant(run, period, which)
    _tell(run, opened, which)
    run.connection.execute(delete(category_queue).where(chosen))
    return tuple(CertificateId(row.certificate_id) for row in first)


def _periods(run: Run, category: int) -> Sequence[Columns]:
    """The periods whose rest has not lapsed, each with the category's nominal and limits."""
    return run.connection.execute(
        select(
            funding_periods.c.id,
            funding_periods.c.first_day,
            funding_periods.c.last_day,
            funding_periods.c.opens_on,
            *(column for column in nominals.c if column is not nominals.c.period_id),
        )
        .join(categories, categories.c.municipality_id == funding_periods.c.municipality_id)
        .outerjoin(
            nominals,
            and_(
                nominals.c.category_id == categories.c.id,
                nominals.c.period_id == funding_periods.c.id,
            ),
        )
        .where(categories.c.id == category, funding_periods.c.lapsed.is_(False))
        .order_by(funding_periods.c.first_day)
    ).all()


def _rooms(periods: Sequence[Columns]) -> list[int]:
    """How many more certificates each limit of each period lets be funded (CERT-7)."""
    rooms = [
        row.max_certificates - row.funded for row in periods if row.max_certificates is not None
    ]
    return rooms + [
        (row.max_total_kopecks - row.funded_total_kopecks) // row.nominal_kopecks
        for row in periods
        if row.max_total_kopecks is not None
    ]


def _room_of_head(run: Run, category: int, periods: Sequence[Columns]) -> int:
    """1 if the first in the queue fits all the same: a later period, in which it is not valid
    any more, does not count it.
    """
    valid_until = run.connection.scalar(
        select(certificates.c.valid_until)
        .join(category_queue, category_queue.c.certificate_id == certificates.c.id)
        .where(category_queue.c.category_id == category)
        .order_by(category_queue.c.id)
        .limit(1)
    )
    if valid_until is None:
        return 0
    return min([1, *_rooms([row for row in periods if row.first_day <= valid_until])])


def _first(run: Run, category: int, number: int) -> Sequence[Columns]:
    return run.connection.execute(
        select(category_queue.c.id, category_queue.c.certificate_id)
        .where(category_queue.c.category_id == category)
        .order_by(category_queue.c.id)
        .limit(number)
    ).all()


def _grant(run: Run, period: Columns, which: ColumnElement[bool]) -> None:
    """The period's nominal for each of the certificates that is valid on its first day."""
    valid = and_(which, certificates.c.valid_until >= period.first_day)
    zero = literal(0)
    empty = select(literal(period.id), certificates.c.id, zero, zero, zero, zero, zero, zero)
    columns = [column for column in balances.c if column is not balances.c.low_told]
    has_balance = (
        select(balances.c.certificate_id)
        .where(balances.c.period_id == period.id, balances.c.certificate_id == certificates.c.id)
        .correlate(certificates)
    )
    run.connection.execute(
        insert(balances).from_select(columns, empty.where(valid, ~has_balance.exists()))
    )
    rows = select(
        certificates.c.id.label("certificate_id"),
        key("grant", certificates.c.fundings).label("key"),
        literal(period.nominal_kopecks).label("kopecks"),
    ).where(valid)
    post(run, Movements(EntryKind.GRANT, period.id, rows.subquery()))


def _tell(run: Run, opened: Sequence[Columns], which: ColumnElement[bool]) -> None:
    """With the nominal of the earliest open period, which most can be spent in."""
    rows = select(certificates.c.id.label("certificate_id")).where(which)
    period = opened[0] if opened else None
    if period is not None:
        rows = rows.add_columns(literal(period.nominal_kopecks).label("kopecks"))
    tell_families(
        run,
        NoticeKind.CERTIFICATE_FUNDED,
        rows.subquery(),
        period=None if period is None else period.id,
    )
