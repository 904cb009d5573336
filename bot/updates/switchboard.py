"""From an update to its handler; no failure gets out but that of a database that is away, and
everybody gets an answer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import structlog
from aiogram import Bot
from aiogram.enums import ChatType
from aiogram.types import (
    CallbackQuery,
    ChatMemberMember,
    ChatMemberUpdated,
    InlineQuery,
    Message,
    Update,
    User,
)

from bot import showing
from bot.handlers.inline import answer_inline
from bot.keyboards.callbacks import NothingPressed
from bot.keyboards.packing import APART, Pressed
from bot.logs import fault
from bot.refusals import explain
from bot.render import Words, spoken
from bot.routes import ANY_CONTENT, AnyButton, Routes, Told
from bot.talk import Talk
from bot.updates.groups import answer_group, greet_group
from bot.updates.lanes import Ending
from bot.updates.mending import hear_answer, hear_mended
from bot.updates.once import Once
from bot.updates.reading import command_of, kind_of, phone_of, point_of, words_of
from bot.views.others import hint
from bot.views.privacy import erased
from core.domain.delivery import Delivery
from core.domain.errors import DomainError
from core.domain.views import About, Presence
from core.ports.acts import Acts, Reads, Unreachable
from core.services import accounts
from core.services.looking import arriving

_log = structlog.get_logger(__name__)


class Switchboard:
    """Finds the handler of an update in `routes`; `welcome_back` greets who unblocked the bot."""

    def __init__(
        self,
        perform: Acts,
        read: Reads,
        routes: Routes,
        welcome_back: Callable[[Talk], Awaitable[None]],
        default_language: str,
    ) -> None:
        self._perform = perform
        self._read = read
        self._routes = routes
        self._welcome_back = welcome_back
        self._default_language = default_language

    async def message(self, message: Message, bot: Bot, event_update: Update) -> Ending | None:
        """A command, an awaited answer, words to search for, or anything else.

        A card that somebody sent by way of this bot says all that it has to say.
        """
        if message.via_bot is not None and message.via_bot.id == bot.id:
            return None
        if message.chat.type != ChatType.PRIVATE:
            await answer_group(bot, message, self._spoken(message.from_user))
            return None
        comes = Delivery(bot.id, event_update.update_id, message.chat.id, message.date)
        about = self._routes.about(self._told(message), None)
        if about is not None:
            about = replace(about, words=words_of(message))
        handling = partial(self._heard, message=message)
        return await self._talked(bot, comes, message.from_user, handling, about)

    async def edited(self, message: Message, bot: Bot, event_update: Update) -> Ending | None:
        """Words that were changed where they stand. Whatever else changes waits for no answer, a
        place that is shared for an hour, say; nor does an account begin with it.
        """
        own = message.chat.type == ChatType.PRIVATE and message.via_bot is None
        if not own or not (message.text or "").strip():
            return None
        if await self._read(accounts.find_account, message.chat.id) is not None:
            comes = Delivery(bot.id, event_update.update_id, message.chat.id)
            handling = partial(self._mended, message=message)
            return await self._talked(bot, comes, message.from_user, handling)
        return None

    async def callback(self, query: CallbackQuery, bot: Bot, event_update: Update) -> Ending | None:
        """A button of today, of last year, or of nobody's. Answered at once, whatever it is."""
        chat = None if query.message is None else query.message.chat
        if chat is None or chat.type != ChatType.PRIVATE:
            words = Words(self._spoken(query.from_user))
            await showing.answer(query, words.plain("group-button"))
            return None
        answering = asyncio.create_task(showing.answer(query))
        try:
            # Telegram has forgotten when what is very old was sent: that was at the epoch.
            sent_at = None if query.message is None else _instant(query.message.date)
            comes = Delivery(bot.id, event_update.update_id, chat.id, sent_at)
            button, handler = self._button(query)
            handling = partial(_pressed, query=query, button=button, handler=handler)
            about = self._routes.about(handler, button)
            return await self._talked(bot, comes, query.from_user, handling, about, query)
        finally:
            await answering

    async def member(
        self, event: ChatMemberUpdated, bot: Bot, event_update: Update
    ) -> Ending | None:
        """Added to a group: say once where to talk. Unblocked: say what was missed."""
        if event.chat.type != ChatType.PRIVATE:
            await greet_group(bot, event, self._spoken(event.from_user))
        elif isinstance(event.new_chat_member, ChatMemberMember):
            comes = Delivery(bot.id, event_update.update_id, event.chat.id, event.date)
            return await self._talked(
                bot, comes, event.from_user, lambda talk: (None, self._welcome_back(talk))
            )
        return None

    async def inline(self, query: InlineQuery, bot: Bot) -> Ending | None:
        """`@bot шахматы 8 лет` in any chat: cards that anybody may pass on. Nothing is kept."""
        try:
            known = await self._read(accounts.find_account, query.from_user.id)
            language = self._spoken(query.from_user) if known is None else known.language
            await answer_inline(bot, self._read, Words(language), query)
        except Exception as failure:  # noqa: BLE001 - nobody waits long for such an answer
            _log.error("inline_not_answered", **fault(failure))
            return Ending.FAULT
        return None

    async def warn(self, update: Update, bot: Bot) -> None:
        """Ask somebody who sends too much at once to be slower; nothing else is done."""
        if update.callback_query is not None:
            await showing.answer(update.callback_query)
        await self._said(update, bot, "too-fast")

    async def apologize(self, update: Update, bot: Bot) -> None:
        """Say that an update was given up which took too long."""
        await self._said(update, bot, "error-unexpected")

    async def _said(self, update: Update, bot: Bot, what: str) -> None:
        """A hint to whoever sent the update, without a look at the account."""
        query, message = update.callback_query, update.message or update.edited_message
        user = query.from_user if query else message.from_user if message else None
        chat = query.message.chat if query and query.message else message.chat if message else None
        if chat is not None and chat.type == ChatType.PRIVATE:
            await showing.tell(bot, chat.id, hint(Words(self._spoken(user)), what))

    async def _talked(
        self,
        bot: Bot,
        comes: Delivery,
        user: User | None,
        handling: Callable[[Talk], tuple[Pressed | None, Awaitable[None]]],
        about: About | None = None,
        query: CallbackQuery | None = None,
    ) -> Ending | None:
        """Let it be handled; what cannot even begin is apologized for too."""
        try:
            talk = await self._talk(bot, comes, self._spoken(user), about, query)
        except Unreachable:
            raise
        except Exception as failure:  # noqa: BLE001 - whatever it is, the person gets an answer
            _log.error("update_failed", update=comes.number, **fault(failure))
            await _apologize(bot, comes.chat, Words(self._spoken(user)))
            return Ending.FAULT
        return None if talk is None else await _guarded(talk, *handling(talk))

    async def _talk(
        self,
        bot: Bot,
        comes: Delivery,
        language: str,
        about: About | None,
        query: CallbackQuery | None,
    ) -> Talk | None:
        """None when it is a repeated update whose answer would be out of date, or whose account was
        erased with it or since: that was said.
        """
        arrival = None
        if about is None:
            known = await self._read(accounts.presence, comes.chat, comes)
        else:
            arrival = await self._read(arriving, comes.chat, comes, about)
            known = None if arrival is None else arrival.presence
        if known is None:
            account = await self._perform(accounts.arrive_with, comes, language)
            if account is None:
                await showing.replace(bot, comes.chat, query, erased(Words(language)))
                return None
            known = Presence(account, {})
        if known.handled is not None and known.handled.outdated:
            words = Words(known.account.language)
            await showing.tell(
                bot, comes.chat, hint(words, "update-repeated", account=known.account)
            )
            return None
        state = known.conversation if known.handled is None else known.handled.found
        once = Once(self._perform, comes, state)
        return Talk(bot, known.account, state, once, self._perform, self._read, arrival)

    def _told(self, message: Message) -> Told | None:
        """The handler of a message, unless the chat was asked for something."""
        text = (message.text or "").strip()
        if text.startswith("/"):
            return self._routes.commands.get(command_of(text)[0])
        return self._routes.contents.get(kind_of(message)) or self._routes.contents[ANY_CONTENT]

    def _heard(self, talk: Talk, message: Message) -> tuple[None, Awaitable[None]]:
        text, handler = (message.text or "").strip(), self._told(message) or _unknown_command
        if text.startswith("/"):
            return None, _commanded(talk, handler, command_of(text)[1])
        if text and (awaited := self._routes.awaited.get(talk.awaiting)):
            return None, hear_answer(talk, message, awaited)
        return None, handler(talk, point_of(message) or phone_of(message) or text)

    def _mended(self, talk: Talk, message: Message) -> tuple[None, Awaitable[None]]:
        return None, hear_mended(talk, message, self._routes.awaited)

    def _button(self, query: CallbackQuery) -> tuple[Pressed | None, AnyButton]:
        """What was pressed and its handler; an old one, or a forged one, is said to be old."""
        data = (query.data or "").removeprefix(APART)
        kind, handler = self._routes.buttons.get(data.partition(":")[0], (None, _old))
        try:
            return (None, _old) if kind is None else (kind.read(data), handler)
        except ValueError:
            return None, _old

    def _spoken(self, user: User | None) -> str:
        code = None if user is None else user.language_code
        return spoken(code, default=self._default_language)


