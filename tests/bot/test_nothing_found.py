"""Where nothing is found: what there is not, what to leave out, and what is next to it."""

from __future__ import annotations

from tests.bot.play import Actor


async def test_what_there_is_not_is_said_and_what_is_next_to_it_offered(parent: Actor) -> None:
    alone = await parent.say("/search шашки")
    await parent.press("✕ Анна К., 10 лет")
    any_age = parent.text
    field = [each for each in parent.buttons if "Шахматы" in each]

    assert "Слова «шашки» нет ни в одной программе" in alone
    # The child's own age was not typed, but holds as well.
    assert "Близкое по теме:\n1. Шахматы для начинающих" in alone
    assert "Близкое по теме:\n1. Шахматы для начинающих" in any_age
    assert field == ["1. Шахматы для начинающих"]


async def test_what_is_next_keeps_the_conditions_or_names_what_it_does_not(parent: Actor) -> None:
    on_its_day = await parent.say("шашки по вторникам")
    on_another = await parent.say("шашки в субботу")
    too_old = await parent.say("шашки 3 года")

    assert "Близкое по теме, остальное подходит:\n1. Шахматы" in on_its_day
    assert "Близкое по теме, но без условия сб:\n1. Шахматы" in on_another
    assert "Близкое" not in too_old


async def test_nothing_is_next_to_what_nobody_understands(parent: Actor) -> None:
    nothing = await parent.say("ыва")

    assert "Не понял: «ыва»" in nothing
    assert "Не понял: «ыва»" in await parent.say("ыва 😀 ыва")
    assert "Близкое" not in nothing
    assert "Что убрать" not in nothing


async def test_each_condition_that_may_go_stands_with_its_number_under_its_heading(
    parent: Actor,
) -> None:
    nothing = await parent.say("шахматы в субботу")

    assert "Что убрать, чтобы нашлось больше:\n· без условия сб — 1" in nothing
    assert "Без условия сб: 1" in parent.buttons


async def test_a_town_that_is_not_here_is_named(parent: Actor) -> None:
    nothing = await parent.say("робототехника в Перми")

    assert "Таких мест в этом каталоге нет: «Пермь»." in nothing
    assert "Без условия Пермь: 1" in parent.buttons


async def test_a_day_that_is_not_wanted_is_seen_among_the_days(parent: Actor) -> None:
    await parent.say("робототехника не в субботу")
    await parent.press("⚙️ Уточнить")
    filters = list(parent.buttons)
    days = await parent.press("📅 Дни: не сб")
    cleared = await parent.press("Не важно")

    assert "📅 Дни: не сб" in filters
    assert "Сейчас: не сб" in days
    assert "Сейчас" not in cleared


async def test_a_thumb_is_an_answer_and_a_ball_is_football(parent: Actor) -> None:
    thumb = await parent.say("👍")
    ball = await parent.say("⚽ 7 лет")

    assert "нажмите кнопку под ним" in thumb
    assert "Слова «⚽» нет ни в одной программе" in ball


async def test_what_is_next_to_a_wish_that_is_not_there_stands_behind_what_was_found(
    parent: Actor,
) -> None:
    found = await parent.say("робототехника, шашки")

    assert "Слова «шашки» нет ни в одной программе" in found
    assert "1. Робототехника" in found
    assert "Чего нет — близкое по теме:\n2. Шахматы для начинающих" in found
    assert "2. Шахматы для начинающих" in parent.buttons


async def test_a_wish_that_is_not_there_on_that_day_is_named(parent: Actor) -> None:
    found = await parent.say("робототехника, шахматы по вторникам")

    assert "Нашлась 1 программа" in found
    assert "Есть, но не с такими условиями: «робототехника»." in found
