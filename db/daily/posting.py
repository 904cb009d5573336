"""Movements of many certificates at once: entries, then balances."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import add
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Insert,
    SQLColumnExpression,
    String,
    Subquery,
    Update,
    case,
    cast,
    extract,
    func,
    insert,
    literal,
    null,
    select,
    true,
    update,
)

from core.domain.ledger import Bucket, EntryKind
from core.domain.money import UNIT
from db.balances import moved
from db.daily.runs import Certificates, Run
from db.tables.base import Instant
from db.tables.enrollments import DESK_OFFER_ROWS, enrollments
from db.tables.money import balances, ledger

_WAYS = {
    EntryKind.GRANT: (Bucket.FUND, Bucket.AVAILABLE),
    EntryKind.RESERVE: (Bucket.AVAILABLE, Bucket.RESERVED),
    EntryKind.RELEASE: (Bucket.RESERVED, Bucket.AVAILABLE),
    EntryKind.CHARGE: (Bucket.RESERVED, Bucket.DEBITED),
    EntryKind.LAPSE: (Bucket.AVAILABLE, Bucket.LAPSED),
}

# What the municipality gives and takes back, an ADJUST either way.
UP, DOWN = (Bucket.FUND, Bucket.AVAILABLE), (Bucket.AVAILABLE, Bucket.FUND)


@dataclass(frozen=True, slots=True)
class Movements:
    """Movements of one kind in one period.

    `rows` says what is moved: certificate_id, key, kopecks, and where they are known
    enrollment_id and month. Rows of 0 kopecks are no movements. `certificates` is where the
    rows are, if that is a range.
    """

    kind: EntryKind
    period: int
    rows: Subquery
    certificates: Certificates | None = None
    way: tuple[Bucket, Bucket] | None = None

    @property
    def ends(self) -> tuple[Bucket, Bucket]:
        """From where to where: an ADJUST goes either way and says which, the others go theirs."""
        return self.way or _WAYS[self.kind]

    def near(self, certificate: SQLColumnExpression[Any]) -> ColumnElement[bool]:
        if self.certificates is None:
            return true()
        return self.certificates.among(certificate)


def post(run: Run, movements: Movements) -> None:
    """Write the entries and move the balances by them; two statements.

    The numbers of a balance's entries go on without gaps, in the order of enrollments.
    """
    for statement in posting(movements, by=literal(run.actor), now=literal(run.now, Instant)):
        run.connection.execute(statement)


def posting(
    movements: Movements, *, by: ColumnElement[str], now: ColumnElement[datetime]
) -> tuple[Insert, Update]:
    """The statements of `post`, in their order."""
    source, target = movements.ends
    rows = movements.rows
    number = func.row_number().over(
        partition_by=rows.c.certificate_id, order_by=[_or_null(rows, "enrollment_id"), rows.c.key]
    )
    entries = (
        select(
            balances.c.period_id,
            balances.c.certificate_id,
            rows.c.key,
            balances.c.entries + number,
            literal(movements.kind.value),
            literal(source.value),
            literal(target.value),
            rows.c.kopecks,
            literal(UNIT),
            _or_null(rows, "enrollment_id"),
            _or_null(rows, "month"),
            by,
            now,
        )
        .join(balances, balances.c.certificate_id == rows.c.certificate_id)
        .where(
            balances.c.period_id == movements.period,
            movements.near(balances.c.certificate_id),
            rows.c.kopecks > 0,
        )
    )
    writing = insert(ledger).from_select(list(ledger.c), entries)
    return writing, _moving(movements, source, target)


def _moving(movements: Movements, source: Bucket, target: Bucket) -> Update:
    rows = movements.rows
    sums = (
        select(
            rows.c.certificate_id,
            cast(func.sum(rows.c.kopecks), BigInteger).label("kopecks"),
            func.count().label("number"),
        )
        .where(rows.c.kopecks > 0)
        .group_by(rows.c.certificate_id)
        .subquery()
    )
    return (
        update(balances)
        .where(
            balances.c.period_id == movements.period,
            balances.c.certificate_id == sums.c.certificate_id,
            movements.near(balances.c.certificate_id),
        )
        .values(moved(source, target, sums.c.kopecks))
        .values({balances.c.entries: balances.c.entries + sums.c.number})
    )


def key(*parts: str | SQLColumnExpression[Any]) -> SQLColumnExpression[Any]:
    """A key of the ledger, its parts joined by colons: `key("charge", id, "2026-10")`."""
    texts: list[SQLColumnExpression[Any]] = []
    words = ""
    for n, part in enumerate(parts):
        words += ":" if n else ""
        if isinstance(part, str):
            words += part
            continue
        texts += [literal(words)] if words else []
        texts.append(cast(part, String))
        words = ""
    texts += [literal(words)] if words else []
    return reduce(add, texts)


def later_months(
    last: SQLColumnExpression[Any], first: SQLColumnExpression[Any]
) -> ColumnElement[int]:
    """How many calendar months `last` comes after `first`."""
    index = [extract("year", day) * 12 + extract("month", day) for day in (last, first)]
    return cast(index[0] - index[1], BigInteger)


def reserved_by_request() -> ColumnElement[int]:
    """All that a request holds: nothing of it is charged yet; an offer from the desk nothing."""
    agreed = enrollments.c.certificate_first_kopecks + (
        enrollments.c.certificate_other_kopecks
        * later_months(enrollments.c.agreed_last_day, enrollments.c.first_day)
    )
    return case((DESK_OFFER_ROWS, 0), else_=agreed)


def _or_null(rows: Subquery, column: str) -> ColumnElement[Any]:
    return rows.c[column] if column in rows.c else cast(null(), ledger.c[column].type)
