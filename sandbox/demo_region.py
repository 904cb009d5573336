"""The demo's region: municipalities with periods and nominals, providers with agreements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from core.domain.actor import MunicipalityOfficer, Operator
from core.domain.calendar import Days
from core.domain.drafts import CatalogDraft, GroupDraft, ModuleDraft, ProgramDraft
from core.domain.funding import Parameters
from core.domain.ids import CategoryId, ProviderId
from core.domain.money import Money
from core.domain.places import Point
from core.domain.program import AgeRange, Direction, Form, Registry, Slot
from core.domain.views import Municipality
from core.ports.acts import Acts
from core.ports.unit_of_work import UnitOfWork
from core.services import funding, provisions
from core.services.imports import prepare_import
from office.importing import import_catalog
from sandbox.demo_data import demo_catalog
from sandbox.demo_people import PROVIDER_INN, SONYA, WITHOUT_AGREEMENT_INN

OPERATOR: Final = Operator("demo")
CATEGORY: Final = "Дети от 5 до 17 лет"
ZONE: Final = ZoneInfo("Europe/Kaliningrad")
USUAL_NOMINAL: Final = Money.roubles(15_102)
# Until May families still look for the study year that runs, from June on for the next one.
NEW_STUDY_YEAR_MONTH: Final = 6


@dataclass(frozen=True, slots=True)
class Town:
    """A municipality of the demo, its officer, and its one category."""

    place: Municipality
    officer: MunicipalityOfficer
    category: CategoryId


async def build_region(perform: Acts, today: date) -> dict[str, Town]:
    """Registries, money and catalog of the year of `today` and the next; towns by code.

    Done again it changes nothing.
    """
    starts = today.year if today.month >= NEW_STUDY_YEAR_MONTH else today.year - 1
    catalog = demo_catalog(starts)
    await perform(prepare_import, OPERATOR, catalog)
    municipalities = await perform(lambda uow: uow.municipalities.all())
    years = (today.year, today.year + 1)
    towns = {
        place.code: await perform(_furnish, place, number, years, catalog)
        for number, place in enumerate(municipalities)
    }
    await import_catalog(perform, OPERATOR, catalog, certify=True)
    await import_catalog(perform, OPERATOR, _summer_and_autumn(today.year), certify=True)
    return towns


def ten_in_the_morning(day: date) -> datetime:
    """There everybody is awake then, and notices go out at once."""
    return datetime.combine(day, time(10), ZONE)


def _furnish(
    uow: UnitOfWork,
    place: Municipality,
    number: int,
    years: tuple[int, ...],
    catalog: CatalogDraft,
) -> Town:
    officer = MunicipalityOfficer("demo", place.id)
    category = funding.add_category(uow, officer, place.id, CATEGORY)
    providers = _providers(uow, place, catalog)
    for year in years:
        days = Days(date(year, 1, 1), date(year, 12, 31))
        period = funding.add_period(uow, officer, place.id, days, Parameters())
        provisions.set_nominal(uow, officer, category, period, _nominal(place, number))
        for provider in providers:
            funding.conclude_agreement(uow, officer, provider, place.id, period.id)
    return Town(place, officer, category)


def _nominal(place: Municipality, number: int) -> Money:
    """What the region's capital gives; elsewhere from 8,000 to 15,500 roubles."""
    if place.code == SONYA.municipality_code:
        return USUAL_NOMINAL
    return Money.roubles(8_000 + 500 * (number * 7 % 16))


def _providers(
    uow: UnitOfWork, place: Municipality, catalog: CatalogDraft
) -> tuple[ProviderId, ...]:
    found = []
    for draft in catalog.providers:
        missing = draft.inn == WITHOUT_AGREEMENT_INN and place.code == SONYA.municipality_code
        provider = uow.catalog.provider_by_inn(draft.inn)
        if provider is not None and not missing:
            found.append(provider.id)
    return tuple(found)


def _summer_and_autumn(year: int) -> CatalogDraft:
    """A group that runs through summer and autumn: the others of the catalog begin in September.

    It is where the child with a history has been going since June.
    """
    group = GroupDraft(
        title="Дельфины",
        row=1,
        days=Days(date(year, 6, 1), date(year, 11, 30)),
        places=14,
        ages=None,
        address="Калининград, Центральный район, проспект Мира, 301",
        slots=(Slot(1, time(15), time(15, 45)), Slot(5, time(11), time(11, 45))),
        point=Point(54.7214, 20.4752),
    )
    module = ModuleDraft("Лето и осень", Money.roubles(5_490), Money.roubles(5_856), (group,))
    program = ProgramDraft(
        provider_inn=PROVIDER_INN,
        municipality_code=SONYA.municipality_code,
        title="Плавание: лето и осень",
        annotation="Учимся держаться на воде, нырять и плыть кролем. Группа занимается и летом.",
        direction=Direction.SPORTS,
        registry=Registry.CERTIFIED,
        form=Form.IN_PERSON,
        ages=AgeRange(7, 12),
        special_needs=False,
        modules=(module,),
    )
    return CatalogDraft((), (), (program,), ())
