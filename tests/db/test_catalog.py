"""The catalog as it is entered and as it is seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from core.domain.calendar import Days
from core.domain.drafts import GroupDraft, ModuleDraft
from core.domain.ids import GroupId, ProgramId, ProviderId
from core.domain.money import Money
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
from core.domain.views import Municipality
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from tests.builders import (
    AUTUMN,
    CHESS,
    CHESS_CLUB,
    FIRST_YEAR,
    KALININGRAD,
    PRICE,
    TEN_PLACES,
    YEAR,
    Town,
    add_module,
    add_program,
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
    of_provider = await database.read(lambda uow: uow.catalog.groups_of(town.provider))

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
    assert await database.read(lambda uow: uow.catalog.groups_of(town.provider)) == ()
    assert await database.read(lambda uow: uow.catalog.offering(town.group)) is not None


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


async def test_the_catalog_counts_programs_by_municipality_and_direction(
    database: Database,
) -> None:
    baltiysk = replace(KALININGRAD, code="39-blt", name="Балтийск")

    def prepare(uow: UnitOfWork) -> tuple[Town, int]:
        town = found_town(uow)
        other = uow.municipalities.add(baltiysk)
        arts = replace(CHESS, title="ИЗО", direction=Direction.ARTS)
        add_program(uow, arts, provider=town.provider, municipality=other)
        gone = replace(CHESS, title="Шашки")
        archived = add_program(uow, gone, provider=town.provider, municipality=town.municipality)
        uow.intake.change_program(archived, gone, state=ProgramState.ARCHIVED)
        return town, other.id

    town, other = await database.perform(prepare)

    places = await database.read(lambda uow: uow.catalog.municipalities_with_programs())
    directions = await database.read(lambda uow: uow.catalog.directions_with_programs())
    assert places == ((other, 1), (town.municipality.id, 1))
    assert directions == ((Direction.SPORTS, 1), (Direction.ARTS, 1))


async def test_similar_programs_are_of_the_same_direction_the_same_municipality_first(
    database: Database,
) -> None:
    def prepare(uow: UnitOfWork) -> tuple[Town, list[ProgramId]]:
        town = found_town(uow)
        other = uow.municipalities.add(replace(KALININGRAD, code="39-blt", name="Балтийск"))

        def add(
            title: str,
            where: Municipality = town.municipality,
            direction: Direction = Direction.SPORTS,
        ) -> ProgramId:
            draft = replace(CHESS, title=title, direction=direction)
            program = add_program(uow, draft, provider=town.provider, municipality=where)
            add_module(uow, program)
            return program

        far, b, a = add("А", other), add("В"), add("Б")
        add("Г", direction=Direction.ARTS)
        return town, [a, b, far]

    town, expected = await database.perform(prepare)

    def similar(uow: UnitOfWork, most: int) -> tuple[ProgramId, ...]:
        return uow.catalog.similar(town.program, most=most)

    assert await database.read(similar, 10) == tuple(expected)
    assert await database.read(similar, 2) == tuple(expected[:2])
