"""Migrated databases of both kinds, a fresh one for every test that asks."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from db.clock import ClockFrom
from db.database import Database
from db.migrate import upgrade
from tests.builders import NOON
from tests.postgres import fresh_database


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with all tables, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "kruzhok.sqlite3"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_postgres(postgres_url: str) -> Iterator[str]:
    """The URL of a PostgreSQL database with all tables, to be copied."""
    with fresh_database(postgres_url) as url:
        upgrade(url)
        yield url


@pytest.fixture
def sqlite_url(migrated_file: Path, tmp_path: Path) -> str:
    """A migrated SQLite database of the test's own."""
    path = tmp_path / "kruzhok.sqlite3"
    shutil.copyfile(migrated_file, path)
    return f"sqlite+aiosqlite:///{path}"


@pytest.fixture
def clock() -> ClockFrom:
    """Noon of the day on which the worked examples begin."""
    return ClockFrom(NOON)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def migrated_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A migrated database of the test's own, once of each kind."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_url")
        return
    server = request.getfixturevalue("postgres_url")
    template = make_url(request.getfixturevalue("migrated_postgres")).database
    assert template is not None
    with fresh_database(server, template=template) as url:
        yield url


@pytest.fixture
async def database(migrated_url: str, clock: ClockFrom) -> AsyncIterator[Database]:
    """An open database of each kind, by the test's own clock."""
    opened = Database.open(migrated_url, clock)
    yield opened
    await opened.close()
