"""Somebody in a chat, and how often the database was waited for."""

from __future__ import annotations

from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.types import Update, User

from bot.render import Words
from tests.bot.conftest import PARENT
from tests.crossings import Crossings
from tests.nowhere import Nowhere


class Chat:
    """Somebody in a chat with the bot, over a way to the server on which all is counted."""

    def __init__(self, dispatcher: Dispatcher, crossings: Crossings) -> None:
        self._dispatcher = dispatcher
        self._crossings = crossings
        self._session = Nowhere()
        self._bot = Bot("42:nobody", session=self._session)
        self._bot._me = User(id=42, is_bot=True, first_name="x", username="x_bot")  # noqa: SLF001
        self._number = 0
        self.person = PARENT
        self.failed = 0

    async def say(self, text: str) -> str:
        return await self._fed(message=_message(text, self.person))

    async def press(self, data: str) -> str:
        message = _message("x", self.person)
        pressed = {"id": "1", "from": message["from"], "chat_instance": "1", "data": data}
        return await self._fed(callback_query={**pressed, "message": message})

    @property
    def labels(self) -> list[str]:
        """Of the buttons below what was said last."""
        said: Any = self._session.said
        return [button.text for row in said.reply_markup.inline_keyboard for button in row]

    async def waits(self, data: str) -> int:
        """For one press, when connections and statements are there already."""
        await self.press(data)
        self._crossings.count = 0
        await self.press(data)
        return self._crossings.count

    async def _fed(self, **update: dict[str, Any]) -> str:
        self._number += 1
        raw = {"update_id": self._number, **update}
        fed = Update.model_validate(raw, context={"bot": self._bot})
        await self._dispatcher.feed_update(self._bot, fed)
        said = str(getattr(self._session.said, "text", ""))
        self.failed += said == Words("ru").plain("error-unexpected")
        return said


def _message(text: str, who: int) -> dict[str, Any]:
    person = {"id": who, "is_bot": False, "first_name": "x"}
    chat = {"id": who, "type": "private"}
    return {"message_id": 1, "date": 1, "from": person, "chat": chat, "text": text}
