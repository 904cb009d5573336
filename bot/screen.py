"""What the bot shows: a text with its buttons, sometimes a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Final

from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.methods import EditMessageText, SendMessage
from aiogram.types import (
    BufferedInputFile,
    KeyboardButton,
    LinkPreviewOptions,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from pydantic import BaseModel, PlainSerializer

from bot.keyboards.buttons import Board
from bot.render import Html
from bot.session import Unread

HTML: Final = ParseMode.HTML
NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)
_NO_PREVIEW: Final = {"is_disabled": True}


@dataclass(frozen=True, slots=True)
class Screen:
    """A message before it is sent.

    With a `photo` (PNG), or a `file` by its name and what is in it, the text is its caption.
    With a `contact`, the words of a button that shares the telephone, it has no other buttons;
    `unkeyed` takes that button away again.
    """

    text: Html
    keyboard: Board | None = None
    photo: bytes | None = None
    file: tuple[str, bytes] | None = None
    contact: str = ""
    unkeyed: bool = False


def _of_markup(markup: Board | BaseModel | None) -> dict[str, Any] | None:
    if isinstance(markup, Board):
        return markup.said()
    return None if markup is None else markup.model_dump(exclude_none=True)


# The bot's own board, or what aiogram has.
_Markup = Annotated[Any, PlainSerializer(_of_markup)]


class SendUnread(Unread, SendMessage):
    """Nobody reads the message that Telegram made of it."""

    reply_markup: _Markup = None

    def said(self) -> dict[str, Any]:
        """See `Unread.said`."""
        return {"chat_id": self.chat_id, **_said(self)}


class EditUnread(Unread, EditMessageText):
    """As `SendUnread`."""

    reply_markup: _Markup = None

    def said(self) -> dict[str, Any]:
        """See `Unread.said`."""
        return {"chat_id": self.chat_id, "message_id": self.message_id, **_said(self)}


async def send(bot: Bot, chat: int, screen: Screen) -> None:
    """Send a screen as a new message; each call sends another one.

    Raises:
        TelegramAPIError: Telegram refused it, or could not be reached.
    """
    if screen.photo is not None:
        picture = BufferedInputFile(screen.photo, filename="qr.png")
        await bot.send_photo(chat, picture, **_caption(screen))
    elif screen.file is not None:
        name, content = screen.file
        file = BufferedInputFile(content, filename=name)
        await bot.send_document(chat, file, **_caption(screen))
    else:
        await bot(
            SendUnread(
                chat_id=chat,
                text=screen.text,
                parse_mode=HTML,
                link_preview_options=NO_PREVIEW,
                reply_markup=_markup(screen),
            )
        )


async def edit(bot: Bot, message: Message, screen: Screen) -> None:
    """Put a screen in the place of one of the bot's messages; its old buttons go away.

    Raises:
        TelegramAPIError: Telegram refused it, or could not be reached.
    """
    await bot(
        EditUnread(
            chat_id=message.chat.id,
            message_id=message.message_id,
            text=screen.text,
            parse_mode=HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=screen.keyboard,
        )
    )


def _said(call: SendUnread | EditUnread) -> dict[str, Any]:
    said: dict[str, Any] = {"text": call.text}
    if call.parse_mode is not None:
        said["parse_mode"] = call.parse_mode
    if call.link_preview_options is NO_PREVIEW:
        said["link_preview_options"] = _NO_PREVIEW
    if (markup := _of_markup(call.reply_markup)) is not None:
        said["reply_markup"] = markup
    return said


def _caption(screen: Screen) -> dict[str, Any]:
    board = screen.keyboard.markup() if screen.keyboard is not None else None
    return {"caption": screen.text, "parse_mode": HTML, "reply_markup": board}


def _markup(screen: Screen) -> Board | ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
    if screen.unkeyed:
        return ReplyKeyboardRemove()
    return _shared(screen.contact) if screen.contact else screen.keyboard


def _shared(label: str) -> ReplyKeyboardMarkup:
    button = KeyboardButton(text=label, request_contact=True)
    return ReplyKeyboardMarkup(keyboard=[[button]], resize_keyboard=True, one_time_keyboard=True)
