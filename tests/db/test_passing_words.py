"""What somebody typed, which may name a child, stands nowhere in the database (promise A5)."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, MetaData, Table, insert, select

from core.domain.delivery import Delivery
from core.domain.views import Account, Presence
from core.ports.unit_of_work import UnitOfWork
from db import migrate, versions
from db.keys import drawn_key, parsed_keys
from db.passing_words import opened_words, sealed_words
from db.sealing import KeyRing
from db.unit_of_work import SqlUnitOfWork
from tests.builders import NOON
from tests.databases import migrated_file, migrated_postgres, migrated_url, sqlite_url
from tests.db.test_migrations import empty_url
from tests.db.test_sealing import Keyed, ring

__all__ = ["empty_url", "migrated_file", "migrated_postgres", "migrated_url", "sqlite_url"]

STATE = {"text": "шахматы для Канарейкиной Алёны", "child": "7", "page": "2"}
COMES = Delivery(bot=42, number=1000, chat=7)
TABLES = ("conversations", "deliveries")


def say(uow: UnitOfWork) -> Account:
    account = uow.accounts.add(COMES.chat, language="ru")
    uow.conversations.keep(account.id, STATE)
    uow.deliveries.keep(COMES, step=1, found=STATE)
    return account


def presence(uow: UnitOfWork) -> Presence | None:
    return uow.accounts.presence(COMES.chat, COMES)


def rows(connection: Connection) -> str:
    """Whatever the order of an object's members."""
    tables = [Table(name, MetaData(), autoload_with=connection) for name in TABLES]
    found = [row for table in tables for row in connection.execute(select(table))]
    return repr([[sorted(v.items()) if isinstance(v, dict) else v for v in row] for row in found])


def kept(uow: UnitOfWork) -> str:
    assert isinstance(uow, SqlUnitOfWork)
    return rows(uow.connection)


async def test_a5_words_are_sealed_and_come_back_until_their_key_is_gone(migrated_url: str) -> None:
    old, new = drawn_key("k1"), drawn_key("k2")
    await Keyed(migrated_url, ring(old)).run(say)

    written = await Keyed(migrated_url, ring(old)).run(kept)
    present = await Keyed(migrated_url, ring(new, old)).run(presence)
    later = await Keyed(migrated_url, ring(new)).run(presence)

    for word in ("шахматы", "Канарейк", "\\u0448", "text", "page"):
        assert word not in written
    assert present.conversation == present.handled.found == STATE
    assert later.conversation == later.handled.found == {}


@pytest.mark.parametrize("state", [{}, {"child": "7"}, {"text": "  два пробела  "}])
async def test_m6_a_state_comes_back_as_it_was_and_is_sealed_alike_again(
    migrated_url: str, state: dict[str, str]
) -> None:
    def twice(uow: UnitOfWork) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
        assert isinstance(uow, SqlUnitOfWork)
        first = sealed_words(uow.connection, state)
        return first, sealed_words(uow.connection, state), opened_words(uow.connection, first)

    first, again, opened = await Keyed(migrated_url, ring(drawn_key("k1"))).run(twice)

    assert first == again
    assert opened == state


def test_a5_what_was_plain_is_sealed_by_the_migration_and_opened_by_its_way_back(
    empty_url: str,
) -> None:
    keys = KeyRing(parsed_keys(drawn_key("k1")), file=None)

    def fill(connection: Connection) -> None:
        there = {
            name: Table(name, MetaData(), autoload_with=connection)
            for name in ("accounts", *TABLES)
        }
        connection.execute(insert(there["accounts"]).values(id=1, chat=7, language="ru"))
        connection.execute(insert(there["conversations"]).values(account_id=1, state=STATE))
        for number, found in enumerate(({}, STATE)):
            connection.execute(
                insert(there["deliveries"]).values(
                    bot=1, number=number, step=1, chat=7, found=found, handled_at=NOON
                )
            )

    migrate.upgrade(empty_url, "0030", keys)
    versions.connected(empty_url, fill)
    before = versions.connected(empty_url, rows)
    migrate.upgrade(empty_url, "0031", keys)
    sealed = versions.connected(empty_url, rows)
    migrate.downgrade(empty_url, "0030", keys)

    assert STATE["text"] in before
    assert STATE["text"] not in sealed
    assert versions.connected(empty_url, rows) == before
