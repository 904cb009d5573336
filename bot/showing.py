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
    ClientDecodeError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import CallbackQuery, Message

from bot.logs import fault
from bot.notices.pace import Pace
from bot.screen import Screen, edit, send
from bot.session import JsonSession

Result = TypeVar("Result")


class Forbidden(Exception):
    """Telegram wants nothing sent for so many seconds, and the call was not made."""


# Half a minute in all, which leaves time for an apology before the update is given up.
PAUSES_SECONDS: Final = (0.5, 1.0, 2.0, 4.0, 8.0, 8.0, 8.0)
WAIT_SECONDS_MAX: Final = 20.0
# One call; whoever waits for a screen has no minute for a connection that died in silence.
CALL_SECONDS: Final = 15.0
# A gateway's page about its trouble cannot be decoded.
BROKEN: Final = (
    TelegramNetworkError,
    TelegramServerError,
    ClientDecodeError,
    OSError,
    TimeoutError,
)

_log = structlog.get_logger(__name__)


async def tell(bot: Bot, chat: int, screen: Screen) -> None:
    """Send a new message; somebody who blocked the bot gets none, and that is no error."""
    try:
        await patiently(bot, chat, lambda: send(bot, chat, screen))
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
    tries = 0

    async def put() -> None:
        nonlocal tries
        tries += 1
        await edit(bot, shown, screen)

    try:
        await patiently(bot, chat, put)
    except TelegramForbiddenError:
        _log.info("chat_is_closed", chat=chat)
    except TelegramBadRequest as refused:
        if "message is not modified" in refused.message:
            # An earlier try has put it there, if the connection broke before it was answered.
            return tries > 1
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
    """Take the buttons away from an earlier message, if it still has any. The answer does not wait
    for a connection that stays broken.
    """
    with suppress(TelegramBadRequest, TelegramForbiddenError, Forbidden, *BROKEN):
        await patiently(
            bot, chat, lambda: bot.edit_message_reply_markup(chat_id=chat, message_id=message)
        )


async def answer(query: CallbackQuery, text: str | None = None) -> None:
    """End the waiting of a button. An answer that comes late or fails harms nobody."""
    try:
        await query.answer(text)
    except (AiogramError, OSError, TimeoutError) as failure:
        _log.info("callback_not_answered", **fault(failure))


async def patiently(bot: Bot, chat: int, call: Callable[[], Awaitable[Result]]) -> Result:
    """Wait while Telegram wants nothing sent (S4), also when it was the relay that was told so, or
    a little longer each time when it cannot be reached or fails itself; then call again, a few
    times (S3).

    Nobody knows whether a call arrived whose answer was lost: a new message may come twice, which
    is better than never. An edit leaves the same screen.

    Raises:
        TelegramRetryAfter, Forbidden: Telegram wants a longer pause than anybody would wait for
            a screen.
        TelegramAPIError: Refused for another reason, or still not to be reached.
        TimeoutError: The last try was not answered in time.
    """
    pace = bot.session.pace if isinstance(bot.session, JsonSession) else None
    for pause in PAUSES_SECONDS:
        await _allowed(pace, chat)
        try:
            return await _in_time(call)
        except TelegramRetryAfter as flood:
            if pace is not None:
                pace.flooded(chat, flood.retry_after)
            if flood.retry_after > WAIT_SECONDS_MAX:
                raise
            await asyncio.sleep(flood.retry_after)
        except BROKEN as failure:
            _log.warning("said_again", seconds=pause, **fault(failure))
            await asyncio.sleep(pause)
    await _allowed(pace, chat)
    return await _in_time(call)


async def _allowed(pace: Pace | None, chat: int) -> None:
    """Return when a screen may go to the chat; it takes a turn, and waits for none.

    Raises:
        Forbidden: Not before anybody would have stopped waiting.
    """
    if pace is None:
        return
    while (seconds := pace.forbidden(chat)) > 0:
        if seconds > WAIT_SECONDS_MAX:
            raise Forbidden(f"{seconds:.0f} seconds")
        await asyncio.sleep(seconds)
    pace.shown(chat)


async def _in_time(call: Callable[[], Awaitable[Result]]) -> Result:
    async with asyncio.timeout(CALL_SECONDS):
        return await call()
