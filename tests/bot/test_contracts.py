"""A provider ends a contract: list, card, ground, what it means, yes."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from core.domain.enrollment import State
from db.clock import ClockFrom
from tests.bot.conftest import SECOND_STAFF
from tests.bot.play import Actor, Play
from tests.bot.steps import enrollments, money, to_request_button
from tests.builders import AUTUMN, ZONE

GROUNDS = {
    "ребёнка приняли с нарушением правил", "просрочена оплата", "занятия проводить невозможно",
    "распоряжение муниципалитета", "требование закона",
}  # fmt: skip


@pytest.fixture
async def contract(play: Play, parent: Actor, staff: Actor) -> None:
    """Anna's contract from 1 September, found among the contracts of the club."""
    await to_request_button(parent)
    await parent.press("Отправить")
    await play.relay()
    await staff.press("Подтвердить")
    await play.relay()
    await staff.start()
    await staff.press("Договоры")


@pytest.mark.usefixtures("contract")
async def test_contracts_are_listed_and_each_opens_as_a_card(staff: Actor) -> None:
    listed = staff.text
    card = await staff.press("Анна К.: Шахматы")

    assert "Шахматный клуб: 1 действующий договор" in listed
    assert "Договор: Анна К., 10 лет" in card
    assert "С 1 сентября 2020 по 31 декабря 2020" in card
    for secret in ("Котова", "3901000001", "15 102"):
        assert secret not in card


@pytest.mark.usefixtures("contract")
async def test_ending_needs_a_ground_and_a_yes_and_tells_both_sides(
    play: Play, staff: Actor, parent: Actor, clock: ClockFrom
) -> None:
    clock.advance_to(datetime.combine(AUTUMN.first, time(12), ZONE))
    card = await staff.press("Анна К.: Шахматы")
    asked = await staff.press("Прекратить договор")
    sure = await staff.press("занятия проводить невозможно")
    screen, data = staff.last, staff.data("Да, прекратить")
    before = await enrollments(play)
    ended = await staff.press("Да, прекратить")
    again = await staff.forge(data, message=screen)
    await play.relay()

    assert "На каком основании" in asked
    assert "Последний день договора — 30 сентября 2020" in sure
    assert "До конца ещё спишется 2 213,13 ₽" in sure
    assert before == [State.ACTIVE]
    assert "договор заканчивается" in ended
    assert "Прекратить" not in str(staff.buttons)
    assert ("Сертификат 9 000" in card, "Сертификат 2 213,13 ₽" in ended) == (True, True)
    assert again == ended
    assert await enrollments(play) == [State.ENDING]
    assert "Организация прекращает договор" in parent.text
    assert "Основание: занятия проводить невозможно" in parent.text
    assert "Последний день договора — 30 сентября 2020" in parent.text
    assert "вернётся 6 786,87 ₽ — 1 октября 2020" in parent.text
    assert "Ребёнок уходит" in play.actor(SECOND_STAFF).text
    assert "Основание: занятия проводить невозможно" in await parent.press("Открыть запись")


@pytest.mark.usefixtures("contract")
async def test_before_the_first_day_everything_returns_at_once(
    play: Play, staff: Actor, parent: Actor
) -> None:
    await staff.press("Анна К.: Шахматы")
    await staff.press("Прекратить договор")
    sure = await staff.press("требование закона")
    await staff.press("Да, прекратить")
    await play.relay()

    assert "договор отменится сразу" in sure
    assert await enrollments(play) == [State.WITHDRAWN]
    assert (await money(play)).available.kopecks == 1510200
    assert "отменён до первого дня: занятий не будет" in parent.text
    assert "На сертификат вернулось 9 000,00 ₽" in parent.text


@pytest.mark.usefixtures("contract")
async def test_a_month_that_passed_meanwhile_is_shown_before_anything_ends(
    play: Play, staff: Actor, clock: ClockFrom
) -> None:
    await staff.press("Анна К.: Шахматы")
    await staff.press("Прекратить договор")
    await staff.press("требование закона")
    clock.advance_to(datetime.combine(AUTUMN.first, time(12), ZONE))

    told = await staff.press("Да, прекратить")

    assert "условия изменились" in told
    assert await enrollments(play) == [State.ACTIVE]


@pytest.mark.usefixtures("contract")
@pytest.mark.parametrize(
    ("language", "said"),
    [("ru", "родитель по этому договору ничего не доплачивает"), ("en", "the parent pays nothing")],
)
async def test_enr_9_where_the_parent_pays_nothing_no_payment_can_be_overdue(
    staff: Actor, play: Play, language: str, said: str
) -> None:
    await staff.press("Анна К.: Шахматы")
    await staff.press("Прекратить договор")
    offered, grounds = list(staff.buttons), staff.last
    law = staff.data("требование закона")
    await staff.press("требование закона")
    sure, yes = staff.last, staff.data("Да, прекратить")
    if language == "en":
        await staff.say("/language")
        await staff.press("English")

    shown = await staff.forge(law.replace("LAW", "PAYMENT_OVERDUE"), message=grounds)
    ended = await staff.forge(yes.replace("LAW", "PAYMENT_OVERDUE"), message=sure)

    assert len([each for each in offered if each in GROUNDS]) == 4
    assert "просрочена оплата" not in offered
    assert said in shown
    assert said in ended
    assert await enrollments(play) == [State.ACTIVE]


@pytest.mark.usefixtures("contract")
async def test_nobody_else_can_press_it(play: Play, staff: Actor, parent: Actor) -> None:
    await staff.press("Анна К.: Шахматы")
    await staff.press("Прекратить договор")
    await staff.press("требование закона")

    told = await parent.forge(staff.data("Да, прекратить"))

    assert "ничего нельзя сделать" in told
    assert await enrollments(play) == [State.ACTIVE]
