"""Both databases, for every test of this folder that asks for `database`."""

from tests.databases import (
    clock,
    database,
    migrated_file,
    migrated_postgres,
    migrated_url,
    sqlite_url,
)

__all__ = [
    "clock",
    "database",
    "migrated_file",
    "migrated_postgres",
    "migrated_url",
    "sqlite_url",
]
