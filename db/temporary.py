"""A database that is thrown away: the tables as they are now, without their history."""

from __future__ import annotations

from db.engine import database_url, sqlite_writer
from db.tables import metadata


def create_tables(url: str) -> None:
    """All tables in a new SQLite file; what migrations add beside tables is not there."""
    engine = sqlite_writer(database_url(url))
    try:
        with engine.begin() as connection:
            metadata.create_all(connection)
    finally:
        engine.dispose()
