"""No call breaks the server: whatever comes is carried out or refused in words."""

import asyncio
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.arguments import Arguments, Upload
from sandbox.botapi import BotApi
from sandbox.methods import METHODS
from sandbox.profiles import Profile
from sandbox.server import Sandbox

NAMES = [
    "allowed_updates",
    "callback_query_id",
    "caption",
    "caption_entities",
    "chat_id",
    "commands",
    "document",
    "entities",
    "file_id",
    "from_chat_id",
    "inline_query_id",
    "language_code",
    "limit",
    "menu_button",
    "message_id",
    "message_ids",
    "name",
    "offset",
    "parse_mode",
    "photo",
    "reply_markup",
    "reply_parameters",
    "scope",
    "text",
    "url",
]
WORDS = [
    "callback_data",
    "chat_id",
    "command",
    "copy_text",
    "description",
    "force_reply",
    "inline_keyboard",
    "keyboard",
    "length",
    "message_id",
    "offset",
    "text",
    "type",
    "url",
]
scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.sampled_from(["bold", "chat", "chat_member", "HTML", "MarkdownV2", "101", "1"])
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=4)
    ),
    max_leaves=12,
)
parameters = st.dictionaries(st.sampled_from(NAMES), values, max_size=6)


def as_text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(sorted(METHODS)), parameters, st.binary(max_size=40))
def test_whatever_is_called_is_answered_in_telegrams_form(
    method: str, given_parameters: dict[str, object], content: bytes
) -> None:
    sandbox = Sandbox(people=[Profile(101, "Анна")])
    sandbox.person(101).start()
    texts = {"chat_id": "101", "message_id": "1"} | {
        name: as_text(value) for name, value in given_parameters.items()
    }
    uploads = {"photo": Upload("a.png", "image/png", content)}

    api = BotApi(sandbox.world)
    answer = asyncio.run(api.perform(sandbox.bot, method, Arguments(texts, uploads)))

    assert answer.get("error_code") != 500, answer
    json.dumps(answer)


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_whatever_is_escaped_arrives_as_it_was(text: str) -> None:
    sandbox = Sandbox(people=[Profile(101, "Анна")])
    anna = sandbox.person(101)
    anna.start()
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    arguments = Arguments({"chat_id": "101", "text": f"|{escaped}|", "parse_mode": "HTML"})

    api = BotApi(sandbox.world)
    answer = asyncio.run(api.perform(sandbox.bot, "sendMessage", arguments))

    assert answer["ok"], answer
    seen = anna.answers[0].text
    assert [c for c in seen if c > " "] == [c for c in f"|{text}|" if c > " "]
