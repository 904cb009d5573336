"""One message, as its bot and as its reader see it."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from sandbox.files import StoredFile
from sandbox.jsons import Json, filled
from sandbox.keyboards import InlineKeyboard, Markup
from sandbox.texts import FormattedText


@dataclass(frozen=True, slots=True)
class Content:
    """What a message says.

    `text` is its text or, beside a file, its caption; `media` are the fields that
    describe a file or a contact to a bot, `file` is what can be downloaded.
    """

    text: FormattedText = field(default_factory=FormattedText)
    media: Json = field(default_factory=dict)
    file: StoredFile | None = None

    @property
    def kind(self) -> str:
        return next(iter(self.media), "text")

    def fields(self) -> Json:
        return self.media | self.text.fields(caption=bool(self.media))


@dataclass(frozen=True, slots=True)
class Draft:
    """A message of the bot before it is sent; `extra` are fields for the bot alone."""

    content: Content
    markup: Markup | None = None
    reply_to: "Message | None" = None
    extra: Json = field(default_factory=dict)


@dataclass(slots=True)
class Message:
    """`sender` and `chat` are the `User` and the `Chat` of the Bot API."""

    id: int
    chat: Json
    sender: Json
    sent_at: datetime
    content: Content
    keyboard: InlineKeyboard | None = None
    edited_at: datetime | None = None
    reply_to: "Message | None" = None
    extra: Json = field(default_factory=dict)

    @property
    def by_bot(self) -> bool:
        return bool(self.sender["is_bot"])

    @property
    def text(self) -> str:
        return self.content.text.text

    def edit(self, content: Content, keyboard: InlineKeyboard | None, *, at: datetime) -> None:
        self.content, self.keyboard, self.edited_at = content, keyboard, at

    def as_bot_sees(self) -> Json:
        """The `Message` of the Bot API; a reply shows the message it answers, once."""
        seen: Json = {
            "message_id": self.id,
            "from": self.sender,
            "chat": self.chat,
            "date": int(self.sent_at.timestamp()),
        }
        if self.edited_at is not None:
            seen["edit_date"] = int(self.edited_at.timestamp())
        if self.reply_to is not None:
            seen["reply_to_message"] = replace(self.reply_to, reply_to=None).as_bot_sees()
        seen |= self.extra | self.content.fields()
        if self.keyboard is not None:
            seen["reply_markup"] = self.keyboard.as_json()
        return seen

    def as_person_sees(self) -> Json:
        """What the page draws: text with entities, buttons, something to download."""
        file = self.content.file
        return {
            "id": self.id,
            "mine": not self.by_bot,
            "sender": self.sender["first_name"],
            "date": int(self.sent_at.timestamp()),
            "edited": self.edited_at is not None,
            "kind": self.content.kind,
            "text": self.text,
            "entities": list(self.content.text.entities),
            "media": self.content.media,
            "buttons": [list(row) for row in self.keyboard.rows] if self.keyboard else [],
        } | filled(
            file=file and {"id": file.id, "name": file.name, "size": len(file.content)},
            reply_to=self.reply_to and {"id": self.reply_to.id, "text": self.reply_to.text[:80]},
        )
