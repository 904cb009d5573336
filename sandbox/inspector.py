"""The record of calls: what the bot asked for and what it was told."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from itertools import count
from typing import Final

from sandbox.arguments import Arguments
from sandbox.events import Events
from sandbox.jsons import Json

_KEPT: Final = 1000
_QUIET: Final = ("getUpdates",)


@dataclass(frozen=True, slots=True)
class Call:
    """One finished call; `description` is empty unless it was refused."""

    id: int
    at: datetime
    method: str
    parameters: Mapping[str, str]
    code: int
    description: str
    answer: object
    milliseconds: float

    @property
    def ok(self) -> bool:
        return self.code == HTTPStatus.OK

    def as_json(self) -> Json:
        return {
            "id": self.id,
            "at": self.at.isoformat(),
            "method": self.method,
            "parameters": dict(self.parameters),
            "ok": self.ok,
            "code": self.code,
            "description": self.description,
            "answer": self.answer,
            "milliseconds": round(self.milliseconds, 1),
        }


class Inspector:
    """Keeps the latest calls. A poll that brought nothing is not worth a line."""

    def __init__(self, events: Events) -> None:
        self._calls: deque[Call] = deque(maxlen=_KEPT)
        self._numbers = count(1)
        self._events = events

    @property
    def calls(self) -> tuple[Call, ...]:
        return tuple(self._calls)

    def record(
        self,
        method: str,
        arguments: Arguments,
        answer: Mapping[str, object],
        *,
        at: datetime,
        milliseconds: float,
    ) -> None:
        """Add a call with the answer it got, as it went over the wire."""
        if method in _QUIET and answer.get("result") == []:
            return
        code = answer.get("error_code", HTTPStatus.OK)
        uploads = {
            name: f"«{upload.filename}», {len(upload.content)} B"
            for name, upload in arguments.uploads.items()
        }
        call = Call(
            next(self._numbers),
            at,
            method,
            {**arguments.values, **uploads},
            code if isinstance(code, int) else 500,
            str(answer.get("description", "")),
            answer.get("result", answer.get("parameters")),
            milliseconds,
        )
        self._calls.append(call)
        self._events.announce("call", call=call.as_json())

    def clear(self) -> None:
        self._calls.clear()
