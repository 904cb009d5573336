"""A family enrolls: from the calculation to the receipt, with every turn it may take."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from core.domain.enrollment import State
from core.domain.ids import ProgramId
from core.ports.unit_of_work import UnitOfWork
from db.clock import ClockFrom
from tests.bot.conftest import LOOKING
from tests.bot.play import Actor, Play
from tests.bot.steps import ANNA, enrollments, money, to_calculation, to_request_button
from tests.builders import add_request


async def test_a_family_enrolls_and_sees_the_money_reserved(play: Play, parent: Actor) -> None:
    calculation = await to_calculation(parent)
    unticked = parent.buttons
    await parent.press("Принимаю договор")
    await parent.press("Показать организации")

    receipt = await parent.press("Отправить заявку")

    assert "Сертификат заплатит 9 000,00 ₽" in calculation
    assert "сентябрь 2020: 2 213,13 ₽" in calculation
    assert "3 месяца: по 2 262,29 ₽" in calculation
    assert "останется 6 102,00 ₽" in calculation
    assert not [label for label in unticked if "Отправить" in label]
    assert "Заявка отправлена" in receipt
    assert await enrollments(play) == [State.REQUESTED]
    assert (await money(play)).available.kopecks == 610200
    family = await parent.say("/family")
    assert "Зарезервировано 9 000,00 ₽" in family
    assert "⏳ «Шахматы для начинающих» — ждём ответа" in family


async def test_pressing_send_twice_asks_once(play: Play, parent: Actor) -> None:
    await to_request_button(parent)
    data, screen = parent.data("Отправить"), parent.last
    first = await parent.press("Отправить")

    second = await parent.forge(data, message=screen)

    assert second == first
    assert await enrollments(play) == [State.REQUESTED]


async def test_changed_sums_are_shown_with_a_button_of_their_own(play: Play, parent: Actor) -> None:
    await to_request_button(parent)
    await play.perform(_spend_on_robots, play)

    changed = await parent.press("Отправить")
    sent = await parent.press("Отправить")

    assert "Суммы изменились" in changed
    assert "Вы доплатите 2 898,00 ₽" in changed
    assert "Заявка отправлена" in sent
    assert (await money(play)).available.kopecks == 0


async def test_all_reasons_are_said_when_it_is_too_late(play: Play, parent: Actor) -> None:
    await to_request_button(parent)
    await play.perform(_fill_group_two, play)

    refused = await parent.press("Отправить")

    assert "заявка не отправлена" in refused
    assert "В группе не осталось мест. Посмотрите другие группы" in refused
    assert await enrollments(play) == []
    assert "Похожих программ пока нет" in await parent.press("Похожие")


async def test_a_date_may_be_typed(parent: Actor) -> None:
    await parent.say("шахматы")
    await parent.press("1. Шахматы")
    await parent.press("Записать: Группа 2")

    misread = await parent.say("99.99.2020")
    calculation = await parent.say("16 октября")

    assert "Дня «99.99.2020» в календаре нет" in misread
    assert "С 16 октября 2020 по 31 декабря 2020" in calculation


@pytest.mark.parametrize("typed", ["5 сент", "5 сен.", "5.09"])
async def test_a_thumb_is_no_date_and_does_not_end_the_question(parent: Actor, typed: str) -> None:
    await parent.say("шахматы")
    await parent.press("1. Шахматы")
    await parent.press("Записать: Группа 2")

    thumb = await parent.say("👍")
    offered = parent.buttons
    calculation = await parent.say(typed)

    assert "Не получилось прочитать дату" in thumb
    assert "вт, 1 сентября" in offered
    assert "С 5 сентября 2020" in calculation


async def test_a_date_outside_the_group_is_answered_with_the_days_that_are_possible(
    parent: Actor,
) -> None:
    await parent.say("шахматы")
    await parent.press("1. Шахматы")
    await parent.press("Записать: Группа 2")

    past = await parent.say("вчера")
    refused = await parent.say("25.08.2020")
    offered = parent.buttons
    another = await parent.say("со среды")

    assert "группа не работает. Начать можно с 1 сентября" in refused
    assert "уже прошло. Самый ранний день — 1 сентября" in past
    assert "1 сен" in " ".join(offered)
    assert "С 2 сентября 2020" in another


async def test_other_words_instead_of_a_date_are_a_new_search(parent: Actor) -> None:
    await parent.say("шахматы")
    await parent.press("1. Шахматы")
    await parent.press("Записать: Группа 2")

    found = await parent.say("робототехника")
    again = await parent.say("15.09.2020")

    assert "Робототехника" in found
    assert "Нашл" in again
    assert not re.search(r"15:09|1?5 лет, 9 лет", again)


async def test_a_looking_parent_sees_and_cannot_request(play: Play) -> None:
    looking, acting = play.actor(LOOKING), play.actor(101)
    await to_request_button(acting)
    data = acting.data("Отправить")

    await looking.say("шахматы")
    card = await looking.press("1. Шахматы")
    refused = await looking.forge(data)

    assert "записывает другой родитель" in card
    assert not [label for label in looking.buttons if "Записать" in label]
    assert "ничего нельзя сделать" in refused
    assert await enrollments(play) == []


async def test_leaving_shows_its_cost_first_and_happens_once(play: Play, parent: Actor) -> None:
    await to_request_button(parent)
    await parent.press("Отправить")
    await parent.press("Открыть запись")

    cost = await parent.press("Отозвать заявку")
    data, screen = parent.data("Да, отозвать"), parent.last
    left = await parent.press("Да, отозвать")
    again = await parent.forge(data, message=screen)

    assert "сразу вернётся 9 000,00 ₽" in cost
    assert "Заявка отозвана" in left
    assert again == left
    assert await enrollments(play) == [State.WITHDRAWN]
    assert (await money(play)).available.kopecks == 1510200


async def test_a_cost_that_was_shown_yesterday_is_shown_anew(
    play: Play, clock: ClockFrom, parent: Actor
) -> None:
    await to_request_button(parent)
    await parent.press("Отправить")
    await parent.press("Открыть запись")
    await parent.press("Отозвать заявку")
    clock.advance_to(clock.now().replace(day=21))

    changed = await parent.press("Да, отозвать")
    left = await parent.press("Да, отозвать")

    assert "условия изменились" in changed
    assert "Заявка отозвана" in left


async def test_history_names_every_movement_with_the_rest_after_it(parent: Actor) -> None:
    await to_request_button(parent)
    await parent.press("Отправить")

    history = await parent.say("/history")

    assert (
        "зарезервировано 9 000,00 ₽\nШахматы для начинающих\nродитель; доступно 6 102,00 ₽"
        in history
    )
    assert "начислено 15 102,00 ₽" in history


def _spend_on_robots(uow: UnitOfWork, play: Play) -> None:
    """A request elsewhere, so that only its money is in the way."""
    robots = uow.catalog.offerings([ProgramId(2)])[ProgramId(2)][0]
    elsewhere = replace(play.town, module=robots.module.id, group=robots.group.id)
    add_request(uow, elsewhere, uow.certificates.get([ANNA])[0], key="elsewhere")


def _fill_group_two(uow: UnitOfWork, play: Play) -> None:
    offerings = uow.catalog.offerings([play.town.program])[play.town.program]
    group = next(each.group for each in offerings if each.group.title == "Группа 2")
    for _ in range(group.places or 0):
        uow.groups.take_place(group.id)
