"""A bot as the server remembers it: its profile, its chats, its updates."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import TypeAlias

from sandbox.chats import Chat
from sandbox.inline import InlineQuery
from sandbox.jsons import Json
from sandbox.profiles import BotProfile
from sandbox.updates import Updates

Scope: TypeAlias = tuple[object, ...]


@dataclass(slots=True)
class CallbackQuery:
    """A pressed button that waits for its answer. `asked` is on the clock of real seconds."""

    id: str
    chat: Chat
    person_id: int
    message_id: int
    asked: float
    answered: bool = False


@dataclass(slots=True)
class Webhook:
    """Where updates are delivered to; an empty url means that the bot polls."""

    url: str = ""
    secret: str = ""
    connections: int = 40
    error: str = ""
    error_at: int = 0


@dataclass(slots=True)
class Bot:
    """Everything that one token owns."""

    profile: BotProfile
    updates: Updates = field(default_factory=Updates)
    chats: dict[int, Chat] = field(default_factory=dict)
    queries: dict[str, CallbackQuery] = field(default_factory=dict)
    inline_queries: dict[str, InlineQuery] = field(default_factory=dict)
    webhook: Webhook = field(default_factory=Webhook)
    commands: dict[tuple[Scope, str], list[Json]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)
    _message_ids: "count[int]" = field(default_factory=lambda: count(1))

    def as_user(self) -> Json:
        return {
            "id": self.profile.id,
            "is_bot": True,
            "first_name": self.said("name", "") or self.profile.name,
            "username": self.profile.username,
        }

    def next_message_id(self) -> int:
        """Message ids count over all chats of the bot."""
        return next(self._message_ids)

    def ask(self, chat: Chat, *, person_id: int, message_id: int, asked: float) -> CallbackQuery:
        """Remember a pressed button under a new id."""
        query = CallbackQuery(str(secrets.randbelow(2**62) + 1), chat, person_id, message_id, asked)
        self.queries[query.id] = query
        return query

    def said(self, what: str, language: str) -> str:
        """The bot's name or description in `language`, or what it says to everybody."""
        return self.texts.get((what, language)) or self.texts.get((what, ""), "")

    def menu(self, chat: Chat, language: str) -> list[Json]:
        """The commands that a person of this `language` sees in a private chat."""
        for scope in _scopes(chat):
            for spoken in (language, ""):
                if commands := self.commands.get((scope, spoken)):
                    return commands
        return []


def _scopes(chat: Chat) -> Iterable[Scope]:
    yield ("chat", chat.id)
    yield ("all_private_chats",) if chat.private else ("all_group_chats",)
    yield ("default",)
