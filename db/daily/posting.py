"""Movements of many certificates at once: entries, then balances."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import add
from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    FromClause,
    Insert,
    Select,
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
    enrollment_id and month; or nth, which numbers the movements of a certificate from 1. Rows
    of 0 kopecks are no movements. `certificates` is where the rows are, if that is a range.
    """

    kind: EntryKind
    period: int
    rows: FromClause
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
    rows = movements.rows
    number = (
        rows.c.nth
        if "nth" in rows.c
        else func.row_number().over(
            partition_by=rows.c.certificate_id,
            order_by=[_or_null(rows, "enrollment_id"), rows.c.key],
        )
    )
    entries = (
        select(*_entry(movements, rows, balances, balances.c.entries + number, by=by, now=now))
        .join(balances, balances.c.certificate_id == rows.c.certificate_id)
        .where(
            balances.c.period_id == movements.period,
            movements.near(balances.c.certificate_id),
            rows.c.kopecks > 0,
        )
    )
    writing = insert(ledger).from_select(list(ledger.c), entries)
    return writing, _moving(movements, _sums(rows).where(rows.c.kopecks > 0).subquery())


def posting_within(
    movements: Movements, *, by: ColumnElement[str], now: ColumnElement[datetime]
) -> tuple[CTE, CTE]:
    """The same as parts of one statement, for PostgreSQL: the entries, and the balances as they
    are after them. Each of its parts sees the tables as they were before all of them.
    """
    given = movements.rows
    # Counted through, because to begin anew for each certificate takes longer.
    order = [given.c.certificate_id, _or_null(given, "enrollment_id"), given.c.key]
    rows = (
        select(given, func.row_number().over(order_by=order).label("nth"))
        .where(given.c.kopecks > 0)
        .cte("movements")
    )
    sums = _sums(rows).add_columns((func.min(rows.c.nth) - 1).label("nth_before")).subquery()
    held = (
        _moving(movements, sums)
        .returning(
            balances.c.period_id,
            balances.c.certificate_id,
            balances.c.available_kopecks,
            (balances.c.entries - sums.c.number - sums.c.nth_before).label("entries"),
        )
        .cte("moved_balances")
    )
    entries = select(
        *_entry(movements, rows, held, held.c.entries + rows.c.nth, by=by, now=now)
    ).join(held, held.c.certificate_id == rows.c.certificate_id)
    written = insert(ledger).from_select(list(ledger.c), entries)
    return written.returning(ledger.c.number).cte("written_entries"), held


def _entry(
    movements: Movements,
    rows: FromClause,
    held: FromClause,
    number: ColumnElement[int],
    *,
    by: ColumnElement[str],
    now: ColumnElement[datetime],
) -> tuple[ColumnElement[Any], ...]:
    """The ledger's columns; `held` are the balances of the certificates of `rows`."""
    source, target = movements.ends
    return (
        held.c.period_id,
        held.c.certificate_id,
        rows.c.key,
        number,
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


def _sums(rows: FromClause) -> Select[Any]:
    return select(
        rows.c.certificate_id,
        cast(func.sum(rows.c.kopecks), BigInteger).label("kopecks"),
        func.count().label("number"),
    ).group_by(rows.c.certificate_id)


def _moving(movements: Movements, sums: Subquery) -> Update:
    source, target = movements.ends
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


def _or_null(rows: FromClause, column: str) -> ColumnElement[Any]:
    return rows.c[column] if column in rows.c else cast(null(), ledger.c[column].type)
