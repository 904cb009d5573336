"""The small world on each database."""

from collections.abc import Iterator

import pytest
from sqlalchemy import make_url

from tests.databases import migrated_file, migrated_postgres, migrated_url, sqlite_url
from tests.postgres import fresh_database
from tests.services.conftest import bare_world, world

__all__ = [
    "bare_world",
    "migrated_file",
    "migrated_postgres",
    "migrated_url",
    "sqlite_url",
    "world",
]


@pytest.fixture
def migrated_postgres_copy(postgres_url: str, migrated_postgres: str) -> Iterator[str]:
    """A migrated PostgreSQL database of the test's own."""
    with fresh_database(postgres_url, template=str(make_url(migrated_postgres).database)) as url:
        yield url
