"""Municipalities in the random acts: founded, renamed, with other periods and categories (M1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random
from zoneinfo import ZoneInfo

from core.domain.actor import Actor
from core.domain.calendar import Days
from core.domain.drafts import MunicipalityDraft
from core.domain.ids import CategoryId, MunicipalityId
from core.services.funding import add_category, add_period, rename_category
from core.services.limits import change_period
from core.services.municipalities import add_municipality, change_municipality
from tests.services.world import OPERATOR
from tests.simulation import model_founding as rules
from tests.simulation.clerk import Clerk
from tests.simulation.desk import ensure_own
from tests.simulation.papers import Category, Place, Settings
from tests.simulation.programs import YEARS
from tests.simulation.town import parameters_of

# Far to the east, so that it is another day there for half of each day.
FAR = ZoneInfo("Asia/Kamchatka")
PREFIXES = ("3901", "6301", "4101", "4102")
NAMES = ("Дети", "Дети с ОВЗ", "Дети от 5 до 18", "Одарённые дети", " ")
# The year before and the one after, and what is no period: one too long, one that is over long
# since, one far ahead, and days that other periods have.
SPANS = (
    (date(2019, 1, 1), date(2019, 12, 31)), (date(2022, 1, 1), date(2022, 12, 31)),
    (date(2022, 1, 1), date(2022, 12, 31)), (date(2022, 1, 1), date(2023, 1, 2)),
    (date(2017, 1, 1), date(2017, 12, 31)), (date(2031, 1, 1), date(2031, 12, 31)),
    (date(2021, 9, 1), date(2022, 8, 31)), *YEARS,
)  # fmt: skip


def drawn_settings(random: Random) -> Settings:
    return Settings(
        at_once=random.random() < 0.4,
        parents_conclude=random.random() < 0.4,
        silence_concludes=random.random() < 0.7,
        days_to_first_request=random.choice((5, 30, 90, 1000)),
        days_after_refusal=random.choice((10, 20)),
        min_age=random.choice((5, 5, 4, 6, 12)),
        working_days=random.choice((10, 10, 5, 15)),
    )


@dataclass
class Founder(Clerk):
    """Operators enter municipalities, which write down their own periods and categories."""

    async def add_municipality(self) -> None:
        """A new one opens at once, with both years and a category; its nominals come by and by."""
        name, prefix = self.random.choice(("Вилючинск", "Елизово")), self.random.choice(PREFIXES)
        known = self.random.choice(self.model.places)
        code, zone = self.random.choice(
            [("VIL", FAR)] * 2 + [("ELI", FAR), (known.code, known.zone)]
        )
        if self.random.random() < 0.3:
            code, name, prefix, zone = known.code, known.name, known.prefix, known.zone
        by, foreign = self._operator_or_staff()

        def in_model() -> Place | None:
            ensure_own(foreign=foreign)
            return rules.add_municipality(self.model, code, name, prefix)

        draft = MunicipalityDraft(code, name, zone.key, prefix)
        done = await self.both(
            f"{by.code} enters {code}, {name}, {prefix}",
            in_model,
            lambda: self.world.perform(add_municipality, by, draft),
        )
        if done is None:
            return
        there, entered = done
        if there is not None:
            assert there.id == entered.id, self.story
            return
        today = self.world.clock.instant.astimezone(zone).date()
        place = Place(entered.id, code, name, zone, prefix, today, None)
        for first, last in YEARS:
            await self._add_period(place, first, last, foreign=False)
        await self._add_category(place, "Дети", foreign=False)
        self.model.places.append(place)

    async def change_municipality(self) -> None:
        place = self.random.choice(self.model.places)
        name = self.random.choice((place.name, place.name, f"{place.name} и окрестности"))
        prefix = self.random.choice((place.prefix, place.prefix, *PREFIXES))
        by, foreign = self._operator_or_staff()

        def in_model() -> None:
            ensure_own(foreign=foreign)
            rules.change_municipality(self.model, place, name[:100], prefix)

        draft = MunicipalityDraft(place.code, name[:100], place.zone.key, prefix)
        await self.both(
            f"{by.code}: {place.code} is {name}, {prefix}",
            in_model,
            lambda: self.world.perform(change_municipality, by, draft),
        )

    async def add_period(self) -> None:
        place = self.random.choice(self.model.places)
        first, last = self.random.choice(SPANS)
        await self._add_period(place, first, last, foreign=self.random.random() < 0.1)

    async def change_period(self) -> None:
        """Other parameters; what begins to hold is asked about by everything that comes later."""
        period, officer, foreign = self.some_period()
        settings = drawn_settings(self.random)

        def in_model() -> None:
            ensure_own(foreign=foreign)
            rules.change_period(period, settings)

        parameters = parameters_of(settings)
        await self.set_in(
            f"{period.id}: {settings}",
            period,
            in_model,
            lambda uow, kept: change_period(
                uow, officer, kept, parameters, closed_from=kept.closed_from
            ),
        )

    async def add_category(self) -> None:
        place, name = self.random.choice(self.model.places), self.random.choice(NAMES)
        await self._add_category(place, name, foreign=self.random.random() < 0.1)

    async def rename_category(self) -> None:
        place = self.random.choice(self.model.places)
        category, name = self.random.choice(place.categories), self.random.choice(NAMES)
        officer, foreign = self.officer(place)
        if self.random.random() < 0.1:
            foreign, category = True, self.random.choice(self._categories_elsewhere(place))

        def in_model() -> None:
            ensure_own(foreign=foreign)
            rules.rename_category(category, name)

        await self.both(
            f"category {category.id} of {place.id} is called {name}",
            in_model,
            lambda: self.world.perform(
                rename_category, officer, MunicipalityId(place.id), CategoryId(category.id), name
            ),
        )

    async def _add_period(self, place: Place, first: date, last: date, *, foreign: bool) -> None:
        officer, settings = self.officer_of(place, foreign=foreign), drawn_settings(self.random)

        def in_model() -> object:
            ensure_own(foreign=foreign)
            return rules.add_period(place, first, last, settings)

        done = await self.both(
            f"{place.id} has a period {first}..{last}: {settings}",
            in_model,
            lambda: self.world.perform(
                add_period, officer, MunicipalityId(place.id), Days(first, last),
                parameters_of(settings),
            ),
        )  # fmt: skip
        if done is not None and done[0] is None:
            rules.book_period(place, done[1].id, first, last, settings)

    async def _add_category(self, place: Place, name: str, *, foreign: bool) -> None:
        officer = self.officer_of(place, foreign=foreign)

        def in_model() -> Category | None:
            ensure_own(foreign=foreign)
            return rules.add_category(place, name)

        done = await self.both(
            f"{place.id} has a category {name}",
            in_model,
            lambda: self.world.perform(add_category, officer, MunicipalityId(place.id), name),
        )
        if done is not None and done[0] is None:
            place.categories.append(Category(done[1], place, name, {}))

    def _categories_elsewhere(self, place: Place) -> list[Category]:
        return [c for each in self.model.places if each is not place for c in each.categories]

    def _operator_or_staff(self) -> tuple[Actor, bool]:
        """Now and then somebody of a provider, who may not."""
        if self.random.random() < 0.1:
            return self.staff(self.town.staff[0].provider)[0], True
        return OPERATOR, False
