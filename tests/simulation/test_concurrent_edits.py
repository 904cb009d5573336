"""Who asks for a place and who changes what it is a place in: one of the two is first (M2)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from core.domain.actor import ProviderStaff
from core.domain.calendar import Days
from core.domain.drafts import ModuleDraft
from core.domain.enrollment import Enrollment
from core.domain.errors import BadValue
from core.domain.ids import AccountId
from core.domain.money import Money
from core.domain.program import Offering, ProgramState
from core.domain.registry_errors import GroupInUse, ModuleInUse, PriceLocked
from core.ports.unit_of_work import UnitOfWork
from core.services.auditing import audit_money
from core.services.certification import move_module, move_program
from core.services.groups import change_group, group_draft
from core.services.imports import import_program
from core.services.module_prices import set_price
from core.services.programs import change_module, change_program, program_draft
from core.services.requests import request_enrollment
from tests.services.world import AUTUMN, OPERATOR, YEAR, World
from tests.simulation.crowd import children, wanted

PRICE = Money(100000)
ASKING = 6
LATER = Days(date(2020, 10, 1), date(2020, 12, 31))
Edit = Callable[[UnitOfWork, Offering], object]


def _other_content(uow: UnitOfWork, offering: Offering) -> object:
    known = uow.catalog.program(offering.program.id)
    assert known is not None
    draft = replace(program_draft(known), annotation="Новое")
    return change_program(uow, OPERATOR, offering.program.id, draft)


def _other_days(uow: UnitOfWork, offering: Offering) -> object:
    draft = replace(group_draft(offering.group), days=LATER)
    return change_group(uow, OPERATOR, offering.group.id, draft, archived=False)


def _another_price(uow: UnitOfWork, offering: Offering) -> object:
    staff = ProviderStaff(AccountId(1), offering.provider.id)
    return set_price(uow, staff, offering.module.id, YEAR, Money(1))


def _no_places(uow: UnitOfWork, offering: Offering) -> object:
    draft = replace(group_draft(offering.group), places=0)
    return change_group(uow, OPERATOR, offering.group.id, draft, archived=False)


def _file(price: Money, days: Days) -> Edit:
    """The same program comes in a file once more, with another price or other days."""

    def edit(uow: UnitOfWork, offering: Offering) -> object:
        known = uow.catalog.program(offering.program.id)
        assert known is not None
        module = offering.module
        group = replace(group_draft(offering.group), days=days)
        modules = (ModuleDraft(module.title, price, module.normative_cost, (group,)),)
        draft = replace(program_draft(known), modules=modules)
        return import_program(uow, OPERATOR, draft, certify=True)

    return edit


EDITS: dict[str, tuple[Edit, type[Exception]]] = {
    "archive the module": (
        lambda uow, each: move_module(uow, OPERATOR, each.module.id, ProgramState.ARCHIVED),
        ModuleInUse,
    ),
    "archive the program": (
        lambda uow, each: move_program(uow, OPERATOR, each.program.id, ProgramState.ARCHIVED),
        ModuleInUse,
    ),
    "another title": (
        lambda uow, each: change_module(uow, OPERATOR, each.module.id, "Другой"),
        ModuleInUse,
    ),
    "another price": (
        _another_price,
        PriceLocked,
    ),
    "other content": (_other_content, ModuleInUse),
    "other days": (_other_days, GroupInUse),
    "another price in a file": (_file(Money(1), AUTUMN), PriceLocked),
    "other days in a file": (_file(PRICE, LATER), GroupInUse),
    "no places": (_no_places, BadValue),
}


@pytest.mark.parametrize("what", EDITS)
async def test_m2_nobody_is_enrolled_in_what_was_changed_meanwhile(world: World, what: str) -> None:
    edit, in_use = EDITS[what]
    offering = await world.group(price=PRICE.kopecks, places=ASKING)
    families = await children(world, ASKING)
    asking = [
        world.perform(request_enrollment, family, wanted(family, offering, PRICE, "screen"))
        for family in families
    ]
    asking.insert(ASKING // 2, world.perform(edit, offering))  # type: ignore[arg-type]

    answers = await asyncio.gather(*asking, return_exceptions=True)

    edited = answers.pop(ASKING // 2)
    enrolled = sum(isinstance(answer, Enrollment) for answer in answers)
    assert isinstance(edited, in_use) == bool(enrolled), (edited, answers)
    assert await world.places_taken(offering.group.id) == enrolled
    assert await world.ask(audit_money) == ()
