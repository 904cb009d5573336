"""The catalog as families and providers see it."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from core.domain.drafts import GroupDraft
from core.domain.ids import GroupId, ProgramId
from core.domain.program import (
    AgeRange,
    Direction,
    Form,
    Group,
    Module,
    Offering,
    PeriodPrice,
    Program,
    ProgramState,
    Provider,
    ProviderKind,
    ProviderState,
    Registry,
    Slot,
)
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from tests.builders import (
    CHESS,
    CHESS_CLUB,
    FIRST_YEAR,
    PRICE,
    YEAR,
    Town,
    found_town,
)

SLOTS = (Slot(0, time(16), time(17, 30)), Slot(3, time(9)))


def town_with_three_groups(uow: UnitOfWork) -> tuple[Town, GroupId]:
    town = found_town(uow)
    second = GroupDraft("Группа 2", 3, None, None, AgeRange(7, 9), "", tuple(reversed(SLOTS)))
    group = uow.intake.add_group(town.module, second)
    uow.intake.add_group(town.module, replace(second, title="Группа 0", slots=()))
    return town, group


async def test_an_offering_is_a_group_with_all_that_it_belongs_to(database: Database) -> None:
    town, group = await database.perform(town_with_three_groups)

    offering = await database.read(lambda uow: uow.catalog.offering(group))

    place = town.municipality.id
    assert offering == Offering(
        provider=Provider(
            town.provider, CHESS_CLUB.name, ProviderKind.MUNICIPAL, ProviderState.ACTIVE, place
        ),
        program=Program(
            town.program, town.provider, place, CHESS.title, CHESS.annotation, Direction.SPORTS,
            Registry.CERTIFIED, Form.IN_PERSON, AgeRange(5, 17), special_needs=False,
            state=ProgramState.CERTIFIED,
        ),
        module=Module(
            town.module, town.program, FIRST_YEAR.title, ProgramState.CERTIFIED, PRICE,
            (PeriodPrice(YEAR, PRICE),),
        ),
        group=Group(
            group, town.module, "Группа 2", None, None, 0, AgeRange(7, 9), "", SLOTS
        ),
    )  # fmt: skip
    assert await database.read(lambda uow: uow.catalog.offering(GroupId(10**6))) is None


async def test_offerings_come_in_the_order_of_their_titles(database: Database) -> None:
    town, _ = await database.perform(town_with_three_groups)

    offerings = await database.read(lambda uow: uow.catalog.offerings([town.program]))
    of_provider = await database.read(
        lambda uow: uow.catalog.groups(provider=town.provider, page=1, size=9)
    )

    titles = [offering.group.title for offering in offerings[town.program]]
    assert titles == ["Группа 0", "Группа 1", "Группа 2"]
    assert of_provider == offerings[town.program]
    assert await database.read(lambda uow: uow.catalog.offerings([ProgramId(10**6)])) == {}


async def test_archived_modules_are_left_out(database: Database) -> None:
    town = await database.perform(found_town)

    def archive(uow: UnitOfWork) -> None:
        uow.intake.change_module(town.module, FIRST_YEAR, state=ProgramState.ARCHIVED)

    await database.perform(archive)

    assert await database.read(lambda uow: uow.catalog.offerings([town.program])) == {}
    assert (
        await database.read(lambda uow: uow.catalog.groups(provider=town.provider, page=1, size=9))
        == ()
    )
    assert await database.read(lambda uow: uow.catalog.offering(town.group)) is not None
