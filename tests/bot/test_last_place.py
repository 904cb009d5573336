"""Two parents at once, each with the last screen open: one gets the place, the other is told."""

from __future__ import annotations

from sqlalchemy import text

from core.domain.enrollment import State
from core.domain.invitation import LinkMode
from core.ports.unit_of_work import UnitOfWork
from db.unit_of_work import SqlUnitOfWork
from tests.bot.conftest import LARGE, STRANGER
from tests.bot.play import Actor, Play
from tests.bot.steps import enrollments, invitation, to_request_button


def _one_place(uow: UnitOfWork) -> None:
    assert isinstance(uow, SqlUnitOfWork)
    uow.connection.execute(text("UPDATE groups SET places_total = 1 WHERE title = 'Группа 2'"))


async def test_the_second_family_is_told_that_the_place_is_taken_and_what_to_do(
    play: Play, parent: Actor, staff: Actor
) -> None:
    await play.perform(_one_place)
    vera = play.actor(LARGE)
    await to_request_button(parent)
    await vera.say("шахматы")
    await vera.press("Вера И.")
    await vera.press("1. Шахматы")
    await vera.press("Записать: Группа 2")
    await vera.press("1 сентября")
    await vera.press("Принимаю договор")
    await vera.press("Показать организации")

    sent = await parent.press("Отправить")
    late = await vera.press("Отправить")
    await play.relay()

    assert "Заявка отправлена" in sent
    assert "заявка не отправлена" in late
    assert "мест" in late
    assert "Заявка: Анна К." in staff.text
    assert await enrollments(play) == [State.REQUESTED]


async def test_of_two_parents_of_a_child_one_asks_and_the_other_hears_that_it_is_done(
    play: Play, parent: Actor
) -> None:
    father = play.actor(STRANGER)
    await father.start(await invitation(play, LinkMode.ACTING))
    await father.press("Даю согласие")
    await to_request_button(parent)
    await to_request_button(father)

    await parent.press("Отправить")
    late = await father.press("Отправить")

    assert "заявка не отправлена" in late
    assert "уже" in late
    assert await enrollments(play) == [State.REQUESTED]
