"""Nominals of categories by period, their limits, and their change in a running period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    func,
    insert,
    literal,
    select,
    update,
)

from core.domain.ids import CategoryId, CertificateId, PeriodId
from core.domain.ledger import EntryKind
from core.domain.money import Money
from core.domain.notice import NoticeKind
from core.domain.provision import Limits, Provision
from core.ports.provisions import Bulk
from db.counting import count
from db.daily.posting import DOWN, UP, Movements, key, post
from db.daily.runs import Run, bulk_run
from db.daily.telling import tell_families
from db.periods import PERIODS, as_period
from db.statements import Columns
from db.tables.money import balances, certificates
from db.tables.periods import funding_periods, nominals


@dataclass(frozen=True, slots=True)
class SqlProvisions:
    connection: Connection
    now: datetime

    def of_category(self, category: CategoryId) -> tuple[Provision, ...]:
        rows = self.connection.execute(
            PERIODS.add_columns(nominals)
            .join(nominals, nominals.c.period_id == funding_periods.c.id)
            .where(nominals.c.category_id == category)
            .order_by(funding_periods.c.first_day)
        )
        return tuple(_provision(row) for row in rows)

    def add(self, category: CategoryId, period: PeriodId, nominal: Money) -> None:
        self.connection.execute(
            insert(nominals).values(
                category_id=category, period_id=period, nominal_kopecks=nominal.kopecks
            )
        )
        count(self.connection, certificates.c.category_id == category, by=1, period=period)
        self.connection.execute(
            update(funding_periods)
            .where(funding_periods.c.id == period, funding_periods.c.lapsed.is_(False))
            .values(granted=False)
        )

    def set_limits(self, category: CategoryId, period: PeriodId, limits: Limits) -> None:
        total = limits.max_total
        self.connection.execute(
            update(nominals)
            .where(nominals.c.category_id == category, nominals.c.period_id == period)
            .values(
                max_certificates=limits.max_certificates,
                max_total_kopecks=None if total is None else total.kopecks,
            )
        )

    def short_of(
        self, category: CategoryId, period: PeriodId, amount: Money, *, most: int
    ) -> tuple[tuple[CertificateId, ...], int]:
        short = and_(_granted(category, period), balances.c.available_kopecks < amount.kopecks)
        first = self.connection.scalars(
            _holders(balances.c.certificate_id.label("id"))
            .where(short)
            .order_by(balances.c.certificate_id)
            .limit(most)
        )
        number: int = self.connection.scalar(_holders(func.count()).where(short)) or 0
        return tuple(CertificateId(each) for each in first), number

    def change_nominal(
        self, category: CategoryId, period: PeriodId, nominal: Money, bulk: Bulk
    ) -> int:
        """See `Provisions`; the counters follow, because all they count have one nominal."""
        mine = and_(nominals.c.category_id == category, nominals.c.period_id == period)
        before = self.connection.scalar(select(nominals.c.nominal_kopecks).where(mine)) or 0
        step = nominal.kopecks - before
        rows = (
            _holders(
                balances.c.certificate_id,
                # The number that the entry will have tells one change from another.
                key("adjust", "nominal", balances.c.entries + 1).label("key"),
                literal(abs(step)).label("kopecks"),
            )
            .where(_granted(category, period))
            .subquery()
        )
        run = bulk_run(self.connection, self.now, bulk)
        told = (
            _holders(
                balances.c.certificate_id,
                literal(nominal.kopecks).label("kopecks"),
                (balances.c.available_kopecks + step).label("rest_kopecks"),
            )
            .where(_granted(category, period))
            .subquery()
        )
        number = self.connection.scalar(select(func.count()).select_from(rows)) or 0
        tell_families(run, NoticeKind.NOMINAL_CHANGED, told, period=period)
        way = UP if step > 0 else DOWN
        post(run, Movements(EntryKind.ADJUST, period, rows, way=way))
        if step < 0:
            self._tell_low(run, category, period)
        self.connection.execute(
            update(nominals)
            .where(mine)
            .values(
                nominal_kopecks=nominal.kopecks,
                funded_total_kopecks=nominals.c.funded * nominal.kopecks,
            )
        )
        return number

    def _tell_low(self, run: Run, category: CategoryId, period: PeriodId) -> None:
        """To whom less than the period's share of the nominal is left now, once in it (LED-7)."""
        of_period = select(funding_periods.c.low_percent).where(funding_periods.c.id == period)
        percent = of_period.scalar_subquery()
        low = and_(
            balances.c.period_id == period,
            balances.c.certificate_id.in_(
                _holders(certificates.c.id).where(_granted(category, period))
            ),
            balances.c.low_told.is_(False),
            balances.c.available_kopecks > 0,
            balances.c.available_kopecks * 100 < balances.c.nominal_kopecks * percent,
        )
        rest = balances.c.available_kopecks.label("rest_kopecks")
        rows = select(balances.c.certificate_id, rest).where(low)
        tell_families(run, NoticeKind.MONEY_LOW, rows.subquery(), period=period)
        self.connection.execute(update(balances).where(low).values(low_told=True))


def _holders(*columns: ColumnElement[Any]) -> Select[Any]:
    return select(*columns).join_from(
        balances, certificates, certificates.c.id == balances.c.certificate_id
    )


def _granted(category: CategoryId, period: PeriodId) -> ColumnElement[bool]:
    """Those that count and have got the period's nominal; the others will get the new one.

    Entries may be of an earlier funding. The present one brought this period's nominal only if
    it came before the period was over, be it that the rest has not lapsed yet (CERT-5).
    """
    last_day = select(funding_periods.c.last_day).where(funding_periods.c.id == period)
    return and_(
        balances.c.period_id == period,
        balances.c.entries > 0,
        certificates.c.funded_on <= last_day.scalar_subquery(),
        certificates.c.category_id == category,
        certificates.c.kind == "FUNDED",
        certificates.c.state == "ACTIVE",
    )


def _provision(row: Columns) -> Provision:
    total = row.max_total_kopecks
    return Provision(
        category=CategoryId(row.category_id),
        period=as_period(row),
        nominal=Money(row.nominal_kopecks),
        limits=Limits(row.max_certificates, None if total is None else Money(total)),
        funded=row.funded,
        total=Money(row.funded_total_kopecks),
    )
