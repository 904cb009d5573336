"""The webhook: Telegram brings updates, and hears 2xx only when their effect is committed (S3)."""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Final
from urllib.parse import urlsplit

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramNotFound,
    TelegramUnauthorizedError,
)
from aiogram.types import Update
from aiohttp import web
from pydantic import ValidationError

from bot.logs import HIDDEN, fault
from bot.updates.door import Door
from bot.updates.fetching import WANTED
from bot.updates.intake import USUAL, Intake, Limits
from bot.updates.polling import BACKOFF_SECONDS, BACKOFF_SECONDS_MAX, TokenUnknown

# The largest update that Telegram sends is far smaller.
BODY_BYTES_MAX: Final = 1 << 20
# Numbers of updates are kept in so many bits.
NUMBER_MAX: Final = (1 << 63) - 1
CALL_SECONDS: Final = 10
BUSY_SECONDS: Final = "1"
CONNECTIONS: Final = 40
# After a start Telegram brings at once what had waited.
CATCHING_UP_SECONDS: Final = 30
PROVES_ITSELF_IN: Final = "X-Telegram-Bot-Api-Secret-Token"

Sleep = Callable[[float], Awaitable[object]]

_log = structlog.get_logger(__name__)


class WebhookRefused(Exception):
    """Telegram does not accept the webhook's address; its own words say why."""


class Webhook:
    """Serves the path of `url` on this machine and hands on what comes with the secret.

    Whoever has no secret is refused before anything of the body is read. An update that is in
    hand already is answered when the first of the two is.
    """

    def __init__(
        self,
        bot: Bot,
        intake: Intake,
        *,
        url: str,
        secret: str,
        listen: tuple[str, int],
        limits: Limits = USUAL,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._intake = intake
        self._url = url
        self._secret = secret
        self._listen = listen
        self._limits = limits
        self._sleep = sleep
        self._stopping = asyncio.Event()
        self._caught_up_at = 0.0
        self.refused = 0
        self.address: tuple[str, int] | None = None

    def stop(self) -> None:
        """Take no more; `run` returns when what is in hand was handled, or is given up."""
        self._stopping.set()

    async def run(self) -> None:
        """Serve until `stop`; Telegram keeps bringing what was not answered with 2xx.

        Raises:
            TokenUnknown: Telegram refuses the token.
            WebhookRefused: Telegram refuses the address.
            OSError: The address to listen on is taken.
        """
        app = web.Application(client_max_size=BODY_BYTES_MAX)
        app.router.add_post(urlsplit(self._url).path, self._receive)
        # What is packed is refused, and never unpacked: a megabyte may become a thousand.
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1, auto_decompress=False)
        await runner.setup()
        listening: asyncio.Server | None = None
        try:
            assert runner.server is not None  # noqa: S101 - it was set up
            loop, door = (
                asyncio.get_running_loop(),
                Door(runner.server, self._limits),
            )
            listening = await loop.create_server(door, *self._listen)
            self._caught_up_at = loop.time() + CATCHING_UP_SECONDS
            self.address = listening.sockets[0].getsockname()[:2]
            registering = asyncio.create_task(self._register())
            stopped = asyncio.create_task(self._stopping.wait())
            await asyncio.wait({registering, stopped}, return_when=asyncio.FIRST_COMPLETED)
            if not self._stopping.is_set():
                await registering
            await stopped
            registering.cancel()
            await self._intake.lanes.drain(self._limits.drain_seconds)
        finally:
            if listening is not None:
                listening.close()
            await runner.cleanup()

    async def _register(self) -> None:
        backoff = BACKOFF_SECONDS
        while True:
            try:
                await self._bot.set_webhook(
                    self._url,
                    secret_token=self._secret,
                    allowed_updates=WANTED,
                    max_connections=CONNECTIONS,
                    drop_pending_updates=False,
                    request_timeout=CALL_SECONDS,
                )
            except (TelegramUnauthorizedError, TelegramNotFound):
                raise TokenUnknown from None
            except TelegramBadRequest as refused:
                # Whoever stands before Telegram may say back what it was asked.
                raise WebhookRefused(refused.message.replace(self._bot.token, HIDDEN)) from None
            except (AiogramError, OSError, TimeoutError) as failure:
                _log.warning(
                    "telegram_unreachable",
                    server=self._bot.session.api.base.partition("/bot")[0],
                    again_in=backoff,
                    **fault(failure),
                )
                await self._sleep(backoff)
                backoff = min(backoff * 2, BACKOFF_SECONDS_MAX)
            else:
                _log.info("webhook_set", url=self._url)
                return

    async def _receive(self, request: web.Request) -> web.Response:
        refused = self._refused(request)
        if refused is not None:
            return refused
        try:
            async with asyncio.timeout(self._limits.body_seconds):
                raw = await _object(request)
        except TimeoutError:
            return _hung_up(408)
        except (web.RequestPayloadError, OSError):
            # It ended before its end, or is none.
            return _hung_up(400)
        number = raw.get("update_id") if raw is not None else None
        if type(number) is not int or not 0 <= number <= NUMBER_MAX:
            return web.Response(status=400)
        try:
            update = Update.model_validate(raw, context={"bot": self._bot})
        except ValidationError as problem:
            # Refused, it would come again and again.
            _log.error("update_unreadable", update=number, problems=problem.error_count())
            return web.Response()
        return await self._handled(update)

    def _refused(self, request: web.Request) -> web.Response | None:
        """What is said before anything of the body is read."""
        given = request.headers.getall(PROVES_ITSELF_IN, [])
        # Said twice, it would depend on who reads which of them.
        if not hmac.compare_digest(_bytes("\n".join(given)), _bytes(self._secret)):
            self.refused += 1
            return web.Response(status=403)
        if (request.content_length or 0) > BODY_BYTES_MAX:
            return web.Response(status=413)
        if request.headers.get("Content-Encoding", "identity") != "identity":
            return web.Response(status=415)
        return self._too_busy()

    def _too_busy(self) -> web.Response | None:
        if self._stopping.is_set() or len(self._intake.lanes.in_hand) >= self._limits.queue:
            return web.Response(status=503, headers={"Retry-After": BUSY_SECONDS})
        return None

    async def _handled(self, update: Update) -> web.Response:
        in_hand = self._intake.lanes.in_hand.get(update.update_id)
        # Many may have come while this one's body was read.
        if in_hand is None and (busy := self._too_busy()) is not None:
            return busy
        catching_up = asyncio.get_running_loop().time() < self._caught_up_at
        task = in_hand or self._intake.take(update, waited=catching_up)
        if task is None:
            return web.Response()
        await asyncio.wait({task})
        done = not task.cancelled() and task.result()
        return web.Response(status=200 if done else 500)


def _hung_up(status: int) -> web.Response:
    """Whatever else comes over this connection is not waited for."""
    answer = web.Response(status=status)
    answer.force_close()
    return answer


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


async def _object(request: web.Request) -> dict[str, object] | None:
    """The JSON object of a body, None when it is none."""
    try:
        raw = json.loads(await request.read())
    except (ValueError, RecursionError):
        return None
    return raw if isinstance(raw, dict) else None
