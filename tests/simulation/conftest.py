"""Towns to be copied, one of each kind of database."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.databases import (
    clock,
    database,
    migrated_file,
    migrated_postgres,
    migrated_url,
    sqlite_url,
)
from tests.postgres import fresh_database
from tests.services.conftest import (
    bare_world,
    built,
    built_on_postgresql,
    built_on_sqlite,
    world,
    world_url,
)
from tests.simulation.town import Town, found_town

__all__ = [
    "bare_world",
    "built",
    "built_on_postgresql",
    "built_on_sqlite",
    "clock",
    "database",
    "migrated_file",
    "migrated_postgres",
    "migrated_url",
    "sqlite_url",
    "world",
    "world_url",
]


@dataclass
class Towns:
    """`copied()` gives a town and the URL of a fresh copy of its database."""

    folder: Path
    server: str | None
    built: tuple[Town, str]

    @contextmanager
    def copied(self) -> Iterator[tuple[Town, str]]:
        town, origin = self.built
        if self.server is None:
            path = self.folder / "copy.sqlite3"
            for old in self.folder.glob("copy.sqlite3*"):
                old.unlink()
            shutil.copyfile(origin, path)
            yield town, f"sqlite:///{path}"
            return
        template = make_url(origin).database or ""
        with fresh_database(self.server, template=template) as url:
            yield town, url


@pytest.fixture(scope="session")
def sqlite_towns(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Towns:
    folder = tmp_path_factory.mktemp("towns")
    path = folder / "town.sqlite3"
    shutil.copyfile(migrated_file, path)
    return Towns(folder, None, (_built(f"sqlite:///{path}"), str(path)))


@pytest.fixture(scope="session")
def postgres_towns(
    postgres_url: str, migrated_postgres: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Towns]:
    template = make_url(migrated_postgres).database or ""
    with fresh_database(postgres_url, template=template) as url:
        yield Towns(tmp_path_factory.mktemp("towns"), postgres_url, (_built(url), url))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def towns(request: pytest.FixtureRequest) -> Towns:
    kind = {"sqlite": "sqlite_towns", "postgresql": "postgres_towns"}[request.param]
    found: Towns = request.getfixturevalue(kind)
    return found


def _built(url: str) -> Town:
    # In a thread of its own, so that it does not matter whether a loop is running here.
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, found_town(url)).result()
