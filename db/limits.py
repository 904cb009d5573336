"""Limits of funding periods and ceilings of agreements; triggers count them once they are set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Table,
    and_,
    bindparam,
    case,
    delete,
    func,
    not_,
    select,
    update,
)

from core.domain.enrollment import OPEN, Origin, State
from core.domain.ids import PeriodId, ProviderId
from core.domain.ledger import EntryKind
from core.domain.limits import WARNING_PERCENT, Ceiling, Limit, Limited, PeriodLimits
from core.domain.money import Money
from core.domain.program import Direction, Registry
from db.prepared import Prepared
from db.statements import set_row
from db.tables.base import held
from db.tables.enrollments import enrollments
from db.tables.money import ledger
from db.tables.periods import direction_limits, provider_limits, registry_limits
from db.tables.registries import agreements

_NEARLY_REACHED = and_(
    agreements.c.ceiling_kopecks.is_not(None),
    agreements.c.committed_kopecks * 100 > agreements.c.ceiling_kopecks * WARNING_PERCENT,
)

_WARN = Prepared(
    update(agreements)
    .where(
        agreements.c.provider_id == bindparam("of_provider"),
        agreements.c.period_id == bindparam("of_period"),
        agreements.c.warned.is_(False),
        _NEARLY_REACHED,
    )
    .values(warned=True)
    .returning(agreements.c.ceiling_kopecks, agreements.c.committed_kopecks)
)


def counted() -> ColumnElement[bool]:
    """Open, and more than an offer that the parent has not accepted yet (ENR-12)."""
    desk_offer = and_(enrollments.c.state == State.OFFERED, enrollments.c.origin == Origin.DESK)
    return and_(held(enrollments.c.state, *sorted(OPEN)), not_(desk_offer))


@dataclass(frozen=True, slots=True)
class SqlLimits:
    connection: Connection

    def of_period(self, period: PeriodId) -> PeriodLimits:
        """See `Limits`; three statements, in the order of what is limited."""
        directions = self._limits(direction_limits, direction_limits.c.direction, period)
        providers = self._limits(provider_limits, provider_limits.c.provider_id, period)
        registries = self.connection.execute(
            select(registry_limits.c.registry, registry_limits.c.live_per_child)
            .where(registry_limits.c.period_id == period)
            .order_by(registry_limits.c.registry)
        )
        return PeriodLimits(
            {Direction(each): limit for each, limit in directions.items()},
            {ProviderId(each): limit for each, limit in providers.items()},
            {Registry(each): live for each, live in registries},
        )

    def set_limit(self, period: PeriodId, limited: Limited, most: int | None) -> None:
        if isinstance(limited, Direction):
            self._set(direction_limits, direction_limits.c.direction, period, limited, most)
        else:
            self._set(provider_limits, provider_limits.c.provider_id, period, limited, most)

    def ceiling(self, provider: ProviderId, period: PeriodId) -> Ceiling | None:
        row = self.connection.execute(
            select(agreements.c.ceiling_kopecks, agreements.c.committed_kopecks).where(
                self._agreement(provider, period), agreements.c.ceiling_kopecks.is_not(None)
            )
        ).first()
        return None if row is None else Ceiling(Money(row[0]), Money(row[1]))

    def committed(self, provider: ProviderId, period: PeriodId) -> Money:
        step = case((ledger.c.kind == EntryKind.RESERVE, ledger.c.amount), else_=-ledger.c.amount)
        kopecks = self.connection.scalar(
            select(func.coalesce(func.sum(step), 0))
            .join(enrollments, enrollments.c.id == ledger.c.enrollment_id)
            .where(
                enrollments.c.provider_id == provider,
                enrollments.c.period_id == period,
                ledger.c.period_id == period,
                ledger.c.kind.in_((EntryKind.RESERVE, EntryKind.RELEASE, EntryKind.REFUND)),
            )
        )
        return Money(int(kopecks or 0))

    def set_ceiling(self, provider: ProviderId, period: PeriodId, most: Money | None) -> None:
        committed = Money(0) if most is None else self.committed(provider, period)
        self.connection.execute(
            update(agreements)
            .where(self._agreement(provider, period))
            .values(
                ceiling_kopecks=None if most is None else most.kopecks,
                committed_kopecks=committed.kopecks,
            )
        )
        self.connection.execute(
            update(agreements)
            .where(
                self._agreement(provider, period),
                func.coalesce(not_(_NEARLY_REACHED), True),
            )
            .values(warned=False)
        )

    def warn_once(self, provider: ProviderId, period: PeriodId) -> Ceiling | None:
        row = _WARN(self.connection, {"of_provider": provider, "of_period": period}).first()
        return None if row is None else Ceiling(Money(row[0]), Money(row[1]))

    def _agreement(self, provider: ProviderId, period: PeriodId) -> ColumnElement[bool]:
        return and_(agreements.c.provider_id == provider, agreements.c.period_id == period)

    def _limits(self, table: Table, of: Column[Any], period: PeriodId) -> dict[Any, Limit]:
        rows = self.connection.execute(
            select(of, table.c.most, table.c.open).where(table.c.period_id == period).order_by(of)
        )
        return {each: Limit(most, open_) for each, most, open_ in rows}

    def _set(
        self, table: Table, of: Column[Any], period: PeriodId, limited: Limited, most: int | None
    ) -> None:
        if most is None:
            self.connection.execute(delete(table).where(table.c.period_id == period, of == limited))
            return
        open_ = self.connection.scalar(
            select(func.count())
            .select_from(enrollments)
            .where(
                enrollments.c.period_id == period,
                enrollments.c[of.name] == limited,
                counted(),
            )
        )
        set_row(
            self.connection, table, {"period_id": period, of.name: limited}, most=most, open=open_
        )
