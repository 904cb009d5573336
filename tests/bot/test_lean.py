"""aiogram as the bot imports it is aiogram, but for what is not built yet."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
# What an update may hold, a call, and the answer to each: built by themselves, from names alone.
# After that the fields of all there is.
PROGRAM: Final = """
import json, re, sys
from pydantic import BaseModel

rebuild = vars(BaseModel)["model_rebuild"]
if {lean}:
    from bot.lean import import_aiogram
    import_aiogram()
from aiogram import methods, types
from aiogram.methods.base import Response

def every(module):
    found = (getattr(module, name) for name in module.__all__)
    return [each for each in found if isinstance(each, type) and issubclass(each, BaseModel)]

models = [*every(types), *every(methods)]
built = sum(each.__pydantic_complete__ for each in models)
as_before = vars(BaseModel)["model_rebuild"] is rebuild

sender = dict(id=5, is_bot=False, first_name="Анна", is_premium=True)
chat = dict(id=5, type="private", first_name="Анна")
button = dict(text="x", callback_data="y", web_app=dict(url="https://x.org"))
keyboard = dict(inline_keyboard=[[button]])
message = dict(
    message_id=1, date=1598000000, chat=chat, text="/start", reply_markup=keyboard,
    entities=[dict(type="bot_command", offset=0, length=6)], of_tomorrow=dict(unknown=1),
    contact=dict(phone_number="+7", first_name="Анна"),
)
message["from"] = sender
changed = dict(
    chat=chat, date=1, old_chat_member=dict(status="left", user=sender),
    new_chat_member=dict(status="kicked", user=sender, until_date=0),
)
used = {{}}
for kind, content in dict(
    message=message, my_chat_member=changed,
    callback_query=dict(id="1", chat_instance="2", data="y", message=message),
    inline_query=dict(id="1", query="x", offset=""),
).items():
    content["from"] = sender
    update = types.Update.model_validate({{"update_id": 1, kind: content}})
    used[kind] = update.model_dump_json(exclude_unset=True)
sent = methods.SendMessage(chat_id=5, text="x", reply_markup=keyboard)
used["sent"] = sent.model_dump_json(exclude_unset=True)
for method in every(methods):
    if issubclass(method, methods.TelegramMethod) and method is not methods.TelegramMethod:
        used[method.__name__] = str(Response[method.__returning__](ok=True))

fields = {{}}
for model in models:
    model.model_rebuild()
    annotations = {{name: str(field.annotation) for name, field in model.model_fields.items()}}
    fields[model.__name__] = re.sub("at 0x[0-9a-f]+", "", str(annotations))
print(json.dumps([built, as_before, used, fields]))
"""


@dataclass(frozen=True)
class Told:
    """How many models the import built, whether it left pydantic as it was, and what was used."""

    built: int
    as_before: bool
    used: dict[str, str]
    fields: dict[str, str]


def told(*, lean: bool) -> Told:
    answer = subprocess.run(  # noqa: S603 - our own interpreter and our own words
        [sys.executable, "-c", PROGRAM.format(lean=lean)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return Told(*json.loads(answer.stdout))


def test_aiogram_builds_what_is_used_and_reads_and_writes_as_ever() -> None:
    lean, as_ever = told(lean=True), told(lean=False)

    assert lean.as_before
    assert 0 < lean.built < 20
    assert as_ever.built > 400
    assert lean.used == as_ever.used
    assert len(lean.used) > 100
    assert lean.fields == as_ever.fields
    assert len(lean.fields) > 400
