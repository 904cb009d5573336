"""The search: words at any time, conditions by a tap, for the child that was chosen."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from core.domain.places import Point
from core.domain.program import Slot
from core.ports.unit_of_work import UnitOfWork
from core.services.accounts import conversation, find_account
from tests.bot.conftest import LARGE, PARENT
from tests.bot.play import Actor, Play
from tests.builders import CHESS, FIRST_YEAR, KALININGRAD, TEN_PLACES, add_module, add_program

GUSEV = replace(
    KALININGRAD, code="GUS", name="Гусев", number_prefix="3905", point=Point(54.59, 22.20)
)


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


async def test_a_condition_is_chosen_from_what_there_is_with_counts(parent: Actor) -> None:
    await parent.say("шахматы")
    await parent.press("⚙️ Уточнить")
    filters = list(parent.buttons)
    await parent.press("📅 Дни")
    days = list(parent.buttons)

    await parent.press("вт (1)")
    await parent.press("чт (1)")
    chosen = list(parent.buttons)
    found = await parent.press("🔎 Показать (1)")

    assert "🎂 Возраст: 10 лет" in filters
    assert "🔎 Показать (1)" in filters
    assert {"вт (1)", "чт (1)"} <= set(days)
    assert {"✅ вт (1)", "✅ чт (1)", "Не важно"} <= set(chosen)
    assert "Понял так: «шахматы», вт, чт, Анна К., 10 лет" in found
    # The group that is shown is the one that fits.
    assert "вт, чт 16:00–17:30" in found


async def test_a_mistake_on_another_layout_is_told_of_once(parent: Actor) -> None:
    found = await parent.say("ifxvfns")

    assert "Ищу: «шахматы»" in found
    assert "шачматы" not in found


async def test_counts_respect_what_was_typed(play: Play, parent: Actor) -> None:
    await play.perform(_found_gusev, play)
    await parent.say("шахматы")

    await parent.press("⚙️ Уточнить")
    await parent.press("🗺 Где")
    by_word = list(parent.buttons)
    await parent.press("Гусев (1)")
    in_gusev = parent.text
    await parent.say("робототехника")
    nothing = parent.text

    assert {"Гусев (1)", "Калининград (1)"} <= set(by_word)
    assert "Шахматы у озера" in in_gusev
    assert "Шахматы для начинающих" not in in_gusev
    # Where it shall be stays for the next words, and the way out is offered with its number.
    assert "ничего не нашлось" in nothing
    assert "Без условия Гусев: 1" in parent.buttons


async def test_nothing_found_says_which_condition_to_drop(parent: Actor) -> None:
    await parent.say("/search")
    await parent.press("Искусство (1)")
    art = parent.text
    await parent.press("⚙️ Уточнить")
    await parent.press("🎂 Возраст")
    await parent.press("Не важно")
    await parent.say("шахматы")
    await parent.press("⚙️ Уточнить")
    await parent.press("💰 Цена")
    free = list(parent.buttons)

    assert "Народные танцы" in art
    # The certificate pays all of it, so for this child it costs nothing.
    assert "бесплатно (1)" in free


async def test_nothing_found_offers_what_dropping_helps_most(play: Play, parent: Actor) -> None:
    await play.perform(_found_gusev, play)
    await parent.say("шахматы")
    await parent.press("⚙️ Уточнить")
    await parent.press("🗺 Где")
    await parent.press("Гусев (1)")
    await parent.say("танцы")

    nothing = parent.text
    offered = [each for each in parent.buttons if each.startswith("Без условия")]
    found = await parent.press(offered[0])

    assert "ничего не нашлось" in nothing
    assert offered[0].endswith(": 1")
    assert "Нашлась 1 программа" in found


async def test_the_nearest_come_first_from_a_point_that_was_sent(play: Play, parent: Actor) -> None:
    await play.perform(_found_gusev, play)
    await parent.say("шахматы")

    parent.person.send_location(54.6, 22.2)
    await play.settle()
    near = parent.text
    order = await parent.press("⚙️ Уточнить")
    await parent.press("↕️ Сначала: Ближайшие")
    sorts = list(parent.buttons)

    assert "1. Шахматы у озера" in near
    # The group has no point, so it is as far as the town's centre.
    assert "Гусев, ≈ 1 км до центра" in near
    assert "Что важно?" in order
    assert "✅ Ближайшие" in sorts


async def test_a_group_with_a_point_of_its_own_is_as_far_as_that(play: Play, parent: Actor) -> None:
    await play.perform(_found_gusev, play, Point(54.6, 22.21))
    await parent.say("шахматы")

    parent.person.send_location(54.6, 22.2)
    await play.settle()

    assert "Гусев, 0,6 км" in parent.text
    assert "≈" not in parent.text.split("2. ")[0]


async def test_a_new_search_forgets_the_point_and_the_conditions(play: Play, parent: Actor) -> None:
    for leaving in ("🔎 Новый поиск", "🏠 В начало"):
        parent.person.send_location(54.6, 22.2)
        await play.settle()
        await parent.press(leaving)

        found = await parent.say("шахматы")
        account = await play.database.read(find_account, PARENT)
        assert account is not None
        kept = await play.database.read(conversation, account)

        assert "км" not in found
        assert "origin" not in kept


async def test_words_typed_for_another_search_forget_the_point(play: Play, parent: Actor) -> None:
    await play.perform(_found_gusev, play)
    parent.person.send_location(54.6, 22.2)
    await play.settle()

    first = await parent.say("шахматы")
    other = await parent.say("робототехника")
    again = await parent.say("шахматы")

    # Sent before any words, the point belongs to the first of them.
    assert "1. Шахматы у озера" in first
    assert " км" in first
    assert " км" not in other
    assert " км" not in again


async def test_thanks_greetings_and_money_are_no_search(parent: Actor) -> None:
    thanks = await parent.say("спасибо большое!")
    greeting = await parent.say("Добрый день")
    money = await parent.say("где мои деньги?")
    ways = list(parent.buttons)
    wish = await parent.say("привет, есть шахматы?")

    assert "Всегда пожалуйста" in thanks
    assert "Здравствуйте" in greeting
    assert "/family" in money
    assert "👨‍👩‍👧 Семья" in ways
    assert "1. Шахматы для начинающих" in wish
    assert not any("Нашл" in each for each in (thanks, greeting, money))


async def test_what_somebody_wants_done_is_no_search_and_has_a_door(parent: Actor) -> None:
    doors = {
        "отменить запись": "📋 Мои записи",
        "как получить сертификат": "📝 Получить сертификат",
        "позовите оператора": "❓ Помощь",
        "удалите мои данные": "🔒 О данных",
    }
    for typed, door in doors.items():
        answer = await parent.say(typed)

        assert "Нашл" not in answer
        assert door in parent.buttons
        assert await parent.press(door) != answer


async def test_what_nobody_understands_is_not_called_understood(parent: Actor) -> None:
    nothing = await parent.say("🦄")
    buttons = list(parent.buttons)

    assert "Не понял: «🦄»" in nothing
    assert "Понял так: «🦄»" not in nothing
    assert "✕ «🦄»" not in buttons
    # Without the word there would be no question left.
    assert not any(each.startswith("Без условия «") for each in buttons)


async def test_what_limits_nothing_is_called_so_though_the_child_has_an_age(parent: Actor) -> None:
    nothing = [
        await parent.say(each) for each in ("сколько стоит?", "для девочек", "(((не не кроме")
    ]
    chess = await parent.say("шахматы")

    assert all("Понял так: Анна К., 10 лет" in each for each in nothing)
    assert all("Это всё, что подходит по возрасту: ни темы" in each for each in nothing)
    assert "ни темы, ни условий" not in chess


async def test_where_nothing_has_all_words_it_is_said_of_what_has_some(parent: Actor) -> None:
    either = await parent.say("танцы или робототехника")
    both = await parent.say("танцы робототехника")

    assert "Нашлось 2 программы" in either
    assert "Нашлось 2 программы" in both
    assert "Всего вместе нет: каждая программа – о чём-то одном." in both
    assert "Всего вместе нет" not in either


async def test_a_misspelt_word_is_found_and_the_correction_is_shown(parent: Actor) -> None:
    found = await parent.say("роботехника")

    assert "Ищу: «робототехника»" in found
    assert "1. Робототехника" in found


async def test_of_what_is_not_there_only_a_theme_is_said_to_have_no_likeness(
    parent: Actor,
) -> None:
    nothing = await parent.say("бокссс в Калиниграде")

    assert "Похожее тоже не нашлось: «бокс»" in nothing
    assert "«калиниграде» – это «калининград»" in nothing.lower()


async def test_for_whom_below_an_earlier_search_changes_no_later_one(play: Play) -> None:
    large = play.actor(LARGE)
    await large.say("танцы")
    choose = large.data("Вера И.")
    await large.press("Борис К.")
    whose = large.data("🧒 Борис К.")
    await large.say("робототехника")

    told = [await large.forge(each) for each in (whose, choose)]
    again = await large.say("робототехника")

    assert all("от прежнего поиска" in each for each in told)
    assert "Для кого: Борис К." in again


def _found_gusev(uow: UnitOfWork, play: Play, point: Point | None = None) -> None:
    gusev = uow.municipalities.add(GUSEV)
    lake = replace(CHESS, title="Шахматы у озера", municipality_code=GUSEV.code)
    program = add_program(uow, lake, provider=play.town.provider, municipality=gusev)
    group = replace(TEN_PLACES, slots=(Slot(5, time(12), time(13)),), point=point)
    uow.intake.add_group(add_module(uow, program, FIRST_YEAR), group)
    uow.intake.index(program)
