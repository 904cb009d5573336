"""The card of a program: kept, passed on, found again, and gone one day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from bot.render import Words
from bot.views.parts import all_reasons
from core.domain.eligibility import Reason
from core.domain.ids import ProgramId
from core.domain.program import ProgramState
from core.ports.unit_of_work import UnitOfWork
from db.clock import ClockFrom
from tests.bot.play import Actor, Play
from tests.bot.steps import invitation
from tests.builders import CHESS, ZONE


async def test_a_program_is_kept_by_a_tap_and_found_in_the_favorites(parent: Actor) -> None:
    await parent.say("шахматы")
    await parent.press("1. Шахматы")
    await parent.press("☆ В избранное")
    kept = list(parent.buttons)

    favorites = await parent.say("/favorites")
    await parent.press("1. Шахматы")
    await parent.press("★ Убрать из избранного")
    dropped = list(parent.buttons)
    empty = await parent.press("← К избранному")

    assert "★ Убрать из избранного" in kept
    assert "В избранном 1 программа" in favorites
    assert "1. Шахматы для начинающих, Шахматный клуб" in favorites
    assert "☆ В избранное" in dropped
    assert "пока пусто" in empty


async def test_the_card_says_at_once_for_whom_it_was_calculated(parent: Actor) -> None:
    await parent.say("шахматы")

    card = await parent.press("1. Шахматы")

    assert "Для кого: Анна К." in card.split("\n")[2]


async def test_favorites_are_each_account_s_own(parent: Actor, stranger: Actor) -> None:
    await parent.say("шахматы")
    await parent.press("1. Шахматы")
    await parent.press("☆ В избранное")

    assert "пока пусто" in await stranger.say("/favorites")


async def test_a_card_becomes_a_picture_with_its_link(play: Play, parent: Actor) -> None:
    await parent.say("шахматы")
    await parent.press("1. Шахматы")
    card = parent.last

    await parent.press("QR-код")

    me = await play.bot.me()
    assert parent.last.content.kind == "photo"
    assert f"https://t.me/{me.username}?start=p_{play.town.program}" in parent.text
    assert "Анна" not in parent.text
    assert card.text == parent.answers[-2].text
    assert "Шахматы для начинающих" in await parent.press("Открыть программу")


async def test_the_card_says_the_price_and_who_pays_it(parent: Actor) -> None:
    await parent.say("шахматы")
    card = await parent.press("1. Шахматы")

    assert "💳 всё платит сертификат: 9 000,00 ₽ (весь курс 9 000,00 ₽)" in card


async def test_what_all_groups_have_in_common_is_said_once(parent: Actor) -> None:
    await parent.say("шахматы")
    card = await parent.press("1. Шахматы")

    common = card.split("Общее для групп ниже:\n")[1].split("\n\n")[0].split("\n")
    assert [line[0] for line in common] == ["📘", "📅", "📍", "💳"]
    assert card.count("весь курс") == 1
    assert "🕒 вт, чт 16:00–17:30 · свободно 10 мест" in card.split("2. Группа 2")[1]


async def test_all_that_is_known_is_behind_a_button_which_leads_back_to_the_groups(
    play: Play, parent: Actor
) -> None:
    await play.perform(_write_more, play.town.program)
    await parent.say("шахматы")
    card = await parent.press("1. Шахматы")
    details = await parent.press("Подробно")
    back = await parent.press("← К группам")

    assert "Дебюты и окончания. " * 3 in card
    assert card.count("Дебюты") < 10
    assert details.count("Дебюты и окончания.") == 60
    assert details.count("(весь курс 9 000,00 ₽)") == 2
    assert back == card


async def test_of_a_group_that_a_child_cannot_join_the_card_says_when_it_meets_and_why_not(
    clock: ClockFrom, parent: Actor
) -> None:
    clock.advance_to(datetime(2020, 12, 31, 12, tzinfo=ZONE))
    await parent.say("шахматы")
    card = await parent.press("1. Шахматы")
    group = card.split("2. Группа 2")[1].split("\n\n")[0]

    assert group.split("\n")[1] == "🕒 вт, чт 16:00–17:30 · свободно 10 мест"
    assert "Почему" in card


async def test_a_program_from_a_link_is_still_there_after_the_consent(
    play: Play, newcomer: Actor
) -> None:
    await newcomer.start(f"p_{play.town.program}")

    consent = await newcomer.press("Семья")
    after = await newcomer.press("Даю согласие")

    assert "Согласие на обработку данных" in consent
    assert "Шахматы для начинающих" in after


async def test_a_program_from_a_link_is_offered_again_when_there_is_a_child(
    play: Play, newcomer: Actor
) -> None:
    await newcomer.start(f"p_{play.town.program}")
    await newcomer.press("Семья")
    await newcomer.press("Даю согласие")

    await newcomer.start(await invitation(play))
    receipt = newcomer.answers[-2]
    card = await newcomer.press("К программе, которую смотрели", message=receipt)

    assert "Шахматы для начинающих" in card
    assert "Записать: Группа 1" in str(newcomer.buttons)


async def test_a_program_that_left_the_catalog_says_so_and_what_is_like_it(
    play: Play, parent: Actor
) -> None:
    await parent.say("шахматы")
    await parent.press("1. Шахматы")
    await parent.press("☆ В избранное")
    await play.perform(_archive, play.town.program)

    listed = await parent.say("/favorites")
    gone = await parent.press("1. Шахматы")
    buttons = list(parent.buttons)
    await parent.press("★ Убрать из избранного")

    assert "уже не в каталоге" in listed
    assert "больше нет в каталоге" in gone
    assert "🔎 Найти кружок" in buttons
    assert "пока пусто" in await parent.say("/favorites")


async def test_a_link_to_a_program_that_never_was_has_a_next_step(parent: Actor) -> None:
    told = await parent.start("p_999999")

    assert "больше нет в каталоге" in told
    assert {"🔎 Найти кружок", "🏠 В начало"} <= set(parent.buttons)


def _write_more(uow: UnitOfWork, program: ProgramId) -> None:
    long = replace(CHESS, annotation="Дебюты и окончания. " * 60)
    uow.intake.change_program(program, long, state=ProgramState.CERTIFIED)


def _archive(uow: UnitOfWork, program: ProgramId) -> None:
    uow.certification.move_program(program, ProgramState.ARCHIVED)


def test_money_that_has_not_come_yet_is_said_with_its_day() -> None:
    words, reasons = Words("ru"), (Reason.NO_MONEY, Reason.AGE)

    spent = all_reasons(words, reasons)
    coming = all_reasons(words, reasons, money_from=date(2027, 1, 1))

    assert spent is not None
    assert coming is not None
    assert "не осталось доступных денег" in spent
    assert "1 января 2027" in coming
    assert "не осталось" not in coming
    assert "возраст" in coming
