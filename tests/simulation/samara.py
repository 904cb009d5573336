"""A second municipality, two hours east of the first, with categories of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.domain.actor import MunicipalityOfficer, System
from core.domain.drafts import CatalogDraft, MunicipalityDraft
from core.domain.funding import FundingPeriod, Parameters
from core.domain.ids import CategoryId, MunicipalityId, ProviderId
from core.ports.unit_of_work import UnitOfWork
from core.services import funding, imports, provisions
from core.services.daily_run import advance_daily_run
from tests.services.world import NOMINAL, OPERATOR, World


@dataclass
class Foundation:
    """A municipality as it was founded; `agreements` are the providers of each period."""

    municipality: MunicipalityId
    code: str
    name: str
    zone: str
    prefix: str
    officer: MunicipalityOfficer
    periods: tuple[FundingPeriod, ...]
    categories: dict[CategoryId, str]
    agreements: tuple[tuple[int, ...], ...]


async def found_samara(
    world: World, second: ProviderId, years: tuple[FundingPeriod, ...]
) -> Foundation:
    draft = MunicipalityDraft("SAM", "Самара", "Europe/Samara", "6301")
    await world.perform(imports.prepare_import, OPERATOR, CatalogDraft((draft,), (), (), ()))
    providers = world.provider.id, second

    def found(uow: UnitOfWork) -> Foundation:
        place = uow.municipalities.by_code("SAM")
        assert place is not None
        officer = MunicipalityOfficer("Яна", place.id)
        categories = {
            funding.add_category(uow, officer, place.id, name): name
            for name in ("Дети", "Дети с ОВЗ")
        }
        periods = tuple(
            funding.add_period(uow, officer, place.id, year.days, Parameters()) for year in years
        )
        for period in periods:
            for category in categories:
                provisions.set_nominal(uow, officer, category, period, NOMINAL)
            for provider in providers:
                funding.conclude_agreement(uow, officer, provider, place.id, period.id)
        # Nobody has a certificate there yet, so the days before are quickly done.
        advance_daily_run(uow, System(), place.id, date(2020, 8, 19))
        return Foundation(
            place.id, place.code, place.name, place.zone, place.number_prefix, officer, periods,
            categories, (providers, providers),
        )  # fmt: skip

    return await world.perform(found)
