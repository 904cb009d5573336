"""The webhook: a secret, 2xx after the effect only, never more than it can hold (promise S3)."""

from __future__ import annotations

import asyncio
import io
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Update
from aiohttp import ClientSession, web
from structlog.testing import capture_logs

from bot.updates.intake import Intake, Limits
from bot.updates.polling import TokenUnknown
from bot.updates.webhook import (
    BODY_BYTES_MAX,
    PROVES_ITSELF_IN,
    Webhook,
    WebhookRefused,
)
from sandbox.server import Sandbox
from tests.bot_delivery.conftest import ANNA, BEN
from tests.sandbox.waiting import eventually

KEY = "k3y_0f-the_webhook-9f8e7d6c"
QUICK = Limits(update_seconds=5, drain_seconds=0.2, queue=2)
Handler = Callable[[str], Awaitable[None]]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Served:
    """A webhook that runs, and a client that talks to it as anybody could."""

    hook: Webhook
    intake: Intake
    url: str
    client: ClientSession

    async def post(self, body: dict[str, object] | bytes, *, secret: str | None = KEY) -> int:
        headers = {} if secret is None else {PROVES_ITSELF_IN: secret}
        given: Any = {"json": body} if isinstance(body, dict) else {"data": io.BytesIO(body)}
        async with self.client.post(self.url, headers=headers, **given) as answer:
            return answer.status


def update(number: int, text: str = "hello", chat: int = ANNA.id) -> dict[str, object]:
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": 1_700_000_000,
            "chat": {"id": chat, "type": "private"},
            "from": {"id": chat, "is_bot": False, "first_name": "Анна"},
            "text": text,
        },
    }


@asynccontextmanager
async def served(bot: Bot, handle: Handler, limits: Limits = QUICK) -> AsyncIterator[Served]:
    async def feed(update: Update) -> None:
        await handle((update.message and update.message.text) or "")

    port = free_port()
    url = f"http://127.0.0.1:{port}/telegram"
    intake = Intake(feed, feed, limits=limits)
    hook = Webhook(
        bot, intake, url=url, secret=KEY, listen=("127.0.0.1", port), limits=limits,
    )  # fmt: skip
    running = asyncio.create_task(hook.run())
    try:
        async with ClientSession() as client:
            await eventually(lambda: hook.address is not None)
            yield Served(hook, intake, url, client)
    finally:
        hook.stop()
        await running


async def test_updates_come_by_the_webhook_in_the_order_of_their_chat(
    telegram: Sandbox, bot: Bot
) -> None:
    handled: list[str] = []

    async def handle(text: str) -> None:
        await asyncio.sleep(0.01 if text.endswith("1") else 0)
        handled.append(text)

    async with served(bot, handle):
        for person in (ANNA, BEN):
            for n in (1, 2, 3):
                telegram.person(person.id).send(f"{person.first_name} {n}")
        await eventually(lambda: len(handled) == 6)
        await eventually(lambda: len(telegram.bot.updates) == 0)

    assert [text for text in handled if text.startswith("Ben")] == ["Ben 1", "Ben 2", "Ben 3"]
    assert [text for text in handled if text.startswith("Анна")] == ["Анна 1", "Анна 2", "Анна 3"]


async def test_it_says_200_only_after_the_update_was_handled(bot: Bot) -> None:
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def handle(_: str) -> None:
        begun.set()
        await may_end.wait()

    async with served(bot, handle) as hook:
        answering = asyncio.create_task(hook.post(update(1)))
        await begun.wait()
        early = answering.done()
        may_end.set()
        status = await answering

    assert not early
    assert status == 200


async def test_a_failure_is_not_confirmed(bot: Bot) -> None:
    async def handle(_: str) -> None:
        raise RuntimeError("the disk is full of secrets")

    with capture_logs() as logs:
        async with served(bot, handle) as hook:
            status = await hook.post(update(1))

    assert status == 500
    assert "secrets" not in str(logs)


@pytest.mark.parametrize("secret", [None, "", "wrong", KEY[:-1], KEY + "x", KEY.upper(), "\udcff"])
async def test_whoever_has_no_secret_is_refused_without_a_word(
    bot: Bot, secret: str | None
) -> None:
    handled: list[str] = []

    async def handle(text: str) -> None:
        handled.append(text)

    with capture_logs() as logs:
        async with served(bot, handle) as hook:
            status = await hook.post(update(1), secret=secret)

    assert status == 403
    assert handled == []
    assert {log["event"] for log in logs} <= {"webhook_set"}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"[" * 100_000, 400),
        (b"null", 400),
        (b"[]", 400),
        (b"{}", 400),
        (b'{"update_id": "1"}', 400),
        (b'{"update_id": true}', 400),
        (b'{"update_id": -1}', 400),
        (b'{"update_id": 9223372036854775808}', 400),
        (b'{"update_id": ' + b"9" * 5000 + b"}", 400),
        (b"x" * (10 * 1024 * 1024), 413),
        (b"x" * (BODY_BYTES_MAX + 1), 413),
        (b'{"update_id": 7, "message": 5}', 200),
        (b'{"update_id": 8, "something_new": {}}', 200),
    ],
    ids=lambda value: str(value)[:20],
)
async def test_what_is_no_update_is_refused_and_one_that_cannot_be_read_never_comes_again(
    bot: Bot, body: bytes, status: int
) -> None:
    async def handle(_: str) -> None:
        return

    with capture_logs() as logs:
        async with served(bot, handle) as hook:
            found = await hook.post(body)

    assert found == status
    assert {log["event"] for log in logs} <= {"webhook_set", "update_unreadable"}


