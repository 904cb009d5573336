"""The token stands in the address of every call, and in no log and no traceback (promise A6).

The network fails in every way that can be provoked, below the bot as it runs; nothing is blacked
out here, so that a line that would need it is seen.
"""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace

import pytest
from aiogram.types import Update

from bot.app import BotApp
from bot.logs import configure_logging
from bot.settings import BotSettings
from bot.updates import polling, webhook
from bot.updates.intake import USUAL
from core.ports.unit_of_work import UnitOfWork
from db.clock import ClockFrom
from db.database import Database
from tests.bot_delivery.test_sender import notices_to
from tests.logs_as_before import logs_as_before
from tests.sandbox.waiting import eventually

SECRET = "AAG4k2Q9xYzW8vU7tS6rP5oN4mL3kJ2hG1f"
TOKEN = f"7234567890:{SECRET}"
WEBHOOK_SECRET = "k3Jd92hfQw8Zx7LmN4pRtV6yB1cG5sUa"
ANSWERS = {
    "bad gateway": b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 13\r\n\r\n<html></html>",
    "no JSON": b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno",
    "cut off": b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{",
    "not HTTP": b"what?\r\n\r\n",
    "nothing": b"",
}
LAST_LINES = ("notice_", "sender_in_trouble")


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "FIRST_CALL_SECONDS", 1)
    monkeypatch.setattr(webhook, "CALL_SECONDS", 1)
    monkeypatch.setattr("bot.running.SESSION_SECONDS", 0.3)
    monkeypatch.setattr("bot.showing.PAUSES_SECONDS", (0.01, 0.01))


@contextmanager
def everything_logged() -> Iterator[None]:
    """As in production but for what is blacked out, and with whatever libraries say."""
    loud = [logging.getLogger(name) for name in ("", "aiogram", "aiohttp", "asyncio")]
    levels = [each.level for each in loud]
    with logs_as_before():
        configure_logging(secrets=())
        for each in loud:
            each.setLevel(logging.DEBUG)
        yield
    for each, level in zip(loud, levels, strict=True):
        each.setLevel(level)


@asynccontextmanager
async def server(trouble: str) -> AsyncIterator[str]:
    """The address of a Telegram that is in trouble; every call is said back where that is one."""

    over, writers = asyncio.Event(), set[asyncio.StreamWriter]()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.add(writer)
        asked = (await reader.readline()).decode(errors="replace").split()
        path = asked[1] if len(asked) > 1 else ""
        if trouble == "silence":
            await over.wait()
        elif trouble == "redirects":
            head = f"HTTP/1.1 302 Found\r\nLocation: {path}\r\nContent-Length: 0\r\n\r\n"
            writer.write(head.encode())
        elif trouble == "said back":
            said = f'{{"ok": false, "error_code": 400, "description": "Bad Request: {path}"}}'
            writer.write(f"HTTP/1.1 400 X\r\nContent-Length: {len(said)}\r\n\r\n{said}".encode())
        else:
            writer.write(ANSWERS[trouble])
        writer.close()

    listening = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    match trouble:
        case "refused":
            listening.close()
            yield f"http://127.0.0.1:{port}"
        case "no name":
            yield "http://nobody.invalid"
        case "TLS":
            yield f"https://127.0.0.1:{port}"
        case _:
            yield f"http://127.0.0.1:{port}"
    over.set()
    listening.close()
    for writer in writers:
        writer.transport.abort()
    await asyncio.sleep(0.05)


def settings(api: str, url: str, *, by_webhook: bool) -> BotSettings:
    hook = {"webhook_url": "https://kruzhok.region.ru/x", "webhook_secret": WEBHOOK_SECRET,
            "webhook_listen": "127.0.0.1:0"} if by_webhook else {}  # fmt: skip
    return BotSettings.model_validate({
        "bot_token": TOKEN, "telegram_api": api, "database_url": url, **hook,
    })  # fmt: skip


TROUBLES = [*ANSWERS, "silence", "redirects", "said back", "refused", "no name", "TLS"]
CASES = [(each, False) for each in TROUBLES] + [(each, True) for each in ("redirects", "said back")]


@pytest.mark.parametrize(("trouble", "by_webhook"), CASES)
async def test_a6_no_failure_of_the_network_tells_the_token(
    database: Database,
    clock: ClockFrom,
    sqlite_url: str,
    capsys: pytest.CaptureFixture[str],
    trouble: str,
    *,
    by_webhook: bool,
) -> None:
    await database.perform(_notice)
    written: list[str] = []

    def told(*events: str) -> bool:
        written.extend(capsys.readouterr())
        return any(event in text for text in written for event in events)

    with everything_logged():
        async with server(trouble) as api:
            limits = replace(USUAL, poll_seconds=0, drain_seconds=0.1)
            app = BotApp(
                settings(api, sqlite_url, by_webhook=by_webhook), database, clock, limits=limits
            )
            await app.start()
            try:
                await app._alive._feed(_update())  # noqa: SLF001 - as its intake does
                await eventually(lambda: told(*LAST_LINES))
                await eventually(lambda: told("polling_failed", "unreachable", "not_removed") or
                                 app._alive.received.done())  # noqa: SLF001  # fmt: skip
                if app._alive.received.done():  # noqa: SLF001
                    with pytest.raises(webhook.WebhookRefused) as ended:
                        await app.ended()
                    written += traceback.format_exception(ended.value)
            finally:
                await app.stop(hard=True)
    written.extend(capsys.readouterr())

    said = "".join(written)
    assert "apology_failed" in said
    assert SECRET not in said
    assert WEBHOOK_SECRET not in said


def _notice(uow: UnitOfWork) -> None:
    notices_to(uow, 101)


def _update() -> Update:
    chat = {"id": 102, "type": "private"}
    sender = {"id": 102, "is_bot": False, "first_name": "x"}
    message = {"message_id": 1, "date": 1, "chat": chat, "from": sender, "text": "/start"}
    return Update.model_validate({"update_id": 1, "message": message})
