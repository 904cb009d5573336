"""The small world on each database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from db.database import Database
from tests.databases import (
    EACH_KIND,
    copied,
    migrated_file,
    migrated_postgres,
    migrated_url,
    sqlite_url,
)
from tests.services.world import KALININGRAD, TestClock, World

__all__ = ["migrated_file", "migrated_postgres", "migrated_url", "sqlite_url"]


@dataclass(frozen=True)
class Built:
    """A world that is only copied, and where it is."""

    url: str
    world: World


@pytest.fixture
async def bare_world(migrated_url: str) -> AsyncIterator[World]:
    """The database and its clock; the test builds the rest with parameters of its own."""
    async with _opened(migrated_url) as world:
        yield world


@pytest.fixture
def world_url(built: Built, tmp_path: Path) -> Iterator[str]:
    """Where the test's own small world is."""
    with copied(built.url, tmp_path) as url:
        yield url


@pytest.fixture
async def world(built: Built, world_url: str) -> AsyncIterator[World]:
    """The small world, built; each test has its own copy."""
    clock = TestClock(built.world.clock.instant)
    database = Database.open(world_url, clock)
    try:
        yield built.world.moved_to(database, clock)
    finally:
        await database.close()


@pytest.fixture(params=EACH_KIND)
def built(request: pytest.FixtureRequest) -> Built:
    """Once on each kind of database."""
    found: Built = request.getfixturevalue(f"built_on_{request.param}")
    return found


@pytest.fixture(scope="session")
def built_on_sqlite(
    migrated_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Built]:
    with copied(f"sqlite:///{migrated_file}", tmp_path_factory.mktemp("built")) as url:
        yield Built(url, asyncio.run(_build(url)))


@pytest.fixture(scope="session")
def built_on_postgresql(
    migrated_postgres: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Built]:
    with copied(migrated_postgres, tmp_path_factory.mktemp("built")) as url:
        yield Built(url, asyncio.run(_build(url)))


async def _build(url: str) -> World:
    async with _opened(url) as world:
        await world.build()
        return world


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[World]:
    clock = TestClock(datetime(2020, 8, 20, 10, tzinfo=KALININGRAD))
    database = Database.open(url, clock)
    try:
        yield World(database, clock)
    finally:
        await database.close()
