"""The search: words at any time, conditions by a tap, for the child that was chosen."""

from __future__ import annotations

from tests.bot.conftest import LARGE
from tests.bot.play import Actor, Play


async def test_with_several_children_the_child_is_chosen_once(play: Play) -> None:
    large = play.actor(LARGE)

    asked = await large.say("танцы")
    found = await large.press("Борис К.")
    later = await large.say("робототехника")
    switched = await large.press("🧒 Борис К.")
    other = await large.press("Вера И.")

    assert asked == "Для кого ищем?"
    assert "Народные танцы" in found
    assert "бесплатно" in found
    assert "Для кого: Борис К." in later
    assert "нужен сертификат с деньгами" in later
    assert switched == "Для кого ищем?"
    assert "Для кого: Вера И." in other


async def test_nothing_found_says_which_condition_to_drop(parent: Actor) -> None:
    await parent.say("шахматы")
    await parent.press("Направление")
    await parent.press("Искусство")

    nothing = parent.text
    found = await parent.press("Любое направление: 1")

    assert "ничего не нашлось" in nothing
    assert "1. Шахматы для начинающих" in found


async def test_conditions_go_away_by_one_tap(parent: Actor) -> None:
    await parent.say("/search")
    await parent.press("Спорт")
    with_age = parent.buttons

    await parent.press("✕ 10 лет")
    await parent.press("✕ Спорт")

    assert "✕ 10 лет" in with_age
    assert {"🎨 Направление", "🎂 Возраст"} <= set(parent.buttons)
    assert "Нашлось 3 программы" in parent.text


async def test_a_misspelt_word_is_found_and_the_correction_is_shown(parent: Actor) -> None:
    found = await parent.say("роботехника")

    assert "Ищу: «робототехника»" in found
    assert "1. Робототехника" in found
