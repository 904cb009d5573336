"""From an update to its handler: one handler per kind of update, and a table behind it.

Filters cost more than handlers: twenty-five of them in a row take three quarters of the rate
(measured), so there is none.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable

import structlog
from aiogram import Bot, Dispatcher, Router
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, User

from bot import showing
from bot.handlers import (
    applications,
    applying,
    contracts,
    desk_offers,
    enrolling,
    enrollments,
    family,
    favorites,
    funding,
    moving,
    offers,
    operator,
    others,
    programs,
    provider,
    searching,
    settings,
    start,
)
from bot.keyboards.callbacks import NothingPressed
from bot.keyboards.packing import APART, Pressed
from bot.logs import fault
from bot.refusals import explain
from bot.render import spoken
from bot.routes import AnyButton, Routes
from bot.talk import Talk
from bot.updates.groups import answer_group, greet_group
from bot.views.others import hint
from core.domain.errors import DomainError
from core.ports.acts import Acts, Reads
from core.services import accounts

_log = structlog.get_logger(__name__)

ROUTES = Routes.of(
    start.routes,
    family.routes,
    funding.routes,
    searching.routes,
    programs.routes,
    favorites.routes,
    enrolling.routes,
    enrollments.routes,
    offers.routes,
    settings.routes,
    provider.routes,
    contracts.routes,
    desk_offers.routes,
    moving.routes,
    operator.routes,
    applying.routes,
    applications.routes,
    others.routes,
)


def make_dispatcher(perform: Acts, read: Reads, *, default_language: str = "ru") -> Dispatcher:
    """The whole conversation over a database's acts and reads.

    Updates of one chat must be fed one after the other; chats may go side by side.
    """
    switchboard = Switchboard(perform, read, default_language)
    router = Router(name=__name__)
    router.message.register(switchboard.message)
    router.callback_query.register(switchboard.callback)
    router.my_chat_member.register(switchboard.member)
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.include_router(router)
    return dispatcher


class Switchboard:
    """Finds the handler of an update, and lets no failure out."""

    def __init__(self, perform: Acts, read: Reads, default_language: str) -> None:
        self._perform = perform
        self._read = read
        self._default_language = default_language

    async def message(self, message: Message, bot: Bot) -> None:
        """A command, an awaited answer, words to search for, or anything else."""
        if message.chat.type != ChatType.PRIVATE:
            await answer_group(bot, message, self._spoken(message.from_user))
            return
        talk = await self._talk(bot, message.chat.id, self._spoken(message.from_user))
        await _guarded(talk, None, _heard(talk, message))

    async def callback(self, query: CallbackQuery, bot: Bot) -> None:
        """A button of today, of last year, or of nobody's. Answered at once, whatever it is."""
        chat = None if query.message is None else query.message.chat
        if chat is None or chat.type != ChatType.PRIVATE:
            await showing.answer(query)
            return
        answering = asyncio.create_task(showing.answer(query))
        try:
            talk = await self._talk(bot, chat.id, self._spoken(query.from_user))
            data = query.data or ""
            talk.query, talk.apart = query, data.startswith(APART)
            button, handling = _pressed(talk, data.removeprefix(APART))
            await _guarded(talk, button, handling)
        finally:
            await answering

    async def member(self, event: ChatMemberUpdated, bot: Bot) -> None:
        """Added to a group: say once where to talk."""
        if event.chat.type != ChatType.PRIVATE:
            await greet_group(bot, event, self._spoken(event.from_user))

    async def _talk(self, bot: Bot, chat: int, language: str) -> Talk:
        known = await self._read(accounts.presence, chat)
        if known is None:
            account = await self._perform(accounts.arrive, chat, language)
            return Talk(bot, account, {}, self._perform, self._read)
        return Talk(bot, known.account, known.conversation, self._perform, self._read)

    def _spoken(self, user: User | None) -> str:
        code = None if user is None else user.language_code
        return spoken(code, default=self._default_language)


async def _heard(talk: Talk, message: Message) -> None:
    text = (message.text or "").strip()
    if text.startswith("/"):
        await talk.hear()
        name, _, argument = text[1:].partition(" ")
        handler = ROUTES.commands.get(name.partition("@")[0].lower())
        if handler is None:
            await talk.show(hint(talk.words, "unknown-command"))
        else:
            await handler(talk, argument.strip())
        return
    if text and (awaited := ROUTES.awaited.get(talk.awaiting)):
        await awaited(talk, text)
        return
    handler = ROUTES.contents.get(_kind(message)) or ROUTES.contents[others.ANY_CONTENT]
    await handler(talk, text)


def _kind(message: Message) -> str:
    if message.contact is not None:
        own = message.from_user is not None and message.contact.user_id == message.from_user.id
        return "contact" if own else "foreign contact"
    return message.content_type


def _pressed(talk: Talk, data: str) -> tuple[Pressed | None, Awaitable[None]]:
    kind, handler = ROUTES.buttons.get(data.partition(":")[0], (None, None))
    if kind is None or handler is None:
        return None, _old(talk)
    try:
        button = kind.read(data)
    except ValueError:
        return None, _old(talk)
    return button, _handled(talk, button, handler)


async def _handled(talk: Talk, button: Pressed, handler: AnyButton) -> None:
    if talk.awaiting and not isinstance(button, NothingPressed):
        await talk.hear()
    await handler(talk, button)


async def _old(talk: Talk) -> None:
    await talk.tell(hint(talk.words, "error-old-button"))


async def _guarded(talk: Talk, button: Pressed | None, handling: Awaitable[None]) -> None:
    """The one error handler: a refusal is explained, a fault gets a kind sentence."""
    try:
        try:
            await handling
        except DomainError as refusal:
            await explain(talk, refusal, button)
    except Exception as failure:  # noqa: BLE001 - whatever it is, the person gets an answer
        _log.error("update_failed", account=talk.account.id, **fault(failure))
        await _apologize(talk)


async def _apologize(talk: Talk) -> None:
    try:
        await talk.tell(hint(talk.words, "error-unexpected"))
    except Exception as failure:  # noqa: BLE001 - nothing more can be said to this chat now
        _log.error("apology_failed", account=talk.account.id, **fault(failure))
