"""Municipalities, providers and programs, made ready to be done twice (promise M6)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import time

from core.domain.drafts import (
    CatalogDraft,
    GroupDraft,
    ModuleDraft,
    MunicipalityDraft,
    ProgramDraft,
    ProviderDraft,
)
from core.domain.money import Money
from core.domain.program import (
    AgeRange,
    Direction,
    Form,
    ProgramState,
    ProviderKind,
    ProviderState,
    Registry,
    Slot,
)
from core.domain.registering import ProviderDetails
from core.ports.unit_of_work import UnitOfWork
from core.services import (
    certification,
    groups,
    imports,
    module_prices,
    municipalities,
    programs,
    provider_registry,
    settling,
)
from tests.services.world import AUTUMN, INN, OGRN, OPERATOR, World

Repeat = Callable[[UnitOfWork], object]
EVENING = GroupDraft("Вечер", 0, AUTUMN, 5, None, "ул. Мира, 3", (Slot(1, time(18), time(19)),))
KURSK = MunicipalityDraft("KRS", "Курск", "Europe/Moscow", "4601")
DANCE = ProgramDraft(
    INN, "KLG", "Танцы", "", Direction.ARTS, Registry.CERTIFIED, Form.IN_PERSON,
    AgeRange(5, 17), False,  # noqa: FBT003 - of all its fields in their order
    (
        ModuleDraft(
            "1", Money(500), Money(500),
            (GroupDraft("А", 2, AUTUMN, 10, None, "ул. Мира, 1", ()),),
        ),
    ),
)  # fmt: skip


async def _prepare_import(world: World) -> Repeat:
    provider = ProviderDraft("4632000012", OGRN, "Студия", ProviderKind.PRIVATE, "KRS")
    draft = CatalogDraft((KURSK,), (provider,), (), ())
    return lambda uow: imports.prepare_import(uow, OPERATOR, draft)


async def _import_program(world: World) -> Repeat:
    def act(uow: UnitOfWork) -> None:
        # The answer counts what was new, so the second one differs; what is kept does not.
        imports.import_program(uow, OPERATOR, DANCE, certify=True)

    return act


async def _import_programs(world: World) -> Repeat:
    polka = replace(DANCE, title="Полька")

    def act(uow: UnitOfWork) -> None:
        imports.import_programs(uow, OPERATOR, [DANCE, polka], certify=True)

    return act


async def _add_municipality(world: World) -> Repeat:
    draft = MunicipalityDraft("TUL", "Тула", "Europe/Moscow", "7101")
    return lambda uow: municipalities.add_municipality(uow, OPERATOR, draft)


async def _change_municipality(world: World) -> Repeat:
    """Whose programs are found by another name from then on."""
    await world.group()
    draft = MunicipalityDraft("KLG", "Калининград", "Europe/Kaliningrad", "3901")
    return lambda uow: municipalities.change_municipality(uow, OPERATOR, draft)


DANCE_HALL = ProviderDraft(
    "7707083893", "1027700132195", "Танцы", ProviderKind.PRIVATE, "KLG", "ул. Мира, 2"
)
KNOWN_OF_IT = ProviderDetails("ООО «Танцы»", "ЛО-39 1", "4" * 20, "042748634", "Банк")


async def _add_provider(world: World) -> Repeat:
    return lambda uow: provider_registry.add_provider(uow, OPERATOR, DANCE_HALL, KNOWN_OF_IT)


async def _correct_provider(world: World) -> Repeat:
    added = replace(DANCE_HALL, inn="7728168971")
    await world.perform(provider_registry.add_provider, OPERATOR, added, KNOWN_OF_IT)
    changed = replace(added, name="Танцы вдвоём")
    return lambda uow: provider_registry.correct_provider(uow, OPERATOR, changed, KNOWN_OF_IT)


async def _move_provider(world: World) -> Repeat:
    draft = replace(DANCE_HALL, inn="5008009854")
    added = await world.perform(provider_registry.add_provider, OPERATOR, draft, KNOWN_OF_IT)
    return lambda uow: provider_registry.move_provider(
        uow, OPERATOR, added.provider.id, ProviderState.ACTIVE
    )


async def _settle_provider(world: World) -> Repeat:
    return lambda uow: settling.settle_provider(uow, OPERATOR, world.provider.id)


async def _add_program(world: World) -> Repeat:
    draft = replace(DANCE, title="Вальс", modules=())
    return lambda uow: programs.add_program(uow, world.staff, draft)


async def _change_program(world: World) -> Repeat:
    draft = replace(DANCE, title="Танго", modules=())
    added = await world.perform(programs.add_program, world.staff, draft)
    changed = replace(draft, annotation="Для двоих")
    return lambda uow: programs.change_program(uow, world.staff, added.program.id, changed)


async def _add_module(world: World) -> Repeat:
    program = (await world.group()).program.id
    return lambda uow: programs.add_module(uow, world.staff, program, "2-й год")


async def _change_module(world: World) -> Repeat:
    module = (await world.group()).module.id
    return lambda uow: programs.change_module(uow, world.staff, module, "Первый год")


async def _add_group(world: World) -> Repeat:
    module = (await world.group()).module.id
    return lambda uow: groups.add_group(uow, world.staff, module, EVENING)


async def _change_group(world: World) -> Repeat:
    """A group with a child, whose family is told once."""
    asked = await world.request(await world.group(price=1))
    return lambda uow: groups.change_group(uow, world.staff, asked.group, EVENING, archived=True)


async def _certify_module(world: World) -> Repeat:
    module = (await world.group(certify=False)).module.id
    cost = Money(950000)
    return lambda uow: certification.certify_module(uow, OPERATOR, module, cost)


async def _move_module(world: World) -> Repeat:
    module = (await world.group(certify=False)).module.id
    state = ProgramState.REFUSED
    return lambda uow: certification.move_module(uow, OPERATOR, module, state, "нет плана")


async def _move_program(world: World) -> Repeat:
    program = (await world.group()).program.id
    state = ProgramState.ARCHIVED
    return lambda uow: certification.move_program(uow, OPERATOR, program, state)


async def _set_price(world: World) -> Repeat:
    module = (await world.group()).module.id
    days = world.period.days
    return lambda uow: module_prices.set_price(uow, world.staff, module, days, Money(7))


async def _set_price_cap(world: World) -> Repeat:
    return lambda uow: module_prices.set_price_cap(uow, OPERATOR, 113)


REGISTRIES: dict[str, Callable[[World], Awaitable[Repeat]]] = {
    "add_group": _add_group,
    "add_module": _add_module,
    "add_municipality": _add_municipality,
    "add_program": _add_program,
    "add_provider": _add_provider,
    "certify_module": _certify_module,
    "change_group": _change_group,
    "change_module": _change_module,
    "change_municipality": _change_municipality,
    "change_program": _change_program,
    "correct_provider": _correct_provider,
    "import_program": _import_program,
    "import_programs": _import_programs,
    "move_module": _move_module,
    "move_program": _move_program,
    "move_provider": _move_provider,
    "prepare_import": _prepare_import,
    "set_price": _set_price,
    "set_price_cap": _set_price_cap,
    "settle_provider": _settle_provider,
}
