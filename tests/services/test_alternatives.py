"""What else a family could choose: of the same theme, for the same age, nearest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.domain.actor import Family
from core.domain.errors import NotAllowed
from core.domain.ids import ProgramId
from core.domain.places import Point
from core.domain.program import AgeRange, Direction
from core.domain.searching import SearchQuery
from core.domain.views import About
from core.ports.unit_of_work import UnitOfWork
from core.services.alternatives import other_programs, similar_programs
from core.services.imports import import_program
from core.services.looking import arriving
from tests.builders import KALININGRAD
from tests.services.test_catalog import draft
from tests.services.world import OPERATOR, World

TEN = AgeRange(9, 11)
FOR_SMALL = AgeRange(5, 6)


async def bring(
    world: World,
    title: str,
    ages: AgeRange = TEN,
    direction: Direction = Direction.SPORTS,
    place: str = "KLG",
    *,
    places: int = 10,
    point: Point | None = None,
) -> ProgramId:
    new = draft(title)
    ((module,), ((group,),)) = new.modules, (each.groups for each in new.modules)
    group = replace(group, places=places, point=point)
    new = replace(
        new, ages=ages, direction=direction, annotation="", municipality_code=place,
        modules=(replace(module, groups=(group,)),),
    )  # fmt: skip
    await world.perform(import_program, OPERATOR, new, certify=True)
    return await world.ask(titled, title)


def titled(uow: UnitOfWork, title: str) -> ProgramId:
    (found, *_) = uow.search.find(SearchQuery(title), page_size=1).programs
    return found


def found_gusev(uow: UnitOfWork) -> None:
    uow.municipalities.add(
        replace(
            KALININGRAD, code="GUS", name="Гусев", number_prefix="3905", point=Point(54.59, 22.2)
        )
    )


async def titles(world: World, program: ProgramId, ages: tuple[int, ...] = ()) -> list[str]:
    def ask(uow: UnitOfWork) -> list[str]:
        cards = similar_programs(uow, world.parent, program, world.anya.id, ages=ages)
        return [card.program.title for card in cards]

    return await world.ask(ask)


async def test_similar_programs_are_of_the_theme_for_the_child_s_age_the_nearest_first(
    world: World,
) -> None:
    await world.perform(found_gusev)
    one = await bring(world, "Шахматы для всех")
    await bring(world, "Белые шахматы", place="GUS")
    await bring(world, "Шахматный клуб «Ладья»")
    await bring(world, "Шахматы для малышей", FOR_SMALL)
    await bring(world, "Футбол")
    await bring(world, "Шахматная анимация", direction=Direction.TECHNICAL)

    chess = ["Шахматный клуб «Ладья»", "Белые шахматы"]
    assert await titles(world, one) == [*chess, "Футбол"]
    assert await titles(world, one, ages=(5,)) == ["Шахматы для малышей"]


async def test_where_the_theme_has_no_others_they_are_of_the_direction(world: World) -> None:
    one = await bring(world, "Шахматы для всех")
    await bring(world, "Футбол")
    await bring(world, "Плавание малышей", FOR_SMALL)

    assert await titles(world, one) == ["Футбол"]


async def test_what_the_child_may_join_comes_before_what_it_may_not(world: World) -> None:
    one = await bring(world, "Шахматы для всех")
    await bring(world, "Шахматный клуб", places=0)
    await bring(world, "Футбол")
    await bring(world, "Волейбол")

    assert await titles(world, one) == ["Волейбол", "Футбол", "Шахматный клуб"]


async def test_around_they_are_the_nearest_to_the_group_that_was_wished(world: World) -> None:
    await world.perform(found_gusev)
    near, far = Point(54.60, 22.25), Point(54.60, 22.10)
    one = await bring(world, "Шахматы для всех")
    await bring(world, "Волейбол", place="GUS", point=far)
    await bring(world, "Футбол", place="GUS", point=near)

    def ask(uow: UnitOfWork, point: Point) -> list[str]:
        found = similar_programs(uow, world.parent, one, world.anya.id, near=point)
        return [card.program.title for card in found]

    assert await world.ask(ask, near) == ["Футбол", "Волейбол"]
    assert await world.ask(ask, far) == ["Волейбол", "Футбол"]


async def test_without_a_child_they_are_for_the_age_that_was_asked_for(world: World) -> None:
    one = await bring(world, "Шахматы для всех", AgeRange(5, 11))
    await bring(world, "Шахматы для малышей", FOR_SMALL)
    await bring(world, "Шахматы для школьников")
    nobody = Family(world.parent.account, frozenset())

    def others(uow: UnitOfWork, text: str) -> set[str]:
        found = other_programs(uow, nobody, one, SearchQuery(text), child=None)
        return {card.program.title for card in found}

    assert await world.ask(others, "шахматы 10 лет") == {"Шахматы для школьников"}
    assert await world.ask(others, "шахматы 5 лет") == {"Шахматы для малышей"}
    assert await world.ask(others, "") == {"Шахматы для малышей", "Шахматы для школьников"}


async def test_what_is_known_on_arrival_finds_no_others(world: World) -> None:
    one = await bring(world, "Шахматы для всех", AgeRange(5, 11))
    another = await bring(world, "Шахматы для школьников")
    await bring(world, "Шахматы для малышей", FOR_SMALL)
    vera = await world.certificate("Иванова Вера", date(2015, 3, 4))
    both = await world.link(world.parent_account, vera.id)
    both = replace(both, acting=both.acting | world.parent.acting)
    asked = SearchQuery()
    arrivals = [
        await world.ask(arriving, world.parent_account.chat, None, About(program=each))
        for each in (one, another)
    ]

    for child in (world.anya.id, vera.id, None):
        alone = await world.ask(other_programs, both, one, asked, child=child)
        for arrival in arrivals:
            found = await world.ask(other_programs, both, one, asked, arrival, child=child)
            assert (found, bool(found)) == (alone, True)


async def test_nothing_is_similar_to_what_never_was(world: World) -> None:
    assert await titles(world, ProgramId(10**6)) == []


async def test_another_family_s_child_is_refused(world: World) -> None:
    one = await bring(world, "Шахматы для всех")
    stranger = Family(world.parent.account, frozenset())

    with pytest.raises(NotAllowed):
        await world.ask(similar_programs, stranger, one, world.anya.id)
