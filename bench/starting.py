"""From the start of the process to the first answer, against the bare import of aiogram."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from asyncio.subprocess import DEVNULL
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from db.migrate import upgrade
from sandbox.profiles import Profile
from sandbox.server import Sandbox

ROOT = Path(__file__).parents[1]
SOMEBODY = Profile(101, "Анна")
ROUNDS = 3
KIBIBYTE = 1024


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
        seconds, resident = await _answer_seconds()
        answers.append(seconds)
        sizes.append(resident)
    return Started(min(imports), min(answers), max(sizes))


async def _import_seconds() -> float:
    begun = perf_counter()
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", "import aiogram")
    await process.wait()
    return perf_counter() - begun


async def _answer_seconds() -> tuple[float, int]:
    sandbox = Sandbox(people=[SOMEBODY])
    await sandbox.start()
    person = sandbox.person(SOMEBODY.id)
    person.start()
    with tempfile.TemporaryDirectory(prefix="kruzhok-bench-") as folder:
        url = f"sqlite:///{folder}/kruzhok.sqlite3"
        # In a thread, for it has an event loop of its own.
        await asyncio.to_thread(upgrade, url)
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
        await person.until(lambda: bool(person.answers), seconds=120)
        seconds = perf_counter() - begun
        resident = _resident(bot.pid)
        bot.terminate()
        await bot.wait()
    await sandbox.stop()
    return seconds, resident


def _resident(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * KIBIBYTE
    raise ProcessLookupError(pid)
