"""Prices and groups in the random acts, as providers and operators set them (REG-5, REG-6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from core.domain.actor import Actor
from core.domain.calendar import Days
from core.domain.drafts import GroupDraft
from core.domain.ids import GroupId, ModuleId
from core.domain.money import Money
from core.domain.program import AgeRange
from core.services.groups import add_group, archive_group, change_group
from core.services.module_prices import set_price, set_price_cap
from tests.services.world import OPERATOR
from tests.simulation import model_groups, model_programs
from tests.simulation.catalog import Ages, Course, Module, Program
from tests.simulation.certifier import COST, Certifier
from tests.simulation.desk import ensure_own
from tests.simulation.model_groups import Content, content
from tests.simulation.programs import ADDRESS, SLOTS, YEARS
from tests.simulation.sums import DAY

CAPS = (100, 100, 112, 90, 0)
AGES: tuple[Ages | None, ...] = (None, None, (5, 17), (8, 12))
# Of the last one nobody has a period, the first one is over before anybody begins.
NEW_DAYS = (
    (date(2020, 5, 1), date(2020, 8, 1)), (date(2020, 9, 15), date(2021, 2, 15)),
    (date(2020, 10, 1), date(2020, 12, 31)), (date(2020, 9, 1), date(2021, 9, 1)),
    (date(2021, 1, 1), date(2021, 12, 31)), (date(2021, 3, 1), date(2022, 1, 31)),
)  # fmt: skip


@dataclass
class Timetabler(Certifier):
    """Changes what is taught when, by whom it may be afforded, and for how many there is room."""

    def _pricer(self, program: Program) -> tuple[Actor, bool]:
        """The provider's own staff; now and then an operator, who may not."""
        if self.random.random() < 0.1:
            return self._operator(), True
        return self.staff(program.provider)

    async def set_price(self) -> None:
        """Near the cap, mostly of a module that has groups."""
        module = self._course().module
        if self.random.random() < 0.2:
            module = self.random.choice(self.model.modules)
        days = self.random.choice(YEARS)
        by, foreign = self._pricer(module.program)
        highest = (module.cost or COST) * self.model.price_percent // 100
        here = module.prices.get(days, COST)
        price = max(
            0, self.random.choice((here, highest, highest + 1, highest - 7, here + 100, 1, 0))
        )

        def in_model() -> None:
            ensure_own(foreign=foreign)
            model_programs.set_price(self.model, module, days, price)

        await self.both(
            f"{by.code}: module {module.id} costs {price} in {days[0].year}",
            in_model,
            lambda: self.world.perform(
                set_price, by, ModuleId(module.id), Days(*days), Money(price)
            ),
        )

    async def set_price_cap(self) -> None:
        percent = self.random.choice(CAPS)
        by, foreign = OPERATOR, self.random.random() < 0.1
        actor = self.staff(self.random.choice(self.town.staff).provider)[0] if foreign else by

        def in_model() -> None:
            ensure_own(foreign=foreign)
            model_programs.set_price_cap(self.model, percent)

        await self.both(
            f"{actor.code}: prices are at most {percent} per cent",
            in_model,
            lambda: self.world.perform(set_price_cap, actor, percent),
        )

    async def edit_group(self) -> None:
        """One thing of it, near what its enrollments still allow."""
        course = self._course()
        given = self._edited(course)
        by, foreign = self.keeper(course.module.program)

        def in_model() -> None:
            ensure_own(foreign=foreign)
            model_groups.change_group(self.model, course, given)

        draft = _draft(course.title, given)
        await self.both(
            f"{by.code}: group {course.group} is {given}",
            in_model,
            lambda: self.world.perform(
                change_group, by, GroupId(course.group), draft, archived=given.archived
            ),
        )

    async def archive_group(self) -> None:
        course = self._course()
        by, foreign = self.keeper(course.module.program)

        def in_model() -> None:
            ensure_own(foreign=foreign)
            model_groups.archive_group(course)

        await self.both(
            f"{by.code} archives group {course.group}",
            in_model,
            lambda: self.world.perform(archive_group, by, GroupId(course.group)),
        )

    async def add_group(self) -> None:
        module = self.random.choice(self.model.modules)
        title = self.random.choice(("Группа 0", "Утро", "Вечер"))
        given = Content(
            self.random.choice((None, *NEW_DAYS)), self.random.choice((None, 0, 1, 2)),
            self.random.choice(AGES), ADDRESS,
        )  # fmt: skip
        if self.random.random() < 0.2:
            given = replace(content(self._course()), archived=False)
        by, foreign = self.keeper(module.program)

        def in_model() -> Course | None:
            ensure_own(foreign=foreign)
            return model_groups.add_group(self.model, module, title, given)

        draft = _draft(title, given)
        done = await self.both(
            f"{by.code} adds {title} of {module.id}: {given}",
            in_model,
            lambda: self.world.perform(add_group, by, ModuleId(module.id), draft),
        )
        if done is not None and done[0] is None:
            self.model.courses.append(_course(done[1].group.id, module, title, given))
        elif done is not None and done[0] is not None:
            assert done[0].group == done[1].group.id, self.story

    def _course(self) -> Course:
        """Mostly one of a module that somebody has to do with."""
        used = {contract.course.module for contract in self.model.contracts.values()}
        theirs = [course for course in self.model.courses if course.module in used]
        courses = theirs if theirs and self.random.random() < 0.6 else self.model.courses
        return self.random.choice(courses)

    def _edited(self, course: Course) -> Content:
        now, taken = content(course), self.model.taken(course)
        edits = (
            replace(now, places=taken + self.random.choice((-1, 0, 0, 1, 3))),
            replace(now, places=self.random.choice((None, taken, 5))),
            replace(now, days=_other_days(self.random, course)),
            replace(now, ages=self.random.choice(AGES)),
            replace(now, address=self.random.choice((ADDRESS, "ул. Садовая, 2"))),
            replace(now, archived=not course.archived),
            replace(now, archived=False),
            now,
        )
        return self.random.choice(edits)


def _other_days(random: Random, course: Course) -> tuple[date, date] | None:
    if course.days is None or random.random() < 0.5:
        return random.choice((None, *NEW_DAYS))
    first, last = course.days
    return first, max(first, last + random.choice((-30, -1, 31)) * DAY)


def _draft(title: str, given: Content) -> GroupDraft:
    days = None if given.days is None else Days(*given.days)
    ages = None if given.ages is None else AgeRange(*given.ages)
    return GroupDraft(title, 0, days, given.places, ages, given.address, SLOTS)


def _course(group: int, module: Module, title: str, given: Content) -> Course:
    return Course(
        group, module, title, given.days, given.places, given.ages, given.address, given.archived
    )
