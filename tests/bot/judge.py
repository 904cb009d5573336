"""A Telegram without a network that notes every call and refuses the texts that Telegram does."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from itertools import count
from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import (
    AnswerCallbackQuery,
    AnswerInlineQuery,
    EditMessageText,
    GetMe,
    SendDocument,
    SendMessage,
    SendPhoto,
    TelegramMethod,
)
from aiogram.types import Chat, Message, User

from sandbox.texts import parsed

TOKEN = "42:a-judge"


class Judge(BaseSession):
    """Answers every call at once. `said` counts messages by chat, `answered` callbacks and inline
    queries by id."""

    def __init__(self) -> None:
        super().__init__()
        self.said: Counter[int] = Counter()
        self.answered: Counter[str] = Counter()
        self._numbers = count(1)

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[Any],
        timeout: int | None = None,  # noqa: ASYNC109 - as aiogram declares it
    ) -> Any:  # noqa: ANN401 - whatever the method returns
        match method:
            case GetMe():
                return User(id=42, is_bot=True, first_name="K", username="kruzhok_bot")
            case AnswerCallbackQuery():
                self.answered[method.callback_query_id] += 1
                return True
            case AnswerInlineQuery():
                self.answered[method.inline_query_id] += 1
                for result in method.results:
                    content = getattr(result, "input_message_content", None)
                    parsed(getattr(content, "message_text", ""), mode="HTML")
                return True
            case SendMessage() | EditMessageText():
                parsed(method.text or "", mode="HTML")
                return self._message(int(method.chat_id or 0))
            case SendPhoto() | SendDocument():
                parsed(method.caption or "", mode="HTML")
                return self._message(int(method.chat_id))
            case _:
                return True

    def _message(self, chat: int) -> Message:
        self.said[chat] += 1
        return Message(
            message_id=next(self._numbers),
            date=datetime.now(UTC),
            chat=Chat(id=chat, type="private"),
            text="said",
        )

    async def close(self) -> None:
        return

    async def stream_content(self, *_: object, **__: object) -> AsyncGenerator[bytes, None]:
        yield b""
