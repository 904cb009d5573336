"""The small world on each database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime

import pytest

from db.database import Database
from tests.databases import migrated_file, migrated_postgres, migrated_url, sqlite_url
from tests.services.world import KALININGRAD, TestClock, World

__all__ = ["migrated_file", "migrated_postgres", "migrated_url", "sqlite_url"]


@pytest.fixture
async def bare_world(migrated_url: str) -> AsyncIterator[World]:
    """The database and its clock; the test builds the rest with parameters of its own."""
    clock = TestClock(datetime(2020, 8, 20, 10, tzinfo=KALININGRAD))
    database = Database.open(migrated_url, clock)
    try:
        yield World(database, clock)
    finally:
        await database.close()


@pytest.fixture
async def world(bare_world: World) -> World:
    await bare_world.build()
    return bare_world
