"""A process that starts bots, each in a process of its own that can be stopped or killed.

Everything is imported and all texts are read once; a bot is then a fork, so that a hundred of
them take minutes. It reads one JSON object of settings a line and says `started PID`; when that bot
works, `works PID`, and when it has ended, `ended PID STATUS`.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from threading import Thread

from tests.watched_logs import make_loud, watch_process

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 120
Settings = dict[str, str]


class Bots:
    """The other end of that process."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._ended: dict[int, asyncio.Future[int]] = {}
        self._works: dict[int, asyncio.Event] = {}
        self._started: asyncio.Queue[int] = asyncio.Queue()
        self._reading = asyncio.create_task(self._read())
        assert process.stderr is not None
        self._watching = asyncio.create_task(watch_process(process.stderr))

    async def start(self, settings: Settings) -> int:
        """Another bot; its process id."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(settings).encode() + b"\n")
        await self._process.stdin.drain()
        return await self._started.get()

    async def works(self, pid: int) -> None:
        """Return when this bot works; asked to stop before that, it dies of it."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            await self._works[pid].wait()

    async def stop(self, pid: int, how: signal.Signals = signal.SIGTERM) -> int:
        """Its exit status; below 0 the signal that it died of."""
        with suppress(ProcessLookupError):
            os.kill(pid, how)
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await self._ended[pid]

    async def close(self) -> None:
        """End every bot that still runs."""
        for pid in [pid for pid, ended in self._ended.items() if not ended.done()]:
            await self.stop(pid, signal.SIGKILL)
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()
        await self._reading
        await self._watching

    async def _read(self) -> None:
        assert self._process.stdout is not None
        while line := await self._process.stdout.readline():
            word, pid, *status = line.decode().split()
            if word == "started":
                self._ended[int(pid)] = asyncio.get_running_loop().create_future()
                self._works.setdefault(int(pid), asyncio.Event())
                self._started.put_nowait(int(pid))
            elif word == "works":
                # Perhaps said sooner than what started it says that it did.
                self._works.setdefault(int(pid), asyncio.Event()).set()
            else:
                self._ended[int(pid)].set_result(os.waitstatus_to_exitcode(int(status[0])))


@asynccontextmanager
async def bots() -> AsyncIterator[Bots]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.crash.bots", cwd=ROOT, stdin=PIPE, stdout=PIPE, stderr=PIPE
    )
    known = Bots(process)
    try:
        yield known
    finally:
        await known.close()


def _say(line: str) -> None:
    # One write, so that lines of several bots never mix.
    os.write(1, f"{line}\n".encode())


def _run(settings: Settings) -> None:
    # Imported by the parent; here they are only named.
    from bot.app import BotApp, run_bot  # noqa: PLC0415
    from bot.lock import BotLock  # noqa: PLC0415
    from bot.logs import configure_logging  # noqa: PLC0415
    from bot.settings import BotSettings  # noqa: PLC0415

    known = BotSettings.model_validate(settings)
    start = BotApp.start

    async def started(app: BotApp) -> None:
        await start(app)
        _say(f"works {os.getpid()}")

    vars(sys.modules["bot.app"]).update(configure_logging=make_loud(configure_logging))
    BotApp.start = started  # type: ignore[method-assign, assignment]
    run_bot(known, BotLock(known.database_url))


def _start(settings: Settings) -> int:
    child = os.fork()
    if child == 0:
        status = 1
        try:
            _run(settings)
            status = 0
        finally:
            os._exit(status)
    _say(f"started {child}")
    return child


def _wait(child: int) -> None:
    _, status = os.waitpid(child, 0)
    _say(f"ended {child} {status}")


def main() -> None:
    from bot.lean import import_aiogram  # noqa: PLC0415

    # As `kruzhok bot` does.
    import_aiogram()
    import bot.app  # noqa: F401, PLC0415
    from bot.render import LANGUAGES, bundle_of  # noqa: PLC0415

    for language in LANGUAGES:
        bundle_of(language)
    waiting: list[Thread] = []
    for line in sys.stdin:
        child = _start(json.loads(line))
        waiting.append(Thread(target=_wait, args=(child,)))
        waiting[-1].start()
    for each in waiting:
        each.join()


if __name__ == "__main__":
    main()
