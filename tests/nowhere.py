"""A Telegram that says yes at once: for whom only the way to it matters."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import TelegramMethod


class Nowhere(BaseSession):
    """Keeps the last call, and sends nothing."""

    said: TelegramMethod[Any] | None = None

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[Any],
        timeout: int | None = None,  # noqa: ASYNC109 - as aiogram declares it
    ) -> Any:  # noqa: ANN401 - whatever the method returns
        del bot, timeout
        self.said = method
        return True

    async def close(self) -> None:
        return

    async def stream_content(self, *_: object, **__: object) -> AsyncGenerator[bytes, None]:
        yield b""
