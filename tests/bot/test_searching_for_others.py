"""Searches that are for another child than the family's, and texts that are no search."""

from __future__ import annotations

import pytest

from tests.bot.conftest import LARGE
from tests.bot.play import Actor, Play

WITHOUT = "Цены — без сертификата: Анна К. другого возраста."


async def test_for_a_child_of_another_age_prices_are_whole_and_nothing_is_refused(
    parent: Actor,
) -> None:
    other = await parent.say("шахматы 7 лет")
    own = await parent.say("шахматы 10 лет")

    assert WITHOUT in other
    assert "9 000,00 ₽ за весь курс" in other
    assert "записать нельзя" not in other
    assert "Для кого" not in other
    assert "Для кого: Анна К." in own
    assert "сертификат платит всё" in own


async def test_an_age_that_was_chosen_says_the_same_and_covered_asks_for_the_own_child(
    parent: Actor,
) -> None:
    await parent.say("шахматы")
    await parent.press("⚙️ Уточнить")
    await parent.press("🎂 Возраст")
    chosen = await parent.press("7 лет (1)")
    free = await parent.say("шахматы 7 лет бесплатно")

    assert WITHOUT in chosen
    # With the certificate of the family's own child it would be free.
    assert "ничего не нашлось" in free


async def test_who_names_the_child_means_it_whatever_age_is_said(play: Play) -> None:
    family = play.actor(LARGE)

    named = await family.say("Боре 9 лет шахматы")
    await family.press("🧒 Борис К.")
    chosen = await family.press("Вера И.")

    assert "Для кого: Борис К." in named
    assert "Цены — без сертификата: Вера И. другого возраста." in chosen


async def test_of_what_nobody_understands_no_notice_is_offered(parent: Actor) -> None:
    strange = await parent.say("ывапролд")
    without = list(parent.buttons)
    await parent.say("бокс")

    assert "Не понял: «ывапролд»" in strange
    assert "🔔 Сообщить, когда появится" not in without
    assert "🔔 Сообщить, когда появится" in parent.buttons


@pytest.mark.parametrize("typed", ["жалоба", "хочу пожаловаться на педагога"])
async def test_a_complaint_leads_to_help(parent: Actor, typed: str) -> None:
    said = await parent.say(typed)

    assert "живого оператора здесь нет" in said
    assert "Помощь" in " ".join(parent.buttons)
