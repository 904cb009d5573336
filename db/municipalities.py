"""Municipalities with their funding periods, categories, nominals and agreements."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, insert, select, update

from core.domain.calendar import Days
from core.domain.drafts import MunicipalityDraft
from core.domain.errors import BadValue, NotAllowed
from core.domain.funding import FundingPeriod, Parameters
from core.domain.ids import CategoryId, MunicipalityId, PeriodId, ProviderId
from core.domain.limits import Ceiling
from core.domain.money import Money
from core.domain.program import Registry
from core.domain.registries import Agreement, Category
from core.domain.views import Municipality
from db.categories import about_categories, as_categories
from db.locks import all_exclusively, exclusively
from db.maps import MUNICIPALITIES, as_municipality, by_name, point_columns
from db.periods import PERIODS, as_period, parameter_columns
from db.prepared import Prepared
from db.statements import insert_once, set_row
from db.tables.base import Id
from db.tables.periods import categories, funding_periods, nominals, registry_limits
from db.tables.registries import agreements, municipalities, providers
from db.together import Together

_BY_ID = Prepared(MUNICIPALITIES.where(municipalities.c.id == bindparam("municipality")))
_PERIODS = Prepared(
    PERIODS.where(funding_periods.c.municipality_id == bindparam("municipality")).order_by(
        funding_periods.c.first_day
    )
)
_ALL_PERIODS = Prepared(PERIODS.order_by(funding_periods.c.first_day))
_PERIOD = Prepared(PERIODS.where(funding_periods.c.id == bindparam("period")))
_CATEGORIES = Together(
    **about_categories(
        select(municipalities.c.id).where(
            municipalities.c.id == bindparam("municipality", type_=Id)
        )
    )
)


@dataclass(frozen=True, slots=True)
class SqlMunicipalities:
    connection: Connection

    def all(self) -> tuple[Municipality, ...]:
        return by_name(self.connection.execute(MUNICIPALITIES))

    def by_code(self, code: str) -> Municipality | None:
        found = self._found(MUNICIPALITIES.where(municipalities.c.code == code))
        return found[0] if found else None

    def by_id(self, id: MunicipalityId) -> Municipality:
        row = _BY_ID(self.connection, {"municipality": id}).first()
        if row is None:
            raise NotAllowed
        return as_municipality(row, row.id)

    def add(self, draft: MunicipalityDraft) -> Municipality:
        values = {
            "code": draft.code,
            "name": draft.name,
            "zone": draft.zone,
            "number_prefix": draft.number_prefix,
            **point_columns(draft.point),
        }
        self.connection.execute(insert_once(municipalities, values))
        found = self.by_code(draft.code)
        if found is None:
            # Somebody else has just taken the numbers.
            raise BadValue("number_prefix", "another municipality has it")
        return found

    def change(self, id: MunicipalityId, draft: MunicipalityDraft) -> None:
        self.connection.execute(
            update(municipalities)
            .where(municipalities.c.id == id)
            .values(
                name=draft.name,
                zone=draft.zone,
                number_prefix=draft.number_prefix,
                **point_columns(draft.point),
            )
        )

    def exclusively(self, municipality: MunicipalityId) -> None:
        exclusively(self.connection, municipality)

    def all_exclusively(self) -> None:
        all_exclusively(self.connection)

    def periods(self, municipality: MunicipalityId) -> tuple[FundingPeriod, ...]:
        rows = _PERIODS(self.connection, {"municipality": municipality})
        return tuple(as_period(row) for row in rows)

    def periods_everywhere(self) -> dict[MunicipalityId, list[FundingPeriod]]:
        found: dict[MunicipalityId, list[FundingPeriod]] = defaultdict(list)
        for row in _ALL_PERIODS(self.connection, {}):
            period = as_period(row)
            found[period.municipality].append(period)
        return found

    def period(self, id: PeriodId) -> FundingPeriod:
        return as_period(_PERIOD(self.connection, {"period": id}).one())

    def add_period(
        self, municipality: MunicipalityId, days: Days, parameters: Parameters
    ) -> FundingPeriod:
        # Two that add periods at once look one after the other.
        self.connection.execute(
            select(municipalities.c.id).where(municipalities.c.id == municipality).with_for_update()
        )
        for present in self.periods(municipality):
            if present.days == days:
                return present
            if present.days.overlaps(days):
                raise BadValue("period", f"overlaps the one from {present.days.first}")
        opens_on = days.first - timedelta(days=parameters.opens_days_before)
        new = self.connection.scalar(
            insert(funding_periods)
            .values(
                municipality_id=municipality,
                first_day=days.first,
                last_day=days.last,
                opens_on=opens_on,
                **parameter_columns(parameters),
            )
            .returning(funding_periods.c.id)
        )
        return self.period(PeriodId(new))

    def change_period(
        self, period: PeriodId, parameters: Parameters, *, closed_from: date | None
    ) -> FundingPeriod:
        before = timedelta(days=parameters.opens_days_before)
        first_day = self.period(period).days.first
        self.connection.execute(
            update(funding_periods)
            .where(funding_periods.c.id == period)
            .values(
                closed_from=closed_from,
                opens_on=first_day - before,
                **parameter_columns(parameters),
            )
        )
        return self.period(period)

    def of_category(self, category: CategoryId) -> MunicipalityId | None:
        return self.connection.scalar(
            select(categories.c.municipality_id).where(categories.c.id == category)
        )

    def rename_category(self, category: CategoryId, name: str) -> None:
        self.connection.execute(
            update(categories).where(categories.c.id == category).values(name=name)
        )

    def add_category(self, municipality: MunicipalityId, name: str) -> CategoryId:
        values = {"municipality_id": municipality, "name": name}
        self.connection.execute(insert_once(categories, values))
        (category,) = self.connection.execute(
            select(categories.c.id).where(
                categories.c.municipality_id == municipality, categories.c.name == name
            )
        ).one()
        return CategoryId(category)

    def categories(self, municipality: MunicipalityId) -> tuple[Category, ...]:
        return as_categories(_CATEGORIES(self.connection, {"municipality": municipality}))

    def nominal(self, category: CategoryId, period: PeriodId) -> Money | None:
        kopecks = self.connection.scalar(
            select(nominals.c.nominal_kopecks).where(
                nominals.c.category_id == category, nominals.c.period_id == period
            )
        )
        return None if kopecks is None else Money(kopecks)

    def add_agreement(
        self, provider: ProviderId, municipality: MunicipalityId, period: PeriodId
    ) -> bool:
        agreement = {
            "provider_id": provider,
            "municipality_id": municipality,
            "period_id": period,
        }
        return self.connection.execute(insert_once(agreements, agreement)).rowcount > 0

    def agreements(
        self, municipality: MunicipalityId, *, page: int, size: int
    ) -> tuple[Agreement, ...]:
        rows = self.connection.execute(
            select(
                agreements.c.period_id,
                providers.c.inn,
                providers.c.name,
                agreements.c.ceiling_kopecks,
                agreements.c.committed_kopecks,
            )
            .join(providers, providers.c.id == agreements.c.provider_id)
            .join(funding_periods, funding_periods.c.id == agreements.c.period_id)
            .where(agreements.c.municipality_id == municipality)
            .order_by(funding_periods.c.first_day, providers.c.name, providers.c.id)
            .limit(size)
            .offset((page - 1) * size)
        )
        return tuple(
            Agreement(
                PeriodId(period),
                inn,
                name,
                None if most is None else Ceiling(Money(most), Money(committed)),
            )
            for period, inn, name, most, committed in rows
        )

    def agreement(self, provider: ProviderId, period: PeriodId) -> bool:
        found = self.connection.scalar(
            select(agreements.c.id).where(
                agreements.c.provider_id == provider, agreements.c.period_id == period
            )
        )
        return found is not None

    def set_registry_limit(self, period: PeriodId, registry: Registry, limit: int | None) -> None:
        key = {"period_id": period, "registry": registry}
        if limit is not None:
            set_row(self.connection, registry_limits, key, live_per_child=limit)
            return
        self.connection.execute(
            delete(registry_limits).where(
                registry_limits.c.period_id == period, registry_limits.c.registry == registry
            )
        )

    def _found(self, question: Select[Any]) -> tuple[Municipality, ...]:
        return tuple(as_municipality(row, row.id) for row in self.connection.execute(question))
