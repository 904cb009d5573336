"""Programs and modules are written down one by one, and edited ones are certified anew (REG-4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from core.domain.actor import Actor, Operator, ProviderStaff
from core.domain.drafts import ProgramDraft
from core.domain.errors import BadValue, DomainError, NotAllowed, NotFound, WrongState
from core.domain.grounds import RefusalReason
from core.domain.ids import ModuleId, ProgramId, ProviderId
from core.domain.money import Money
from core.domain.program import (
    AgeRange,
    Direction,
    Duration,
    Form,
    ProgramState,
    ProviderState,
    Registry,
)
from core.domain.registries import RegisteredProgram
from core.domain.registry_errors import ModuleInUse, SecondPersonNeeded
from core.domain.searching import SearchQuery
from core.ports.unit_of_work import UnitOfWork
from core.services.answers import refuse_enrollment
from core.services.certification import certify_module, modules_of, move_module, move_program
from core.services.module_prices import set_price
from core.services.programs import (
    add_module,
    add_program,
    change_module,
    change_program,
    program_draft,
)
from core.services.provider_registry import move_provider
from core.services.registries import program_with_groups
from tests.services.test_certification import _owned as owned
from tests.services.world import INN, OPERATOR, YEAR, World
from tests.simulation.test_twice import everything

DRAFT, SUBMITTED = ProgramState.DRAFT, ProgramState.SUBMITTED
CERTIFIED, ARCHIVED = ProgramState.CERTIFIED, ProgramState.ARCHIVED
ROBOTS = ProgramDraft(
    INN, "KLG", "Робототехника", "Датчики и моторы", Direction.TECHNICAL, Registry.CERTIFIED,
    Form.IN_PERSON, AgeRange(7, 12), special_needs=False, modules=(),
)  # fmt: skip


async def found(world: World, text: str) -> tuple[ProgramId, ...]:
    return (await world.ask(lambda uow: uow.search.find(SearchQuery(text), page_size=9))).programs


async def drafted(world: World, id: ProgramId) -> RegisteredProgram:
    return (await world.ask(program_with_groups, id))[0]


async def test_reg_4_a_new_program_is_a_draft_until_it_is_certified(world: World) -> None:
    added = await world.perform(add_program, world.staff, ROBOTS)
    module = await world.perform(add_module, world.staff, added.program.id, "1-й год обучения")
    assert (added.program.state, module.state, module.normative_cost) == (DRAFT, DRAFT, None)

    await world.perform(move_program, world.staff, added.program.id, SUBMITTED)
    await world.perform(move_module, world.staff, module.id, SUBMITTED)
    program = await world.perform(move_program, OPERATOR, added.program.id, CERTIFIED)
    certified = await world.perform(certify_module, OPERATOR, module.id, Money(900000))

    assert (program.state, certified.state) == (CERTIFIED, CERTIFIED)
    assert certified.normative_cost == Money(900000)
    (recorded, *_) = await world.ask(lambda uow: uow.trail.of(f"program:{program.id}"))
    assert (recorded["act"], recorded["actor"]) == ("add-program", world.staff.code)


async def test_reg_4_a_draft_is_found_by_nobody_and_a_submitted_one_by_its_present_words(
    world: World,
) -> None:
    program = (await world.perform(add_program, world.staff, ROBOTS)).program.id
    assert await found(world, "робототехника") == ()
    await world.perform(move_program, world.staff, program, SUBMITTED)
    await world.perform(add_module, world.staff, program, "Манипуляторы")
    assert await found(world, "робототехника") == await found(world, "манипуляторы") == (program,)

    await world.perform(
        change_program, world.staff, program, replace(ROBOTS, title="Конструкторы", annotation="")
    )
    (module,) = await world.ask(modules_of, program)
    await world.perform(change_module, world.staff, module.id, "Начало")

    assert await found(world, "конструкторы") == (program,)
    assert await found(world, "робототехника") == await found(world, "манипуляторы") == ()


async def test_m6_the_same_program_and_module_are_entered_once(world: World) -> None:
    first = await world.perform(add_program, world.staff, ROBOTS)
    module = await world.perform(add_module, world.staff, first.program.id, "1")
    before = await world.ask(everything)

    assert await world.perform(add_program, OPERATOR, ROBOTS) == first
    assert await world.perform(add_module, OPERATOR, first.program.id, "1") == module
    with pytest.raises(BadValue):
        await world.perform(add_module, OPERATOR, first.program.id, "1", Duration(months=9))
    for other in (replace(ROBOTS, annotation="Другое"), replace(ROBOTS, ages=AgeRange(7, 13))):
        with pytest.raises(BadValue):
            await world.perform(add_program, OPERATOR, other)
    assert await world.ask(everything) == before


async def test_reg_4_an_edit_of_what_is_certified_sends_it_to_certification_again(
    world: World,
) -> None:
    offering = await world.group(price=900000)
    program, module = offering.program.id, offering.module.id
    known = await drafted(world, program)
    draft = replace(program_draft(known), annotation="Новое", ages=AgeRange(6, 10))

    changed = await world.perform(change_program, world.staff, program, draft)
    renamed = await world.perform(change_module, world.staff, module, "2-й год")

    assert (changed.program.state, changed.program.ages) == (SUBMITTED, AgeRange(6, 10))
    assert (renamed.state, renamed.title) == (SUBMITTED, "2-й год")
    assert (renamed.normative_cost, renamed.price_in(YEAR)) == (Money(900000), Money(900000))
    (*_, recorded) = await world.ask(lambda uow: uow.trail.of(f"program:{program}"))
    assert (recorded["act"], recorded["annotation"]) == ("change-program", " -> Новое")
    assert (await world.perform(certify_module, OPERATOR, module, Money(950000))).state is CERTIFIED


async def test_reg_4_a_draft_and_a_refused_one_wait_for_whom_they_waited(world: World) -> None:
    draft = (await world.perform(add_program, world.staff, ROBOTS)).program
    changed = replace(ROBOTS, annotation="1")
    assert (
        await world.perform(change_program, world.staff, draft.id, changed)
    ).program.state is DRAFT
    await world.perform(move_program, world.staff, draft.id, SUBMITTED)
    await world.perform(move_program, OPERATOR, draft.id, ProgramState.REFUSED, "коротко")

    again = await world.perform(
        change_program, world.staff, draft.id, replace(changed, annotation="Подробно")
    )

    assert again.program.state is ProgramState.REFUSED


async def test_reg_4_live_enrollments_keep_the_content_as_it_is(world: World) -> None:
    offering = await world.group()
    asked = await world.request(offering)
    program, module = offering.program.id, offering.module.id
    draft = replace(program_draft(await drafted(world, program)), annotation="Новое")
    before = await world.ask(everything)

    with pytest.raises(ModuleInUse):
        await world.perform(change_program, world.staff, program, draft)
    with pytest.raises(ModuleInUse):
        await world.perform(change_module, world.staff, module, "2-й год")
    assert await world.ask(everything) == before
    await world.perform(refuse_enrollment, world.staff, asked.id, RefusalReason.GROUP_FULL)

    await world.perform(change_program, world.staff, program, draft)
    await world.perform(change_module, world.staff, module, "2-й год")


async def test_an_edit_asks_both_operators_anew_about_an_own_organisation(world: World) -> None:
    program = (await world.perform(add_program, world.staff, ROBOTS)).program.id
    module = await world.perform(add_module, world.staff, program, "1")
    await world.perform(move_module, world.staff, module.id, SUBMITTED)
    await world.perform(owned, world.provider.id)
    await world.perform(certify_module, OPERATOR, module.id, Money(1))

    await world.perform(change_program, world.staff, program, replace(ROBOTS, annotation="1"))

    boris = Operator("Борис")
    assert (await world.perform(certify_module, boris, module.id, Money(2))).state is SUBMITTED
    with pytest.raises(SecondPersonNeeded):
        await world.perform(certify_module, boris, module.id, Money(3))
    assert (await world.perform(certify_module, OPERATOR, module.id, Money(2))).state is CERTIFIED


BAD: Mapping[str, ProgramDraft] = {
    "no title": replace(ROBOTS, title=""),
    "spaces around the title": replace(ROBOTS, title=" Роботы"),
    "a title of two lines": replace(ROBOTS, title="Робо\nты"),
    "an endless title": replace(ROBOTS, title="Р" * 301),
    "an endless annotation": replace(ROBOTS, annotation="Р" * 10_001),
    "a zero character": replace(ROBOTS, annotation="Р\0"),
    "for grown-ups": replace(ROBOTS, ages=AgeRange(18, 30)),
    "for nobody alive": replace(ROBOTS, ages=AgeRange(7, 100)),
}


@pytest.mark.parametrize("what", BAD)
async def test_what_no_program_can_be_is_refused_and_nothing_is_written(
    world: World, what: str
) -> None:
    program = (await world.perform(add_program, world.staff, ROBOTS)).program.id
    before = await world.ask(everything)

    with pytest.raises(BadValue):
        await world.perform(add_program, world.staff, BAD[what])
    with pytest.raises(BadValue):
        await world.perform(change_program, world.staff, program, BAD[what])
    if BAD[what].title != ROBOTS.title:
        with pytest.raises(BadValue):
            await world.perform(add_module, world.staff, program, BAD[what].title)
    assert await world.ask(everything) == before


async def test_reg_3_budget_registries_are_for_state_and_municipal_providers(world: World) -> None:
    await world.private_provider("390600001234")
    for registry in Registry:
        draft = replace(ROBOTS, provider_inn="390600001234", registry=registry, title=registry)
        if registry.budget:
            with pytest.raises(BadValue):
                await world.perform(add_program, OPERATOR, draft)
        else:
            await world.perform(add_program, OPERATOR, draft)
        await world.perform(add_program, OPERATOR, replace(draft, provider_inn=INN))


async def test_a_priced_program_does_not_go_into_the_budget(world: World) -> None:
    program = (await world.perform(add_program, world.staff, ROBOTS)).program.id
    module = await world.perform(add_module, world.staff, program, "1")
    budget = replace(ROBOTS, registry=Registry.GENERAL)
    await world.perform(change_program, world.staff, program, budget)
    await world.perform(change_program, world.staff, program, ROBOTS)
    await world.perform(set_price, world.staff, module.id, YEAR, Money(1))

    with pytest.raises(BadValue):
        await world.perform(change_program, world.staff, program, budget)


async def test_whose_and_where_a_program_is_and_taken_titles_stand(world: World) -> None:
    await world.private_provider("390600001234")
    program = (await world.perform(add_program, world.staff, ROBOTS)).program.id
    chess = replace(ROBOTS, title="Шахматы")
    await world.perform(add_program, world.staff, chess)
    one = await world.perform(add_module, world.staff, program, "1")
    await world.perform(add_module, world.staff, program, "2")

    for other in (
        replace(ROBOTS, provider_inn="390600001234"), replace(ROBOTS, municipality_code="X"), chess,
    ):  # fmt: skip
        with pytest.raises(BadValue):
            await world.perform(change_program, OPERATOR, program, other)
    with pytest.raises(BadValue):
        await world.perform(change_module, OPERATOR, one.id, "2")
    with pytest.raises(NotFound):
        await world.perform(add_program, OPERATOR, replace(ROBOTS, provider_inn="7707083893"))
    with pytest.raises(NotFound):
        await world.perform(add_program, OPERATOR, replace(ROBOTS, municipality_code="X"))


async def test_nothing_is_added_to_what_is_archived_or_excluded(world: World) -> None:
    program = (await world.perform(add_program, world.staff, ROBOTS)).program.id
    module = await world.perform(add_module, world.staff, program, "1")
    await world.perform(move_module, OPERATOR, module.id, ARCHIVED)
    await world.perform(move_program, OPERATOR, program, ARCHIVED)
    await world.perform(
        move_provider, OPERATOR, world.provider.id, ProviderState.EXCLUDED, "закрылся"
    )

    with pytest.raises(WrongState):
        await world.perform(change_program, OPERATOR, program, replace(ROBOTS, annotation="1"))
    with pytest.raises(WrongState):
        await world.perform(add_module, OPERATOR, program, "2")
    with pytest.raises(WrongState):
        await world.perform(change_module, OPERATOR, module.id, "2")
    with pytest.raises(WrongState):
        await world.perform(add_program, OPERATOR, replace(ROBOTS, title="Другая"))


async def test_section_3_only_the_own_staff_and_operators_write_programs(world: World) -> None:
    program = (await world.perform(add_program, world.staff, ROBOTS)).program.id
    module = await world.perform(add_module, world.staff, program, "1")
    foreign = ProviderStaff(world.staff.account, ProviderId(10**6))
    others: list[Actor] = [world.officer, world.parent, foreign]
    refused: list[DomainError] = []

    for actor in others:
        for each in (
            lambda uow, who: add_program(uow, who, replace(ROBOTS, title="Чужая")),
            lambda uow, who: change_program(uow, who, program, ROBOTS),
            lambda uow, who: change_program(uow, who, ProgramId(10**6), ROBOTS),
            lambda uow, who: add_module(uow, who, program, "2"),
            lambda uow, who: add_module(uow, who, ProgramId(10**6), "2"),
            lambda uow, who: change_module(uow, who, module.id, "2"),
            lambda uow, who: change_module(uow, who, ModuleId(10**6), "2"),
        ):
            act: Callable[[UnitOfWork, Actor], object] = each
            with pytest.raises(NotAllowed) as refusal:
                await world.perform(act, actor)
            refused.append(refusal.value)

    assert len(refused) == 21
    assert {(each.code, str(each)) for each in refused} == {("not-allowed", "")}
