"""Whatever is logged while the suite runs is looked through for persons and secrets (promise A6).

The product's own events always, whoever catches them, with all their values; what libraries
write from warnings on, and with KRUZHOK_LOGS_LOUD=1 from DEBUG on, SQL and its values too. So is
what bots say that run in processes of their own.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Final

from structlog import BoundLoggerBase

LOUD: Final = "KRUZHOK_LOGS_LOUD"
# How the suite calls its children and parents, their certificates' numbers and telephones; what
# has the form of a token. Short names that programs have too are left out.
PERSONAL: Final = re.compile(
    r"Котов[аы]? |Канарейкин|Анна К\.|Игоревна|Птахович|\b3901\d{6}\b|\+7900\d{7}"
    r"|\b\d{6,}:[A-Za-z0-9_-]{24,}"
)
# Tests of what is blacked out say it themselves.
ON_PURPOSE: Final = frozenset({"test_logs.py"})
# Of pytest, of the tests' own calls to bots and pages, and what speaks for the stand-in.
_ESCAPED: Final = re.compile(r"\\+u([0-9a-f]{4})")
NOT_OURS: Final = ("aiohttp.access", "aiohttp.client", "hypothesis", "python_telegram_bot")


class WatchedLogs(logging.Handler):
    """Keeps what should not have been logged since it was last asked."""

    def __init__(self) -> None:
        super().__init__()
        self._found: list[str] = []
        self.seen = 0

    def emit(self, record: logging.LogRecord) -> None:
        if not record.name.startswith(NOT_OURS):
            self.look(record.name, record.getMessage())

    def look(self, where: str, text: str) -> None:
        self.seen += 1
        if PERSONAL.search(text):
            self._found.append(f"{where}: {text[:300]}")

    def taken(self) -> list[str]:
        found, self._found = self._found, []
        return found


WATCHED = WatchedLogs()


async def watch_process(said: asyncio.StreamReader) -> None:
    """Look through the lines of a process until it ends, and say them on."""
    with suppress(asyncio.LimitOverrunError, ValueError):
        while line := await said.readline():
            look_at("process", line)
            sys.stderr.write(line.decode(errors="replace"))


def look_at(where: str, said: bytes) -> None:
    """JSON writes letters as escapes."""
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), said.decode(errors="replace"))
    WATCHED.look(where, text)


def make_loud(configured: Callable[..., None]) -> Callable[..., None]:
    """What configures the logs of a process, but from DEBUG on when the suite is loud."""
    if not os.environ.get(LOUD):
        return configured

    def loudly(**options: Any) -> None:  # noqa: ANN401 - whatever it takes
        configured(**options)
        logging.getLogger().setLevel(logging.DEBUG)

    return loudly


def watch_logs() -> None:
    """From now on; once for the whole run."""
    proceed = BoundLoggerBase._process_event  # noqa: SLF001 - before any processor

    def watched(
        self: BoundLoggerBase, method: str, event: str | None, values: dict[str, Any]
    ) -> tuple[Any, Mapping[str, Any]]:
        WATCHED.look("structlog", f"{event} {values}")
        return proceed(self, method, event, values)

    BoundLoggerBase._process_event = watched  # type: ignore[assignment,method-assign] # noqa: SLF001
    root = logging.getLogger()
    if os.environ.get(LOUD):
        root.setLevel(logging.DEBUG)
    else:
        WATCHED.setLevel(logging.WARNING)
    root.addHandler(WATCHED)
