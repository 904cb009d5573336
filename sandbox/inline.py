"""Inline mode: what somebody asks a bot from the input line of any chat, and what it offers."""

import json
import re
import secrets
from dataclasses import dataclass
from typing import Final

from sandbox.arguments import Arguments
from sandbox.jsons import Json, as_object
from sandbox.keyboards import InlineKeyboard, inline_markup_of
from sandbox.limits import (
    INLINE_OFFSET_BYTES_MAX,
    INLINE_RESULT_ID_BYTES_MAX,
    INLINE_RESULTS_MAX,
    START_PAYLOAD_CHARACTERS_MAX,
    TEXT_UNITS_MAX,
)
from sandbox.messages import Content
from sandbox.refusals import MESSAGE_TEXT_EMPTY, MESSAGE_TOO_LONG, bad_request
from sandbox.texts import parsed, utf16_length

_PAYLOAD: Final = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class InlineResult:
    """One offer: how the list shows it, and the message that it becomes."""

    id: str
    title: str
    description: str
    content: Content
    keyboard: InlineKeyboard | None

    def as_json(self) -> Json:
        return {"id": self.id, "title": self.title, "description": self.description}


@dataclass(slots=True)
class InlineQuery:
    """What was asked; `asked` is on the clock of real seconds. `results` None: no answer yet."""

    id: str
    person_id: int
    query: str
    offset: str
    asked: float
    results: tuple[InlineResult, ...] | None = None
    next_offset: str = ""
    button: Json | None = None

    @classmethod
    def new(cls, person_id: int, query: str, offset: str, *, asked: float) -> "InlineQuery":
        return cls(str(secrets.randbelow(2**62) + 1), person_id, query, offset, asked)


def results_of(arguments: Arguments) -> tuple[InlineResult, ...]:
    """Read `results`.

    Raises:
        Refusal: Whatever Telegram would find wrong with one of them; of the kinds of results
            the sandbox knows articles.
    """
    given = arguments.json("results", called="inline query results")
    if given is not None and not isinstance(given, list):
        raise bad_request("expected an Array of inline query results")
    if len(given or []) > INLINE_RESULTS_MAX:
        raise bad_request("too many inline query results specified")
    results = tuple(_result(item) for item in given or [])
    if len({result.id for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    return results


def next_offset_of(arguments: Arguments) -> str:
    offset = arguments.text("next_offset")
    if len(offset.encode()) > INLINE_OFFSET_BYTES_MAX:
        raise bad_request("NEXT_OFFSET_INVALID")
    return offset


def button_of(arguments: Arguments) -> Json | None:
    """Read `button`: the line above the results that leads into the private chat."""
    given = arguments.json("button", called="inline query results button")
    if given is None:
        return None
    button = as_object(given)
    if button is None or not _text(button, "text"):
        raise bad_request("can't parse inline query results button: text must be non-empty")
    payload = _text(button, "start_parameter")
    if not payload:
        raise bad_request("can't use empty start_parameter")
    if len(payload) > START_PAYLOAD_CHARACTERS_MAX:
        raise bad_request("too long start_parameter specified")
    if not _PAYLOAD.fullmatch(payload):
        raise bad_request("unallowed characters in start_parameter are used")
    return {"text": _text(button, "text"), "start_parameter": payload}


def _result(item: object) -> InlineResult:
    called = "can't parse inline query result"
    if (result := as_object(item)) is None:
        raise bad_request(f"{called}: inline query result must be an Object")
    if result.get("type") != "article":
        raise bad_request(f'{called}: type "{result.get("type")}" is unsupported')
    id_ = result.get("id")
    if not isinstance(id_, str):
        raise bad_request(f'{called}: Can\'t find field "id"')
    if not id_:
        raise bad_request("RESULT_ID_EMPTY")
    if len(id_.encode()) > INLINE_RESULT_ID_BYTES_MAX:
        raise bad_request("RESULT_ID_INVALID")
    if not (title := _text(result, "title").strip()):
        raise bad_request("ARTICLE_TITLE_EMPTY")
    content = as_object(result.get("input_message_content"))
    if content is None:
        raise bad_request(f"{called}: input message content is not specified")
    markup = json.dumps(result["reply_markup"]) if result.get("reply_markup") else ""
    keyboard = inline_markup_of(Arguments({"reply_markup": markup}))
    return InlineResult(id_, title, _text(result, "description"), _content(content), keyboard)


def _content(given: Json) -> Content:
    text = parsed(
        _text(given, "message_text"),
        mode=_text(given, "parse_mode"),
        entities=given.get("entities"),
    )
    if text.blank:
        raise bad_request(MESSAGE_TEXT_EMPTY)
    if utf16_length(text.text) > TEXT_UNITS_MAX:
        raise bad_request(MESSAGE_TOO_LONG)
    return Content(text)


def _text(fields: Json, name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""
