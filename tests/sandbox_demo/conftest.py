"""The demo's data on both databases, seeded once and copied for every test."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import make_url

from db.clock import ClockFrom
from db.database import Database
from db.migrate import upgrade
from sandbox.demo import FILE, Demo, playing
from sandbox.demo_world import seed
from tests.databases import migrated_file, sqlite_url
from tests.postgres import fresh_database

__all__ = ["migrated_file", "sqlite_url"]

AUGUST = datetime.fromisoformat("2026-08-20T10:00+02:00")


@dataclass(frozen=True)
class Seeded:
    """A database with the demo's data, open at the moment at which the demo begins."""

    url: str
    database: Database
    clock: ClockFrom


@pytest.fixture(scope="session")
def seeded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("seeded") / FILE
    _seed(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def seeded_postgres(postgres_url: str) -> Iterator[str]:
    with fresh_database(postgres_url) as url:
        _seed(url)
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def seeded_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        copied = shutil.copyfile(request.getfixturevalue("seeded_file"), tmp_path / FILE)
        yield f"sqlite:///{copied}"
        return
    template = make_url(request.getfixturevalue("seeded_postgres")).database
    assert template is not None
    with fresh_database(request.getfixturevalue("postgres_url"), template=template) as url:
        yield url


@pytest.fixture
async def seeded(seeded_url: str) -> AsyncIterator[Seeded]:
    clock = ClockFrom(AUGUST)
    database = Database.open(seeded_url, clock)
    yield Seeded(seeded_url, database, clock)
    await database.close()


@pytest.fixture
def folder(seeded_file: Path, tmp_path: Path) -> Path:
    """A folder in which the demo was seeded, but has not been played yet."""
    shutil.copyfile(seeded_file, tmp_path / FILE)
    return tmp_path


@pytest.fixture
async def demo(folder: Path) -> AsyncIterator[Demo]:
    async with AsyncExitStack() as ends:
        yield await ends.enter_async_context(playing(folder))


def _seed(url: str) -> None:
    upgrade(url)
    # In a thread of its own, so that tests with and without an event loop may ask.
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(asyncio.run, seed(url, AUGUST)).result()
