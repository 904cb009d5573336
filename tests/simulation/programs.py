"""What the two providers of the random acts teach: modules, some of them in two groups."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from core.domain.calendar import Days
from core.domain.drafts import CatalogDraft, GroupDraft, ModuleDraft, ProgramDraft, ProviderDraft
from core.domain.ids import ProviderId
from core.domain.money import Money
from core.domain.program import AgeRange, Direction, Form, Offering, ProviderKind, Registry, Slot
from core.ports.unit_of_work import UnitOfWork
from core.services import imports
from tests.services.world import INN, OGRN, OPERATOR, World
from tests.simulation.sums import Course

STUDIO_INN = "7707083893"
ROUND_THE_YEAR = Days(date(2020, 9, 1), date(2021, 5, 31))
AUTUMN = Days(date(2020, 9, 1), date(2020, 12, 31))
WINTER = Days(date(2020, 10, 15), date(2021, 2, 10))
ONE_MONTH = Days(date(2020, 9, 5), date(2020, 9, 30))
SPRING = Days(date(2021, 1, 1), date(2021, 6, 30))
TO_THE_NEW_YEAR = Days(date(2020, 9, 1), date(2021, 1, 31))
SUMMER = Days(date(2021, 4, 1), date(2021, 11, 30))


@dataclass
class Plan:
    """A module; `groups` are dates and places."""

    groups: tuple[tuple[Days, int], ...]
    price: int
    ceiling: int
    ages: AgeRange = AgeRange(5, 17)  # noqa: RUF009 - it is frozen
    registry: Registry = Registry.CERTIFIED
    inn: str = INN
    direction: Direction = Direction.SPORTS


PLANS = (
    Plan(((AUTUMN, 2),), 900000, 900000),
    Plan(((AUTUMN, 1),), 1220000, 1098000),
    Plan(((ROUND_THE_YEAR, 2),), 2730000, 2457000),
    Plan(((WINTER, 3),), 777777, 700001),
    Plan(((ONE_MONTH, 2),), 123457, 123457, ages=AgeRange(5, 16)),
    Plan(((SPRING, 1),), 1000001, 1000001),
    Plan(((SPRING, 2),), 300000, 299999),
    Plan(((AUTUMN, 4),), 3, 3),
    Plan(((AUTUMN, 2),), 0, 0, registry=Registry.GENERAL),
    Plan(((ROUND_THE_YEAR, 2),), 0, 0, registry=Registry.GENERAL),
    Plan(((AUTUMN, 2), (TO_THE_NEW_YEAR, 1)), 450000, 450000),
    Plan(((ROUND_THE_YEAR, 2), (AUTUMN, 3)), 600000, 600000, inn=STUDIO_INN),
    Plan(((SPRING, 2), (SUMMER, 2)), 200000, 190000, inn=STUDIO_INN, direction=Direction.ARTS),
    Plan(((SUMMER, 3),), 500000, 500000, direction=Direction.ARTS),
    Plan(((AUTUMN, 2),), 0, 0, registry=Registry.SIGNIFICANT, direction=Direction.ARTS),
)


async def second_provider(world: World) -> ProviderId:
    draft = ProviderDraft(STUDIO_INN, OGRN, "Студия", ProviderKind.PRIVATE, "KLG")
    await world.perform(imports.prepare_import, OPERATOR, CatalogDraft((), (draft,), (), ()))
    found = await world.ask(lambda uow: uow.catalog.provider_by_inn(STUDIO_INN))
    assert found is not None
    return found.id


async def open_courses(world: World, second: ProviderId) -> tuple[Course, ...]:
    """Every group of every plan, in their order."""
    courses: list[Course] = []
    for n, plan in enumerate(PLANS):
        provider = world.provider.id if plan.inn == INN else second
        await world.perform(imports.import_program, OPERATOR, _draft(n, plan), certify=True)
        offerings = await world.ask(_offerings, provider, f"Программа {n}")
        courses += [_course(plan, provider, each) for each in offerings]
    return tuple(courses)


def _draft(n: int, plan: Plan) -> ProgramDraft:
    price, ceiling = (
        (None, None) if plan.registry.budget else (Money(plan.price), Money(plan.ceiling))
    )
    groups = tuple(
        GroupDraft(f"Группа {k}", 2, days, places, None, "ул. Мира, 1", (Slot(1, time(16)),))
        for k, (days, places) in enumerate(plan.groups)
    )
    return ProgramDraft(
        plan.inn, "KLG", f"Программа {n}", "", plan.direction, plan.registry, Form.IN_PERSON,
        plan.ages, False, (ModuleDraft("1", price, ceiling, groups),),  # noqa: FBT003 - in order
    )  # fmt: skip


def _offerings(uow: UnitOfWork, provider: ProviderId, title: str) -> tuple[Offering, ...]:
    known = uow.intake.known(provider, title)
    assert known is not None
    found = uow.catalog.offerings([known.program.id])[known.program.id]
    return tuple(sorted(found, key=lambda offering: offering.group.title))


def _course(plan: Plan, provider: ProviderId, offering: Offering) -> Course:
    group = offering.group
    assert group.days is not None
    assert group.places is not None
    return Course(
        group.id, offering.module.id, group.days.first, group.days.last, plan.price, plan.ceiling,
        group.places, (plan.ages.least, plan.ages.most), plan.registry.value, provider,
        plan.direction.value,
    )  # fmt: skip
