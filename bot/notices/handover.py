"""One message and what became of it: sent, surely not sent, never to be sent, or nobody knows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Final

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiohttp import ClientConnectorError

from bot.logs import fault
from bot.screen import Screen, SendUnread, send
from core.domain.parked import ParkedWhy

UNREACHABLE_SECONDS: Final = 15.0
REFUSED_SECONDS: Final = 60.0

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram took it."""


@dataclass(frozen=True, slots=True)
class NotSent:
    """Surely not sent; worth trying again after `seconds`. With `flood` Telegram said so."""

    seconds: float
    flood: bool = False


@dataclass(frozen=True, slots=True)
class Unsendable:
    """Trying again would not help; `why` is for the person who looks into it."""

    why: ParkedWhy


@dataclass(frozen=True, slots=True)
class Unknown:
    """The call began and its end was not seen: it may have been sent."""


@dataclass(frozen=True, slots=True)
class Moot:
    """Never begun: what it says is over, or its reader has gone; nobody has to look at it."""


Outcome = Sent | NotSent | Unsendable | Unknown | Moot


async def deliver(bot: Bot, chat: int, screen: Screen) -> Outcome:
    """Send a screen; markup that Telegram cannot read goes out once more without any."""
    try:
        await send(bot, chat, screen)
    except TelegramBadRequest as refused:
        if "can't parse entities" not in refused.message.lower():
            return _outcome(refused)
        _log.error("notice_markup_refused", chat=chat)
        return await _deliver_plain(bot, chat, screen)
    except Exception as failure:  # noqa: BLE001 - whatever it was, it is an outcome
        return _outcome(failure)
    return Sent()


async def _deliver_plain(bot: Bot, chat: int, screen: Screen) -> Outcome:
    text = unescape(re.sub(r"<[^>]*>", "", screen.text))
    try:
        await bot(
            SendUnread(chat_id=chat, text=text, parse_mode=None, reply_markup=screen.keyboard)
        )
    except Exception as failure:  # noqa: BLE001 - as above
        return _outcome(failure)
    return Sent()


def _outcome(failure: Exception) -> Outcome:
    match failure:
        case TelegramRetryAfter(retry_after=seconds):
            return NotSent(seconds, flood=True)
        case TelegramForbiddenError() | TelegramBadRequest() | TelegramMigrateToChat():
            return Unsendable(_why_never(failure))
        case TelegramUnauthorizedError() | TelegramNotFound():
            return NotSent(REFUSED_SECONDS)
        case TelegramNetworkError(__cause__=ClientConnectorError()):
            return NotSent(UNREACHABLE_SECONDS)
        case _:
            _log.warning("notice_outcome_unknown", **fault(failure))
            return Unknown()


def _why_never(failure: TelegramAPIError) -> ParkedWhy:
    if isinstance(failure, TelegramMigrateToChat):
        # Only groups migrate, and in a group nobody's data is shown.
        return ParkedWhy.CHAT_MIGRATED
    said = failure.message.lower()
    if isinstance(failure, TelegramBadRequest):
        return ParkedWhy.CHAT_NOT_FOUND if "chat not found" in said else ParkedWhy.REFUSED
    codes = {"blocked": ParkedWhy.BLOCKED, "deactivated": ParkedWhy.DEACTIVATED}
    return next((code for word, code in codes.items() if word in said), ParkedWhy.FORBIDDEN)