def _instant(sent: datetime | int) -> datetime:
    return sent if isinstance(sent, datetime) else datetime.fromtimestamp(sent, UTC)


def _pressed(
    talk: Talk, query: CallbackQuery, button: Pressed | None, handler: AnyButton
) -> tuple[Pressed | None, Awaitable[None]]:
    talk.query, talk.apart = query, (query.data or "").startswith(APART)
    return button, handler(talk, None) if button is None else _handled(talk, button, handler)


async def _handled(talk: Talk, button: Pressed, handler: AnyButton) -> None:
    if talk.awaiting and not isinstance(button, NothingPressed):
        await talk.hear()
    await handler(talk, button)


async def _commanded(talk: Talk, handler: Told, argument: str) -> None:
    await talk.hear()
    await handler(talk, argument)


async def _unknown_command(talk: Talk, _: str) -> None:
    await talk.show(hint(talk.words, "unknown-command", account=talk.account))


async def _old(talk: Talk, _: None) -> None:
    await talk.tell(hint(talk.words, "error-old-button", account=talk.account))


async def _guarded(talk: Talk, button: Pressed | None, handling: Awaitable[None]) -> Ending | None:
    """The one error handler: a refusal is explained, a fault gets a kind sentence."""
    try:
        try:
            await handling
        except DomainError as refusal:
            await explain(talk, refusal, button)
        finally:
            await talk.perform.settle()
    except Unreachable:
        # The update is not confirmed, and comes again.
        raise
    except Exception as failure:  # noqa: BLE001 - whatever it is, the person gets an answer
        _log.error("update_failed", account=talk.account.id, **fault(failure))
        await _apologize(talk.bot, talk.account.chat, talk.words)
        return Ending.FAULT
    return None


async def _apologize(bot: Bot, chat: int, words: Words) -> None:
    try:
        await showing.tell(bot, chat, hint(words, "error-unexpected"))
    except Exception as failure:  # noqa: BLE001 - nothing more can be said to this chat now
        _log.error("apology_failed", chat=chat, **fault(failure))
