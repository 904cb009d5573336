"""When the demo takes place, and how its days go by."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from core.domain.calendar import Month
from db.clock import ClockFrom
from sandbox.demo_region import ZONE, ten_in_the_morning

# Late summer: the groups of the new study year are open and have not begun.
BEGINS: Final = datetime.fromisoformat("2026-08-20T10:00+02:00")
_FILE: Final = "clock.txt"


def begins(given: datetime | None, folder: Path) -> datetime:
    """The instant of `KRUZHOK_CLOCK`, or of the demo's own late summer.

    In a folder that was used before, time goes on from where it stopped if that is later.
    """
    wished = given or BEGINS
    try:
        stopped = datetime.fromisoformat((folder / _FILE).read_text("ascii").strip())
    except (OSError, ValueError):
        return wished
    return max(wished, stopped)


def keep(clock: ClockFrom, folder: Path) -> None:
    """Remember how far time has come, for the next start in the same folder."""
    (folder / _FILE).write_text(clock.now().astimezone(UTC).isoformat(), "ascii")


def next_day(now: datetime) -> datetime:
    """Tomorrow at ten in the morning."""
    return ten_in_the_morning(now.astimezone(ZONE).date() + timedelta(days=1))


def next_month(now: datetime) -> datetime:
    """The first of the next month at ten in the morning."""
    return ten_in_the_morning((Month.containing(now, ZONE) + 1).first_day)
