"""Several wishes at once: the best of each comes early, and what there is not of them is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.ids import ProgramId
from core.domain.program import AgeRange
from core.domain.searching import Found, Kind, SearchQuery, Sort
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from tests.builders import CHESS, TEN_PLACES, add_module, add_program, found_town
from tests.db.test_search import find

TITLES = ("Вокал А", "Вокал Б", "Вокал В", "Вокал Г", "Вокал Д", "Вокал Е", "Гитара с нуля", "Хор")


def fill(uow: UnitOfWork) -> dict[str, ProgramId]:
    town = found_town(uow)
    made = {}
    for title in TITLES:
        ages = AgeRange(10, 12) if title == "Гитара с нуля" else AgeRange(5, 17)
        draft = replace(CHESS, title=title, annotation="Рисуем афиши.", ages=ages)
        made[title] = add_program(
            uow, draft, provider=town.provider, municipality=town.municipality
        )
        uow.intake.add_group(add_module(uow, made[title]), TEN_PLACES)
    return made


async def names(database: Database, query: str, *, size: int) -> list[str]:
    made = {program: title for title, program in (await database.read(programs)).items()}
    found = await find(database, query, size=size)
    return [made[each] for each in found.programs]


def programs(uow: UnitOfWork) -> dict[str, ProgramId]:
    found = uow.search.find(SearchQuery(), page_size=100)
    known = [uow.catalog.program(each) for each in found.programs]
    return {each.program.title: each.program.id for each in known if each is not None}


@pytest.mark.parametrize("typed", ["вокал, гитара", "вокал или гитара", "вокал и гитара"])
async def test_no_wish_stands_behind_all_of_another(database: Database, typed: str) -> None:
    await database.perform(fill)

    first = await names(database, typed, size=3)
    whole = await names(database, typed, size=100)

    assert first == ["Вокал А", "Гитара с нуля", "Вокал Б"]
    assert whole[:3] == first
    assert len(whole) == len(set(whole)) == 7


async def test_what_is_next_to_a_wish_that_nobody_has_is_shown_beside_the_others(
    database: Database,
) -> None:
    made = await database.perform(fill)

    found = await find(database, "гитара, барабаны")
    first_of_two = await find(database, "вокал, скрипка", size=5)

    assert found.programs == (made["Гитара с нуля"],)
    assert [each.typed for each in found.unknown] == ["барабаны"]
    assert set(found.nearest) < {made[title] for title in TITLES if title != "Гитара с нуля"}
    assert len(found.nearest) == 2
    # It stands behind the last of what was found.
    assert (first_of_two.pages, first_of_two.nearest) == (2, ())


async def test_a_wish_that_is_there_and_not_as_it_was_asked_is_named(database: Database) -> None:
    await database.perform(fill)

    found = await find(database, "вокал, гитара 7 лет")
    alone = await find(database, "вокал 7 лет")

    assert [(chip.kind, chip.value) for chip in found.lacking] == [(Kind.WORD, "гитара")]
    assert alone.lacking == ()


async def test_what_is_done_on_the_way_is_not_what_a_program_is_about(database: Database) -> None:
    def prepare(uow: UnitOfWork) -> ProgramId:
        town = found_town(uow)
        called = {"Рисование": "", "Краеведение": "Рисуем карты.", "Дебаты": "Учим рисование схем."}
        made = {}
        for title, annotation in called.items():
            draft = replace(CHESS, title=title, annotation=annotation)
            made[title] = add_program(
                uow, draft, provider=town.provider, municipality=town.municipality
            )
            uow.intake.add_group(add_module(uow, made[title]), TEN_PLACES)
        return made["Краеведение"]

    maps = await database.perform(prepare)

    assert maps not in (await find(database, "рисование")).programs
    assert (await find(database, "рисование")).total == 2


@pytest.mark.parametrize("sort", [Sort.CHEAPEST, Sort.SOONEST, Sort.NEAREST])
async def test_what_nobody_can_join_now_comes_last_and_is_still_there(
    database: Database, sort: Sort
) -> None:
    def prepare(uow: UnitOfWork) -> dict[str, ProgramId]:
        town = found_town(uow)
        made = {"шахматы": town.program}
        full = replace(TEN_PLACES, places=0)
        for title, group in (("Абакус", full), ("Батик", TEN_PLACES), ("Вокал", None)):
            draft = replace(CHESS, title=title)
            made[title] = add_program(
                uow, draft, provider=town.provider, municipality=town.municipality
            )
            module = add_module(uow, made[title])
            if group is not None:
                uow.intake.add_group(module, group)
        return made

    made = await database.perform(prepare)
    found: Found = await find(database, SearchQuery(sort=sort))

    assert set(found.programs[:2]) == {made["шахматы"], made["Батик"]}
    assert set(found.programs[2:]) == {made["Абакус"], made["Вокал"]}


async def test_on_what_somebody_plays_is_the_theme_and_playing_is_none(database: Database) -> None:
    made = await database.perform(fill)

    guitar = await find(database, "обучение игре на гитаре")
    violin = await find(database, "игра на скрипке")

    assert [chip.value for chip in guitar.chips] == ["гитаре"]
    assert guitar.programs == (made["Гитара с нуля"],)
    assert [each.typed for each in violin.unknown] == ["скрипке"]
    assert violin.nearest[0] == made["Гитара с нуля"]


async def test_what_is_only_called_so_is_not_next_to_it(database: Database) -> None:
    """«Гимнастика ума» is no gymnastics, which is next to dances."""

    def prepare(uow: UnitOfWork) -> ProgramId:
        town = found_town(uow)
        made = {}
        for title in ("Гимнастика ума", "Художественная гимнастика"):
            draft = replace(CHESS, title=title)
            made[title] = add_program(
                uow, draft, provider=town.provider, municipality=town.municipality
            )
            uow.intake.add_group(add_module(uow, made[title]), TEN_PLACES)
        return made["Художественная гимнастика"]

    gymnastics = await database.perform(prepare)

    assert (await find(database, "балет")).nearest == (gymnastics,)


async def test_a_letter_is_no_theme(database: Database) -> None:
    """«Не выговаривает букву р» found what has this letter in its title."""

    def prepare(uow: UnitOfWork) -> ProgramId:
        town = found_town(uow)
        made = {}
        for title in ("Клуб Г Р И М", "Логопед"):
            draft = replace(CHESS, title=title)
            made[title] = add_program(
                uow, draft, provider=town.provider, municipality=town.municipality
            )
            uow.intake.add_group(add_module(uow, made[title]), TEN_PLACES)
        return made["Логопед"]

    therapist = await database.perform(prepare)

    assert (await find(database, "не выговаривает букву р")).programs == (therapist,)
    assert (await find(database, "логопед р")).programs == (therapist,)
