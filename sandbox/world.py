"""All there is in the sandbox: accounts, bots, chats, files, and time."""

import asyncio
import re
import secrets
import zlib
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final

from sandbox.bots import Bot, CallbackQuery
from sandbox.chats import Chat
from sandbox.events import Events
from sandbox.files import FileStore
from sandbox.floods import Floods
from sandbox.inline import InlineQuery
from sandbox.inspector import Inspector
from sandbox.keyboards import InlineKeyboard
from sandbox.limits import CALLBACK_SECONDS, INLINE_SECONDS
from sandbox.messages import Draft, Message
from sandbox.pace import Pace
from sandbox.profiles import Account, BotProfile, Profile
from sandbox.refusals import CHAT_NOT_FOUND, QUERY_TOO_OLD, Refusal, bad_request

_TOKEN: Final = re.compile(r"\d{1,15}:[A-Za-z0-9_-]+")


class World:
    """Owns the state; methods of the Bot API and people act on it, on one event loop.

    `now` dates messages and may be any clock; callback queries grow old and floods
    end by the real seconds of `pace`.
    """

    def __init__(
        self,
        *,
        people: Iterable[Profile],
        now: Callable[[], datetime],
        pace: Pace,
    ) -> None:
        self.now = now
        self.monotonic = pace.monotonic
        self.accounts = {profile.id: Account(profile) for profile in people}
        self.bots: dict[int, Bot] = {}
        self.events = Events()
        self.webhooks_changed = asyncio.Event()
        self.files = FileStore()
        self.floods = Floods(clock=pace.monotonic, by_rate=pace.rate_limits)
        self.inspector = Inspector(self.events)

    def bot_with(self, token: str) -> Bot:
        """Return the bot that a token belongs to; a well-formed new token makes a new bot.

        Raises:
            Refusal: Not a token, or another token of a known bot.
        """
        if not _TOKEN.fullmatch(token):
            raise Refusal(401)
        known = self.bots.get(int(token.partition(":")[0]))
        if known is None:
            return self.add_bot(BotProfile.unheard_of(token))
        if known.profile.token != token:
            raise Refusal(401)
        return known

    def add_bot(self, profile: BotProfile) -> Bot:
        self.bots[profile.id] = Bot(profile)
        return self.bots[profile.id]

    def add_account(self, profile: Profile) -> Account:
        account = self.accounts[profile.id] = Account(profile)
        self.events.announce("people")
        return account

    def chat(self, bot: Bot, id: int) -> Chat:
        """Find a chat; an account that exists has one with every bot.

        Raises:
            Refusal: Nobody and nothing has this id.
        """
        if id not in bot.chats:
            if id not in self.accounts:
                raise bad_request(CHAT_NOT_FOUND)
            instance = str(zlib.crc32(f"{bot.profile.id}/{id}".encode()) * 2**31 + abs(id))
            bot.chats[id] = Chat(id, instance, member=self.accounts[id])
        return bot.chats[id]

    def add_group(self, bot: Bot, title: str, members: Iterable[Account]) -> Chat:
        """Open a group in which `bot` is a member."""
        group = Chat(
            -secrets.randbelow(10**9) - 1,
            str(secrets.randbelow(2**62)),
            title=title,
            members=tuple(members),
            started=True,
        )
        bot.chats[group.id] = group
        return group

    def send(self, bot: Bot, chat: Chat, draft: Draft) -> Message:
        """Put a message of the bot into a chat that is open to it.

        Raises:
            Refusal: The chat is not open to the bot.
        """
        chat.ensure_open()
        message = Message(
            bot.next_message_id(),
            chat.as_json(),
            bot.as_user(),
            self.now(),
            draft.content,
            draft.markup if isinstance(draft.markup, InlineKeyboard) else None,
            reply_to=draft.reply_to,
            extra=draft.extra,
        )
        chat.show(message, draft.markup)
        self.changed("message", bot, chat, message)
        return message

    def changed(self, kind: str, bot: Bot, chat: Chat, message: Message) -> None:
        """Announce that a message of a chat is new, edited or deleted."""
        self.events.announce(
            kind, bot=bot.profile.id, chat=chat.id, message=message.as_person_sees()
        )

    def open_query(self, bot: Bot, id: str) -> CallbackQuery:
        """Find a pressed button that still may be answered.

        Raises:
            Refusal: Unknown, answered before, or pressed more than a minute ago.
        """
        query = bot.queries.get(id)
        if query is None or query.answered or self.monotonic() - query.asked > CALLBACK_SECONDS:
            raise bad_request(QUERY_TOO_OLD)
        return query

    def open_inline_query(self, bot: Bot, id: str) -> InlineQuery:
        """Find what somebody asks and still waits for.

        Raises:
            Refusal: Unknown, answered before, or asked more than ten seconds ago.
        """
        query = bot.inline_queries.get(id)
        if query is None or query.results is not None or self._over(query):
            raise bad_request(QUERY_TOO_OLD)
        return query

    def _over(self, query: InlineQuery) -> bool:
        return self.monotonic() - query.asked > INLINE_SECONDS
