"""From the start of the process to the first answer, against the bare import of aiogram."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from bench.memory import resident_of
from db.migrate import upgrade
from sandbox.people import Person
from sandbox.profiles import Profile
from sandbox.server import Sandbox

ROOT = Path(__file__).parents[1]
SOMEBODY = Profile(101, "Анна")
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Started:
    """Seconds to the import of aiogram and to the first answer; bytes of the idle bot."""

    imported: float
    answered: float
    resident: int


async def measure() -> Started:
    """The best of some rounds of each, side by side."""
    imports, answers, sizes = [], [], []
    for _ in range(ROUNDS):
        imports.append(await _import_seconds())
        seconds, held = await _answer_seconds()
        answers.append(seconds)
        sizes.append(held)
    return Started(min(imports), min(answers), max(sizes))


async def _import_seconds() -> float:
    begun = perf_counter()
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", "import aiogram")
    await process.wait()
    return perf_counter() - begun


@dataclass(frozen=True, slots=True)
class Running:
    """A bot in a process of its own, begun at a `perf_counter`, and somebody who pressed Start."""

    person: Person
    pid: int
    begun: float


@asynccontextmanager
async def running(url: str) -> AsyncIterator[Running]:
    """The bot as it is started by hand, over this database and beside a Telegram of its own."""
    sandbox = Sandbox(people=[SOMEBODY])
    await sandbox.start()
    person = sandbox.person(SOMEBODY.id)
    person.start()
    env = {
        **os.environ,
        "KRUZHOK_DATABASE_URL": url,
        "KRUZHOK_TELEGRAM_API": sandbox.url,
        "KRUZHOK_BOT_TOKEN": sandbox.token,
    }
    begun = perf_counter()
    bot = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "office", "bot", cwd=ROOT, env=env, stderr=DEVNULL
    )
    try:
        yield Running(person, bot.pid, begun)
    finally:
        bot.terminate()
        await bot.wait()
        await sandbox.stop()


async def _answer_seconds() -> tuple[float, int]:
    with tempfile.TemporaryDirectory(prefix="kruzhok-bench-") as folder:
        url = f"sqlite:///{folder}/kruzhok.sqlite3"
        # In a thread, for it has an event loop of its own.
        await asyncio.to_thread(upgrade, url)
        async with running(url) as bot:
            await bot.person.until(lambda: bool(bot.person.answers), seconds=120)
            return perf_counter() - bot.begun, resident_of(bot.pid)
