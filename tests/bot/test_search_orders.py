"""What shall come first, when the words say it: shown, dropped and changed like all of them."""

from __future__ import annotations

from tests.bot.play import Actor, Play
from tests.bot.test_searching import _found_gusev


async def test_near_home_is_measured_from_the_childs_town_and_asks_for_a_location(
    play: Play, parent: Actor
) -> None:
    await play.perform(_found_gusev, play)

    near = await parent.say("шахматы рядом с домом")
    keyboard = parent.last.keyboard
    rows = [[each["text"] for each in row] for row in keyboard.rows] if keyboard else []
    parent.person.send_location(54.6, 22.2)
    await play.settle()
    from_there = parent.text

    assert "не умею" not in near
    assert "ришлите геопозицию" in near
    assert ["✕ ↕️ Ближайшие", "✏️ изменить"] in rows
    assert "1. Шахматы у озера" in from_there


async def test_an_order_of_the_words_is_dropped_and_changed_by_one_tap(parent: Actor) -> None:
    cheap = await parent.say("самое дешёвое")
    any_order = await parent.press("✕ ↕️ С меньшей доплатой")
    again = await parent.say("самое дешёвое")
    await parent.press("✕ Анна К., 10 лет")
    values = await parent.press("✏️ изменить")
    soon = await parent.press("Начинаются раньше")

    assert "Сначала: С меньшей доплатой" in cheap
    # Nothing costs “up to 2,000”: nobody said so.
    assert "до 2 000" not in cheap
    assert "ни темы, ни условий" not in cheap
    assert "Сначала: С меньшей" not in any_order
    # New words say again what they say.
    assert "Сначала: С меньшей доплатой" in again
    assert "Что показать сначала?" in values
    assert "Сначала: Начинаются раньше" in soon
