"""Logs: an event and ids, never a name, a message text or a secret (promise A6)."""

from __future__ import annotations

import json
import logging
import sys
import traceback
import warnings
from collections.abc import Collection, Mapping, MutableMapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import structlog

HIDDEN = "[secret]"
FRAMES_SHOWN = 4
_IN_WORDS = structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"])
_IN_JSON = structlog.processors.JSONRenderer(ensure_ascii=False)
_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
_ROOT = Path(__file__).resolve().parent.parent


def configure_logging(*, secrets: Collection[str] = (), quiet: bool = False) -> None:
    """Write one line per event to stderr; `secrets` are blacked out wherever they come from.

    A line is a JSON object; somebody who sits at a terminal reads words. The libraries' own
    messages go the same way, from warnings on. With `quiet` everything below a warning is left
    out. A second call replaces the first.
    """
    read_by_people = sys.stderr.isatty()
    blackout = _Blackout(secrets, in_words=read_by_people)
    level = logging.WARNING if quiet else logging.INFO
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _IN_WORDS if read_by_people else _IN_JSON,
            blackout.processed,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(blackout)
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    # The dispatcher reports every failed update with its exception's text; polling reports
    # it too, without.
    logging.getLogger("aiogram").setLevel(logging.CRITICAL)
    # And shows the whole of an update whose kind it does not know.
    warnings.filterwarnings("ignore", "Detected unknown update type", RuntimeWarning)
    # Whoever calls the webhook with nonsense gets an answer and no line in the log.
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)


def fault(error: BaseException) -> Mapping[str, str]:
    """What a log may say of an exception: its kind and where it arose, not its text.

    Texts of exceptions hold the values that were wrong, and those may be a person's data
    or the address of a call, in which the token stands.
    """
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES_SHOWN:]
    places = [f"{_short(frame.filename)}:{frame.lineno}" for frame in frames]
    return {"error": type(error).__name__, "at": " < ".join(reversed(places))}


def _short(path: str) -> str:
    file = Path(path)
    inside = file.is_relative_to(_ROOT) and "site-packages" not in file.parts
    return str(file.relative_to(_ROOT)) if inside else file.name


class _Blackout(logging.Formatter):
    """Replaces secrets in finished lines, so that no way round exists."""

    def __init__(self, secrets: Collection[str], *, in_words: bool) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        # A quote in a password is written otherwise in JSON.
        spelled = ((each, json.dumps(each, ensure_ascii=False)[1:-1]) for each in secrets if each)
        self._secrets = tuple(dict.fromkeys(each for both in spelled for each in both))
        self._in_words = in_words

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        if self._in_words:
            return self._hidden(line)
        of_library = {
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "event": "library",
            "logger": record.name,
            "message": record.message,
        }
        if record.exc_text:
            of_library["fault"] = record.exc_text
        return self._hidden(json.dumps(of_library, ensure_ascii=False))

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802 - the library's name
        # For the reason given at `fault`.
        return "" if ei[1] is None else str(dict(fault(ei[1])))

    def processed(self, _logger: object, _name: str, line: MutableMapping[str, Any] | str) -> str:
        return self._hidden(str(line))

    def _hidden(self, line: str) -> str:
        for secret in self._secrets:
            line = line.replace(secret, HIDDEN)
        return line
