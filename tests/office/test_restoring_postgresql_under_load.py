"""What `pg_dump` wrote while everybody went on can be restored, and begins in silence (R6)."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import text as sql

from core.domain.actor import System
from core.services.auditing import audit_money
from core.services.erasing import repeat_erasures
from db.clock import ClockFrom
from db.database import Database
from db.journal import journal_beside, journal_read
from db.migrate import upgrade
from tests.builders import NOON, found_town
from tests.office.by_hand import Server, server, written
from tests.office.test_operations import MANUALS
from tests.office.under_load import Load, ensure_quiet_and_erased, noted
from tests.simulation.share import share

__all__ = ["server"]

pytestmark = pytest.mark.postgres


async def restored_under_load(server: Server, copies: int) -> None:
    """Dump, restore and begin with each copy while everybody goes on."""
    manual = MANUALS[0].read_text("utf-8")
    dumped, *restored = written(manual, "pg_dump").splitlines()
    _, _, *parked = written(manual, "psql kruzhok_restored").splitlines()
    url = await asyncio.to_thread(server.make_database, manual)
    await asyncio.to_thread(upgrade, url)
    database = Database.open(url, ClockFrom(NOON))
    load, stopping = Load(database, await database.perform(found_town)), asyncio.Event()
    writers = load.begin(stopping)
    for _ in range(copies):
        await load.let_come()
        known = load.written
        await asyncio.to_thread(server.run, server.called(dumped))
        await load.let_come()
        gone = frozenset(load.erased)
        await noted(journal_beside(url), len(gone))
        await asyncio.to_thread(server.run, *map(server.called, restored))
        await ensure_repeated(server, url, known, gone)
        await asyncio.to_thread(server.run, server.called("\n".join(parked)))
        await ensure_quiet_and_erased(server.database("kruzhok_restored"), gone)
        await asyncio.to_thread(server.run, server.called("dropdb --force kruzhok_restored"))
    stopping.set()
    await asyncio.gather(*writers)
    assert await database.read(audit_money) == ()
    await database.close()


async def ensure_repeated(server: Server, url: str, known: int, gone: frozenset[int]) -> None:
    """Whole acts only, all that was answered "done" before the dump, money that adds up, and those
    who were erased since, until they are erased again.
    """
    copy = Database.open(server.database("kruzhok_restored"), ClockFrom(NOON))
    accounts = await copy.read(_accounts)
    assert len(accounts) >= known
    assert all(consented or erased for _, consented, erased in accounts)
    there = {chat for chat, _, erased in accounts if not erased}
    again = await copy.perform(repeat_erasures, System(), journal_read(journal_beside(url)))
    assert again >= len(there & gone) > 0
    assert await copy.read(audit_money) == ()
    await copy.close()


def _accounts(uow: Any) -> list[tuple[int, bool, bool]]:  # noqa: ANN401 - behind the port
    query = "SELECT chat, consented_at IS NOT NULL, erased_at IS NOT NULL FROM accounts"
    return [tuple(row) for row in uow.connection.execute(sql(query))]


async def test_r6_what_pg_dump_wrote_under_load_is_restored_and_begins_in_silence(
    server: Server,
) -> None:
    await restored_under_load(server, 2)


@pytest.mark.slow
async def test_r6_thirty_of_thirty_dumps_taken_under_load_are_restored_and_begin_in_silence(
    server: Server,
) -> None:
    await restored_under_load(server, share(30, least=3))
