"""Migrated databases of both kinds, a fresh one for every test that asks."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
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
    with copied(f"sqlite:///{migrated_file}", tmp_path) as url:
        return url


@pytest.fixture
def clock() -> ClockFrom:
    """Noon of the day on which the worked examples begin."""
    return ClockFrom(NOON)


EACH_KIND = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(params=EACH_KIND)
def migrated_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A migrated database of the test's own, once of each kind."""
    if request.param == "sqlite":
        with copied(f"sqlite:///{request.getfixturevalue('migrated_file')}", tmp_path) as url:
            yield url
    else:
        with copied(request.getfixturevalue("migrated_postgres"), tmp_path) as url:
            yield url


@contextmanager
def copied(original: str, folder: Path) -> Iterator[str]:
    """The URL of a copy of a database that nobody works with; on SQLite it is in `folder`."""
    url = make_url(original)
    if url.get_backend_name() != "sqlite":
        # Nobody may be connected to what is copied.
        server = url.set(database="postgres").render_as_string(hide_password=False)
        with fresh_database(server, template=str(url.database)) as copy:
            yield copy
        return
    path = folder / "kruzhok.sqlite3"
    shutil.copyfile(str(url.database), path)
    yield f"sqlite+aiosqlite:///{path}"


@pytest.fixture
async def database(migrated_url: str, clock: ClockFrom) -> AsyncIterator[Database]:
    """An open database of each kind, by the test's own clock."""
    opened = Database.open(migrated_url, clock)
    yield opened
    await opened.close()
