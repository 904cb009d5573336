"""What an operator's file enters and changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import update

from core.domain.calendar import Days
from core.domain.drafts import ModuleDraft
from core.domain.ids import ProgramId, ProviderId
from core.domain.money import Money
from core.domain.program import (
    AgeRange,
    Group,
    Offering,
    PeriodPrice,
    ProgramState,
    Provider,
)
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from db.tables.registries import programs
from db.unit_of_work import SqlUnitOfWork
from tests.builders import (
    AUTUMN,
    CHESS,
    CHESS_CLUB,
    FIRST_YEAR,
    TEN_PLACES,
    YEAR,
    add_program,
    found_town,
)
from tests.db.test_catalog import SLOTS, town_with_three_groups


async def test_a_provider_is_entered_once_by_its_inn(database: Database) -> None:
    town = await database.perform(found_town)

    def again(uow: UnitOfWork) -> Provider:
        renamed = replace(CHESS_CLUB, name="Другое имя")
        return uow.intake.add_provider(renamed, municipality=town.municipality.id)

    provider = await database.perform(again)

    assert provider.id == town.provider
    assert provider.name == CHESS_CLUB.name
    assert await database.read(lambda uow: uow.catalog.provider(town.provider)) == provider
    by_inn = await database.read(lambda uow: uow.catalog.provider_by_inn(CHESS_CLUB.inn))
    assert by_inn == provider
    assert await database.read(lambda uow: uow.catalog.provider_by_inn("0")) is None
    assert await database.read(lambda uow: uow.catalog.provider(ProviderId(10**6))) is None


async def test_a_known_program_is_compared_with_modules_and_groups(database: Database) -> None:
    town, _ = await database.perform(town_with_three_groups)

    known = await database.read(lambda uow: uow.intake.known(town.provider, CHESS.title))
    offerings = await database.read(lambda uow: uow.catalog.offerings([town.program]))

    assert known is not None
    ((module, groups),) = known.modules
    assert known.program == offerings[town.program][0].program
    assert module == offerings[town.program][0].module
    assert groups == tuple(offering.group for offering in offerings[town.program])
    assert await database.read(lambda uow: uow.intake.known(town.provider, "Шашки")) is None


async def test_a_title_is_found_in_every_spelling_and_by_the_key_that_it_had_once(
    database: Database,
) -> None:
    town = await database.perform(found_town)

    def spelled(uow: UnitOfWork, title: str, key: str) -> ProgramId:
        assert isinstance(uow, SqlUnitOfWork)
        draft, place = replace(CHESS, title=title), town.municipality
        added = add_program(uow, draft, provider=town.provider, municipality=place)
        uow.connection.execute(update(programs).where(programs.c.id == added).values(title_key=key))
        return added

    old = await database.perform(spelled, "Хор – студия.", "хор - студия.")
    new = await database.perform(spelled, "Хор-студия", "хор студия")

    def found(uow: UnitOfWork) -> list[ProgramId | None]:
        titles = ("Хор – студия.", "ХОР-СТУДИЯ.", "Хор-студия", "Хоры")
        known = uow.intake.known_each([(town.provider, each) for each in titles])
        return [None if each is None else each.program.id for each in known]

    assert await database.read(found) == [old, new, new, None]


async def test_what_a_file_changes_is_changed(database: Database) -> None:
    town = await database.perform(found_town)
    program = replace(CHESS, annotation="Другое", ages=AgeRange(6, 9), special_needs=True)
    module = replace(FIRST_YEAR, price=Money(5), normative_cost=None)
    group = replace(TEN_PLACES, places=12, days=AUTUMN, address="пр. Мира, 2", slots=SLOTS)

    def change(uow: UnitOfWork) -> Offering | None:
        uow.intake.change_program(town.program, program, state=ProgramState.SUBMITTED)
        uow.intake.change_module(town.module, module, state=ProgramState.DRAFT)
        uow.intake.change_group(town.group, group)
        uow.intake.set_price(town.module, module, periods=[YEAR])
        uow.intake.set_price(town.module, replace(module, price=None), periods=[YEAR])
        return uow.catalog.offering(town.group)

    offering = await database.perform(change)

    assert offering is not None
    assert offering.program.annotation == "Другое"
    assert offering.program.ages == AgeRange(6, 9)
    assert offering.program.special_needs
    assert offering.program.state is ProgramState.SUBMITTED
    assert offering.module.state is ProgramState.DRAFT
    assert offering.module.normative_cost is None
    assert offering.module.prices == (PeriodPrice(YEAR, Money(5)),)
    assert offering.group.places == 12
    assert offering.group.address == "пр. Мира, 2"
    assert offering.group.slots == SLOTS


async def test_a_group_never_becomes_smaller_than_the_places_taken(database: Database) -> None:
    town = await database.perform(found_town)

    def shrink(uow: UnitOfWork, places: int | None) -> Group:
        uow.groups.take_place(town.group)
        uow.intake.change_group(town.group, replace(TEN_PLACES, places=places))
        offering = uow.catalog.offering(town.group)
        assert offering is not None
        return offering.group

    shrunk = await database.perform(shrink, 0)

    assert (shrunk.places, shrunk.places_taken, shrunk.places_free) == (1, 1, 0)


async def test_places_that_are_not_known_are_not_given(database: Database) -> None:
    town = await database.perform(found_town)

    def forget(uow: UnitOfWork) -> Group:
        uow.intake.change_group(town.group, replace(TEN_PLACES, places=None, days=None))
        offering = uow.catalog.offering(town.group)
        assert offering is not None
        return offering.group

    group = await database.perform(forget)

    assert (group.places, group.days) == (None, None)


async def test_a_module_has_a_price_for_each_period_it_was_set_for(database: Database) -> None:
    next_year = Days(date(2021, 1, 1), date(2021, 12, 31))
    second_year = ModuleDraft("2-й год обучения", Money(7), None, ())

    def price(uow: UnitOfWork) -> tuple[PeriodPrice, ...]:
        town = found_town(uow)
        module = uow.intake.add_module(town.program, second_year, state=ProgramState.CERTIFIED)
        uow.intake.set_price(module, second_year, periods=[next_year, YEAR])
        known = uow.intake.known(town.provider, CHESS.title)
        assert known is not None
        return known.modules[1][0].prices

    prices = await database.perform(price)

    assert prices == (PeriodPrice(YEAR, Money(7)), PeriodPrice(next_year, Money(7)))
    assert await database.read(lambda uow: uow.intake.period_days()) == (YEAR,)
