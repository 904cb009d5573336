"""What a webhook is called with by whoever is no Telegram: nothing is done, nobody waits."""

from __future__ import annotations

import asyncio
import gzip
import json
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Final

import pytest
from aiogram import Bot
from structlog.testing import capture_logs

from bot.updates.intake import Limits
from bot.updates.webhook import BODY_BYTES_MAX, PROVES_ITSELF_IN
from tests.bot_delivery.conftest import BEN
from tests.bot_delivery.test_webhook import KEY, QUICK, Served, served, update
from tests.sandbox.waiting import eventually

BODY: Final = json.dumps(update(1)).encode()
SECRET: Final = f"{PROVES_ITSELF_IN}: {KEY}"
WRONG: Final = f"{PROVES_ITSELF_IN}: wrong"
CHUNKED: Final = "Transfer-Encoding: chunked"
SLOW: Final = 0.3
PATIENCE_SECONDS: Final = 20


@dataclass
class Called:
    """A webhook, and a client that writes its own HTTP."""

    hook: Served
    handled: list[str] = field(default_factory=list)

    async def opened(self, *said: bytes) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        assert self.hook.hook.address is not None
        reader, writer = await asyncio.open_connection(*self.hook.hook.address)
        for each in said:
            writer.write(each)
        return reader, writer

    async def status(self, *said: bytes) -> int:
        reader, writer = await self.opened(*said)
        found = await status_of(reader)
        writer.close()
        return found


async def status_of(reader: asyncio.StreamReader) -> int:
    async with asyncio.timeout(PATIENCE_SECONDS):
        return int((await reader.readline()).split()[1])


@asynccontextmanager
async def called(bot: Bot, limits: Limits = QUICK) -> AsyncIterator[Called]:
    handled: list[str] = []

    async def handle(text: str) -> None:
        handled.append(text)

    async with served(bot, handle, limits) as hook:
        yield Called(hook, handled)


def head(*headers: str, method: str = "POST", path: str = "/telegram") -> bytes:
    return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: x", *headers, "", ""]).encode()


def with_length(body: bytes, *headers: str) -> bytes:
    return head(f"Content-Length: {len(body)}", *headers) + body


def in_chunks(body: bytes, size: int) -> bytes:
    parts = (body[at : at + size] for at in range(0, len(body), size))
    return b"".join(f"{len(each):x}\r\n".encode() + each + b"\r\n" for each in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (with_length(BODY, SECRET), 200),
        (with_length(BODY, SECRET, "Content-Type: text/html; charset=klingon"), 200),
        (head(SECRET, CHUNKED) + in_chunks(BODY, 7), 200),
    ],
    ids=["plain", "another type", "chunked"],
)
async def test_who_knows_the_secret_is_heard_however_the_body_is_wrapped(
    bot: Bot, said: bytes, status: int
) -> None:
    async with called(bot) as caller:
        assert await caller.status(said) == status

    assert caller.handled == ["hello"]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (with_length(BODY), 403),
        (with_length(BODY, SECRET, WRONG), 403),
        (with_length(BODY, WRONG, SECRET), 403),
        (with_length(BODY, SECRET, SECRET), 403),
        (with_length(BODY, f"{PROVES_ITSELF_IN}: ключ от двери"), 403),
        (with_length(BODY, f"{PROVES_ITSELF_IN}: {KEY}\u0441"), 403),
        (with_length(zlib.compress(BODY), SECRET, "Content-Encoding: deflate"), 415),
        (with_length(gzip.compress(bytes(1 << 26)), SECRET, "Content-Encoding: gzip"), 415),
        (with_length(BODY, SECRET, "Content-Encoding: deflate"), 415),
        (head(SECRET), 400),
        (head(SECRET, CHUNKED) + b"zz\r\n" + BODY, 400),
        (head(SECRET, CHUNKED) + in_chunks(bytes(BODY_BYTES_MAX + 1), 1 << 16), 413),
        (head(SECRET, CHUNKED) + in_chunks(bytes(10 << 20), 1 << 16), 413),
        (head(SECRET, f"Content-Length: {10 << 20}") + bytes(1 << 20), 413),
        (head(SECRET, "Content-Length: -5") + BODY, 400),
        (head(SECRET, "Content-Length: 5", "Content-Length: 6") + BODY, 400),
        (head(SECRET, "X-Long: " + "x" * 100_000), 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 who speaks TLS here\r\n\r\n", 400),
        (head(SECRET, method="GET"), 405),
        (head(SECRET, method="HEAD"), 405),
        (head(method="GET"), 405),
        (head(SECRET, "Content-Length: 0", path="/telegram/"), 404),
        (head(SECRET, "Content-Length: 0", path="/"), 404),
    ],
    ids=[
        "no secret", "and a wrong one", "behind a wrong one", "twice", "of other letters",
        "another letter behind it", "deflated", "a bomb", "not deflated", "without length",
        "a chunk of no size", "chunked, a byte more", "chunked, 10 MB", "10 MB",
        "less than nothing", "two lengths", "long header", "TLS", "GET", "HEAD",
        "GET without secret", "trailing slash", "root",
    ],
)  # fmt: skip
async def test_hostile_calls_change_nothing_and_the_log_stays_clean(
    bot: Bot, said: bytes, status: int
) -> None:
    with capture_logs() as logs:
        async with called(bot) as caller:
            found = await caller.status(said)
            afterwards = await caller.hook.post(update(2, "fine"))

    assert (found, afterwards) == (status, 200)
    assert caller.handled == ["fine"]
    assert {log["event"] for log in logs} <= {"webhook_set"}


