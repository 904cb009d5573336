"""A long queue costs a claim no more than a short one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from db.unit_of_work import SqlUnitOfWork
from tests.builders import NOON

LEASE = timedelta(minutes=5)
QUEUE = 20_000
_MANY_ACCOUNTS = """INSERT INTO accounts (id, chat, language)
    SELECT n, n, 'ru' FROM generate_series(1, :rows) n"""
_MANY_NOTICES = """INSERT INTO notices
        (account_id, kind, state, not_before_at, written_at, attempts)
    SELECT 1 + :rows - n, 'MONEY_LOW', 'WAITING', :at, :at, 0 FROM generate_series(1, :rows) n"""
_READ = """SELECT sum(seq_tup_read + idx_tup_fetch) FROM pg_stat_xact_user_tables
    WHERE relname IN ('notices', 'accounts')"""


@pytest.mark.postgres
@pytest.mark.parametrize("migrated_url", ["postgresql"], indirect=True)
async def test_a_claim_reads_the_front_of_a_long_queue_alone(database: Database) -> None:
    def filled(uow: UnitOfWork) -> None:
        assert isinstance(uow, SqlUnitOfWork)
        for statement in (_MANY_ACCOUNTS, _MANY_NOTICES):
            uow.connection.execute(text(statement), {"rows": QUEUE, "at": NOON})
        uow.connection.execute(text("ANALYZE notices, accounts"))

    def sent(uow: UnitOfWork) -> int:
        assert isinstance(uow, SqlUnitOfWork)
        before = uow.connection.execute(text(_READ)).scalar_one()
        claimed = uow.outbox.claim(most=10, lease=LEASE, alone=timedelta(seconds=10))
        assert len(claimed) == 10
        uow.outbox.sent(*(notice.id for notice in claimed))
        return int(uow.connection.execute(text(_READ)).scalar_one() - before)

    await database.perform(filled)
    read = [await database.perform(sent) for _ in range(5)]

    # What is read grows neither with the queue nor with what was sent and is not cleared away yet.
    assert all(0 < rows < 500 for rows in read), read
