"""What was understood of a search is dropped and changed by taps."""

from __future__ import annotations

from tests.bot.play import Actor


async def test_what_was_understood_is_shown_and_goes_away_by_one_tap(parent: Actor) -> None:
    found = await parent.say("шахматы")
    chips = list(parent.buttons)

    any_age = await parent.press("✕ Анна К., 10 лет")
    everything = await parent.press("✕ «шахматы»")

    assert "Понял так: «шахматы», Анна К., 10 лет" in found
    assert {"✕ «шахматы»", "✕ Анна К., 10 лет"} <= set(chips)
    assert "Понял так: «шахматы»" in any_age
    assert "10 лет" not in any_age
    assert "Нашлось 3 программы" in everything
    assert "Понял так" not in everything


async def test_a_value_is_changed_in_place_of_the_one_before(parent: Actor) -> None:
    await parent.say("шахматы")
    await parent.press("⚙️ Уточнить")
    await parent.press("🎂 Возраст")

    changed = await parent.press("7 лет (1)")
    dropped = await parent.press("✕ 7 лет")

    assert "Понял так: «шахматы», 7 лет" in changed
    assert "лет" not in dropped.split("\n")[1]


async def test_what_was_understood_is_changed_by_one_tap(parent: Actor) -> None:
    await parent.say("шахматы 7 лет")
    keyboard = parent.last.keyboard
    rows = [[each["text"] for each in row] for row in keyboard.rows] if keyboard else []

    stepped = await parent.press("→ 8 лет")
    values = await parent.press("✏️")
    changed = await parent.press("10 лет (1)")

    assert ["✕ «шахматы»"] in rows
    # What is beside it by one tap, and whatever else by two.
    assert ["✕ 7 лет", "→ 6 лет", "→ 8 лет", "✏️"] in rows
    assert "Понял так: «шахматы», 8 лет" in stepped
    assert "Сколько лет ребёнку?" in values
    assert "Понял так: «шахматы», 10 лет" in changed


async def test_a_price_is_changed_to_the_next_one_by_one_tap(parent: Actor) -> None:
    await parent.say("по вторникам до 2000")
    keyboard = parent.last.keyboard
    rows = [[each["text"] for each in row] for row in keyboard.rows] if keyboard else []
    dearer = await parent.press("→ 3 000 ₽")

    assert ["✕ до 2 000 ₽ в месяц", "→ 1 000 ₽", "→ 3 000 ₽", "✏️"] in rows
    assert "Понял так: вт, до 3 000 ₽ в месяц" in dearer


async def test_a_word_that_became_a_condition_is_not_searched_for(parent: Actor) -> None:
    found = await parent.say("шахматы по втоникам")

    assert "«шахматы», вт" in found
    assert "«втоникам» – это «вторникам»" in found
    assert "Ищу" not in found


async def test_an_old_condition_button_does_no_harm(parent: Actor) -> None:
    await parent.say("шахматы")
    stale = parent.data("✕ «шахматы»")
    await parent.say("робототехника")

    again = await parent.forge(stale)

    assert "1. Робототехника" in again
    assert "Понял так: «робототехника»" in again
