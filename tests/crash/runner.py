"""A process that starts daily runs and imports, each in a process of its own that can be killed.

Everything is imported once; a run is then a fork, so that a thousand of them take minutes.
It reads one JSON object a line, says `started PID`, `chunk` after every committed chunk, and
`ended PID STATUS`.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from core.domain.actor import Operator, System
from core.domain.ids import MunicipalityId
from core.services.daily_run import advance_daily_run
from db.clock import ClockFrom
from db.database import Database
from office.catalog_files import Defaults
from office.opening import Acting
from office.progress import Progress
from office.settings import OfficeSettings
from office.uploading import import_file

OPERATOR = Operator("Анна")


async def run_through(url: str, municipality: int, through: str, now: str, chunk: int) -> None:
    """The daily run until every date is done."""
    database = Database.open(url, ClockFrom(datetime.fromisoformat(now)))
    finished = False
    while not finished:
        progress = await database.perform(
            advance_daily_run,
            System(),
            MunicipalityId(municipality),
            date.fromisoformat(through),
            chunk,
        )
        finished = progress.finished
        _say(f"chunk {os.getpid()}")
    await database.close()


async def import_through(url: str, file: str, now: str, chunk: int) -> None:
    """`kruzhok import programs FILE --certify` to its end."""
    clock = ClockFrom(datetime.fromisoformat(now))
    database = Database.open(url, clock)

    async def perform(act: Callable[..., Any], *given: Any, **named: Any) -> Any:  # noqa: ANN401
        done = await database.perform(act, *given, **named)
        _say(f"chunk {os.getpid()}")
        return done

    settings = OfficeSettings(database_url=url)
    acting = Acting(perform, database.read, clock, settings, OPERATOR)
    await import_file(
        acting, Path(file), Defaults(), certify=True, whole=False, progress=Progress(),
        rows_a_chunk=chunk,
    )  # fmt: skip
    await database.close()


def _say(line: str) -> None:
    # One write, so that lines of several runs never mix.
    os.write(1, f"{line}\n".encode())


def _start(order: dict[str, str | int]) -> int:
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work = import_through if "file" in order else run_through
            asyncio.run(work(**order))  # type: ignore[arg-type]
            status = 0
        finally:
            os._exit(status)
    _say(f"started {child}")
    return child


def main() -> None:
    for line in sys.stdin:
        running = {_start(order) for order in json.loads(line)}
        while running:
            pid, status = os.waitpid(-1, 0)
            running.discard(pid)
            _say(f"ended {pid} {status}")


if __name__ == "__main__":
    main()
