"""Methods that change or take back what is in a chat."""

from typing import Final

from sandbox.chats import Chat
from sandbox.jsons import Json
from sandbox.keyboards import InlineKeyboard, inline_markup_of
from sandbox.limits import MESSAGE_REACH
from sandbox.messages import Content, Message
from sandbox.methods.request import Request
from sandbox.refusals import CANNOT_BE_DELETED, CANNOT_BE_EDITED, NOT_MODIFIED, bad_request

METHODS: Final = (
    "edit_message_text",
    "edit_message_caption",
    "edit_message_reply_markup",
    "delete_message",
    "delete_messages",
)
_DELETED_AT_ONCE_MAX: Final = 100


def edit_message_text(request: Request) -> Json:
    """Replace the text; the buttons go away unless they are given again."""
    text = request.formatted_text()
    keyboard = inline_markup_of(request.arguments)
    chat, message = _own_message(request)
    if message.content.media:
        raise bad_request("there is no text in the message to edit")
    return _edited(request, chat, message, Content(text), keyboard)


def edit_message_caption(request: Request) -> Json:
    caption = request.caption()
    keyboard = inline_markup_of(request.arguments)
    chat, message = _own_message(request)
    if not message.content.media:
        raise bad_request("there is no caption in the message to edit")
    content = Content(caption, message.content.media, message.content.file)
    return _edited(request, chat, message, content, keyboard)


def edit_message_reply_markup(request: Request) -> Json:
    keyboard = inline_markup_of(request.arguments)
    chat, message = _own_message(request)
    return _edited(request, chat, message, message.content, keyboard)


def delete_message(request: Request) -> bool:
    """Take a message out of a chat for both sides, be it the bot's or the person's."""
    chat = request.chat()
    _delete(request, chat, request.message(chat, "delete"))
    return True


def delete_messages(request: Request) -> bool:
    """Delete up to 100 messages; those that are missing are passed over."""
    ids = request.arguments.json("message_ids", called="message_ids")
    if not isinstance(ids, list):
        raise bad_request("message identifiers are not specified")
    if len(ids) > _DELETED_AT_ONCE_MAX:
        raise bad_request("too many message identifiers specified")
    chat = request.chat()
    for message in _known(chat, ids):
        _delete(request, chat, message)
    return True


def _known(chat: Chat, ids: list[object]) -> list[Message]:
    numbers = dict.fromkeys(number for number in ids if isinstance(number, int))
    return [chat.messages[number] for number in numbers if number in chat.messages]


def _own_message(request: Request) -> tuple[Chat, Message]:
    if not request.arguments.text("chat_id") and not request.arguments.text("message_id"):
        raise bad_request("message identifier is not specified")
    chat = request.open_chat()
    message = request.message(chat, "edit")
    if not message.by_bot or "forward_origin" in message.extra:
        raise bad_request(CANNOT_BE_EDITED)
    return chat, message


def _edited(
    request: Request,
    chat: Chat,
    message: Message,
    content: Content,
    keyboard: InlineKeyboard | None,
) -> Json:
    if message.content == content and message.keyboard == keyboard:
        raise bad_request(NOT_MODIFIED)
    message.edit(content, keyboard, at=request.world.now())
    request.world.changed("edited", request.bot, chat, message)
    return message.as_bot_sees()


def _delete(request: Request, chat: Chat, message: Message) -> None:
    if request.world.now() - message.sent_at > MESSAGE_REACH:
        raise bad_request(CANNOT_BE_DELETED)
    del chat.messages[message.id]
    request.world.changed("deleted", request.bot, chat, message)
