"""Balances between rows and the domain: which column holds which bucket."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement

from core.domain.ledger import Balance, Bucket
from core.domain.money import Money
from db.statements import Columns
from db.tables.money import balances

# The nominal is what came from FUND less what went back, so it moves as FUND does, mirrored.
COLUMNS = MappingProxyType(
    {
        Bucket.AVAILABLE: balances.c.available_kopecks,
        Bucket.RESERVED: balances.c.reserved_kopecks,
        Bucket.DEBITED: balances.c.debited_kopecks,
        Bucket.LAPSED: balances.c.lapsed_kopecks,
    }
)


def moved(source: Bucket, target: Bucket, kopecks: int | ColumnElement[int]) -> dict[Any, Any]:
    """The new values of a balance after `kopecks` went from one bucket to another."""
    values: dict[Any, Any] = {}
    if source in COLUMNS:
        values[COLUMNS[source]] = COLUMNS[source] - kopecks
    if target in COLUMNS:
        values[COLUMNS[target]] = COLUMNS[target] + kopecks
    if source is Bucket.FUND:
        values[balances.c.nominal_kopecks] = balances.c.nominal_kopecks + kopecks
    if target is Bucket.FUND:
        values[balances.c.nominal_kopecks] = balances.c.nominal_kopecks - kopecks
    return values


def as_balance(row: Columns) -> Balance:
    return Balance(
        nominal=Money(row.nominal_kopecks),
        available=Money(row.available_kopecks),
        reserved=Money(row.reserved_kopecks),
        debited=Money(row.debited_kopecks),
        lapsed=Money(row.lapsed_kopecks),
    )
