"""`kruzhok bot` as a process: it starts, is alone with its file, and ends in good order."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.domain.actor import System
from db.clock import ClockFrom
from db.database import Database
from db.migrate import upgrade
from sandbox.profiles import Profile
from sandbox.server import Sandbox
from tests.sandbox.waiting import eventually

ROOT = Path(__file__).parents[2]
ANNA = Profile(101, "Анна")
# A cold start on a busy machine takes its time.
PATIENCE_SECONDS = 120


@pytest.fixture
async def telegram() -> AsyncIterator[Sandbox]:
    sandbox = Sandbox(people=[ANNA])
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


async def kruzhok_bot(telegram: Sandbox, folder: Path, token: str = "", **settings: str) -> Process:
    env = {
        **os.environ,
        **settings,
        "PYTHONPATH": str(ROOT),
        "KRUZHOK_DATABASE_URL": f"sqlite:///{folder / 'kruzhok.sqlite3'}",
        "KRUZHOK_TELEGRAM_API": telegram.url,
        "KRUZHOK_BOT_TOKEN": token or telegram.token,
    }
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "office", "bot", cwd=folder, env=env, stdout=PIPE, stderr=PIPE
    )


async def ended(process: Process) -> tuple[int | None, str]:
    """Exit status, and the last line on stderr."""
    _, written = await process.communicate()
    return process.returncode, written.decode().splitlines()[-1]


async def test_the_bot_answers_is_alone_with_its_file_and_ends_on_sigterm(
    telegram: Sandbox, tmp_path: Path
) -> None:
    anna = telegram.person(ANNA.id)
    anna.start()
    first = await kruzhok_bot(telegram, tmp_path)
    await eventually(lambda: bool(anna.answers), seconds=PATIENCE_SECONDS)

    second = await ended(await kruzhok_bot(telegram, tmp_path))
    anna.send("/help")
    await eventually(lambda: len(anna.answers) == 2)
    first.send_signal(signal.SIGTERM)
    status, last_line = await ended(first)

    assert second[0] == 2
    assert second[1].startswith("kruzhok: another bot works with this SQLite file")
    assert status == 0
    assert "bot_stopped" in last_line
    assert len(telegram.bot.updates) == 0


async def test_a_token_that_the_server_does_not_know_is_a_sentence(
    telegram: Sandbox, tmp_path: Path
) -> None:
    token = f"{telegram.bot.profile.id}:another-secret"

    status, last_line = await ended(await kruzhok_bot(telegram, tmp_path, token))

    assert status == 2
    assert last_line == f"kruzhok: {telegram.url} does not know this KRUZHOK_BOT_TOKEN"


async def test_a_clock_that_is_set_back_is_refused(telegram: Sandbox, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'kruzhok.sqlite3'}"
    upgrade(url)
    database = Database.open(url, ClockFrom(datetime(2026, 8, 20, tzinfo=UTC)))
    await database.perform(lambda uow: uow.trail.record(System(), "look", "certificate:1"))
    await database.close()

    status, said = await ended(
        await kruzhok_bot(telegram, tmp_path, KRUZHOK_CLOCK="2026-08-19T10:00+00:00")
    )

    assert status == 2
    assert "2026-08-19T23:01" in said  # what was seen, and the seconds behind it
    assert said.endswith("(clock-set-back)")
