"""The audit: what is kept beside the ledger, recomputed from the ledger (LED-1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    String,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
)

from core.domain.auditing import Discrepancy
from core.domain.ids import CertificateId, EnrollmentId
from core.domain.ledger import Bucket
from db.balances import COLUMNS
from db.counters import wrong_counters
from db.schedules import held_by_enrollments, misfit_entries
from db.statements import Columns
from db.tables.money import balances, ledger


@dataclass(frozen=True, slots=True)
class SqlAudit:
    connection: Connection

    def balances(self, *, most: int) -> tuple[Discrepancy, ...]:
        """See `Audit`; with the numbers of the entries, which have no gaps."""
        return self._found(_wrong_balances(), most)

    def schedules(self, *, most: int) -> tuple[Discrepancy, ...]:
        """See `Audit`."""
        found = self._found(held_by_enrollments(), most)
        return found + self._found(misfit_entries(), most - len(found))

    def counters(self, *, most: int) -> tuple[Discrepancy, ...]:
        """See `Audit`."""
        found: tuple[Discrepancy, ...] = ()
        for question in wrong_counters():
            found += self._found(question, most - len(found))
        return found

    def _found(self, question: Select[Any], most: int) -> tuple[Discrepancy, ...]:
        rows = self.connection.execute(question.limit(most))
        return tuple(_discrepancy(row) for row in rows)


def _wrong_balances() -> Select[Any]:
    sums = _sums()
    pairs = [
        (balances.c.nominal_kopecks, sums.c.nominal),
        *((column, sums.c[bucket.value.lower()]) for bucket, column in COLUMNS.items()),
        (balances.c.entries, sums.c.entries),
        (balances.c.entries, sums.c.last_number),
    ]
    return (
        select(
            literal("balance").label("what"),
            balances.c.certificate_id,
            balances.c.period_id,
            literal(None, BigInteger).label("enrollment_id"),
            _joined([func.coalesce(summed, 0) for _, summed in pairs]).label("expected"),
            _joined([kept for kept, _ in pairs]).label("found"),
        )
        .outerjoin(
            sums,
            and_(
                sums.c.period_id == balances.c.period_id,
                sums.c.certificate_id == balances.c.certificate_id,
            ),
        )
        .where(or_(*(kept != func.coalesce(summed, 0) for kept, summed in pairs)))
        .order_by(balances.c.period_id, balances.c.certificate_id)
    )


def _sums() -> Subquery:
    """Each balance as its entries make it. Numbers that count from 1 without gaps and doubles
    are as many as the last one says, and so are those that differ.
    """
    into = {
        bucket: func.sum(
            case((ledger.c.target == bucket, ledger.c.amount), else_=0)
            - case((ledger.c.source == bucket, ledger.c.amount), else_=0)
        )
        for bucket in Bucket
    }
    return (
        select(
            ledger.c.period_id,
            ledger.c.certificate_id,
            (-into[Bucket.FUND]).label("nominal"),
            *(into[bucket].label(bucket.value.lower()) for bucket in COLUMNS),
            func.count(ledger.c.number.distinct()).label("entries"),
            func.max(ledger.c.number).label("last_number"),
        )
        .group_by(ledger.c.period_id, ledger.c.certificate_id)
        .subquery()
    )


def _joined(values: list[ColumnElement[Any]]) -> ColumnElement[str]:
    """`nominal available reserved debited lapsed entries last`, to be read by a person."""
    text: ColumnElement[str] = cast(values[0], String)
    for value in values[1:]:
        text = text + " " + cast(value, String)
    return text


def _discrepancy(row: Columns) -> Discrepancy:
    certificate, enrollment = row.certificate_id, row.enrollment_id
    return Discrepancy(
        what=row.what,
        certificate=None if certificate is None else CertificateId(certificate),
        period=row.period_id,
        enrollment=None if enrollment is None else EnrollmentId(enrollment),
        expected=row.expected,
        found=row.found,
    )
