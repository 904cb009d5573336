"""The two statements of a movement: the balance goes first, then the entry that it numbers."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Connection, bindparam, select, update
from sqlalchemy.sql.dml import ReturningUpdate

from core.domain.ledger import Bucket, Movement
from core.domain.money import UNIT
from db.balances import COLUMNS, moved
from db.prepared import Prepared
from db.statements import Columns, upsert
from db.tables.money import balances, ledger

_ENTRY = Prepared(
    upsert(ledger).on_conflict_do_nothing(), columns=[column.name for column in ledger.c]
)
# Entries as they are given to PostgreSQL, but for their number, which the balance counts.
_GIVEN = tuple(column.name for column in ledger.c if column.name != "number")


def _moving(source: Bucket, target: Bucket) -> ReturningUpdate[Any]:
    """Move a balance and count the entry; no row when the source holds too little."""
    kopecks = bindparam("kopecks", type_=BigInteger)
    statement = update(balances).where(
        balances.c.period_id == bindparam("of_period"),
        balances.c.certificate_id == bindparam("of_certificate"),
    )
    if source in COLUMNS:
        statement = statement.where(COLUMNS[source] >= kopecks)
    return (
        statement.values(moved(source, target, kopecks))
        .values({balances.c.entries: balances.c.entries + 1})
        .returning(*balances.c)
    )


@cache
def _move(source: Bucket, target: Bucket) -> Prepared:
    return Prepared(_moving(source, target))


@cache
def _post(source: Bucket, target: Bucket) -> Prepared:
    """The same and the entry beside it, in one way to PostgreSQL; `written` says whether its key
    was new.
    """
    balance = _moving(source, target).cte("balance")
    values = (bindparam(f"the_{each}", type_=ledger.c[each].type) for each in _GIVEN)
    entry = (
        upsert(ledger)
        .from_select((*_GIVEN, "number"), select(*values, balance.c.entries))
        .on_conflict_do_nothing()
        .returning(ledger.c.key)
        .cte("entry")
    )
    return Prepared(select(balance, select(entry.c.key).exists().label("written")))


def posted(
    connection: Connection, movement: Movement, actor: str, now: datetime
) -> tuple[Columns | None, bool]:
    """Move the balance and write the entry: the balance, None when the source holds too little,
    and whether the entry's key was new.
    """
    way = movement.source, movement.target
    entry = _columns(movement, actor, now)
    given = {
        "of_period": movement.period,
        "of_certificate": movement.certificate,
        "kopecks": movement.amount.kopecks,
    }
    row: Columns | None
    if connection.dialect.name == "postgresql":
        given |= {f"the_{name}": value for name, value in entry.items()}
        row = _post(*way)(connection, given).first()
        return row, row is not None and row.written
    row = _move(*way)(connection, given).first()
    if row is None:
        return None, False
    return row, _ENTRY(connection, {**entry, "number": row.entries}).rowcount == 1


def _columns(movement: Movement, actor: str, now: datetime) -> dict[str, Any]:
    return {
        "period_id": movement.period,
        "certificate_id": movement.certificate,
        "key": movement.key,
        "kind": movement.kind,
        "source": movement.source,
        "target": movement.target,
        "amount": movement.amount.kopecks,
        "unit": UNIT,
        "enrollment_id": movement.enrollment,
        "month": None if movement.month is None else str(movement.month),
        "actor": actor,
        "recorded_at": now,
    }
