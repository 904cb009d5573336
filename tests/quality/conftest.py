"""The invented catalog, entered once for all tests of this folder."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from db.clock import ClockFrom
from db.database import Database
from tests.quality.asking import NOON, entered
from tests.quality.catalogs import TOWN, catalogs


@pytest.fixture(scope="session")
def town_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the invented catalog, which nobody changes."""
    folder = tmp_path_factory.mktemp("quality")

    async def enter() -> None:
        async with entered(TOWN, catalogs(None)[TOWN], folder):
            pass

    asyncio.run(enter())
    return folder / f"{TOWN}.sqlite3"


def opened(file: Path) -> Database:
    return Database.open(f"sqlite+aiosqlite:///{file}", ClockFrom(NOON))
