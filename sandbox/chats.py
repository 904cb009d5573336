"""A chat of the bot with one person, or a group that the bot is in."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sandbox.jsons import Json
from sandbox.keyboards import ForceReply, Markup, RemoveKeyboard, ReplyKeyboard
from sandbox.messages import Message
from sandbox.profiles import Account
from sandbox.refusals import BLOCKED, DEACTIVATED, NEVER_STARTED, NOT_IN_GROUP, forbidden


@dataclass(frozen=True, slots=True)
class Notice:
    """The answer to a pressed button: a line that passes, or a dialog with OK."""

    query: str
    message_id: int
    text: str
    alert: bool
    url: str


@dataclass(slots=True)
class Chat:
    """`member` is the person of a private chat; a group has `members` and a title instead."""

    id: int
    instance: str
    member: Account | None = None
    title: str = ""
    members: tuple[Account, ...] = ()
    messages: dict[int, Message] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    started: bool = False
    blocked: bool = False
    unread: int = 0
    asked: ReplyKeyboard | ForceReply | None = None
    typing_until: float = 0.0

    @property
    def private(self) -> bool:
        return self.member is not None

    @property
    def people(self) -> Iterable[Account]:
        return self.members if self.member is None else (self.member,)

    def as_json(self) -> Json:
        if self.member is not None:
            return self.member.as_private_chat()
        return {"id": self.id, "title": self.title, "type": "group"}

    def ensure_open(self) -> None:
        """Raise Refusal when the bot may not write here."""
        if self.member is not None and self.member.deactivated:
            raise forbidden(DEACTIVATED)
        if self.blocked:
            raise forbidden(BLOCKED if self.private else NOT_IN_GROUP)
        if not self.started:
            raise forbidden(NEVER_STARTED)

    def show(self, message: Message, markup: Markup | None) -> None:
        """Add a message of the bot; a keyboard that came with it takes its place."""
        self.messages[message.id] = message
        self.unread += 1
        self.typing_until = 0.0
        if isinstance(markup, ReplyKeyboard | ForceReply):
            self.asked = markup
        elif isinstance(markup, RemoveKeyboard):
            self.asked = None
