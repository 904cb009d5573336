"""Getting a screen into a chat while somebody waits, whatever became of the message before."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final, TypeVar

import structlog
from aiogram import Bot
from aiogram.enums import MessageEntityType
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramRetryAfter,
)
from aiogram.types import CallbackQuery, Message

from bot.logs import fault
from bot.screen import Screen, edit, send

Result = TypeVar("Result")
TRIES: Final = 8
WAIT_SECONDS_MAX: Final = 20.0

_log = structlog.get_logger(__name__)


async def tell(bot: Bot, chat: int, screen: Screen) -> None:
    """Send a new message; somebody who blocked the bot gets none, and that is no error."""
    try:
        await patiently(lambda: send(bot, chat, screen))
    except TelegramForbiddenError:
        _log.info("chat_is_closed", chat=chat)


async def replace(bot: Bot, chat: int, query: CallbackQuery | None, screen: Screen) -> bool:
    """Put a screen where its button was pressed, or below when that cannot be done.

    False when that very screen was there already.
    """
    shown = query.message if query is not None else None
    if not isinstance(shown, Message) or not shown.text or screen.photo is not None:
        await tell(bot, chat, screen)
        return True
    try:
        await patiently(lambda: edit(bot, shown, screen))
    except TelegramForbiddenError:
        _log.info("chat_is_closed", chat=chat)
    except TelegramBadRequest as refused:
        if "message is not modified" in refused.message:
            return False
        # Deleted, or too old to be edited: what it should say is still worth saying.
        _log.info("not_edited", chat=chat)
        await tell(bot, chat, screen)
    return True


def quoted(query: CallbackQuery | None) -> str:
    """What the message of the pressed button quotes; empty when nothing, or when Telegram does
    not say any more what is in it.
    """
    shown = query.message if query is not None else None
    if not isinstance(shown, Message):
        return ""
    quotes = (each for each in shown.entities or () if each.type == MessageEntityType.BLOCKQUOTE)
    return next((each.extract_from(shown.text or "") for each in quotes), "")


async def unbutton(bot: Bot, chat: int, message: int) -> None:
    """Take the buttons away from an earlier message, if it still has any."""
    with suppress(TelegramBadRequest, TelegramForbiddenError):
        await patiently(lambda: bot.edit_message_reply_markup(chat_id=chat, message_id=message))


async def answer(query: CallbackQuery, text: str | None = None) -> None:
    """End the waiting of a button. An answer that comes late or fails harms nobody."""
    try:
        await query.answer(text)
    except (AiogramError, OSError, TimeoutError) as failure:
        _log.info("callback_not_answered", **fault(failure))


async def patiently(call: Callable[[], Awaitable[Result]]) -> Result:
    """Wait when Telegram says how long, then call again, a few times.

    Raises:
        TelegramRetryAfter: Telegram wants a longer pause than anybody would wait for a screen.
        TelegramAPIError: Refused for another reason.
    """
    for _ in range(TRIES - 1):
        try:
            return await call()
        except TelegramRetryAfter as flood:
            if flood.retry_after > WAIT_SECONDS_MAX:
                raise
            await asyncio.sleep(flood.retry_after)
    return await call()
