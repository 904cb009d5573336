"""Copying SQLite's log into the file beside the writer, so that no act waits for it."""

from __future__ import annotations

import sqlite3
from threading import Event, Thread

from sqlalchemy import URL

EVERY_SECONDS = 0.25


class Checkpoints:
    """A thread of its own that empties the log while others write; ends with `close`.

    The copying waits for nobody and nobody waits for it: what it does not reach today it
    reaches the next time, and the writer begins the log anew as soon as all of it was copied.
    """

    def __init__(self, url: URL) -> None:
        self._path = str(url.database)
        self._written = Event()
        self._closed = Event()
        self._thread = Thread(target=self._serve, name="kruzhok-checkpoints", daemon=True)
        self._thread.start()

    def written(self) -> None:
        """There is something new in the log."""
        self._written.set()

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
                    connection = sqlite3.connect(self._path, isolation_level=None)
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
            except sqlite3.Error:
                # Somebody else copies, or the disk is full: the writer meets that itself, and
                # copies by itself when the log has grown long.
                continue
        if connection is not None:
            connection.close()
