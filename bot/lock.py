"""One bot to one SQLite file: a second one would send every notice again (promise R5)."""

from __future__ import annotations

import fcntl
from contextlib import suppress
from pathlib import Path
from typing import IO

from db.engine import SQLITE, database_url


class SecondBot(Exception):
    """Another bot works with this database file already."""


class BotLock:
    """Held from `take` to `release`, and let go by the system when the process dies.

    Commands beside a running bot do not ask for it. PostgreSQL needs none: several copies of
    the bot share the work there.
    """

    def __init__(self, database: str) -> None:
        url = database_url(database)
        file = url.database if url.drivername == SQLITE else None
        self._path = None if file is None else Path(f"{Path(file).resolve()}.bot-lock")
        self._held: IO[bytes] | None = None

    def take(self) -> None:
        """Raise SecondBot when somebody holds it; taking it twice changes nothing."""
        if self._path is None or self._held is not None:
            return
        file = self._path.open("ab")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            raise SecondBot from None
        self._held = file

    def release(self) -> None:
        """Let the next one in; releasing twice changes nothing."""
        if self._held is not None:
            with suppress(OSError):
                fcntl.flock(self._held, fcntl.LOCK_UN)
            self._held.close()
            self._held = None
