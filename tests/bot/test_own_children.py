"""A family searches for its own children, by their names and as it speaks of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from core.ports.unit_of_work import UnitOfWork
from core.services import accounts
from tests.bot.conftest import LARGE
from tests.bot.play import Actor, Play
from tests.builders import Town, add_child, add_parent


@pytest.fixture
def family(play: Play) -> Actor:
    """Of Борис К., 8 years old, and Вера И., who is five."""
    return play.actor(LARGE)


async def kept_words(play: Play) -> str:
    def words(uow: UnitOfWork) -> str:
        kept = uow.accounts.presence(LARGE, None)
        return "" if kept is None else str(dict(kept.conversation))

    return await play.database.read(words)


@pytest.mark.parametrize(
    "typed", ["для Бори шахматы", "Борису шахматы", "сыну шахматы", "шахматы сыну 8"]
)
async def test_a_child_is_named_and_searched_for_at_once(family: Actor, typed: str) -> None:
    text = await family.say(typed)

    assert "Для кого: Борис К." in text
    assert "1. Шахматы" in text


@pytest.mark.parametrize("typed", ["chess for Borya", "Boris шахматы", "shahmaty dlya Borya"])
async def test_a_name_in_latin_letters_is_that_of_the_child(family: Actor, typed: str) -> None:
    text = await family.say(typed)

    assert "Для кого: Борис К." in text
    assert "1. Шахматы" in text


async def test_with_two_children_it_is_said_for_which_of_them_the_sums_are(family: Actor) -> None:
    await family.say("для Бори шахматы")
    text = await family.say("Боре и Вере шахматы")

    assert "Доплата посчитана для: Борис К. — у другого ребёнка" in text
    assert "Для кого:" not in text


async def test_of_two_children_of_one_age_only_one_is_known(family: Actor) -> None:
    await family.say("для Бори шахматы")
    text = await family.say("двойняшкам 8 лет шахматы")

    assert "Доплата посчитана для: Борис К. — у другого ребёнка" in text
    assert "Для кого:" not in text


async def test_twins_are_both_named(
    play: Play, family: Actor, furnished: tuple[Path, Town]
) -> None:
    def a_twin(uow: UnitOfWork) -> None:
        twin = add_child(uow, furnished[1], n=4, full_name="Котова Мария", born_on=date(2012, 3, 1))
        add_parent(uow, twin, chat=LARGE)

    await play.perform(a_twin)
    await family.say("для Бори шахматы")
    text = await family.say("сыну и дочке по 8 шахматы")
    alone = await family.say("для Бори шахматы")

    assert "Для кого: Борис К., Мария К.; доплата посчитана для: Борис К. — у другого" in text
    assert "доплата посчитана" not in alone.casefold()


async def test_the_chip_has_the_name_and_goes_by_a_tap(family: Actor) -> None:
    text = await family.say("робототехника Боре")
    await family.press("✕ Борис К., 8 лет")

    assert "Борис К., 8 лет" in text
    assert "Борис К., 8 лет" not in family.text


async def test_a_stated_age_comes_before_the_childs_own(family: Actor) -> None:
    text = await family.say("Боре 9 лет робототехника")

    assert "Для кого: Борис К." in text
    assert "✕ 9 лет" in family.buttons
    assert "8 лет" not in text


async def test_another_name_chooses_another_child(family: Actor) -> None:
    await family.say("Боре танцы")
    text = await family.say("для Веры танцы")

    assert "Для кого: Вера И." in text


async def test_no_name_of_a_child_is_kept_with_the_words_nor_saved(
    play: Play, family: Actor
) -> None:
    await family.say("для Бори робототехника")
    kept = await kept_words(play)
    await family.press("🔔 Сообщать о новом")
    saved = await play.perform(
        lambda uow: uow.saved_searches.of(accounts.arrive(uow, LARGE, "ru").id)
    )

    assert "бор" not in kept.casefold()
    assert [each.question for each in saved] == [
        {"child": str(saved[0].certificate), "text": "робототехника"}
    ]


async def test_a_name_that_no_child_has_is_said_and_ruins_nothing(family: Actor) -> None:
    await family.say("Боре шахматы")
    text = await family.say("для Пети шахматы")

    assert "Пока не умею учитывать: «Пети»" in text
    assert "1. Шахматы" in text


async def test_a_son_is_not_as_old_as_the_only_daughter(parent: Actor) -> None:
    own = await parent.say("дочке шахматы")
    other = await parent.say("сыну шахматы")

    assert "Анна К., 10 лет" in own
    assert "10 лет" not in other


async def test_a_daughter_of_another_age_has_no_sums_of_the_only_one(parent: Actor) -> None:
    """Anna is ten: whoever is five has another certificate, or none."""
    five = await parent.say("шахматы для дочки 5 лет")
    free = await parent.say("шахматы для дочки 5 лет бесплатно")
    own = await parent.say("шахматы для дочки 10 лет бесплатно")

    assert "Цены — без сертификата: Анна К. другого возраста." in five
    assert "ничего не нашлось" in free
    assert "Для кого: Анна К." in own
    assert "Нашлась 1 программа" in own


async def test_what_stays_of_place_and_money_stays_for_the_named_child(family: Actor) -> None:
    await family.say("Боре робототехника свободные места")
    await family.press("⚙️ Уточнить")
    text = await family.say("Вере танцы")

    assert "Для кого: Вера И." in text


async def test_a_stranger_has_no_children_to_be_meant(stranger: Actor) -> None:
    assert "1. Шахматы" in await stranger.say("сыну шахматы")


async def test_an_age_that_one_child_has_means_that_child_from_then_on(family: Actor) -> None:
    await family.say("для Бори шахматы")
    by_age = await family.say("танцы 5 лет")
    chip = "✕ Вера И., 5 лет" in family.buttons
    later = await family.say("лепка")
    back = await family.say("робототехника 8 лет")

    assert "Для кого: Вера И." in by_age
    assert "Вера И., 5 лет" in by_age
    assert chip
    assert "Вера И." in later
    assert "Для кого: Борис К." in back
    assert "Борис К., 8 лет" in back


async def test_nobody_is_asked_for_whom_where_the_age_says_it(family: Actor) -> None:
    asked = await family.say("шахматы")
    said = await family.say("шахматы 8 лет")

    assert asked == "Для кого ищем?"
    assert "Для кого: Борис К." in said


@pytest.mark.parametrize(
    "typed", ["танцы 7 лет", "танцы 5 и 8 лет", "племяннице 5 лет танцы", "мальчику 5 лет танцы"]
)
async def test_an_age_of_nobody_of_two_or_of_somebody_else_chooses_no_child(
    family: Actor, typed: str
) -> None:
    asked = await family.say(typed)
    await family.say("для Бори шахматы")
    text = await family.say(typed)

    assert asked == "Для кого ищем?"
    assert "Вера И." not in text


async def test_an_age_that_two_children_have_is_ambiguous(
    play: Play, family: Actor, furnished: tuple[Path, Town]
) -> None:
    def a_twin(uow: UnitOfWork) -> None:
        twin = add_child(uow, furnished[1], n=4, full_name="Котова Мария", born_on=date(2012, 3, 1))
        add_parent(uow, twin, chat=LARGE)

    await play.perform(a_twin)
    asked = await family.say("шахматы 8 лет")
    await family.say("для Веры танцы")
    text = await family.say("шахматы 8 лет")

    assert asked == "Для кого ищем?"
    assert "Цены — без сертификата: Вера И. другого возраста." in text


async def test_a_child_that_was_chosen_by_a_tap_stays_whatever_the_words_say(
    family: Actor,
) -> None:
    await family.say("шахматы 8 лет")
    await family.press("🧒 Борис К.")
    chosen = await family.press("Вера И.")
    await family.press("🔔 Сообщать о новом")
    await family.say("/searches")
    saved = await family.press("1. Открыть (1)")
    anew = await family.say("шахматы 8 лет")

    assert "Цены — без сертификата: Вера И. другого возраста." in chosen
    assert "Цены — без сертификата: Вера И. другого возраста." in saved
    assert "Для кого: Борис К." in anew
