"""Whatever is logged while the suite runs is looked through for persons and secrets (promise A6).

The product's own events always, whoever catches them, with all their values; what libraries
write from warnings on, and with KRUZHOK_LOGS_LOUD=1 from DEBUG on, SQL and its values too.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Mapping
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
