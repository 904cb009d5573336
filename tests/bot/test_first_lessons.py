"""A contract may begin on any day; the first lesson that is named is on one when there is any."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from bot.render import Words
from bot.views.parts import first_lesson
from core.domain.calendar import Days
from core.domain.program import Slot
from db.clock import ClockFrom
from tests.bot.play import Actor, Play
from tests.builders import ZONE

# The second group meets on Tuesdays and Thursdays; 16 October is a Friday.
FRIDAY = datetime(2020, 10, 15, 12, tzinfo=ZONE)
FIRST = "Первое занятие — 20 октября 2020"


async def to_friday(parent: Actor) -> str:
    await parent.say("шахматы")
    await parent.press("1. Шахматы")
    await parent.press("Записать: Группа 2")
    return await parent.say("16 октября")


async def test_a_card_names_no_day_to_begin_on_and_its_details_the_first_lesson(
    clock: ClockFrom, parent: Actor
) -> None:
    await parent.say("шахматы")
    before_autumn = await parent.press("1. Шахматы")
    clock.advance_to(FRIDAY)
    await parent.say("шахматы")
    card = await parent.press("1. Шахматы")
    details = await parent.press("Подробно")

    assert "Первое занятие" not in before_autumn + card
    assert "16 октября" not in card
    assert "всё платит сертификат: 5 680,33 ₽" in card
    assert FIRST in details
    # Nobody knows the lessons of the other group.
    assert details.count("Первое занятие") == 1


async def test_the_days_that_are_possible_begin_with_one_that_need_not_have_a_lesson(
    clock: ClockFrom, parent: Actor
) -> None:
    clock.advance_to(FRIDAY + timedelta(days=1))
    await to_friday(parent)

    behind = await parent.say("1 января 2021")

    assert "группа не работает. Начать можно с 16 октября 2020 по 31 декабря 2020" in behind


async def test_a_request_from_a_day_without_a_lesson_names_the_first_one_until_it_has_come(
    clock: ClockFrom, parent: Actor
) -> None:
    calculation = await to_friday(parent)
    await parent.press("Принимаю договор")
    await parent.press("Показать организации")
    await parent.press("Отправить")
    await parent.say("/enrollments")
    asked = await parent.press("Анна К.: Шахматы")
    await parent.press("Отозвать")
    await parent.press("Да, отозвать")
    await parent.say("/enrollments")
    withdrawn = await parent.press("Анна К.: Шахматы")

    for said in (calculation, asked):
        assert "С 16 октября 2020 по 31 декабря 2020\n" in said
        assert FIRST in said
    assert "Первое занятие" not in withdrawn


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (date(2020, 10, 19), "По расписанию занятий в эти дни нет."),
        (date(2020, 10, 20), "📅 Первое занятие — 20 октября 2020"),
    ],
)
async def test_a_few_days_may_have_no_lesson_at_all(play: Play, last: date, said: str) -> None:
    offering = await play.database.read(lambda uow: uow.catalog.offering(play.town.group))
    assert offering is not None
    group = replace(offering.group, slots=(Slot(1, time(16)),))

    assert first_lesson(Words("ru"), group, Days(date(2020, 10, 16), last)) == said
