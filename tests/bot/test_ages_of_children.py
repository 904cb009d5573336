"""What is not for a child of its age is said, and for whom it is."""

from __future__ import annotations

from dataclasses import replace

from core.domain.program import AgeRange
from core.ports.unit_of_work import UnitOfWork
from tests.bot.conftest import LARGE
from tests.bot.play import Actor, Play
from tests.builders import CHESS, TEN_PLACES, add_module, add_program


async def test_of_several_ages_it_is_said_for_which_nothing_fits(parent: Actor) -> None:
    both = await parent.say("шахматы дочке 5 лет, сыну 9 лет")
    robots = await parent.say("робототехника дочке 5 лет, сыну 9 лет")
    each = await parent.say("сыну 9 робототехника, дочке 6 робототехника")
    one = await parent.say("робототехника 9 лет")

    assert "не подходит по возрасту" not in both
    assert "Нашлась 1 программа" in robots
    assert "Ничего из этого не подходит по возрасту: 5 лет." in robots
    assert "Ничего из этого не подходит по возрасту: 6 лет." in each
    assert "не подходит по возрасту" not in one


async def test_what_is_for_other_ages_is_said_with_them(parent: Actor) -> None:
    robots = await parent.say("робототехника 5 лет")
    boxing = await parent.say("бокс 5 лет")

    assert "ничего не нашлось" in robots
    assert "Это есть для другого возраста: 7–17 лет." in robots
    assert "для другого возраста" not in boxing


async def test_what_is_for_another_child_of_the_family_is_offered_for_it(play: Play) -> None:
    """Boris is 8, and Vera 5."""
    await play.perform(_found_school, play)
    family = play.actor(LARGE)
    await family.say("школа юного математика")
    nothing = await family.press("Борис К.")
    offered = [each for each in family.buttons if each.startswith("🧒 Для кого")]
    hers = await family.press(offered[0])

    assert "ничего не нашлось" in nothing
    assert offered == ["🧒 Для кого: Вера И. — 1"]
    assert "Для кого: Вера И." in hers
    assert "Школа юного математика" in hers


def _found_school(uow: UnitOfWork, play: Play) -> None:
    town = play.town
    draft = replace(CHESS, title="Школа юного математика", ages=AgeRange(5, 6))
    program = add_program(uow, draft, provider=town.provider, municipality=town.municipality)
    uow.intake.add_group(add_module(uow, program), replace(TEN_PLACES, ages=None))
