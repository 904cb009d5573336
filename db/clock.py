"""Clocks: the machine's, and one that was set."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Lock


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC)


class ClockFrom:
    """A clock that was set to an instant, ticks on from there and can be moved forward.

    It runs by the machine's monotonic clock, so that nobody who sets the machine's own
    clock moves it. It may be asked and moved from several threads.

    Raises:
        ValueError: The instant is naive.
    """

    def __init__(self, instant: datetime) -> None:
        self._lock = Lock()
        self._set(instant)

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        with self._lock:
            return self._present()

    def advance_to(self, instant: datetime) -> None:
        """Go on from `instant`.

        Raises:
            ValueError: The instant is naive or has passed: time never runs backwards.
        """
        with self._lock:
            if instant < self._present():
                raise ValueError(f"{instant} has passed: time never runs backwards")
            self._set(instant)

    def _present(self) -> datetime:
        return self._instant + timedelta(seconds=time.monotonic() - self._set_at)

    def _set(self, instant: datetime) -> None:
        if instant.tzinfo is None:
            raise ValueError("instant must be timezone-aware")
        self._instant = instant.astimezone(UTC)
        self._set_at = time.monotonic()
