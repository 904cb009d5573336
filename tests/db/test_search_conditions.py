"""Conditions, pages and order of what is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from core.domain.calendar import Days
from core.domain.drafts import GroupDraft
from core.domain.program import AgeRange, Direction, ProgramState, ProviderState
from core.domain.searching import Conditions, SearchQuery
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from tests.builders import (
    CHESS,
    TEN_PLACES,
    add_module,
    add_program,
    found_town,
)
from tests.db.test_search import fill, find, titles


async def test_an_empty_query_finds_the_whole_catalog_page_by_page(database: Database) -> None:
    await database.perform(fill)

    pages = [await find(database, SearchQuery(page=page), size=4) for page in (-1, 1, 2, 3, 4, 99)]

    everything = (await find(database, "")).programs
    assert pages[1].programs + pages[2].programs + pages[3].programs == everything
    assert pages[0].programs == pages[1].programs
    assert pages[4].programs == pages[5].programs == pages[3].programs
    assert [page.query.page for page in pages] == [1, 1, 2, 3, 3, 3]
    assert {(page.total, page.pages) for page in pages} == {(9, 3)}


async def test_conditions_leave_out_what_does_not_fit(database: Database) -> None:
    here, there = await database.perform(fill)

    assert await titles(database, SearchQuery(chosen=Conditions(municipalities=(there,)))) == [
        "Вокал"
    ]
    assert len(await titles(database, SearchQuery(chosen=Conditions(municipalities=(here,))))) == 8
    sports = SearchQuery(chosen=Conditions(directions=(Direction.SPORTS,)))
    assert await titles(database, sports) == ["Плавание", "Шахматы для начинающих"]
    limits = Conditions(directions=(Direction.SPORTS,), municipalities=(here,))
    both = SearchQuery(text="шахматы", chosen=limits)
    assert await titles(database, both) == ["Шахматы для начинающих"]


async def test_the_age_is_the_groups_own_or_the_programs_both_ends_included(
    database: Database,
) -> None:
    def prepare(uow: UnitOfWork) -> None:
        town = found_town(uow)
        draft = replace(CHESS, title="Шашки", ages=AgeRange(6, 10))
        program = add_program(uow, draft, provider=town.provider, municipality=town.municipality)
        module = add_module(uow, program)
        uow.intake.add_group(module, replace(TEN_PLACES, ages=AgeRange(12, 13)))

    await database.perform(prepare)

    ages = (4, 5, 8, 12, 13, 18)
    found = {age: await titles(database, SearchQuery(child_age=age)) for age in ages}
    assert found == {
        4: [],
        5: ["Шахматы для начинающих"],
        8: ["Шахматы для начинающих"],
        12: ["Шахматы для начинающих", "Шашки"],
        13: ["Шахматы для начинающих", "Шашки"],
        18: [],
    }


async def test_free_places_are_in_a_group_that_is_not_over_and_fits_the_age(
    database: Database,
) -> None:
    over = Days(date(2020, 1, 1), date(2020, 8, 19))
    groups: dict[str, GroupDraft] = {
        "Full": replace(TEN_PLACES, places=0),
        "Unknown": replace(TEN_PLACES, places=None),
        "Over": replace(TEN_PLACES, days=over),
        "For the small": replace(TEN_PLACES, ages=AgeRange(5, 6)),
    }

    def prepare(uow: UnitOfWork) -> None:
        town = found_town(uow)
        for title, group in groups.items():
            draft = replace(CHESS, title=title)
            program = add_program(
                uow, draft, provider=town.provider, municipality=town.municipality
            )
            uow.intake.add_group(add_module(uow, program), group)

    await database.perform(prepare)

    free = SearchQuery(chosen=Conditions(free_places=True))
    assert await titles(database, free) == ["For the small", "Шахматы для начинающих"]
    assert await titles(database, replace(free, child_age=9)) == ["Шахматы для начинающих"]


async def test_a_program_without_groups_is_found_by_its_own_ages(database: Database) -> None:
    def prepare(uow: UnitOfWork) -> None:
        town = found_town(uow)
        draft = replace(CHESS, title="Шашки", ages=AgeRange(6, 7))
        add_program(uow, draft, provider=town.provider, municipality=town.municipality)

    await database.perform(prepare)

    totals = [
        (await find(database, SearchQuery(text="шашки", child_age=age))).total for age in (6, 8)
    ]
    assert totals == [1, 0]


async def test_nothing_found_says_which_condition_to_drop(database: Database) -> None:
    _, there = await database.perform(fill)
    limits = Conditions(
        municipalities=(there,), directions=(Direction.SPORTS,), ages=(9,), free_places=True
    )
    query = SearchQuery(text="вокал", chosen=limits)

    found = await find(database, query)

    assert found.total == 0
    (dropping,) = found.without
    assert ([chip.key for chip in dropping.chips], dropping.count) == (["DIRECTION:SPORTS"], 1)


async def test_archived_programs_and_those_of_suspended_providers_are_not_shown(
    database: Database,
) -> None:
    town = await database.perform(found_town)

    def move(uow: UnitOfWork, program: ProgramState, provider: ProviderState) -> None:
        uow.intake.change_program(town.program, CHESS, state=program)
        uow.providers.move(town.provider, provider, reason=None)

    await database.perform(move, ProgramState.ARCHIVED, ProviderState.ACTIVE)
    archived = await find(database, "")
    await database.perform(move, ProgramState.CERTIFIED, ProviderState.ACTIVE)
    shown = await find(database, "")
    await database.perform(move, ProgramState.CERTIFIED, ProviderState.SUSPENDED)
    suspended = await find(database, "")

    assert [found.total for found in (archived, shown, suspended)] == [0, 1, 0]
