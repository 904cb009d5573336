"""In groups the bot shows nobody's data: one polite sentence, and the way to a private chat."""

from __future__ import annotations

from aiogram import Bot
from aiogram.enums import ChatType
from aiogram.types import (
    ChatMemberAdministrator,
    ChatMemberBanned,
    ChatMemberLeft,
    ChatMemberMember,
    ChatMemberUpdated,
    Message,
)

from bot.render import render
from bot.screen import Screen
from bot.showing import tell

_AWAY = (ChatMemberLeft, ChatMemberBanned)
_HERE = (ChatMemberMember, ChatMemberAdministrator)


async def answer_group(bot: Bot, message: Message, language: str) -> None:
    """Answer a command or a mention; other talk, and what another bot is told to do, is none of
    the bot's business.
    """
    text = (message.text or "").lower()
    me = await bot.me()
    called = f"@{me.username}".lower()
    command = text.split(maxsplit=1)[0] if text.startswith("/") else ""
    if (command and command.partition("@")[2] in {"", called[1:]}) or called in text:
        await tell(bot, message.chat.id, await _sentence(bot, language))


async def greet_group(bot: Bot, event: ChatMemberUpdated, language: str) -> None:
    """Once, when the bot is added, also as an administrator; a channel has nobody to talk to."""
    was, is_ = event.old_chat_member, event.new_chat_member
    added = isinstance(was, _AWAY) and isinstance(is_, _HERE)
    if added and event.chat.type != ChatType.CHANNEL:
        await tell(bot, event.chat.id, await _sentence(bot, language))


async def _sentence(bot: Bot, language: str) -> Screen:
    me = await bot.me()
    return Screen(render(language, "group-chat", link=f"https://t.me/{me.username}"))
