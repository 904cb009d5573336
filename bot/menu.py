"""The menu of commands behind "/": a convenience, never a permission."""

from __future__ import annotations

from typing import Final

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat

from bot.logs import fault
from bot.render import LANGUAGES, Words
from core.domain.views import Account

FOR_ALL: Final = (
    "start",
    "family",
    "search",
    "favorites",
    "searches",
    "enrollments",
    "apply",
    "history",
    "notifications",
    "language",
    "privacy",
    "help",
)
FOR_STAFF: Final = ("requests", "groups")
FOR_OPERATORS: Final = ("invite",)
FALLBACK: Final = "en"

_log = structlog.get_logger(__name__)


async def announce(bot: Bot) -> bool:
    """Set the menu of private chats in every language; again changes nothing.

    False when Telegram could not be told: the bot works without its menu.
    """
    scope = BotCommandScopeAllPrivateChats()
    try:
        for language in LANGUAGES:
            # Whoever's Telegram speaks another language gets the menu without one.
            await bot.set_my_commands(
                _commands(language, FOR_ALL),
                scope=scope,
                language_code=language,
            )
        await bot.set_my_commands(_commands(FALLBACK, FOR_ALL), scope=scope)
    except (AiogramError, OSError, TimeoutError) as failure:
        _log.warning("menu_not_set", **fault(failure))
        return False
    return True


async def announce_roles(bot: Bot, account: Account) -> bool:
    """Add the commands of an account's roles to its own chat, in its language."""
    names = [*FOR_ALL]
    names[1:1] = FOR_STAFF if account.staff_of else ()
    names[1:1] = FOR_OPERATORS if account.operator_of else ()
    try:
        await bot.set_my_commands(
            _commands(account.language, names), scope=BotCommandScopeChat(chat_id=account.chat)
        )
    except (AiogramError, OSError, TimeoutError) as failure:
        _log.warning("menu_not_set", account=account.id, **fault(failure))
        return False
    return True


def _commands(language: str, names: list[str] | tuple[str, ...]) -> list[BotCommand]:
    words = Words(language)
    return [BotCommand(command=name, description=words.plain(f"command-{name}")) for name in names]