@pytest.mark.parametrize(("method", "status"), [("GET", 405), ("PUT", 405), ("DELETE", 405)])
async def test_another_method_or_path_is_refused(bot: Bot, method: str, status: int) -> None:
    async def handle(_: str) -> None:
        return

    async with served(bot, handle) as hook:
        async with hook.client.request(method, hook.url) as answer:
            refused = answer.status
        async with hook.client.post(hook.url + "/more") as answer:
            elsewhere = answer.status

    assert (refused, elsewhere) == (status, 404)


async def test_more_than_it_can_hold_is_sent_away_for_a_moment(bot: Bot) -> None:
    may_end = asyncio.Event()

    async def handle(_: str) -> None:
        await may_end.wait()

    async with served(bot, handle) as hook:
        first = [asyncio.create_task(hook.post(update(n, chat=n))) for n in (1, 2)]
        await eventually(lambda: len(hook.intake.lanes.in_hand) == 2)
        too_many = await hook.post(update(3, chat=3))
        may_end.set()
        statuses = await asyncio.gather(*first)

    assert too_many == 503
    assert statuses == [200, 200]


async def test_the_same_update_twice_at_once_is_handled_once(bot: Bot) -> None:
    handled: list[str] = []
    may_end = asyncio.Event()

    async def handle(text: str) -> None:
        handled.append(text)
        await may_end.wait()

    async with served(bot, handle) as hook:
        both = [asyncio.create_task(hook.post(update(1))) for _ in range(2)]
        await eventually(lambda: bool(handled))
        await asyncio.sleep(0.05)
        may_end.set()
        statuses = await asyncio.gather(*both)

    assert statuses == [200, 200]
    assert handled == ["hello"]


async def test_stopping_lets_what_is_in_hand_end_and_names_what_is_stuck(bot: Bot) -> None:
    begun = asyncio.Event()

    async def handle(text: str) -> None:
        if text == "stuck":
            begun.set()
            await asyncio.Event().wait()
        await asyncio.sleep(0.05)

    with capture_logs() as logs:
        async with served(bot, handle) as hook:
            stuck = asyncio.create_task(hook.post(update(1, "stuck")))
            fine = asyncio.create_task(hook.post(update(2, "fine", chat=BEN.id)))
            await begun.wait()
            hook.hook.stop()
            statuses = [await stuck, await fine]

    assert statuses == [500, 200]
    assert [log["update"] for log in logs if log["event"] == "update_stuck"] == [1]


async def test_a_token_that_telegram_does_not_know_ends_it(telegram: Sandbox) -> None:
    api = TelegramAPIServer.from_base(telegram.url)
    async with AiohttpSession(api=api) as session:
        stranger = Bot(f"{telegram.bot.profile.id}:another-secret", session=session)
        with pytest.raises(TokenUnknown):
            await _only_run(stranger, "http://127.0.0.1:9/telegram")


async def test_an_address_that_telegram_does_not_call_ends_it(bot: Bot) -> None:
    with pytest.raises(WebhookRefused, match="HTTPS"):
        await _only_run(bot, "http://example.org/telegram")


async def _only_run(bot: Bot, url: str) -> None:
    async def feed(_: Update) -> None:
        return

    hook = Webhook(bot, Intake(feed, feed), url=url, secret=KEY, listen=("127.0.0.1", free_port()))
    await hook.run()


async def test_an_unreachable_server_is_asked_again_and_named() -> None:
    pauses: list[float] = []

    async def feed(_: Update) -> None:
        return

    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3:
            hook.stop()
        await asyncio.sleep(0)

    async with AiohttpSession(api=TelegramAPIServer.from_base("http://127.0.0.1:9")) as session:
        bot = Bot("42:no-such-server", session=session)
        hook = Webhook(
            bot, Intake(feed, feed), url="http://127.0.0.1:9/t", secret=KEY,
            listen=("127.0.0.1", free_port()), sleep=pause,
        )  # fmt: skip
        with capture_logs() as logs:
            await hook.run()

    assert pauses[:3] == [1, 2, 4]
    assert {log["server"] for log in logs} == {"http://127.0.0.1:9"}
    assert "no-such-server" not in str(logs)


async def test_an_address_that_is_taken_is_said(bot: Bot) -> None:
    runner = web.AppRunner(web.Application())
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]

    async def feed(_: Update) -> None:
        return

    hook = Webhook(
        bot, Intake(feed, feed), url="http://127.0.0.1/t", secret=KEY, listen=("127.0.0.1", port)
    )
    with pytest.raises(OSError, match="address already in use"):
        await hook.run()
    await runner.cleanup()