async def test_who_sends_a_byte_now_and_then_is_sent_away_and_nobody_waits_for_it(
    bot: Bot,
) -> None:
    async def dawdle(writer: asyncio.StreamWriter) -> None:
        for byte in BODY:
            writer.write(bytes([byte]))
            await asyncio.sleep(0.02)

    with capture_logs() as logs:
        async with called(bot, replace(QUICK, body_seconds=SLOW)) as caller:
            start = head(SECRET, f"Content-Length: {len(BODY)}")
            slow = [await caller.opened(start) for _ in range(30)]
            silent = [await caller.opened(start[: len(start) // 2]) for _ in range(30)]
            dawdling = [asyncio.create_task(dawdle(writer)) for _, writer in slow]
            # More of them than updates may be in hand.
            meanwhile = await caller.hook.post(update(2, "fine", chat=BEN.id))
            statuses = {await status_of(reader) for reader, _ in slow}
            for task in dawdling:
                task.cancel()
            for _, writer in (*slow, *silent):
                writer.close()

    assert (meanwhile, statuses) == (200, {408})
    assert caller.handled == ["fine"]
    assert {log["event"] for log in logs} <= {"webhook_set"}


async def test_who_hangs_up_in_the_middle_is_forgotten(
    bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    async with called(bot) as caller:
        for _ in range(5):
            _, writer = await caller.opened(head(SECRET, "Content-Length: 100") + BODY[:50])
            await asyncio.sleep(0.02)
            writer.transport.abort()
        afterwards = await caller.hook.post(update(2, "fine"))

    assert afterwards == 200
    assert caller.handled == ["fine"]
    assert [record.name for record in caplog.records if record.name == "aiohttp.server"] == []


async def test_half_requests_leave_room_for_telegram(
    bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    """However many stand at the door and say nothing whole, who has something to say comes in."""
    half = head(SECRET)[:20]
    async with called(bot, replace(QUICK, guests=20)) as caller:
        silent = [await caller.opened(half) for _ in range(60)]
        spoke = await caller.hook.post(update(2, "fine"))
        more = [await caller.opened(half) for _ in range(60)]
        again = await caller.hook.post(update(3, "well"))
        gone = [await reader.read() for reader, _ in silent[:40]]
        for _, writer in (*silent, *more):
            writer.close()

    assert (spoke, again) == (200, 200)
    assert caller.handled == ["fine", "well"]
    assert gone == [b""] * 40
    assert caplog.records == []


async def test_who_never_ends_a_head_is_sent_away(bot: Bot) -> None:
    async with called(bot, replace(QUICK, head_seconds=0.1)) as caller:
        reader, writer = await caller.opened(head(SECRET)[:-3])
        async with asyncio.timeout(5):
            said = await reader.read()
        writer.close()
        afterwards = await caller.hook.post(update(2, "fine"))

    assert (said, afterwards) == (b"", 200)


async def test_where_all_have_spoken_who_comes_is_sent_away(bot: Bot) -> None:
    async with called(bot, replace(QUICK, guests=3)) as caller:
        asked = with_length(BODY, SECRET)
        spoken = [await caller.opened(asked) for _ in range(3)]
        statuses = [await status_of(reader) for reader, _ in spoken]
        late, writer = await caller.opened(b"")
        async with asyncio.timeout(5):
            said = await late.read()
        for _, each in (*spoken, (late, writer)):
            each.close()

    assert statuses == [200] * 3
    assert said == b""


async def test_what_came_while_bodies_were_read_is_counted_too(bot: Bot) -> None:
    may_end = asyncio.Event()

    async def handle(_: str) -> None:
        await may_end.wait()

    async def slowly(begun: asyncio.Event, hook: Served, number: int) -> int:
        """The head at once, the body when all heads are there."""

        async def body() -> AsyncIterator[bytes]:
            await begun.wait()
            yield json.dumps(update(number, chat=number)).encode()

        headers = {PROVES_ITSELF_IN: KEY, "Content-Type": "application/json"}
        async with hook.client.post(hook.url, data=body(), headers=headers) as answer:
            return answer.status

    begun = asyncio.Event()
    async with served(bot, handle) as hook:
        calls = [asyncio.create_task(slowly(begun, hook, n)) for n in range(1, 11)]
        await asyncio.sleep(0.1)
        begun.set()
        await eventually(lambda: sum(each.done() for each in calls) == 8)
        in_hand = len(hook.intake.lanes.in_hand)
        may_end.set()
        statuses = await asyncio.gather(*calls)

    assert in_hand == 2
    assert sorted(statuses) == [200] * 2 + [503] * 8
