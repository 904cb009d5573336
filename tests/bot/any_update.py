"""Updates as anybody can send them: by the grammar of the bot's own buttons, and mutated."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from enum import Enum
from itertools import count
from random import Random
from typing import Any, get_args

from bot.keyboards.packing import packed_number
from bot.updates.dispatch import ROUTES
from tests.bot.conftest import (
    ENGLISH,
    LARGE,
    LOOKING,
    NEWCOMER,
    PARENT,
    SECOND_STAFF,
    STAFF,
    STRANGER,
)

# The update, its chat (-1: nobody waits there), and the callback or inline query to be answered.
Drawn = tuple[dict[str, Any], int, str | None]
OPERATING = 801
PEOPLE = (PARENT, STAFF, SECOND_STAFF, STRANGER, NEWCOMER, ENGLISH, LOOKING, LARGE, OPERATING)
KINDS = {
    "press": 56, "text": 14, "command": 12, "content": 8, "member": 3, "inline": 4, "edited": 4,
    "unwanted": 3,
}  # fmt: skip
WORDS = (
    "шахматы", "танцы рядом", "Котова Мария Ивановна", "04.03.2012", "31.12.1999", "1 сентября",
    "3901000001", "39 01 00 00 01", "<b>R&D</b>", "</i>&amp;", "{ $child }", "'; --", "%", "ё",
    "\u202eабв", "\u200b", "\u0000", "🙂" * 40, "я" * 4096, "https://t.me/x?start=i_abc", "-1",
    "00.00.0000", "99999999999999999999", "  ", "/", "/ /", "no", "да", "I_1", "\ud7ff", "a\nb\tc",
)  # fmt: skip
PAYLOADS = (
    "",
    "i_",
    "i_abc",
    "i_" + "x" * 62,
    "p_1",
    "p_999999999",
    "p_-1",
    "p_²",
    "apply",
    "?",
    "x",
)
TOKENS = (
    "",
    "0",
    "1",
    "2",
    "3",
    "4",
    "5",
    "z",
    "ZZ",
    "10",
    "lYGhA16ahyf",
    "-1",
    "²",
    "True",
    "None",
)
CONTENTS: tuple[dict[str, Any], ...] = (
    {"sticker": {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1,
                 "height": 1, "is_animated": False, "is_video": False}},
    {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 1}},
    {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}], "caption": "<b>"},
    {"document": {"file_id": "d", "file_unique_id": "d"}},
    {"location": {"latitude": 54.7, "longitude": 20.5}},
    {"dice": {"emoji": "🎲", "value": 1}},
    {"contact": {"phone_number": "+79", "first_name": "x", "user_id": 5}},
    {"contact": {"phone_number": "+79", "first_name": "x"}},
    {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}},
    {"new_chat_title": "x"},
    {},
)  # fmt: skip
# None: it is a message, of a person or of a channel.
UNWANTED: dict[str, dict[str, Any] | None] = {
    "channel_post": None,
    "edited_channel_post": None,
    "business_message": None,
    "edited_business_message": None,
    "poll_answer": {"poll_id": "1", "option_ids": [0], "option_persistent_ids": ["0"]},
    "message_reaction": {
        "chat": {"id": -1, "type": "group", "title": "x"},
        "message_id": 1,
        "date": 1,
        "old_reaction": [],
        "new_reaction": [{"type": "emoji", "emoji": "👍"}],
    },
}


class AnyUpdate:
    """Draws one update after the other."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 - it need not be secret
        self._numbers = count(1)

    def draw(self) -> Drawn:
        """Another one each time."""
        kind = self._random.choices(tuple(KINDS), tuple(KINDS.values()))
        number, who = next(self._numbers), self._random.choice(PEOPLE)
        match kind[0]:
            case "text":
                return self._message(number, who, {"text": self._text()})
            case "command":
                return self._message(number, who, {"text": self._command()})
            case "content":
                return self._message(number, who, self._random.choice(CONTENTS))
            case other:
                drawn: dict[str, Callable[[int, int], Drawn]] = {
                    "press": self._press, "inline": self._inline,
                    "unwanted": self._unwanted, "member": self._member, "edited": self._edited,
                }  # fmt: skip
                return drawn[other](number, who)

    def _press(self, number: int, who: int) -> Drawn:
        query: dict[str, Any] = {
            "id": f"q{number}",
            "from": self._person(who),
            "chat_instance": "1",
            "data": self._data(),
        }
        chat = {"id": who, "type": "private"}
        under = self._random.random()
        if under < 0.8:
            query["message"] = {"message_id": 7, "date": 1, "chat": chat, "text": "screen"}
            query["message"]["date"] = int(datetime.now(UTC).timestamp())
        elif under < 0.95:
            query["message"] = {"message_id": 7, "date": 0, "chat": chat}
        else:
            query["inline_message_id"] = "inline"
        return {"update_id": number, "callback_query": query}, who, query["id"]

    def _message(self, number: int, who: int, content: dict[str, Any]) -> Drawn:
        group = self._random.random() < 0.03
        chat = (
            {"id": -1, "type": "group", "title": "x"} if group else {"id": who, "type": "private"}
        )
        message = {"message_id": number, "date": 1, "chat": chat, "from": self._person(who)}
        return {"update_id": number, "message": {**message, **content}}, -1 if group else who, None

    def _inline(self, number: int, who: int) -> Drawn:
        query: dict[str, Any] = {
            "id": f"i{number}",
            "from": self._person(who),
            "query": self._text()[: self._random.choice((0, 20, 256, 4096))],
            "offset": self._random.choice((*TOKENS, "51", "9" * 64, "\u0662", " 2")),
        }
        if self._random.random() < 0.5:
            query["chat_type"] = self._random.choice(("sender", "private", "group", "channel", "?"))
        if self._random.random() < 0.2:
            query["location"] = {"latitude": 54.7, "longitude": 20.5}
        # A card says nothing in the chat of who asks.
        return {"update_id": number, "inline_query": query}, -1, query["id"]

    def _unwanted(self, number: int, who: int) -> Drawn:
        """Of kinds that the bot never asks Telegram for: nothing becomes of them."""
        texts = ({"text": self._command()}, {"text": self._text()})
        kind, about = self._random.choice(tuple(UNWANTED.items()))
        if about is not None:
            return {"update_id": number, kind: {**about, "user": self._person(who)}}, -1, None
        channel = {"id": -100, "type": "channel", "title": "x"}
        private = {"chat": {"id": who, "type": "private"}, "from": self._person(who)}
        where = {"chat": channel, "sender_chat": channel} if "channel" in kind else private
        edited = {"edit_date": 2} if kind.startswith("edited") else {}
        content = self._random.choice((*texts, *CONTENTS))
        said = {"message_id": number, "date": 1, **content, **where, **edited}
        return {"update_id": number, kind: said}, -1, None

    def _edited(self, number: int, who: int) -> Drawn:
        """The newest of somebody's messages, or an old one; words that nobody reads again, and
        whatever has none, wait for no answer.
        """
        texts = ({"text": self._command()}, {"text": self._text()})
        message: dict[str, Any] = {
            "message_id": self._random.randint(max(1, number - 20), number),
            "date": 1,
            "edit_date": 2,
            "chat": {"id": who, "type": "private"},
            "from": self._person(who),
            **self._random.choice((*texts, *texts, self._random.choice(CONTENTS))),
        }
        return {"update_id": number, "edited_message": message}, -1, None

    def _member(self, number: int, who: int) -> Drawn:
        bot = {"id": 42, "is_bot": True, "first_name": "K"}
        status = self._random.choice(("member", "kicked"))
        new = {"status": status, "user": bot} | ({"until_date": 0} if status == "kicked" else {})
        event = {
            "chat": {"id": who, "type": "private"},
            "from": self._person(who),
            "date": 1,
            "old_chat_member": {"status": "left", "user": bot},
            "new_chat_member": new,
        }
        # Nobody waits for an answer to it.
        return {"update_id": number, "my_chat_member": event}, -1, None

    def _person(self, who: int) -> dict[str, Any]:
        language = self._random.choice(("ru", "en", "de", "zz-ZZ", ""))
        return {"id": who, "is_bot": False, "first_name": "x", "language_code": language}

    def _text(self) -> str:
        return " ".join(self._random.choices(WORDS, k=self._random.choice((1, 1, 1, 2))))[:4096]

    def _command(self) -> str:
        name = self._random.choice((*ROUTES.commands, "nonsense", "", "START", "start@kruzhok_bot"))
        argument = self._random.choice((*PAYLOADS, *WORDS))
        return f"/{name} {argument}"[:4096]

    def _data(self) -> str:
        prefix = self._random.choice((*ROUTES.buttons, "zz"))
        kind, _ = ROUTES.buttons.get(prefix, (None, None))
        fields = [] if kind is None else list(kind.model_fields.values())
        parts = [prefix, *(self._value(field.annotation) for field in fields)]
        data = ("+" if self._random.random() < 0.1 else "") + ":".join(parts)
        return self._mutated(data) if self._random.random() < 0.2 else data[:64]

    def _value(self, annotation: Any) -> str:  # noqa: ANN401 - what a field is declared as
        if self._random.random() < 0.15:
            return self._random.choice(TOKENS)
        kinds = [annotation, *get_args(annotation)]
        enum = next((k for k in kinds if isinstance(k, type) and issubclass(k, Enum)), None)
        if enum is not None:
            return str(self._random.choice(list(enum)).value)
        if bool in kinds:
            return self._random.choice("01")
        if str in kinds:
            return self._random.choice((*TOKENS, "ru", "en", *PAYLOADS))
        if datetime in kinds or "date" in str(annotation):
            return packed_number(737_650 + self._random.randrange(400))
        return packed_number(self._random.choice((1, 1, 1, 2, 3, 4, 5, 99, 2**62)))

    def _mutated(self, data: str) -> str:
        letters = list(data)
        for _ in range(self._random.randrange(1, 4)):
            at = self._random.randrange(len(letters) + 1)
            match self._random.randrange(3):
                case 0:
                    letters.insert(at, self._random.choice("0zZ:+-%\u202e🙂\x00 "))
                case 1:
                    del letters[at:]
                case _:
                    letters[at : at + 1] = letters[at : at + 1] * 2
        return "".join(letters)[:64]
