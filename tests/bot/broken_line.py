"""A line to Telegram that breaks: calls do not arrive, or their answers are lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from enum import Enum, auto
from http import HTTPStatus
from typing import Final

from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiohttp import ClientSession, web

from bot.session import JsonSession
from sandbox.server import Sandbox
from tests.bot.play import SHOWING

GATEWAY: Final = "<html><h1>502 Bad Gateway</h1></html>"


class Trouble(Enum):
    """What becomes of a call."""

    NOT_SENT = auto()
    ANSWER_LOST = auto()
    SILENT = auto()
    GATEWAY = auto()


class BrokenLine:
    """Passes calls on to the stand-in; those that show something meet `troubles` first."""

    def __init__(self, telegram: Sandbox) -> None:
        self._telegram = telegram
        self.troubles: Iterator[Trouble] = iter(())
        self.tried = 0

    async def pass_on(self, request: web.Request) -> web.Response:
        trouble = None
        if request.path.rpartition("/")[2] in SHOWING:
            self.tried += 1
            trouble = next(self.troubles, None)
        body = await request.read()
        if trouble is Trouble.SILENT:
            # Until the caller has had enough and closes the connection.
            await asyncio.Event().wait()
        if trouble is Trouble.GATEWAY:
            return web.Response(status=HTTPStatus.BAD_GATEWAY, text=GATEWAY)
        if trouble is Trouble.NOT_SENT:
            return _cut(request)
        headers = {"Content-Type": request.headers["Content-Type"]}
        url = f"{self._telegram.url}{request.path}"
        async with ClientSession() as session, session.post(url, data=body, headers=headers) as it:
            said = web.Response(status=it.status, body=await it.read())
        return _cut(request) if trouble is Trouble.ANSWER_LOST else said


def _cut(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


@asynccontextmanager
async def broken_line(telegram: Sandbox) -> AsyncIterator[tuple[BrokenLine, Bot]]:
    """The line, and the sandbox's bot at its other end."""
    line = BrokenLine(telegram)
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", line.pass_on)
    runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    api = TelegramAPIServer.from_base(f"http://127.0.0.1:{runner.addresses[0][1]}")
    async with JsonSession(api=api) as session:
        yield line, Bot(telegram.token, session=session)
    await runner.cleanup()
