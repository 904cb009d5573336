"""The desk offers a place, the parent accepts it in the bot (ENR-12)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.enrollment import State
from core.domain.notice import NoticeKind
from core.ports.unit_of_work import UnitOfWork
from tests.bot.conftest import PARENT
from tests.bot.play import Actor, Play
from tests.bot.steps import enrollments, money, own_lines, to_request_button
from tests.bot.test_notices import notice, read_by
from tests.builders import FIRST_YEAR, TEN_PLACES, add_module

CHILD = "3901000001 Котова Анна Игоревна"


@pytest.fixture
async def asked(staff: Actor) -> str:
    """The staff chose group and day and is asked for the child."""
    await staff.start()
    await staff.press("Предложить место")
    await staff.press("Шахматы для начинающих: Группа 2")
    return await staff.press("1 сентября")


@pytest.fixture
async def offered(play: Play, staff: Actor, asked: str) -> str:
    said = await staff.say(CHILD)
    await play.relay()
    return said


async def test_groups_with_the_same_name_are_told_apart(play: Play, staff: Actor) -> None:
    def twice(uow: UnitOfWork) -> None:
        second = add_module(uow, play.town.program, replace(FIRST_YEAR, title="2-й год"))
        uow.intake.add_group(second, replace(TEN_PLACES, title="Группа 2"))

    await play.perform(twice)
    await staff.start()

    await staff.press("Предложить место")

    assert len(set(staff.buttons)) == len(staff.buttons)
    assert "«Шахматы для начинающих», Группа 2, 1-й год обучения" in staff.text
    assert "«Шахматы для начинающих», Группа 2, 2-й год" in staff.text


@pytest.mark.parametrize("typed", ["3901000001", CHILD, "39010", "???"])
async def test_who_types_the_child_before_the_day_is_told_that_the_day_comes_first(
    play: Play, staff: Actor, typed: str
) -> None:
    await staff.start()
    await staff.press("Предложить место")
    await staff.press("Шахматы для начинающих: Группа 2")

    told = await staff.say(typed)
    asked = await staff.press("1 сентября")
    offered = await staff.say(CHILD)

    assert "Сначала день: нажмите кнопку или напишите дату." in told
    assert "телефон" not in told
    assert typed == "???" or typed not in told
    assert "номер сертификата и полное имя" in asked
    assert "Место предложено: Анна К." in offered


async def test_the_day_of_an_offer_may_be_typed(play: Play, staff: Actor) -> None:
    await staff.start()
    await staff.press("Предложить место")
    asked = await staff.press("Шахматы для начинающих: Группа 2")

    no_day = await staff.say("31.09")
    past = await staff.say("вчера")
    too_late = await staff.say("1 июня 2031")
    chosen = await staff.say("14 сентября")
    offered = await staff.say(CHILD)

    assert "Выберите день или напишите дату" in asked
    assert "Дня «31.09» в календаре нет" in no_day
    assert "19 августа 2020 уже прошло" in past
    assert "группа не работает" in too_late
    assert "Начало 14 сентября 2020. Напишите номер сертификата" in chosen
    assert "Место предложено: Анна К." in offered
    assert "с 14 сентября 2020" in offered


async def test_words_where_the_day_is_asked_for_are_another_wish(staff: Actor) -> None:
    await staff.start()
    await staff.press("Предложить место")
    await staff.press("Шахматы для начинающих: Группа 2")

    assert "Шахматы для начинающих" in await staff.say("шахматы")
    assert "Сначала день" not in await staff.say("3901000001")


async def test_an_offer_needs_number_and_name_and_takes_nothing(
    play: Play, parent: Actor, asked: str, offered: str
) -> None:
    assert "номер сертификата и полное имя" in asked
    assert "Место предложено: Анна К." in offered
    assert "Семья может ответить до конца дня 2 сентября 2020" in offered
    assert "Котова" not in offered
    assert await enrollments(play) == [State.OFFERED]
    assert (await money(play)).available.kopecks == 1510200
    assert "Вам предлагают место" in parent.text
    assert "Анна К.: «Шахматы для начинающих», Группа 2, Шахматный клуб" in parent.text
    assert "Начало договора — 1 сентября 2020" in parent.text


@pytest.mark.parametrize(
    ("language", "named"),
    [
        ("ru", "«Шахматы для начинающих», Группа 2, Шахматный клуб"),
        ("en", "“Шахматы для начинающих”, Группа 2, Шахматный клуб"),
    ],
)
@pytest.mark.usefixtures("offered")
async def test_enr_8_the_reminder_of_an_offer_names_program_group_and_first_day(
    play: Play, language: str, named: str
) -> None:
    reminder = await notice(play, NoticeKind.OFFER_UNANSWERED, chat=PARENT, language=language)

    read = await read_by(play, reminder)

    assert read is not None
    assert named in read
    assert ("1 сентября 2020" if language == "ru" else "1 September 2020") in read


@pytest.mark.usefixtures("offered")
async def test_the_parent_sees_the_calculation_and_accepts_after_both_consents(
    play: Play, parent: Actor, staff: Actor
) -> None:
    shown = await parent.press("Принять место")
    before = list(parent.buttons)
    await parent.press("Принимаю договор")
    await parent.press("Показать организации")
    accepted = await parent.press("Принять место")
    await play.relay()

    assert "Сертификат заплатит 9 000,00 ₽" in shown
    assert "появится кнопка «Принять место»" in shown
    assert "✅ Принять место" not in before
    assert "Место ваше! Договор заключён." in accepted
    assert await enrollments(play) == [State.ACTIVE]
    assert (await money(play)).reserved.kopecks == 900000
    assert "Семья приняла место" in staff.text


@pytest.mark.usefixtures("offered")
async def test_a_parent_who_asked_meanwhile_hears_all_reasons(play: Play, parent: Actor) -> None:
    await parent.press("Принять место")
    await parent.press("Принимаю договор")
    await parent.press("Показать организации")
    screen = parent.last
    await to_request_button(parent)
    await parent.press("Отправить")

    refused = await parent.press("Принять место", message=screen)

    assert "место принять нельзя" in refused or "место принять нельзя" in screen.text
    assert await enrollments(play) == [State.REQUESTED, State.OFFERED]


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    "typed", ["3901000009 Котова Анна Игоревна", "3901000001 Иванова Анна", "3901000002 Кто Угодно"]
)
async def test_whatever_does_not_fit_is_answered_alike_and_can_be_typed_again(
    play: Play, staff: Actor, typed: str
) -> None:
    said = await staff.say(typed)
    again = await staff.say(CHILD)

    assert "номер и полное имя должны совпасть" in said
    assert "Место предложено" in again
    assert await enrollments(play) == [State.OFFERED]


@pytest.mark.usefixtures("asked")
async def test_words_without_a_number_are_asked_for_again(play: Play, staff: Actor) -> None:
    said = await staff.say("Котова Анна")

    assert "сначала десять цифр номера" in said
    assert await enrollments(play) == []


async def test_only_staff_offers_places(play: Play, staff: Actor, parent: Actor) -> None:
    await staff.start()
    opened = staff.data("Предложить место")

    await parent.start()

    assert "ничего нельзя сделать" in await parent.forge(opened)
    assert await enrollments(play) == []


async def test_a_family_changes_its_group_from_the_card(
    play: Play, parent: Actor, staff: Actor
) -> None:
    await to_request_button(parent)
    await parent.press("Отправить")
    await play.relay()
    await staff.press("Подтвердить")
    await parent.say("/enrollments")
    await parent.press("✅ Анна К.: Шахматы")

    listed = await parent.press("Сменить группу")
    old = parent.data("Группа 1")
    sure = await parent.press("Группа 1")
    before = await play.perform(lambda uow: own_lines(uow)[0].group_title)
    screen, data = parent.last, parent.data("Да, сменить")
    moved = await parent.press("Да, сменить")
    again = await parent.forge(data, message=screen)
    await play.relay()
    too_late = await parent.forge(old)
    await parent.say("/enrollments")
    card = await parent.press("✅ Анна К.: Шахматы")
    await parent.say("/language")
    await parent.press("English")
    await parent.say("/enrollments")
    in_english = await parent.press("✅ Анна К.: Шахматы")

    assert "Другая группа" in listed
    assert before == "Группа 2"
    assert "перейти уже нельзя" in too_late
    assert "Сейчас: Группа 2" in sure
    assert "Будет: Группа 1" in sure
    assert "Группа изменена" in moved
    assert again == moved
    assert "Семья сменила группу" in staff.text
    assert "Было: Группа 2. Теперь: Группа 1" in staff.text
    assert "смена группы: «Группа 2» → «Группа 1» (родитель)" in card
    assert "change of group: “Группа 2” → “Группа 1” (parent)" in in_english
    assert await enrollments(play) == [State.ACTIVE]


async def test_where_there_is_no_other_group_no_change_is_offered(
    play: Play, parent: Actor
) -> None:
    await parent.say("робототехника")
    await parent.press("1. Робототехника")
    await parent.press("Записать")
    await parent.press("1 сентября")
    await parent.press("Принимаю договор")
    await parent.press("Показать организации")
    await parent.press("Отправить")

    await parent.say("/enrollments")
    await parent.press("Анна К.: Робототехника")

    assert not any("Сменить группу" in label for label in parent.buttons)
    assert any("Отозвать" in label for label in parent.buttons)


@pytest.mark.usefixtures("offered")
async def test_enr_12_no_sum_is_told_before_it_is_calculated(play: Play, parent: Actor) -> None:
    notice = parent.text
    await parent.say("/enrollments")
    card = await parent.press("Анна К.: Шахматы")

    for text in (notice, card):
        assert "посчитаем перед вашим согласием" in text
        assert "₽" not in text


@pytest.mark.usefixtures("asked")
async def test_a_child_typed_after_the_question_was_left_is_not_searched_for_and_not_repeated(
    play: Play, staff: Actor, parent: Actor
) -> None:
    await staff.say("/groups")

    said = await staff.say(CHILD)
    ways = list(staff.buttons)
    of_a_family = await parent.say(CHILD)

    assert "начните снова: /groups" in said
    assert ways == ["🎟 Предложить место", "🏠 В начало"]
    assert "Котова" not in said + of_a_family
    assert await enrollments(play) == []
