"""The way up, down and up again; and where it leads is what `db.tables` says."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from db import migrate, versions
from db.tables import metadata
from tests.postgres import fresh_database

# Everything that the schema says: columns with their types, constraints, indexes, options.
SCHEMA = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index')"
    " AND sql IS NOT NULL AND name <> 'alembic_version' ORDER BY name",
    "postgresql": """
        SELECT c.relname, a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' '
               || a.attnotnull || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
               || ' ' || coalesce(l.collname, '')
        FROM pg_class c JOIN pg_attribute a
             ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        LEFT JOIN pg_collation l ON l.oid = a.attcollation
        WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
        UNION SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace
        UNION SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION SELECT relname, reloptions::text FROM pg_class
        WHERE reloptions IS NOT NULL AND relnamespace = 'public'::regnamespace
    """,
}


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path}/empty.sqlite3"
        return
    with fresh_database(request.getfixturevalue("postgres_url")) as url:
        yield url


@pytest.fixture
def another_url(request: pytest.FixtureRequest, empty_url: str, tmp_path: Path) -> Iterator[str]:
    if empty_url.startswith("sqlite"):
        yield f"sqlite+aiosqlite:///{tmp_path}/another.sqlite3"
        return
    with fresh_database(request.getfixturevalue("postgres_url")) as url:
        yield url


def schema(url: str) -> set[tuple[str, str]]:
    """Lines of the schema, whatever their order in a table."""

    def lines(connection: Connection) -> set[tuple[str, str]]:
        rows = connection.execute(text(SCHEMA[connection.dialect.name])).all()
        return {
            (name, part)
            for name, said in rows
            if "alembic_version" not in name and "alembic_version" not in said
            for part in parts(said)
        }

    return versions.connected(url, lines)


def parts(said: str) -> Iterator[str]:
    """A table's columns and constraints; SQLite writes an added one behind the last line."""
    depth, part = 0, ""
    for sign in " ".join(said.replace('"', "").split()):
        depth += (sign == "(") - (sign == ")")
        outermost = (sign, depth) in {("(", 1), (",", 1), (")", 0)}
        if outermost:
            yield part.strip()
        part = "" if outermost else part + sign
    yield part.strip()


def in_order() -> list[str]:
    """Every revision after the one that it builds on."""
    scripts = migrate._scripts()  # noqa: SLF001
    return [script.revision for script in scripts.walk_revisions()][::-1]


def create_all(url: str) -> None:
    versions.connected(url, metadata.create_all)


def test_up_down_and_up_again(empty_url: str) -> None:
    assert versions.current(empty_url) is None

    migrate.upgrade(empty_url)
    first = schema(empty_url)
    migrate.downgrade(empty_url)
    nothing = schema(empty_url)
    migrate.upgrade(empty_url)

    assert versions.current(empty_url) == versions.newest()
    assert nothing == set()
    assert schema(empty_url) == first


def test_each_step_can_be_taken_back_and_taken_again(empty_url: str) -> None:
    revisions = in_order()

    for revision in revisions:
        migrate.upgrade(empty_url, revision)
        migrate.downgrade(empty_url, "-1")
        migrate.upgrade(empty_url, revision)
        assert versions.current(empty_url) == revision


def test_a_second_upgrade_changes_nothing(empty_url: str) -> None:
    migrate.upgrade(empty_url)
    before = schema(empty_url)

    migrate.upgrade(empty_url)

    assert schema(empty_url) == before


def test_migrations_lead_to_the_tables_of_this_version(empty_url: str, another_url: str) -> None:
    migrate.upgrade(empty_url)
    create_all(another_url)

    assert schema(empty_url) ^ schema(another_url) == set()


def test_two_that_upgrade_at_once_do_it_once(empty_url: str) -> None:
    with ThreadPoolExecutor(max_workers=4) as threads:
        for done in [threads.submit(migrate.upgrade, empty_url) for _ in range(4)]:
            done.result()

    assert versions.current(empty_url) == versions.newest()


async def test_a_database_can_be_migrated_from_within_an_event_loop(empty_url: str) -> None:
    migrate.upgrade(empty_url)

    assert await asyncio.to_thread(versions.current, empty_url) == versions.newest()


def test_m4_history_is_only_added_to_after_the_way_up_down_and_up(empty_url: str) -> None:
    migrate.upgrade(empty_url)
    migrate.downgrade(empty_url)
    migrate.upgrade(empty_url)

    def rewrite(connection: Connection) -> None:
        connection.execute(
            text("INSERT INTO audit_trail VALUES (1, '2020-08-20', 'a', 'b', 'c', '{}')")
        )
        connection.execute(text("UPDATE audit_trail SET actor = 'x'"))

    with pytest.raises(DBAPIError, match="audit_trail is only added to"):
        versions.connected(empty_url, rewrite)
