"""One call of a bot, with the questions that most methods ask about it."""

from dataclasses import dataclass

from sandbox.arguments import Arguments
from sandbox.bots import Bot
from sandbox.chats import Chat
from sandbox.jsons import as_object
from sandbox.limits import CAPTION_UNITS_MAX, TEXT_UNITS_MAX
from sandbox.messages import Message
from sandbox.refusals import (
    CAPTION_TOO_LONG,
    CHAT_NOT_FOUND,
    MESSAGE_TEXT_EMPTY,
    MESSAGE_TOO_LONG,
    bad_request,
)
from sandbox.texts import FormattedText, parsed, utf16_length
from sandbox.world import World


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks, what was given, and the world it is asked of."""

    world: World
    bot: Bot
    arguments: Arguments

    def chat(self, parameter: str = "chat_id") -> Chat:
        """Find the chat named by a parameter.

        Raises:
            Refusal: The parameter is empty or names no chat.
        """
        if not (named := self.arguments.text(parameter)):
            raise bad_request(f"{parameter} is empty")
        if named.startswith("@"):
            raise bad_request(CHAT_NOT_FOUND)
        return self.world.chat(self.bot, self.arguments.integer(parameter))

    def open_chat(self) -> Chat:
        """Find the chat, and be sure that the bot may write there."""
        chat = self.chat()
        chat.ensure_open()
        return chat

    def message(self, chat: Chat, purpose: str) -> Message:
        """Find the message that `message_id` names; `purpose` is for the refusal."""
        message = chat.messages.get(self.arguments.integer("message_id"))
        if message is None:
            raise bad_request(f"message to {purpose} not found")
        return message

    def formatted_text(self) -> FormattedText:
        """Read `text`.

        Raises:
            Refusal: Empty, too long after parsing, or not well-formed.
        """
        text = self._formatted("text", "entities")
        if text.blank:
            raise bad_request(MESSAGE_TEXT_EMPTY)
        if utf16_length(text.text) > TEXT_UNITS_MAX:
            raise bad_request(MESSAGE_TOO_LONG)
        return text

    def caption(self) -> FormattedText:
        """Read `caption`, which may be empty."""
        caption = self._formatted("caption", "caption_entities")
        if utf16_length(caption.text) > CAPTION_UNITS_MAX:
            raise bad_request(CAPTION_TOO_LONG)
        return caption

    def reply_target(self, chat: Chat) -> Message | None:
        """Find the message that is replied to, by the new or by the old parameter.

        Raises:
            Refusal: It is gone, and the bot did not say that this does not matter.
        """
        given = as_object(self.arguments.optional_json("reply_parameters")) or {}
        wanted = given.get("message_id") or self.arguments.integer("reply_to_message_id")
        if not wanted:
            return None
        target = chat.messages.get(wanted) if isinstance(wanted, int) else None
        lenient = given.get("allow_sending_without_reply") or self.arguments.flag(
            "allow_sending_without_reply"
        )
        if target is None and not lenient:
            raise bad_request("message to be replied not found")
        return target

    def _formatted(self, text: str, entities: str) -> FormattedText:
        return parsed(
            self.arguments.text(text),
            mode=self.arguments.text("parse_mode"),
            entities=self.arguments.optional_json(entities),
        )
