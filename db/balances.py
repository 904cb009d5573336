"""Balances between rows and the domain: which column holds which bucket."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, and_

from core.domain.ledger import Balance, Bucket
from core.domain.money import Money
from db.among import among
from db.periods import PERIODS
from db.statements import Columns
from db.tables.money import balances, certificates
from db.tables.periods import funding_periods

# The nominal is what came from FUND less what went back, so it moves as FUND does, mirrored.
COLUMNS = MappingProxyType(
    {
        Bucket.AVAILABLE: balances.c.available_kopecks,
        Bucket.RESERVED: balances.c.reserved_kopecks,
        Bucket.DEBITED: balances.c.debited_kopecks,
        Bucket.LAPSED: balances.c.lapsed_kopecks,
    }
)

# A certificate has money in the periods of its municipality; balances are found by both.
MONEY = (
    PERIODS.add_columns(balances)
    .join(certificates, certificates.c.municipality_id == funding_periods.c.municipality_id)
    .join(
        balances,
        and_(
            balances.c.period_id == funding_periods.c.id,
            balances.c.certificate_id == certificates.c.id,
        ),
    )
    .where(among(certificates.c.id, "certificates"))
    .order_by(funding_periods.c.first_day)
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


def by_certificate(rows: Sequence[Any]) -> Mapping[int, list[Any]]:
    """Rows, such as those that MONEY found, by whose they are."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.certificate_id].append(row)
    return found
