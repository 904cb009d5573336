"""No tap is lost: an update is confirmed only after it was handled (promise S3)."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Update
from structlog.testing import capture_logs

from bot.updates.dispatch import make_switchboard
from bot.updates.fetching import fetch_updates
from bot.updates.intake import Intake, Limits
from bot.updates.lanes import Feed
from bot.updates.polling import Polling, TokenUnknown
from db.database import Database
from sandbox.server import Sandbox
from tests.bot_delivery.conftest import ANNA, BEN
from tests.sandbox.waiting import eventually

QUICK = Limits(poll_seconds=1, update_seconds=5, drain_seconds=0.2)
Handler = Callable[[str], Awaitable[None]]


async def no_pause(_: float) -> None:
    await asyncio.sleep(0)


async def _nothing(_: Update) -> None:
    return


NOBODY = Intake(_nothing, _nothing)


@asynccontextmanager
async def polled(
    bot: Bot, handle: Handler, limits: Limits = QUICK, sorry: Feed | None = None
) -> AsyncIterator[Polling]:
    async def feed(update: Update) -> None:
        await handle((update.message and update.message.text) or "")

    intake = Intake(feed, feed, limits=limits, sorry=sorry)
    polling = Polling(bot, intake, limits=limits, sleep=no_pause)
    task = asyncio.create_task(polling.run())
    try:
        yield polling
    finally:
        polling.stop()
        await task


async def waiting(bot: Bot) -> list[str]:
    updates, _ = await fetch_updates(bot, None, seconds=0)
    return [(update.message and update.message.text) or "" for update in updates]


async def test_everything_is_handled_once_and_in_the_order_of_its_chat(
    telegram: Sandbox, bot: Bot
) -> None:
    handled: list[str] = []

    async def handle(text: str) -> None:
        await asyncio.sleep(0.01 if text.endswith("1") else 0)
        handled.append(text)

    for person in (ANNA, BEN):
        for n in (1, 2, 3):
            telegram.person(person.id).send(f"{person.first_name} {n}")
    async with polled(bot, handle):
        await eventually(lambda: len(handled) == 6)

    assert [text for text in handled if text.startswith("Ben")] == ["Ben 1", "Ben 2", "Ben 3"]
    assert [text for text in handled if text.startswith("Анна")] == ["Анна 1", "Анна 2", "Анна 3"]
    assert await waiting(bot) == []


async def test_a_failing_handler_stops_nothing_and_its_text_is_not_logged(
    telegram: Sandbox, bot: Bot
) -> None:
    handled: list[str] = []

    async def handle(text: str) -> None:
        if text == "bad":
            raise RuntimeError("the secret of the family")
        handled.append(text)

    telegram.person(ANNA.id).send("bad")
    telegram.person(ANNA.id).send("good")
    with capture_logs() as logs:
        async with polled(bot, handle):
            await eventually(lambda: handled == ["good"])

    failed = [log for log in logs if log["event"] == "update_failed"]
    assert [log["error"] for log in failed] == ["RuntimeError"]
    assert "secret" not in str(logs)


async def test_nothing_is_confirmed_while_a_handler_runs(telegram: Sandbox, bot: Bot) -> None:
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def handle(_: str) -> None:
        begun.set()
        await may_end.wait()

    telegram.person(ANNA.id).send("slow")
    async with polled(bot, handle):
        await begun.wait()
        unconfirmed = len(telegram.bot.updates)
        may_end.set()
        await eventually(lambda: len(telegram.bot.updates) == 0)

    assert unconfirmed == 1


async def test_a_crash_loses_nothing(telegram: Sandbox, bot: Bot) -> None:
    begun = asyncio.Event()

    async def handle(_: str) -> None:
        begun.set()
        await asyncio.Event().wait()

    async def feed(update: Update) -> None:
        await handle((update.message and update.message.text) or "")

    telegram.person(ANNA.id).send("first")
    crashing = asyncio.create_task(Polling(bot, Intake(feed, feed), limits=QUICK).run())
    await begun.wait()
    crashing.cancel()
    await asyncio.gather(crashing, return_exceptions=True)

    assert await waiting(bot) == ["first"]


async def test_stopping_lets_handlers_end_and_confirms_them(telegram: Sandbox, bot: Bot) -> None:
    begun, handled = asyncio.Event(), list[str]()

    async def handle(text: str) -> None:
        begun.set()
        await asyncio.sleep(0.05)
        handled.append(text)

    telegram.person(ANNA.id).send("last")
    async with polled(bot, handle):
        await begun.wait()

    assert handled == ["last"]
    assert await waiting(bot) == []


async def test_a_stuck_handler_is_named_given_up_and_not_confirmed(
    telegram: Sandbox, bot: Bot
) -> None:
    begun = asyncio.Event()

    async def handle(text: str) -> None:
        if text == "stuck":
            begun.set()
            await asyncio.Event().wait()

    telegram.person(BEN.id).send("fine")
    telegram.person(ANNA.id).send("stuck")
    telegram.person(ANNA.id).send("behind it")
    with capture_logs() as logs:
        async with polled(bot, handle):
            await begun.wait()

    stuck = [log for log in logs if log["event"] == "update_stuck"]
    assert len(stuck) == 1
    assert await waiting(bot) == ["stuck", "behind it"]


async def test_an_update_that_takes_too_long_holds_up_nobody_for_ever_and_is_apologized_for(
    telegram: Sandbox, bot: Bot, database: Database
) -> None:
    handled: list[str] = []
    switchboard = make_switchboard(database.perform, database.read)

    async def handle(text: str) -> None:
        if text == "endless":
            await asyncio.Event().wait()
        handled.append(text)

    async def sorry(update: Update) -> None:
        await switchboard.apologize(update, bot)

    telegram.person(ANNA.id).send("endless")
    telegram.person(ANNA.id).send("next")
    async with polled(bot, handle, Limits(poll_seconds=1, update_seconds=0.05), sorry):
        await eventually(lambda: handled == ["next"])

    assert await waiting(bot) == []
    assert ["Что-то сломалось у нас" in said.text for said in telegram.person(ANNA.id).answers] == [
        True
    ]


async def test_an_apology_that_fails_or_does_not_end_holds_up_nobody_either(
    telegram: Sandbox, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    handled: list[str] = []

    async def handle(text: str) -> None:
        if text != "next":
            await asyncio.Event().wait()
        handled.append(text)

    async def sorry(update: Update) -> None:
        if update.message and update.message.text == "failing":
            raise RuntimeError("the secret of the family")
        await asyncio.Event().wait()

    monkeypatch.setattr("bot.updates.lanes.APOLOGY_SECONDS", 0.05)
    for text in ("failing", "endless", "next"):
        telegram.person(ANNA.id).send(text)
    with capture_logs() as logs:
        async with polled(bot, handle, Limits(poll_seconds=1, update_seconds=0.05), sorry):
            await eventually(lambda: handled == ["next"])

    failed = [log["error"] for log in logs if log["event"] == "apology_failed"]
    assert failed == ["RuntimeError", "TimeoutError"]
    assert "secret" not in str(logs)


async def test_a_second_poller_stands_by_and_takes_over(telegram: Sandbox, bot: Bot) -> None:
    handled: list[str] = []

    async def handle(text: str) -> None:
        handled.append(text)

    api = TelegramAPIServer.from_base(telegram.url)
    async with AiohttpSession(api=api) as session:
        rival = Bot(telegram.token, session=session)
        with capture_logs() as logs:
            async with polled(bot, handle):
                await eventually(lambda: telegram.bot.updates.polled)
                rivalry = asyncio.create_task(rival.get_updates(timeout=1))
                await eventually(lambda: any(log["event"] == "standing_by" for log in logs))
                await asyncio.gather(rivalry, return_exceptions=True)
                telegram.person(ANNA.id).send("hello")
                await eventually(lambda: handled == ["hello"])


async def test_a_webhook_that_was_left_behind_is_removed(telegram: Sandbox, bot: Bot) -> None:
    handled: list[str] = []

    async def handle(text: str) -> None:
        handled.append(text)

    await bot.set_webhook("http://127.0.0.1:9/nobody")
    telegram.person(ANNA.id).send("waited")
    async with polled(bot, handle):
        await eventually(lambda: handled == ["waited"])


async def test_a_token_that_telegram_does_not_know_ends_the_polling(telegram: Sandbox) -> None:
    api = TelegramAPIServer.from_base(telegram.url)
    async with AiohttpSession(api=api) as session:
        stranger = Bot(f"{telegram.bot.profile.id}:another-secret", session=session)
        polling = Polling(stranger, NOBODY, limits=QUICK)

        with pytest.raises(TokenUnknown):
            await polling.run()


async def test_an_unreachable_server_is_asked_again_and_again() -> None:
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 7:
            polling.stop()

    async with AiohttpSession(api=TelegramAPIServer.from_base("http://127.0.0.1:9")) as session:
        bot = Bot("42:no-such-server", session=session)
        polling = Polling(bot, NOBODY, sleep=pause)
        with capture_logs() as logs:
            await polling.run()

    assert pauses[:7] == [1, 2, 4, 8, 16, 30, 30]
    assert "no-such-server" not in str(logs)
