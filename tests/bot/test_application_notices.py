"""Operators are told of an application, and reminded of it while it waits."""

from __future__ import annotations

from datetime import timedelta

import pytest

from db.clock import ClockFrom
from tests.bot.applications import to_check
from tests.bot.play import Actor, Play


@pytest.fixture
async def sent(play: Play, mother: Actor, operator: Actor) -> Actor:
    """Sent at noon on Thursday, to be answered until Tuesday."""
    await to_check(mother)
    await mother.press("Отправить заявление")
    await play.relay()
    return operator


async def test_cert_3_an_operator_is_told_at_once_and_opens_it(sent: Actor) -> None:
    told = sent.text
    opened = await sent.press("Открыть заявление")

    assert "Новое заявление на сертификат, № 1 — Калининград" in told
    assert "Ответить до 25 августа 2020" in told
    assert "Котова" not in told
    assert "Котова Мария Игоревна" in opened


async def test_cert_3_on_the_last_day_it_is_reminded_of_while_it_waits(
    play: Play, sent: Actor, clock: ClockFrom
) -> None:
    before = len(sent.answers)

    clock.advance_to(clock.now() + timedelta(days=4, hours=20))
    await play.relay()
    at_night = len(sent.answers)
    clock.advance_to(clock.now() + timedelta(hours=2))
    await play.relay()

    assert at_night == before
    assert "№ 1 ждёт ответа, сегодня последний день" in sent.text


async def test_of_what_was_taken_back_nobody_is_reminded(
    play: Play, mother: Actor, sent: Actor, clock: ClockFrom
) -> None:
    before = len(sent.answers)
    await mother.say("/apply")
    await mother.press("Отозвать")
    await mother.press("Да, отозвать")

    clock.advance_to(clock.now() + timedelta(days=5))
    await play.relay()

    assert len(sent.answers) == before
