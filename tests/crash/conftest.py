"""The small world on each database."""

from tests.databases import migrated_file, migrated_postgres, migrated_url, sqlite_url
from tests.services.conftest import bare_world, world

__all__ = [
    "bare_world",
    "migrated_file",
    "migrated_postgres",
    "migrated_url",
    "sqlite_url",
    "world",
]
