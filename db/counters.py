"""The audit of counters: what is counted beside the rows, counted anew (section 4, CERT-7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Select,
    String,
    Table,
    and_,
    case,
    cast,
    func,
    literal,
    not_,
    or_,
    select,
    true,
)

from core.domain.enrollment import OPEN
from core.domain.ledger import EntryKind
from db.counting import counted_certificates
from db.tables.base import held
from db.tables.enrollments import DESK_OFFER_ROWS, enrollments
from db.tables.money import ledger
from db.tables.periods import direction_limits, funding_periods, nominals, provider_limits
from db.tables.registries import agreements, groups


def wrong_counters() -> Iterator[Select[Any]]:
    """One question for each kind of counter; its rows are the differences."""
    yield _categories()
    yield _open(direction_limits, direction_limits.c.direction, enrollments.c.direction)
    yield _open(provider_limits, provider_limits.c.provider_id, enrollments.c.provider_id)
    yield _committed()
    yield _places()


def _categories() -> Select[Any]:
    """Funded certificates and their nominals, while the period's rest has not lapsed."""
    counted = counted_certificates(true())
    number = func.coalesce(counted.c.number, 0)
    expected = [number, number * nominals.c.nominal_kopecks]
    found = [nominals.c.funded, nominals.c.funded_total_kopecks]
    name = ("category", nominals.c.category_id)
    return (
        _difference(name, nominals.c.period_id, expected, found)
        .select_from(nominals)
        .join(funding_periods, funding_periods.c.id == nominals.c.period_id)
        .outerjoin(
            counted,
            and_(
                counted.c.category_id == nominals.c.category_id,
                counted.c.period_id == nominals.c.period_id,
            ),
        )
        .where(funding_periods.c.lapsed.is_(False))
    )


def _open(table: Table, limited: Column[Any], of: Column[Any]) -> Select[Any]:
    """Open enrollments of a direction or provider; an offer from the desk is none yet."""
    counted = (
        select(enrollments.c.period_id, of.label("limited"), func.count().label("number"))
        .where(held(enrollments.c.state, *sorted(OPEN)), not_(DESK_OFFER_ROWS))
        .group_by(enrollments.c.period_id, of)
        .subquery()
    )
    expected = [func.coalesce(counted.c.number, 0)]
    name = (table.name.removesuffix("_limits"), limited)
    return (
        _difference(name, table.c.period_id, expected, [table.c.open])
        .select_from(table)
        .outerjoin(
            counted,
            and_(counted.c.period_id == table.c.period_id, counted.c.limited == limited),
        )
    )


def _committed() -> Select[Any]:
    """Reserved and debited under agreements with a ceiling (REG-2)."""
    amount = case(
        (ledger.c.kind == EntryKind.RESERVE.value, ledger.c.amount), else_=-ledger.c.amount
    )
    counted = (
        select(
            enrollments.c.provider_id,
            ledger.c.period_id,
            cast(func.sum(amount), BigInteger).label("kopecks"),
        )
        .join(enrollments, enrollments.c.id == ledger.c.enrollment_id)
        .where(ledger.c.kind.in_([EntryKind.RESERVE, EntryKind.RELEASE, EntryKind.REFUND]))
        .group_by(enrollments.c.provider_id, ledger.c.period_id)
        .subquery()
    )
    expected = [func.coalesce(counted.c.kopecks, 0)]
    name = ("agreement", agreements.c.id)
    return (
        _difference(name, agreements.c.period_id, expected, [agreements.c.committed_kopecks])
        .select_from(agreements)
        .outerjoin(
            counted,
            and_(
                counted.c.provider_id == agreements.c.provider_id,
                counted.c.period_id == agreements.c.period_id,
            ),
        )
        .where(agreements.c.ceiling_kopecks.is_not(None))
    )


def _places() -> Select[Any]:
    """Places of groups that enrollments hold (ENR-6)."""
    counted = (
        select(enrollments.c.group_id, func.count().label("number"))
        .where(enrollments.c.holds_place)
        .group_by(enrollments.c.group_id)
        .subquery()
    )
    expected = [func.coalesce(counted.c.number, 0)]
    none = literal(None, BigInteger)
    return (
        _difference(("group", groups.c.id), none, expected, [groups.c.places_taken])
        .select_from(groups)
        .outerjoin(counted, counted.c.group_id == groups.c.id)
    )


def _difference(
    name: tuple[str, ColumnElement[Any]],
    period: ColumnElement[Any],
    expected: list[Any],
    found: list[Any],
) -> Select[Any]:
    """Rows whose counters are not those expected, each named as `category:1 2 3020400`."""
    kind, named = name

    def said(numbers: list[Any]) -> ColumnElement[str]:
        text: ColumnElement[str] = literal(f"{kind}:") + cast(named, String)
        for number in numbers:
            text = text + " " + cast(number, String)
        return text

    differ = or_(*(kept != counted for kept, counted in zip(found, expected, strict=True)))
    return (
        select(
            literal("counter").label("what"),
            literal(None, BigInteger).label("certificate_id"),
            period.label("period_id"),
            literal(None, BigInteger).label("enrollment_id"),
            said(expected).label("expected"),
            said(found).label("found"),
        )
        .where(differ)
        .order_by(named)
    )
