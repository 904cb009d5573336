"""Starting daily runs in other processes, and killing them at random moments."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.watched_logs import watch_process

ROOT = Path(__file__).parents[2]
Order = dict[str, str | int]


@dataclass
class Runner:
    """The process of `tests.crash.runner`."""

    process: Process

    async def warm(self, order: Order) -> None:
        """Let it be done in the process itself, so that runs begin without compiling anything."""
        await self._write([{**order, "warmed": True}])
        while (await self._line())[0] != "warmed":
            pass

    async def run(self, order: Order, *, times: int = 1) -> list[int]:
        """Let so many runs go on at once until all have ended; their exit codes."""
        pids = await self._start(order, times)
        return [os.waitstatus_to_exitcode(int(status)) for status in await self._ended(pids)]

    async def run_and_kill(self, order: Order, random: Random, chunks: int = 4) -> bool:
        """Kill the run after fewer `chunks` and some moments; False when it ended before that."""
        (pid,) = await self._start(order, 1)
        for _ in range(random.randrange(chunks)):
            if (await self._line())[0] == "ended":
                return False
        await asyncio.sleep(random.random() * 0.01)
        os.kill(pid, signal.SIGKILL)
        (status,) = await self._ended([pid])
        return os.waitstatus_to_exitcode(int(status)) == -signal.SIGKILL

    async def _start(self, order: Order, times: int) -> list[int]:
        await self._write([order] * times)
        pids: list[int] = []
        while len(pids) < times:
            word, *rest = await self._line()
            if word == "started":
                pids.append(int(rest[0]))
        return pids

    async def _write(self, orders: list[Order]) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(orders).encode() + b"\n")
        await self.process.stdin.drain()

    async def _ended(self, pids: list[int]) -> list[str]:
        ended: list[str] = []
        while len(ended) < len(pids):
            word, *rest = await self._line()
            if word == "ended":
                ended.append(rest[1])
        return ended

    async def _line(self) -> list[str]:
        assert self.process.stdout is not None
        line = await self.process.stdout.readline()
        assert line, "the process that starts the runs has ended"
        return line.decode().split()


@asynccontextmanager
async def runner() -> AsyncIterator[Runner]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.crash.runner", cwd=ROOT, stdin=PIPE, stdout=PIPE, stderr=PIPE
    )
    assert process.stderr is not None
    watching = asyncio.create_task(watch_process(process.stderr))
    try:
        yield Runner(process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()
        await watching
