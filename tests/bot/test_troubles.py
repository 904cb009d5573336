"""Messages that are gone, too old or unchanged; floods; people who blocked the bot."""

from __future__ import annotations

from datetime import timedelta

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import SetMyCommands
from structlog.testing import capture_logs

from bot.menu import announce
from db.clock import ClockFrom
from tests.bot.play import Actor, Play


async def test_the_same_screen_again_is_no_error(parent: Actor) -> None:
    await parent.say("/family")
    data, screen = parent.data("История"), parent.last
    await parent.press("История")

    with capture_logs() as logs:
        again = await parent.forge(data, message=screen)

    assert "движение денег" in again
    assert not [log for log in logs if log["event"] == "update_failed"]


async def test_a_deleted_message_is_answered_below(parent: Actor) -> None:
    await parent.say("/family")
    screen, data = parent.last, parent.data("История")
    del parent.person.chat.messages[screen.id]

    await parent.forge(data, message=screen)

    assert "движение денег" in parent.text
    assert parent.last.id > screen.id


async def test_a_button_under_a_message_of_three_days_ago_still_works(
    clock: ClockFrom, parent: Actor
) -> None:
    await parent.say("/family")
    screen = parent.last
    clock.advance_to(clock.now() + timedelta(days=3))

    await parent.press("История", message=screen)

    assert "движение денег" in parent.text
    assert parent.last.id > screen.id


async def test_a_flood_is_waited_out(play: Play, parent: Actor) -> None:
    await parent.start()
    play.sandbox.flood(calls=1, retry_after=1)

    assert "Доступно" in await parent.press("Семья")


async def test_somebody_who_blocked_the_bot_breaks_nothing(play: Play, parent: Actor) -> None:
    await parent.start()
    parent.person.press(parent.last.id, "👨\u200d👩\u200d👧 Семья")
    parent.person.block()

    with capture_logs() as logs:
        await play.settle()

    assert not [log for log in logs if log["event"] in {"update_failed", "apology_failed"}]
    parent.person.unblock()
    assert "Доступно" in await parent.say("/family")


async def test_a_message_worth_keeping_stays_when_its_buttons_are_pressed(parent: Actor) -> None:
    await parent.say("/nonsense")
    hint = parent.last

    await parent.press("Семья")

    assert "Такой команды нет" in hint.text
    assert parent.last.id > hint.id


async def test_the_menu_is_set_in_both_languages(play: Play, parent: Actor) -> None:
    assert await announce(play.bot)

    commands = {each["command"]: each["description"] for each in parent.person.menu}
    assert commands["family"] == "Дети и деньги"
    assert set(commands) == {
        "start", "family", "search", "favorites", "searches", "enrollments", "apply", "history",
        "notifications", "language", "privacy", "help",
    }  # fmt: skip


async def test_a_menu_that_cannot_be_set_stops_nothing(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_bot: Bot, *_: object, **__: object) -> bool:
        raise TelegramNetworkError(method=SetMyCommands(commands=[]), message="no network")

    monkeypatch.setattr(Bot, "set_my_commands", fail)

    assert not await announce(play.bot)
