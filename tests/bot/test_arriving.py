"""The first minutes: invitation, consent, family, language, links."""

from __future__ import annotations

from db.clock import ClockFrom
from tests.bot.play import Actor, Play
from tests.bot.steps import invitation
from tests.builders import YEAR


async def test_an_invitation_survives_the_consent(play: Play, newcomer: Actor) -> None:
    link = await invitation(play)

    asked = await newcomer.start(link)
    await newcomer.press("Даю согласие")

    assert "Согласие на обработку данных" in asked
    receipt, family = newcomer.answers[-2:]
    assert "Анна К. теперь в вашей семье" in receipt.text
    assert "Доступно: 15 102,00 ₽" in newcomer.text
    assert family.id == newcomer.last.id


async def test_an_invitation_survives_a_change_of_language_before_the_consent(
    play: Play, newcomer: Actor
) -> None:
    await newcomer.start(await invitation(play))

    asked = await newcomer.press("English")
    family = await newcomer.press("I agree")

    assert "Consent to data processing" in asked
    assert "Available: 15 102,00 ₽" in family


async def test_a_yes_in_words_is_no_consent_and_says_so(play: Play, newcomer: Actor) -> None:
    await newcomer.start(await invitation(play))

    for words in ("да", "Согласна", "даю согласие"):
        assert "нажмите кнопку под ним" in await newcomer.say(words)
    assert "Согласие на обработку данных" in await newcomer.say("/family")


async def test_an_invitation_is_found_in_the_words_that_a_school_sent_around_it(
    play: Play, newcomer: Actor
) -> None:
    link = f"https://t.me/kruzhok_bot?start={await invitation(play)}"

    asked = await newcomer.say(f"Здравствуйте!\nВаша ссылка (72 часа): {link}.\nШкола № 5")
    linked = await newcomer.press("Даю согласие")

    assert "Согласие на обработку данных" in asked
    assert "Анна К." in linked


async def test_a_pasted_invitation_works_like_a_pressed_one(play: Play, newcomer: Actor) -> None:
    asked = await newcomer.say(f"https://t.me/kruzhok_bot?start={await invitation(play)}")

    assert "Согласие" in asked


async def test_without_consent_nothing_about_a_child_is_shown_or_linked(
    play: Play, newcomer: Actor
) -> None:
    link = await invitation(play)
    await newcomer.start(link)
    await newcomer.press("Не сейчас")

    for command in ("/family", "/enrollments", "/history"):
        assert "Согласие на обработку данных" in await newcomer.say(command)
    assert "Нашлась 1 программа" in await newcomer.say("шахматы")
    assert "теперь в вашей семье" not in " ".join(each.text for each in newcomer.answers)


async def test_used_expired_and_mistyped_invitations_say_so(
    play: Play, clock: ClockFrom, parent: Actor, newcomer: Actor
) -> None:
    link, late = await invitation(play), await invitation(play)
    await parent.start(link)

    await newcomer.start(link)
    used = await newcomer.press("Даю согласие")
    mistyped = await newcomer.start(link[:-1] + "_")
    too_long = await newcomer.start("i_" + "A" * 60)
    clock.advance_to(clock.now().replace(day=24))
    expired = await newcomer.start(late)

    assert "уже воспользовались" in used
    assert mistyped == too_long
    assert "Такого приглашения нет" in mistyped
    assert "Срок приглашения прошёл" in expired


async def test_the_family_screen_says_what_can_be_spent_first(parent: Actor) -> None:
    await parent.start()

    text = await parent.press("Семья")

    child, available, parts, *_ = text.splitlines()
    assert child == "Анна К."
    assert available == "💳 Доступно: 15 102,00 ₽"
    assert parts == "Зарезервировано 0,00 ₽, списано 0,00 ₽ из 15 102,00 ₽"


async def test_a_program_opens_from_a_link_without_consent(play: Play, newcomer: Actor) -> None:
    card = await newcomer.start(f"p_{play.town.program}")

    assert "Шахматы для начинающих" in card
    assert "9 000,00 ₽ за весь курс" in card
    assert "привяжите ребёнка" in card


async def test_each_kind_of_notice_is_switched_by_a_tap(parent: Actor) -> None:
    await parent.say("/notifications")

    await parent.press("Деньги")
    await parent.press("Списания")
    off = list(parent.buttons)
    await parent.press("Списания")

    assert "🔕 Списания" in off
    assert "✅ Списания" in parent.buttons


async def test_dozens_of_switches_stand_in_groups_that_are_switched_at_once(parent: Actor) -> None:
    await parent.say("/notifications")
    groups = list(parent.buttons)

    await parent.press("Деньги: 7 из 7")
    await parent.press("Выключить всё")
    await parent.press("← Назад")

    assert len(groups) <= 8
    assert "Деньги: 0 из 7" in parent.buttons


async def test_the_language_is_chosen_and_kept(parent: Actor) -> None:
    await parent.say("/language")

    await parent.press("English")

    assert "Available: 15 102,00 ₽" in await parent.say("/family")
    assert parent.person.menu[0]["description"] == "Home"


async def test_who_only_works_here_is_led_home_and_to_no_family(staff: Actor) -> None:
    await staff.say("/language")

    await staff.press("English")

    assert staff.buttons == ["🏠 Home"]


async def test_the_year_of_the_town_is_the_family_s(play: Play, parent: Actor) -> None:
    assert f"Потратить до 31 декабря {YEAR.last.year}" in await parent.say("/family")
