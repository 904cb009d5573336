"""The towns of the random acts: built once through the services, then copied for every sequence."""

from __future__ import annotations

from copy import copy, deepcopy
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from core.domain.actor import MunicipalityOfficer, ProviderStaff
from core.domain.calendar import Days
from core.domain.funding import Conclusion, FundingPeriod, Parameters, Prolongation, ReleaseAt
from core.domain.ids import ProviderId
from core.ports.unit_of_work import UnitOfWork
from core.services.certificates import fund_certificate, issue_certificate
from core.services.funding import conclude_agreement
from core.services.invitations import accept_invitation, invite_family
from core.services.limits import change_period
from db.database import Database
from tests.services.world import KALININGRAD, NOMINAL, TestClock, World
from tests.simulation.catalog import Course
from tests.simulation.model import Model
from tests.simulation.model_certificates import fund
from tests.simulation.papers import Category, Child, Period, Place, Provision, Settings
from tests.simulation.programs import STUDIO, STUDIO_INN, Taught, open_programs, second_provider
from tests.simulation.samara import Foundation, found_samara

OPENING = datetime(2020, 8, 20, 10, tzinfo=KALININGRAD)
ANYA_BORN = date(2010, 3, 4)
NEXT_YEAR = Days(date(2021, 1, 1), date(2021, 12, 31))


@dataclass(frozen=True)
class Known:
    """A child that has money from the first day on; place and category by their order."""

    id: int
    number: str
    born: date
    place: int = 0
    category: int = 0


OTHERS = (
    Known(0, "3901000002", date(2003, 1, 10)),
    Known(0, "6301000002", date(2008, 2, 29), place=1),
    Known(0, "6301000003", date(2011, 7, 7), place=1, category=1),
    Known(0, "6301000004", date(2012, 12, 31), place=1, category=1),
)


@dataclass
class Town:
    """A built world of two municipalities, and what their papers say for the model."""

    world: World
    foundations: tuple[Foundation, ...]
    staff: tuple[ProviderStaff, ...]
    taught: Taught
    children: tuple[Known, ...]

    @property
    def courses(self) -> list[Course]:
        return self.taught.courses

    def opened(self, url: str) -> World:
        """The same world over a copy of its database, at its opening."""
        world = copy(self.world)
        world.clock = TestClock(OPENING)
        world.database = Database.open(url, world.clock)
        return world

    def model(self, settings: Settings) -> Model:
        """Nobody had a certificate before the opening: the first run marks the year as granted."""
        places = [self._place(each, settings) for each in self.foundations]
        providers: dict[int, str] = {each.provider: "ACTIVE" for each in self.staff}
        taught = deepcopy(self.taught)
        model = Model(places, taught.programs, taught.modules, taught.courses, providers)
        for known in self.children:
            category = places[known.place].categories[known.category]
            model.children.append(Child(known.id, known.number, known.born, category, known.number))
            fund(model, model.children[-1])
        model.newcomers[STUDIO_INN] = self.staff[1].provider, STUDIO.name
        # Their families were not in the bot yet.
        model.told.clear()
        return model

    def _place(self, of: Foundation, settings: Settings) -> Place:
        opened, zone = OPENING.date(), ZoneInfo(of.zone)
        place = Place(of.municipality, of.code, of.name, zone, of.prefix, opened, opened)
        place.periods = [
            Period(p.id, p.days.first, p.days.last, p.opens_on, {*of.agreements[n]}, settings)
            for n, p in enumerate(of.periods)
        ]
        place.categories = [
            Category(each, place, name, {p.id: Provision(NOMINAL.kopecks) for p in of.periods})
            for each, name in of.categories.items()
        ]
        return place


async def choose(world: World, town: Town, settings: Settings) -> None:
    """The municipalities' choice for all periods, as the command line would make it."""
    parameters = parameters_of(settings)
    for founded in town.foundations:
        for period in founded.periods:
            await world.perform(
                change_period, founded.officer, period, parameters, closed_from=None
            )


def parameters_of(settings: Settings) -> Parameters:
    parents, provider = Conclusion.ON_PARENT_ACCEPTANCE, Conclusion.ON_PROVIDER_CONFIRMATION
    return Parameters(
        conclusion=parents if settings.parents_conclude else provider,
        release_at=ReleaseAt.AT_ONCE if settings.at_once else ReleaseAt.NEXT_MONTH,
        prolongation=Prolongation.SILENCE
        if settings.silence_concludes
        else Prolongation.ACCEPTANCE,
        days_to_first_request=settings.days_to_first_request,
        days_after_refusal=settings.days_after_refusal,
        min_age=settings.min_age,
        prolongation_working_days=settings.working_days,
    )


async def found_town(url: str) -> Town:
    clock = TestClock(OPENING)
    world = World(Database.open(url, clock), clock)
    await world.build()
    periods = (world.period, await world.add_period(NEXT_YEAR))
    second = await second_provider(world)
    place = world.municipality
    agreements = await _agree(world, world.officer, second, periods)
    here = Foundation(
        place.id, place.code, place.name, place.zone, place.number_prefix, world.officer, periods,
        {world.category: "Дети от 5 до 18"}, agreements,
    )  # fmt: skip
    there = await found_samara(world, second, periods)
    taught = await open_programs(world, second)
    anya = Known(world.anya.id, "3901000001", ANYA_BORN)
    others = [await _settle(world, (here, there)[known.place], known) for known in OTHERS]
    await world.database.close()
    staff = world.staff, ProviderStaff(world.staff.account, second)
    return Town(world, (here, there), staff, taught, (anya, *others))


async def _settle(world: World, there: Foundation, known: Known) -> Known:
    def settle(uow: UnitOfWork) -> Known:
        issued = issue_certificate(
            uow, there.officer, there.municipality, [*there.categories][known.category],
            full_name=name_of(known.number), born_on=known.born, number=known.number,
        )  # fmt: skip
        fund_certificate(uow, there.officer, issued.id)
        token = invite_family(uow, there.officer, issued.id).token
        accept_invitation(uow, world.parent_account, token)
        return replace(known, id=issued.id)

    return await world.perform(settle)


def name_of(number: str) -> str:
    """Another child for every number that is somebody's first: its digits as letters."""
    if number == "3901000001":
        return "Котова Анна Игоревна"
    return f"Котов {''.join('абвгдежзик'[int(digit)] for digit in number).capitalize()}"


async def _agree(
    world: World,
    officer: MunicipalityOfficer,
    second: ProviderId,
    periods: tuple[FundingPeriod, ...],
) -> tuple[tuple[int, ...], ...]:
    """The world's own provider is paid in both years, the other one in the first only."""
    await world.perform(conclude_agreement, officer, second, world.municipality.id, periods[0].id)
    return (world.provider.id, second), (world.provider.id,)
