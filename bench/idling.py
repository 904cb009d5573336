"""What a bot holds in memory over a catalog as large as a region's: left alone, and asked."""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench import searching
from bench.memory import resident_of
from bench.questions import questions
from bench.starting import running
from db.keys import drawn_key

PROGRAMS: Final = 50_000
LOOK_SECONDS: Final = 2
# A bot that works less of the time than this does nothing but wait for updates.
IDLE_SHARE: Final = 0.1
_TICKS: Final = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Held:
    """Bytes of the bot's process, with the index of the search read and after questions."""

    idle: int
    asked: int


async def measure(server: str | None) -> Held:
    """Over a catalog of `PROGRAMS` on this server, or in SQLite's file."""
    # The bot is another process and has to find the keys.
    os.environ.setdefault("KRUZHOK_KEYS", drawn_key("k1"))
    async with searching.filled(PROGRAMS, server) as url, running(url) as bot:
        await bot.person.until(lambda: bool(bot.person.answers), seconds=120)
        await _settled(bot.pid)
        idle = resident_of(bot.pid)
        for text, _ in questions():
            await bot.person.answered(bot.person.send(text), seconds=120)
        await _settled(bot.pid)
        return Held(idle, resident_of(bot.pid))


async def _settled(pid: int) -> None:
    """Wait until it has done what it had to: the index is read behind the first answers."""
    before = _worked(pid)
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        now = _worked(pid)
        if now - before < LOOK_SECONDS * IDLE_SHARE:
            return
        before = now


def _worked(pid: int) -> float:
    """Seconds of the processor that it has had."""
    # What stands before the bracket is the program's name, which may hold anything.
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    user, system = fields[11:13]
    return (int(user) + int(system)) / _TICKS
