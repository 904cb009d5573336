"""The town of the random acts: built once through the services, then copied for every sequence."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import date, datetime

from core.domain.calendar import Days
from core.domain.funding import Conclusion, FundingPeriod, Parameters, Prolongation, ReleaseAt
from core.domain.program import AgeRange, Registry
from core.services.limits import change_period
from db.database import Database
from tests.services.world import KALININGRAD, TestClock, World
from tests.simulation.model import Model
from tests.simulation.papers import Child, Period, Settings
from tests.simulation.sums import Course

OPENING = datetime(2020, 8, 20, 10, tzinfo=KALININGRAD)
ANYA_BORN = date(2010, 3, 4)
ROUND_THE_YEAR = Days(date(2020, 9, 1), date(2021, 5, 31))
AUTUMN = Days(date(2020, 9, 1), date(2020, 12, 31))
WINTER = Days(date(2020, 10, 15), date(2021, 2, 10))
ONE_MONTH = Days(date(2020, 9, 5), date(2020, 9, 30))
SPRING = Days(date(2021, 1, 1), date(2021, 6, 30))


@dataclass
class Plan:
    days: Days
    price: int
    ceiling: int
    places: int = 2
    ages: AgeRange = AgeRange(5, 17)  # noqa: RUF009 - it is frozen
    registry: Registry = Registry.CERTIFIED


PLANS = (
    Plan(AUTUMN, 900000, 900000),
    Plan(AUTUMN, 1220000, 1098000, places=1),
    Plan(ROUND_THE_YEAR, 2730000, 2457000),
    Plan(WINTER, 777777, 700001, places=3),
    Plan(ONE_MONTH, 123457, 123457, ages=AgeRange(5, 16)),
    Plan(SPRING, 1000001, 1000001, places=1),
    Plan(SPRING, 300000, 299999),
    Plan(AUTUMN, 3, 3, places=4),
    Plan(AUTUMN, 0, 0, registry=Registry.GENERAL),
)


@dataclass
class Town:
    """A built world, and what its papers say for the model."""

    world: World
    periods: tuple[FundingPeriod, ...]
    courses: tuple[Course, ...]

    def opened(self, url: str) -> World:
        """The same world over a copy of its database, at its opening."""
        world = copy(self.world)
        world.clock = TestClock(OPENING)
        world.database = Database.open(url, world.clock)
        return world

    def model(self, settings: Settings) -> Model:
        papers = [
            Period(p.id, p.days.first, p.days.last, p.opens_on, 1510200, granted=n == 0)
            for n, p in enumerate(self.periods)
        ]
        model = Model(
            papers, list(self.courses), settings, runs_from=OPENING.date(), today=OPENING.date()
        )
        anya = Child(self.world.anya.id, "3901000001", ANYA_BORN)
        model.children.append(anya)
        model.fund(anya)
        # Nobody had a certificate before the opening: the first run marks the year as granted.
        papers[0].granted = False
        return model


async def choose(world: World, town: Town, settings: Settings) -> None:
    """The municipality's choice for both periods, as the command line would make it."""
    parents, provider = Conclusion.ON_PARENT_ACCEPTANCE, Conclusion.ON_PROVIDER_CONFIRMATION
    parameters = Parameters(
        conclusion=parents if settings.parents_conclude else provider,
        release_at=ReleaseAt.AT_ONCE if settings.at_once else ReleaseAt.NEXT_MONTH,
        prolongation=Prolongation.SILENCE
        if settings.silence_concludes
        else Prolongation.ACCEPTANCE,
        # The model knows nothing of certificates that give their money back unused (CERT-6).
        days_to_first_request=1000,
    )
    for period in town.periods:
        await world.perform(change_period, world.officer, period, parameters, closed_from=None)


async def found_town(url: str) -> Town:
    clock = TestClock(OPENING)
    world = World(Database.open(url, clock), clock)
    await world.build(Parameters(days_to_first_request=1000))
    next_year = Days(date(2021, 1, 1), date(2021, 12, 31))
    periods = (world.period, await world.add_period(next_year))
    courses = [await _course(world, plan) for plan in PLANS]
    await world.database.close()
    return Town(world, periods, tuple(courses))


async def _course(world: World, plan: Plan) -> Course:
    budget = plan.registry.budget
    offering = await world.group(
        days=plan.days,
        price=None if budget else plan.price,
        normative=None if budget else plan.ceiling,
        places=plan.places,
        ages=plan.ages,
        registry=plan.registry,
    )
    return Course(
        offering.group.id, offering.module.id, plan.days.first, plan.days.last,
        plan.price, plan.ceiling, plan.places, (plan.ages.least, plan.ages.most), budget,
    )  # fmt: skip
