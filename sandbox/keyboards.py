"""Keyboards under messages: what Telegram accepts, and how it shows them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from sandbox.arguments import Arguments
from sandbox.jsons import Json, as_object, filled
from sandbox.limits import CALLBACK_DATA_BYTES_MAX, INLINE_BUTTONS_MAX, REPLY_BUTTONS_MAX
from sandbox.refusals import BUTTON_DATA_INVALID, BUTTON_TEXT_INVALID, MARKUP_TOO_LONG, bad_request
from sandbox.texts import checked_url

Rows: TypeAlias = tuple[tuple[Json, ...], ...]

_STYLES: Final = ("danger", "primary", "success")
_REQUESTS: Final = ("request_contact", "request_location")
_SWITCHES: Final = ("switch_inline_query", "switch_inline_query_current_chat")
_DETAILED: Final = (("web_app", "url"), ("copy_text", "text"), ("login_url", "url"))
_FLAGS: Final = (
    "force_reply",
    "is_persistent",
    "one_time_keyboard",
    "remove_keyboard",
    "resize_keyboard",
    "selective",
)


@dataclass(frozen=True, slots=True)
class InlineKeyboard:
    """Buttons that belong to one message and stay with it."""

    rows: Rows

    def as_json(self) -> Json:
        return {"inline_keyboard": [list(row) for row in self.rows]}


@dataclass(frozen=True, slots=True)
class ReplyKeyboard:
    """Buttons in the place of the person's keyboard; pressing one sends its text."""

    rows: Rows
    one_time: bool = False
    placeholder: str = ""

    def as_json(self) -> Json:
        return {"rows": [list(row) for row in self.rows]} | filled(
            one_time=self.one_time, placeholder=self.placeholder
        )


@dataclass(frozen=True, slots=True)
class RemoveKeyboard:
    """Gives the person the usual keyboard back."""


@dataclass(frozen=True, slots=True)
class ForceReply:
    """Asks the person to answer this very message."""

    placeholder: str = ""


Markup: TypeAlias = InlineKeyboard | ReplyKeyboard | RemoveKeyboard | ForceReply


def markup_of(arguments: Arguments) -> Markup | None:
    """Read `reply_markup`; a keyboard without buttons is no keyboard.

    Raises:
        Refusal: Whatever Telegram would find wrong with it.
    """
    decoded = arguments.json("reply_markup", called="reply keyboard markup")
    if not arguments.text("reply_markup"):
        return None
    if (markup := as_object(decoded)) is None:
        raise bad_request("object expected as reply markup")
    for flag in _FLAGS:
        if not isinstance(markup.get(flag, False), bool):
            raise bad_request(f'field "{flag}" of the reply markup must be of the type Boolean')
    placeholder = str(markup.get("input_field_placeholder") or "")
    if rows := _rows(markup, "keyboard", "ReplyKeyboardMarkup", _reply_button):
        _ensure_few(rows, at_most=REPLY_BUTTONS_MAX)
        return ReplyKeyboard(rows, bool(markup.get("one_time_keyboard")), placeholder)
    if rows := _rows(markup, "inline_keyboard", "InlineKeyboardMarkup", _inline_button):
        _ensure_few(rows, at_most=INLINE_BUTTONS_MAX)
        return InlineKeyboard(rows)
    if markup.get("remove_keyboard"):
        return RemoveKeyboard()
    return ForceReply(placeholder) if markup.get("force_reply") else None


def inline_markup_of(arguments: Arguments) -> InlineKeyboard | None:
    """Read `reply_markup` of an edit, where only buttons under the message are possible."""
    markup = markup_of(arguments)
    if markup is not None and not isinstance(markup, InlineKeyboard):
        raise bad_request("inline keyboard expected")
    return markup


def _rows(markup: Json, field: str, kind: str, button: Callable[[object], Json]) -> Rows:
    value = markup.get(field, [])
    if not isinstance(value, list):
        raise bad_request(f'field "{field}" of the {kind} must be an Array')
    if not all(isinstance(row, list) for row in value):
        raise bad_request(f'field "{field}" of the {kind} must be an Array of Arrays')
    rows = (tuple(button(item) for item in row) for row in value)
    return tuple(row for row in rows if row)


def _ensure_few(rows: Rows, *, at_most: int) -> None:
    if sum(map(len, rows)) > at_most:
        raise bad_request(MARKUP_TOO_LONG)


def _reply_button(item: object) -> Json:
    called = "keyboard button"
    if isinstance(item, str):
        item = {"text": item}
    if (button := as_object(item)) is None:
        raise bad_request(f"can't parse {called}: KeyboardButton must be a String or an Object")
    if not (text := _text(button, called)).strip():
        raise bad_request("keyboard button text must be non-empty")
    asked = {name: True for name in _REQUESTS if _flag(button, name, called)}
    return {"text": text} | asked | _look(button)


def _inline_button(item: object) -> Json:
    called = "inline keyboard button"
    if (button := as_object(item)) is None:
        raise bad_request(f"can't parse {called}: InlineKeyboardButton must be an Object")
    text = _text(button, called)
    act = _act(button, called)
    if not text.strip():
        raise bad_request(BUTTON_TEXT_INVALID)
    return {"text": text} | act | _look(button)


def _act(button: Json, called: str) -> Json:
    """What pressing the button does; the first field that says something wins."""
    if url := _string(button, "url", called):
        return {"url": _link(url)}
    if callback := _string(button, "callback_data", called):
        if len(callback.encode()) > CALLBACK_DATA_BYTES_MAX:
            raise bad_request(BUTTON_DATA_INVALID)
        return {"callback_data": callback}
    for switch in _SWITCHES:
        if switch in button:
            return {switch: _string(button, switch, called)}
    for name, needed in _DETAILED:
        if button.get(name) is not None:
            return {name: {needed: _detail(button, name, needed, called)}}
    raise bad_request(f"can't parse {called}: Text buttons are unallowed in the inline keyboard")


def _link(url: str) -> str:
    if (checked := checked_url(url)) is None:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return checked


def _detail(button: Json, name: str, needed: str, called: str) -> str:
    if (details := as_object(button[name])) is None:
        raise bad_request(f'can\'t parse {called}: Field "{name}" must be of type Object')
    if not (detail := _string(details, needed, called)):
        raise bad_request(f"can't parse {called}: Can't find field \"{needed}\"")
    return detail


def _look(button: Json) -> Json:
    style = button.get("style")
    if style is not None and style not in _STYLES:
        raise bad_request("invalid button style specified")
    return filled(style=style, icon_custom_emoji_id=button.get("icon_custom_emoji_id"))


def _text(button: Json, called: str) -> str:
    if button.get("text") is None:
        raise bad_request(f"can't parse {called}: Can't find field \"text\"")
    return _string(button, "text", called)


def _string(fields: Json, name: str, called: str) -> str:
    value = fields.get(name)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise bad_request(f'can\'t parse {called}: Field "{name}" must be of type String')


def _flag(button: Json, name: str, called: str) -> bool:
    value = button.get(name)
    if value is None or isinstance(value, bool):
        return bool(value)
    raise bad_request(f'can\'t parse {called}: Field "{name}" must be of type Boolean')
