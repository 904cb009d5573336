"""The ledger and the balances beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    select,
    update,
)

from core.domain.actor import Actor
from core.domain.calendar import Month
from core.domain.errors import Insufficient, KeyReused
from core.domain.ids import CertificateId, EnrollmentId, PeriodId
from core.domain.ledger import Balance, Bucket, Entry, EntryKind, Movement
from core.domain.money import Money
from db.balances import as_balance, moved
from db.posting import posted
from db.prepared import Prepared
from db.refusals import refusals_by_name
from db.statements import Columns, insert_once
from db.tables.enrollments import enrollments
from db.tables.money import balances, certificates, ledger
from db.tables.periods import funding_periods

_TELL_LOW = Prepared(
    update(balances)
    .where(
        balances.c.period_id == bindparam("of_period"),
        balances.c.certificate_id == bindparam("of_certificate"),
        balances.c.low_told.is_(False),
    )
    .values(low_told=True)
)
# A certificate has money in the periods of its municipality; the balances are found by both.
_BALANCES = (
    select(balances)
    .select_from(certificates)
    .join(funding_periods, funding_periods.c.municipality_id == certificates.c.municipality_id)
    .join(
        balances,
        and_(
            balances.c.period_id == funding_periods.c.id,
            balances.c.certificate_id == certificates.c.id,
        ),
    )
    .where(certificates.c.id.in_(bindparam("certificates", expanding=True)))
)


@dataclass(frozen=True, slots=True)
class SqlLedger:
    connection: Connection
    now: datetime

    def post(self, movement: Movement, *, by: Actor) -> Balance:
        """See `Ledger`.

        The balance is moved first, because that makes everybody else who moves it wait; when
        the key turns out to be known, it is moved back.
        """
        if movement.kind is EntryKind.GRANT:
            self._have_balance(movement.certificate, movement.period)
        with refusals_by_name():
            row, written = posted(self.connection, movement, by.code, self.now)
        if row is None:
            if self._known(movement) is None:
                raise Insufficient
            return self.balance(movement.certificate, movement.period)
        if written:
            return as_balance(row)
        self._move_back(movement)
        self._known(movement)
        return self.balance(movement.certificate, movement.period)

    def balance(self, certificate: CertificateId, period: PeriodId) -> Balance:
        row = self.connection.execute(
            select(balances).where(
                balances.c.period_id == period, balances.c.certificate_id == certificate
            )
        ).first()
        return Balance() if row is None else as_balance(row)

    def balances(
        self, certificates: Collection[CertificateId]
    ) -> Mapping[CertificateId, Mapping[PeriodId, Balance]]:
        rows = self.connection.execute(_BALANCES, {"certificates": list(certificates)})
        found: dict[CertificateId, dict[PeriodId, Balance]] = defaultdict(dict)
        for row in rows:
            found[row.certificate_id][row.period_id] = as_balance(row)
        return dict(found)

    def entries(self, certificate: CertificateId, period: PeriodId) -> tuple[Entry, ...]:
        return self._entries(ledger.c.period_id == period, ledger.c.certificate_id == certificate)

    def entries_of(self, enrollment: EnrollmentId) -> tuple[Entry, ...]:
        contract = (enrollments.c.period_id, enrollments.c.certificate_id)
        period, certificate = (
            select(column).where(enrollments.c.id == enrollment).scalar_subquery()
            for column in contract
        )
        return self._entries(
            ledger.c.period_id == period,
            ledger.c.certificate_id == certificate,
            ledger.c.enrollment_id == enrollment,
        )

    def tell_low_once(self, certificate: CertificateId, period: PeriodId) -> bool:
        given = {"of_period": period, "of_certificate": certificate}
        return _TELL_LOW(self.connection, given).rowcount == 1

    def _have_balance(self, certificate: CertificateId, period: PeriodId) -> None:
        self.connection.execute(
            insert_once(
                balances,
                {
                    "period_id": period,
                    "certificate_id": certificate,
                    "nominal_kopecks": 0,
                    "available_kopecks": 0,
                    "reserved_kopecks": 0,
                    "debited_kopecks": 0,
                    "lapsed_kopecks": 0,
                    "entries": 0,
                },
            )
        )

    def _move_back(self, movement: Movement) -> None:
        self.connection.execute(
            update(balances)
            .where(
                balances.c.period_id == movement.period,
                balances.c.certificate_id == movement.certificate,
            )
            .values(moved(movement.target, movement.source, movement.amount.kopecks))
            .values({balances.c.entries: balances.c.entries - 1})
        )

    def _known(self, movement: Movement) -> Movement | None:
        """The movement with this key, if there was one; raise KeyReused for another content."""
        entries = self._entries(
            ledger.c.period_id == movement.period,
            ledger.c.certificate_id == movement.certificate,
            ledger.c.key == movement.key,
        )
        if entries and entries[0].movement != movement:
            raise KeyReused(movement.key)
        return movement if entries else None

    def _entries(self, *which: ColumnElement[bool]) -> tuple[Entry, ...]:
        rows = self.connection.execute(select(ledger).where(*which).order_by(ledger.c.number))
        return tuple(as_entry(row) for row in rows)


def as_entry(row: Columns) -> Entry:
    movement = Movement(
        key=row.key,
        kind=EntryKind(row.kind),
        certificate=CertificateId(row.certificate_id),
        period=PeriodId(row.period_id),
        source=Bucket(row.source),
        target=Bucket(row.target),
        amount=Money(row.amount),
        enrollment=row.enrollment_id,
        month=None if row.month is None else Month.parse(row.month),
    )
    return Entry(movement, row.number, row.actor, row.recorded_at)
