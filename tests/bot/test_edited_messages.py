"""Edited messages: what an open question took last may be mended, nothing else is read."""

from __future__ import annotations

import pytest
from aiogram.types import Update
from sqlalchemy import func, select

from core.domain.application import ApplicationState
from core.domain.enrollment import State
from core.ports.unit_of_work import UnitOfWork
from db.tables.messages import accounts
from db.unit_of_work import SqlUnitOfWork
from sandbox.messages import Message
from tests.bot.applications import ask_why_refused, states, to_check
from tests.bot.play import Actor, Play
from tests.bot.steps import enrollments, to_request_button

NOT_READ = "Исправленное сообщение я не перечитываю"


async def edit(actor: Actor, message: Message, text: str) -> str:
    actor.person.edit(message.id, text)
    await actor.play.settle()
    return actor.text


def own(actor: Actor) -> Message:
    """The newest message that the person wrote."""
    return [each for each in actor.person.messages if not each.by_bot][-1]


@pytest.fixture
async def refused(play: Play, parent: Actor, staff: Actor) -> Message:
    """What the staff wrote to Anna's family; it is shown back, and not sent yet."""
    await to_request_button(parent)
    await parent.press("Отправить")
    await play.relay()
    await staff.press("Отказать")
    await staff.press("другая причина")
    await staff.say("Тренер заболел до висны")
    return own(staff)


async def test_a_refusals_words_that_were_mended_are_shown_back_and_are_what_goes_out(
    play: Play, parent: Actor, staff: Actor, refused: Message
) -> None:
    mended = await edit(staff, refused, "Тренер заболел до весны")
    again = await edit(staff, refused, "Тренер заболел до марта")
    before = await enrollments(play)
    await staff.press("Отказать")
    await play.relay()

    assert "Тренер заболел до весны" in mended
    assert "Тренер заболел до марта" in again
    assert before == [State.REQUESTED]
    assert "«Тренер заболел до марта»" in parent.text


async def test_what_is_mended_after_the_refusal_went_out_is_said_to_be_unread(
    play: Play, parent: Actor, staff: Actor, refused: Message
) -> None:
    await staff.press("Отказать")
    await play.relay()

    said = await edit(staff, refused, "Тренер заболел до весны")
    await play.relay()

    assert NOT_READ in said
    assert "новым сообщением" in said
    assert "К заявкам" in " ".join(staff.buttons)
    assert "«Тренер заболел до висны»" in parent.text


async def test_an_application_is_refused_with_the_words_that_were_mended(
    play: Play, mother: Actor, operator: Actor
) -> None:
    await to_check(mother)
    await mother.press("Отправить")
    await ask_why_refused(operator)
    await operator.press("другая причина")
    await operator.say("Жевёт не у нас")

    mended = await edit(operator, own(operator), "Живёт не у нас")
    await operator.press("Отказать")
    await play.relay()

    assert "Живёт не у нас" in mended
    assert await states(play) == [ApplicationState.REFUSED]
    assert "«Живёт не у нас»" in mother.text


async def test_a_day_that_does_not_exist_may_be_mended_where_it_stands(
    parent: Actor,
) -> None:
    await parent.say("шахматы")
    await parent.press("1. Шахматы")
    await parent.press("Записать: Группа 2")

    no_day = await parent.say("31.09")
    mended = await edit(parent, own(parent), "30.09")

    assert "Дня «31.09» в календаре нет" in no_day
    assert "С 30 сентября" in mended


async def test_the_answer_before_is_no_answer_to_the_question_that_follows(
    mother: Actor,
) -> None:
    await mother.say("/apply")
    await mother.say("Калининград")
    if "Кто подаёт" in mother.text:
        await mother.press("родител")
    await mother.say("Катова Мария Ивановна")
    child = own(mother)
    asked = mother.text

    said = await edit(mother, child, "Котова Мария Ивановна")
    then = await mother.say("31.02.2015")

    assert "дату рождения" in asked
    assert NOT_READ in said
    assert "меняется кнопкой под вопросом" in said
    assert "Такого дня в календаре нет" in then
    assert "дату рождения" in then


async def test_words_of_a_search_are_not_read_again_and_a_question_stays_open(
    parent: Actor,
) -> None:
    await parent.say("шохматы")
    search = own(parent)
    await parent.press("1. Шахматы")
    await parent.press("Записать: Группа 2")

    said = await edit(parent, search, "шахматы")
    then = await parent.say("1 сентября")

    assert NOT_READ in said
    assert "С 1 сентября" in then


async def test_nothing_is_said_of_edits_of_somebody_unknown_in_groups_or_of_live_places(
    play: Play, newcomer: Actor, parent: Actor
) -> None:
    newcomer.person.send("привет")
    stray = own(newcomer)
    await play.bot.get_updates(offset=-1)
    await play.bot.get_updates(offset=2**31 - 1)
    known = await play.database.read(_accounts)
    before = len(parent.answers)

    newcomer.person.edit(stray.id, "шахматы")
    await play.settle()
    place = parent.person.send_location(54.7, 20.5)
    await play.settle()
    shown = len(parent.answers)
    moved = {"update_id": 1, "edited_message": place.as_bot_sees()}
    await play.feed(Update.model_validate(moved, context={"bot": play.bot}))

    assert await play.database.read(_accounts) == known
    assert newcomer.answers == []
    assert shown == before + 1
    assert len(parent.answers) == shown


def _accounts(uow: UnitOfWork) -> int:
    assert isinstance(uow, SqlUnitOfWork)
    return uow.connection.scalar(select(func.count(accounts.c.id))) or 0
