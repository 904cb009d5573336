"""What the two providers of the random acts teach: modules, some of them in two groups.

The second one is the operator's own organisation, and teaches in the second municipality.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time

from core.domain.actor import Operator, ProviderStaff
from core.domain.calendar import Days
from core.domain.drafts import CatalogDraft, GroupDraft, ModuleDraft, ProgramDraft, ProviderDraft
from core.domain.ids import AccountId, ProgramId, ProviderId
from core.domain.money import Money
from core.domain.program import (
    AgeRange,
    Direction,
    Form,
    Offering,
    ProgramState,
    ProviderKind,
    Registry,
    Slot,
)
from core.domain.registering import ProviderDetails
from core.ports.unit_of_work import UnitOfWork
from core.services import imports
from core.services.certification import certify_module, move_module
from core.services.groups import add_group
from core.services.module_prices import set_price
from core.services.programs import add_module
from core.services.provider_registry import correct_provider
from tests.services.world import INN, OPERATOR, YEAR, World
from tests.simulation.catalog import Course, Module, Program

STUDIO_INN, STUDIO_OGRN = "7707083893", "1027700132195"
ROUND_THE_YEAR = Days(date(2020, 9, 1), date(2021, 5, 31))
AUTUMN = Days(date(2020, 9, 1), date(2020, 12, 31))
WINTER = Days(date(2020, 10, 15), date(2021, 2, 10))
ONE_MONTH = Days(date(2020, 9, 5), date(2020, 9, 30))
SPRING = Days(date(2021, 1, 1), date(2021, 6, 30))
TO_THE_NEW_YEAR = Days(date(2020, 9, 1), date(2021, 1, 31))
SUMMER = Days(date(2021, 4, 1), date(2021, 11, 30))
YEARS = (date(2020, 1, 1), date(2020, 12, 31)), (date(2021, 1, 1), date(2021, 12, 31))
ADDRESS, SLOTS = "ул. Мира, 1", (Slot(1, time(16)),)
BORIS = Operator("Борис")
STUDIO = ProviderDraft(
    STUDIO_INN, STUDIO_OGRN, "Студия", ProviderKind.PRIVATE, "KLG", "ул. Мира, 1"
)
STUDIO_DETAILS = ProviderDetails(
    "ООО «Студия»", "ЛО-39 1", "4" * 20, "042748634", "Банк", of_operator=True
)


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

    @property
    def own(self) -> bool:
        return self.inn == STUDIO_INN


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
    Plan(((AUTUMN, 2),), 300000, 300000, registry=Registry.PAID),
)


@dataclass
class Taught:
    """All of it, for the model; to be copied as a whole, because its parts know each other."""

    programs: list[Program] = field(default_factory=list)
    modules: list[Module] = field(default_factory=list)
    courses: list[Course] = field(default_factory=list)


async def second_provider(world: World) -> ProviderId:
    await world.perform(imports.prepare_import, OPERATOR, CatalogDraft((), (STUDIO,), (), ()))
    registered = await world.perform(correct_provider, OPERATOR, STUDIO, STUDIO_DETAILS)
    return registered.provider.id


async def open_programs(world: World, second: ProviderId) -> Taught:
    """Every group of every plan, in their order, and two modules that were entered by hand."""
    taught = Taught()
    for n, plan in enumerate(PLANS):
        for operator in (OPERATOR, BORIS) if plan.own else (OPERATOR,):
            await world.perform(imports.import_program, operator, _draft(n, plan), certify=True)
        provider = second if plan.own else world.provider.id
        offerings = await world.ask(_offerings, provider, f"Программа {n}")
        _note(taught, plan, offerings)
    await world.perform(_by_hand, taught)
    return taught


def _draft(n: int, plan: Plan) -> ProgramDraft:
    price, ceiling = (
        (None, None) if plan.registry.budget else (Money(plan.price), Money(plan.ceiling))
    )
    groups = tuple(
        GroupDraft(f"Группа {k}", 2, days, places, None, ADDRESS, SLOTS)
        for k, (days, places) in enumerate(plan.groups)
    )
    return ProgramDraft(
        plan.inn, "SAM" if plan.own else "KLG", f"Программа {n}", "", plan.direction,
        plan.registry, Form.IN_PERSON, plan.ages, False,  # noqa: FBT003 - in order
        (ModuleDraft("1", price, ceiling, groups),),
    )  # fmt: skip


def _offerings(uow: UnitOfWork, provider: ProviderId, title: str) -> tuple[Offering, ...]:
    known = uow.intake.known(provider, title)
    assert known is not None
    found = uow.catalog.offerings([known.program.id])[known.program.id]
    return tuple(sorted(found, key=lambda offering: offering.group.title))


def _note(taught: Taught, plan: Plan, offerings: tuple[Offering, ...]) -> None:
    """A file sets its price for all periods that there are."""
    known = offerings[0]
    program = Program(
        known.program.id, known.provider.id, known.program.municipality, plan.registry.value,
        plan.direction.value, (plan.ages.least, plan.ages.most), plan.own, known.program.title,
    )  # fmt: skip
    budget = plan.registry.budget
    module = Module(known.module.id, program, "1", None if budget else plan.ceiling)
    module.prices = {} if budget else dict.fromkeys(YEARS, plan.price)
    taught.programs.append(program)
    taught.modules.append(module)
    for offering, (days, places) in zip(offerings, plan.groups, strict=True):
        title = offering.group.title
        taught.courses.append(
            Course(offering.group.id, module, title, (days.first, days.last), places)
        )


def _by_hand(uow: UnitOfWork, taught: Taught) -> None:
    """One that has a price in its first year only, and one that waits to be certified."""
    first = taught.programs[0]
    program, cost, price = ProgramId(first.id), 500000, 480000
    staff = ProviderStaff(AccountId(1), ProviderId(first.provider))
    for title, state in (("priced once", "CERTIFIED"), ("new", "SUBMITTED")):
        added = add_module(uow, OPERATOR, program, title)
        module = Module(added.id, first, title, None, state)
        draft = GroupDraft("Группа 0", 0, ROUND_THE_YEAR, 2, None, ADDRESS, SLOTS)
        group = add_group(uow, OPERATOR, added.id, draft).group.id
        move_module(uow, OPERATOR, added.id, ProgramState.SUBMITTED)
        if state == "CERTIFIED":
            certify_module(uow, OPERATOR, added.id, Money(cost))
            set_price(uow, staff, added.id, YEAR, Money(price))
            module.cost, module.prices = cost, {YEARS[0]: price}
        taught.modules.append(module)
        days = ROUND_THE_YEAR.first, ROUND_THE_YEAR.last
        taught.courses.append(Course(group, module, "Группа 0", days, 2))
