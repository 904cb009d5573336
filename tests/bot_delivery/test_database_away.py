"""No tap is lost because the database is away: it is not confirmed before its effect (S3)."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import pytest
from aiogram import Bot
from aiogram.types import Update

from bot.updates.dispatch import dispatcher_of, make_switchboard
from bot.updates.intake import Intake, Limits
from bot.updates.lanes import Handling
from bot.updates.polling import Polling
from core.ports.acts import Acts, Unreachable
from core.ports.unit_of_work import UnitOfWork
from core.services.accounts import find_account
from db.clock import ClockFrom
from db.database import Database
from db.reaching import ReachingActs, ReachingReads, is_away
from sandbox.server import Sandbox
from tests.bot_delivery.conftest import ANNA, BEN
from tests.builders import NOON
from tests.sandbox.waiting import eventually

P = ParamSpec("P")
R = TypeVar("R")
QUICK = Limits(poll_seconds=1, drain_seconds=1)


class Away:
    """A database that is away until it is back."""

    def __init__(self, run: Acts) -> None:
        self._run = run
        self.back = False
        self.asked = 0

    async def __call__(
        self, act: Callable[Concatenate[UnitOfWork, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        self.asked += 1
        if not self.back:
            raise Unreachable
        return await self._run(act, *args, **kwargs)


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.updates.lanes.PAUSE_SECONDS", 0.01)


def update(number: int, chat: int = 1) -> Update:
    raw = {"id": chat, "is_bot": False, "first_name": "x"}
    message = {
        "message_id": number, "date": 1, "text": "x",
        "chat": {"id": chat, "type": "private"}, "from": raw,
    }  # fmt: skip
    return Update.model_validate({"update_id": number, "message": message})


async def nothing(_: Update) -> None:
    return


async def results(*tasks: Handling | None) -> list[bool | None]:
    return [await task for task in tasks if task is not None]


async def test_s3_a_tap_waits_for_the_database_and_is_confirmed_after_its_effect(
    telegram: Sandbox, bot: Bot, database: Database
) -> None:
    away = Away(database.perform)
    switchboard = make_switchboard(away, ReachingReads(database.read))
    dispatcher = dispatcher_of(switchboard)
    intake = Intake(
        lambda each: dispatcher.feed_update(bot, each), nothing, limits=QUICK, patient=True
    )
    polling = Polling(bot, intake, limits=QUICK)
    running = asyncio.create_task(polling.run())
    anna = telegram.person(ANNA.id)
    anna.start()
    await eventually(lambda: away.asked > 1)
    unconfirmed = len(telegram.bot.updates)
    silent = not anna.answers

    away.back = True
    await eventually(lambda: bool(anna.answers))
    polling.stop()
    await running

    assert (unconfirmed, silent) == (1, True)
    assert len(telegram.bot.updates) == 0
    assert await database.read(find_account, ANNA.id) is not None


async def test_s3_a_bot_that_stops_meanwhile_leaves_the_tap_to_the_next_start(
    telegram: Sandbox, bot: Bot, database: Database
) -> None:
    away = Away(database.perform)
    dispatcher = dispatcher_of(make_switchboard(away, database.read))
    intake = Intake(
        lambda each: dispatcher.feed_update(bot, each), nothing, limits=QUICK, patient=True
    )
    polling = Polling(bot, intake, limits=QUICK)
    running = asyncio.create_task(polling.run())
    telegram.person(BEN.id).start()
    await eventually(lambda: away.asked > 1)

    polling.stop()
    await running

    assert len(telegram.bot.updates) == 1


async def test_a_chat_keeps_its_order_and_others_go_on() -> None:
    handled: list[int] = []
    failures = {1: 3}

    async def feed(each: Update) -> None:
        if failures.get(each.update_id, 0):
            failures[each.update_id] -= 1
            raise Unreachable
        handled.append(each.update_id)

    intake = Intake(feed, nothing, patient=True)
    tasks = [intake.take(update(1)), intake.take(update(2)), intake.take(update(3, chat=2))]

    assert await results(*tasks) == [True, True, True]
    assert handled == [3, 1, 2]


async def test_a_webhook_gives_it_back_with_all_that_came_behind_it() -> None:
    async def feed(each: Update) -> None:
        if each.update_id == 1:
            raise Unreachable

    intake = Intake(feed, nothing)
    tasks = [intake.take(update(1)), intake.take(update(2)), intake.take(update(3, chat=2))]

    assert await results(*tasks) == [None, None, True]


async def test_a_fault_of_a_handler_is_not_tried_again() -> None:
    tried: list[int] = []

    async def feed(each: Update) -> None:
        tried.append(each.update_id)
        raise ValueError

    intake = Intake(feed, nothing, patient=True)

    assert await results(intake.take(update(1)), intake.take(update(2))) == [False, False]
    assert tried == [1, 2]


@pytest.mark.parametrize(
    "url", ["sqlite:///{folder}/missing/k.sqlite3", "postgresql://nobody@127.0.0.1:9/nothing"]
)
async def test_a_database_that_is_not_there_is_away(url: str, tmp_path: Path) -> None:
    database = Database.open(url.format(folder=tmp_path), ClockFrom(NOON))

    with pytest.raises(Unreachable):
        await ReachingReads(database.read)(find_account, 1)
    with pytest.raises(Unreachable):
        await ReachingActs(database.perform)(find_account, 1)

    await database.close()


async def test_what_an_act_does_wrong_is_no_absence(database: Database) -> None:
    def wrong(uow: UnitOfWork) -> None:
        raise ValueError(uow.now + timedelta(1))

    with pytest.raises(ValueError, match="2020"):
        await ReachingActs(database.perform)(wrong)

    assert not is_away(ValueError())
    assert is_away(ConnectionRefusedError())
