"""Copying SQLite's log into the file beside the writer, so that no act waits for it."""

from __future__ import annotations

import contextlib
import sqlite3
from datetime import UTC, datetime
from threading import Event, Thread

from sqlalchemy import URL

from core.domain.erasing import Erasure, ErasureKind
from db.engine import sqlite_copier
from db.journal import journal_beside, journal_read, journal_written

EVERY_SECONDS = 0.25
# While somebody writes all the time, what is copied is never all of the log, which would grow
# for ever and be slower to read with every page. When it is long, and this little of it is not
# copied yet, the writer copies the rest between two acts, and begins the log anew.
LONG_PAGES, LITTLE_PAGES = 16384, 1024
_COPY = "PRAGMA wal_checkpoint(PASSIVE)"


class Checkpoints:
    """A thread of its own that empties the log while others write; ends with `close`.

    The copying waits for nobody and nobody waits for it: what it does not reach today it
    reaches the next time, and the writer begins the log anew as soon as all of it was copied.
    """

    def __init__(self, url: URL) -> None:
        self._path = str(url.database)
        self._journal = journal_beside(str(url))
        self._erased = False
        self._written = Event()
        self._closed = Event()
        self._nearly_done = Event()
        self._thread = Thread(target=self._serve, name="kruzhok-checkpoints", daemon=True)
        self._thread.start()

    def written(self) -> None:
        """There is something new in the log."""
        self._written.set()

    def erased(self) -> None:
        """Persons were erased: it is noted outside, and the log must not keep them any longer."""
        self._erased = True

    @property
    def waits_for_the_writer(self) -> bool:
        """The log is long, and little of it is left to be copied."""
        return self._nearly_done.is_set()

    def finish(self, connection: sqlite3.Connection) -> None:
        """What the writer does between two transactions; nothing most of the time."""
        if self.waits_for_the_writer:
            self._nearly_done.clear()
            # It is tried again soon when somebody else is copying now.
            with contextlib.suppress(sqlite3.Error):
                connection.execute(_COPY).fetchall()

    def close(self) -> None:
        """Stop after what is being copied; what is left the last connection copies."""
        self._closed.set()
        self._written.set()
        self._thread.join()

    def _serve(self) -> None:
        connection: sqlite3.Connection | None = None
        while True:
            self._written.wait()
            if self._closed.wait(EVERY_SECONDS):
                break
            self._written.clear()
            if self._closed.is_set():
                break  # said in between; what told of it has just been cleared
            try:
                if connection is None:
                    connection = self._opened()
                if self._erased:
                    self._leave_nothing(connection)
                else:
                    ((_, pages, copied),) = connection.execute(_COPY).fetchall()
                    if pages > LONG_PAGES and pages - copied < LITTLE_PAGES:
                        self._nearly_done.set()
            except (sqlite3.Error, OSError):
                # Somebody else copies, or the disk is full: the writer meets that itself, and
                # copies by itself when the log has grown long.
                continue
        if self._erased:
            with contextlib.suppress(sqlite3.Error, OSError):
                connection = connection or sqlite_copier(self._path)
                self._leave_nothing(connection)
        if connection is not None:
            connection.close()

    def _opened(self) -> sqlite3.Connection:
        connection = sqlite_copier(self._path)
        if self._is_left(connection):
            self._erased = True
        return connection

    def _is_left(self, connection: sqlite3.Connection) -> bool:
        """Who was here before was killed between an erasure and its note."""
        try:
            return not set(_noted(connection)) <= set(journal_read(self._journal))
        except sqlite3.OperationalError:
            return False  # of an age in which nobody could be erased

    def _leave_nothing(self, connection: sqlite3.Connection) -> None:
        """Note the erasures beside the file, then cut the log; as often as readers keep it."""
        # Who goes from here on may not be among those who are noted now.
        self._erased = False
        busy = True
        try:
            journal_written(self._journal, _noted(connection))
            ((busy, _, _),) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            if busy:
                self._erased = True
        if busy:
            self._written.set()


def _noted(connection: sqlite3.Connection) -> list[Erasure]:
    rows = connection.execute("SELECT at, kind, subject FROM erasures ORDER BY id").fetchall()
    return [
        Erasure(datetime.fromisoformat(at).replace(tzinfo=UTC), ErasureKind(kind), subject)
        for at, kind, subject in rows
    ]
