"""Certification, the archive and prices of modules (REG-4, REG-5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.domain.actor import Actor, Operator, ProviderStaff
from core.domain.calendar import Days
from core.domain.drafts import ModuleDraft, ProviderDraft
from core.domain.errors import BadValue, NotAllowed, WrongState
from core.domain.grounds import RefusalReason
from core.domain.ids import ModuleId, ProgramId, ProviderId
from core.domain.money import Money
from core.domain.notice import NoticeKind
from core.domain.program import Module, ProgramState, Registry
from core.domain.registry_errors import ModuleInUse, PriceLocked, PriceTooHigh, SecondPersonNeeded
from core.ports.unit_of_work import UnitOfWork
from core.services.answers import refuse_enrollment
from core.services.certification import (
    certify_module,
    modules_of,
    move_module,
    move_program,
)
from core.services.imports import import_program
from core.services.module_prices import price_cap, set_price, set_price_cap
from core.services.programs import program_draft
from tests.services.world import OPERATOR, YEAR, World

SUBMITTED, CERTIFIED = ProgramState.SUBMITTED, ProgramState.CERTIFIED
REFUSED, ARCHIVED = ProgramState.REFUSED, ProgramState.ARCHIVED
BORIS = Operator("Борис")
COST = Money(900000)


async def submitted(world: World, registry: Registry = Registry.CERTIFIED) -> Module:
    return (await world.group(certify=False, registry=registry)).module


async def test_reg_4_certification_sets_the_normative_cost(world: World) -> None:
    module = await submitted(world)

    certified = await world.perform(certify_module, OPERATOR, module.id, Money(950000))
    program = await world.perform(move_program, OPERATOR, module.program, CERTIFIED)

    assert (certified.state, certified.normative_cost) == (CERTIFIED, Money(950000))
    assert program.state is CERTIFIED
    assert await world.ask(modules_of, module.program) == (certified,)
    budget = await submitted(world, Registry.GENERAL)
    assert (await world.perform(certify_module, OPERATOR, budget.id, None)).state is CERTIFIED


async def test_reg_4_a_refused_module_is_submitted_again(world: World) -> None:
    module = await submitted(world)
    with pytest.raises(BadValue):
        await world.perform(move_module, OPERATOR, module.id, REFUSED, " ")

    refused = await world.perform(move_module, OPERATOR, module.id, REFUSED, "нет плана")
    again = await world.perform(move_module, world.staff, module.id, SUBMITTED)

    assert (refused.state, again.state) == (REFUSED, SUBMITTED)
    recorded = await world.ask(lambda uow: uow.trail.of(f"module:{module.id}"))
    assert [(each["before"], each["after"]) for each in recorded if "before" in each] == [
        ("SUBMITTED", "REFUSED"), ("REFUSED", "SUBMITTED"),
    ]  # fmt: skip


async def test_reg_4_staff_is_told_once_of_each_decision_and_not_of_its_own_acts(
    world: World,
) -> None:
    module = await submitted(world)
    for _ in range(2):
        await world.perform(move_module, OPERATOR, module.id, REFUSED, "нет плана")
    await world.perform(move_module, world.staff, module.id, SUBMITTED)
    for _ in range(2):
        await world.perform(certify_module, OPERATOR, module.id, COST)
        await world.perform(move_program, OPERATOR, module.program, CERTIFIED)

    assert (await world.notices()).count(NoticeKind.PROGRAM_DECIDED) == 3


async def test_reg_4_live_enrollments_keep_a_module_and_its_program(world: World) -> None:
    offering = await world.group()
    asked = await world.request(offering)
    module, program = offering.module.id, offering.program.id

    for state in (ARCHIVED, SUBMITTED):
        with pytest.raises(ModuleInUse):
            await world.perform(move_module, OPERATOR, module, state)
        with pytest.raises(ModuleInUse):
            await world.perform(move_program, OPERATOR, program, state)
    await world.perform(refuse_enrollment, world.staff, asked.id, RefusalReason.GROUP_FULL)

    assert (await world.perform(move_module, OPERATOR, module, ARCHIVED)).state is ARCHIVED
    assert (await world.perform(move_program, OPERATOR, program, ARCHIVED)).state is ARCHIVED
    with pytest.raises(WrongState):
        await world.perform(move_module, OPERATOR, module, SUBMITTED)
    with pytest.raises(WrongState):
        await world.perform(certify_module, OPERATOR, module, COST)


async def test_a_module_of_the_operator_s_own_organisation_needs_two_persons(world: World) -> None:
    module = await submitted(world)
    await world.perform(_owned, world.provider.id)

    first = await world.perform(certify_module, OPERATOR, module.id, COST)
    again = await world.perform(certify_module, OPERATOR, module.id, COST)
    assert first.state is again.state is SUBMITTED
    for who in (OPERATOR, BORIS):
        with pytest.raises(SecondPersonNeeded):
            await world.perform(certify_module, who, module.id, Money(950000))
    assert (await world.perform(certify_module, BORIS, module.id, COST)).state is CERTIFIED

    await world.perform(move_module, OPERATOR, module.id, SUBMITTED)
    assert (await world.perform(certify_module, BORIS, module.id, COST)).state is SUBMITTED


async def test_a_program_of_the_operator_s_own_organisation_needs_two_persons(
    world: World,
) -> None:
    program = (await submitted(world)).program
    await world.perform(move_program, OPERATOR, program, SUBMITTED)
    await world.perform(_owned, world.provider.id)

    for _ in range(2):
        first = await world.perform(move_program, OPERATOR, program, CERTIFIED)
        assert first.state is SUBMITTED
    assert (await world.perform(move_program, BORIS, program, CERTIFIED)).state is CERTIFIED
    assert (await world.perform(move_program, OPERATOR, program, CERTIFIED)).state is CERTIFIED

    await world.perform(move_program, OPERATOR, program, SUBMITTED)
    assert (await world.perform(move_program, BORIS, program, CERTIFIED)).state is SUBMITTED
    await world.perform(move_program, OPERATOR, program, REFUSED, "нет плана")
    await world.perform(move_program, OPERATOR, program, SUBMITTED)
    assert (await world.perform(move_program, OPERATOR, program, CERTIFIED)).state is SUBMITTED


def _owned(uow: UnitOfWork, provider: ProviderId) -> None:
    known = uow.providers.details(provider)
    registered = uow.catalog.providers(page=1, size=1)[0]
    draft = ProviderDraft(
        registered.inn, registered.ogrn, registered.provider.name, registered.provider.kind,
        registered.municipality_code, registered.address,
    )  # fmt: skip
    uow.providers.change(
        provider, draft, replace(known, of_operator=True),
        municipality=registered.provider.municipality,
    )  # fmt: skip


async def test_reg_5_a_price_is_set_by_the_own_staff_up_to_the_cap(world: World) -> None:
    module = (await world.group(price=900000)).module

    priced = await world.perform(set_price, world.staff, module.id, YEAR, Money(1008000))
    with pytest.raises(PriceTooHigh):
        await world.perform(set_price, world.staff, module.id, YEAR, Money(1008001))
    with pytest.raises(BadValue):
        await world.perform(set_price, world.staff, module.id, YEAR, Money(0))
    assert priced.price_in(YEAR) == Money(1008000)
    assert await world.perform(set_price_cap, OPERATOR, 113) == await world.ask(price_cap) == 113
    await world.perform(set_price, world.staff, module.id, YEAR, Money(1008001))
    for percent in (0, -1, 1001):
        with pytest.raises(BadValue):
            await world.perform(set_price_cap, OPERATOR, percent)
    budget = (await world.group(registry=Registry.GENERAL)).module
    with pytest.raises(BadValue):
        await world.perform(set_price, world.staff, budget.id, YEAR, Money(1))


async def test_reg_5_a_price_stands_still_while_an_enrollment_is_open(world: World) -> None:
    offering = await world.group(price=900000)
    asked = await world.request(offering)

    with pytest.raises(PriceLocked):
        await world.perform(set_price, world.staff, offering.module.id, YEAR, Money(800000))
    same = await world.perform(set_price, world.staff, offering.module.id, YEAR, Money(900000))
    assert same.price_in(YEAR) == Money(900000)
    await world.perform(refuse_enrollment, world.staff, asked.id, RefusalReason.GROUP_FULL)

    await world.perform(set_price, world.staff, offering.module.id, YEAR, Money(800000))


async def test_reg_5_certification_leaves_no_price_above_the_cap_of_its_cost(
    world: World,
) -> None:
    module = await submitted(world)
    last_year = Days(date(2019, 1, 1), date(2019, 12, 31))
    await world.perform(set_price, world.staff, module.id, last_year, Money(1000000))

    with pytest.raises(PriceTooHigh):
        await world.perform(certify_module, OPERATOR, module.id, Money(800000))
    await world.perform(set_price, world.staff, module.id, YEAR, Money(896000))

    certified = await world.perform(certify_module, OPERATOR, module.id, Money(800000))
    assert certified.normative_cost == Money(800000)


async def test_reg_5_a_file_with_another_cost_leaves_no_price_above_its_cap(world: World) -> None:
    module = (await world.group(price=900000)).module
    program = await world.ask(lambda uow: uow.catalog.program(module.program))
    assert program is not None
    cheaper = ModuleDraft(module.title, None, Money(800000), ())
    draft = replace(program_draft(program), modules=(cheaper,))

    with pytest.raises(PriceTooHigh):
        await world.perform(import_program, OPERATOR, draft, certify=True)
    await world.perform(set_price, world.staff, module.id, YEAR, Money(896000))

    await world.perform(import_program, OPERATOR, draft, certify=True)


async def test_reg_5_a_file_obeys_the_cap(world: World) -> None:
    with pytest.raises(PriceTooHigh):
        await world.group(price=1008001, normative=900000)

    assert (await world.group(price=1008000, normative=900000)).module.normative_cost == COST


async def test_section_3_nobody_else_certifies_or_sets_prices(world: World) -> None:
    module = await submitted(world)
    foreign = ProviderStaff(world.staff.account, ProviderId(10**6))
    others: list[Actor] = [world.officer, world.parent, foreign]
    for actor in others:
        with pytest.raises(NotAllowed):
            await world.perform(set_price, actor, module.id, YEAR, Money(1))
        with pytest.raises(NotAllowed):
            await world.perform(move_module, actor, module.id, SUBMITTED)
        with pytest.raises(NotAllowed):
            await world.perform(set_price_cap, actor, 100)
    for actor in (*others, world.staff):
        with pytest.raises(NotAllowed):
            await world.perform(certify_module, actor, module.id, COST)
        with pytest.raises(NotAllowed):
            await world.perform(move_program, actor, module.program, CERTIFIED)
    for missing in (ModuleId(10**6), ModuleId(0)):
        with pytest.raises(NotAllowed):
            await world.perform(certify_module, OPERATOR, missing, COST)
    with pytest.raises(NotAllowed):
        await world.perform(move_program, OPERATOR, ProgramId(10**6), CERTIFIED)
    for cost in (None, Money(0)):
        with pytest.raises(BadValue):
            await world.perform(certify_module, OPERATOR, module.id, cost)
    with pytest.raises(BadValue):
        await world.perform(move_module, OPERATOR, module.id, CERTIFIED)
