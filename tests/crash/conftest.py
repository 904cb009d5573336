"""The small world on each database."""

from collections.abc import Iterator

import pytest
from sqlalchemy import make_url

from tests.databases import migrated_file, migrated_postgres, migrated_url, sqlite_url
from tests.postgres import fresh_database
from tests.services.conftest import (
    bare_world,
    built,
    built_on_postgresql,
    built_on_sqlite,
    world,
    world_url,
)

__all__ = [
    "bare_world",
    "built",
    "built_on_postgresql",
    "built_on_sqlite",
    "migrated_file",
    "migrated_postgres",
    "migrated_url",
    "sqlite_url",
    "world",
    "world_url",
]


@pytest.fixture
def migrated_postgres_copy(postgres_url: str, migrated_postgres: str) -> Iterator[str]:
    """A migrated PostgreSQL database of the test's own."""
    with fresh_database(postgres_url, template=str(make_url(migrated_postgres).database)) as url:
        yield url
