"""Acts: all or nothing, durable before the answer, harmless to each other."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from datetime import datetime
from pathlib import Path
from threading import Event, Thread
from typing import cast

import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError, OperationalError

from core.domain.views import Account
from core.ports.acts import resumable
from core.ports.unit_of_work import UnitOfWork
from db import acts
from db.clock import ClockFrom
from db.database import Database
from db.engine import Closed
from db.unit_of_work import SqlUnitOfWork


class Refused(Exception):
    """What an act of these tests raises."""


def arrive(uow: UnitOfWork, chat: int) -> Account:
    return uow.accounts.add(chat, language="ru")


def arrive_and_fail(uow: UnitOfWork, chat: int) -> None:
    uow.accounts.add(chat, language="ru")
    raise Refused(chat)


def chats(uow: UnitOfWork, wanted: range) -> list[int]:
    return [chat for chat in wanted if uow.accounts.by_chat(chat) is not None]


async def test_an_act_is_kept_and_its_answer_comes_back(database: Database) -> None:
    account = await database.perform(arrive, 1)

    assert account.chat == 1
    assert await database.read(lambda uow: uow.accounts.by_chat(1)) == account


async def test_of_an_act_that_raises_nothing_is_kept_and_the_caller_learns_why(
    database: Database,
) -> None:
    with pytest.raises(Refused, match="1"):
        await database.perform(arrive_and_fail, 1)

    assert await database.read(chats, range(10)) == []


async def test_an_act_that_raises_harms_nobody_who_acts_at_the_same_time(
    database: Database,
) -> None:
    others = [
        database.perform(arrive_and_fail if chat % 3 == 0 else arrive, chat) for chat in range(200)
    ]

    answers = await asyncio.gather(*others, return_exceptions=True)

    assert [chat for chat in range(200) if isinstance(answers[chat], Refused)] == [
        *range(0, 200, 3)
    ]
    assert await database.read(chats, range(200)) == [chat for chat in range(200) if chat % 3]


async def test_now_is_one_instant_throughout_an_act(database: Database, clock: ClockFrom) -> None:
    def twice(uow: UnitOfWork) -> tuple[datetime, datetime]:
        first = uow.now
        time.sleep(0.01)
        return first, uow.now

    first, second = await database.perform(twice)

    assert first == second
    assert first < clock.now()


async def test_a_question_may_not_write(database: Database) -> None:
    with pytest.raises(DBAPIError, match=r"readonly|read-only"):
        await database.read(arrive, 1)

    assert await database.read(chats, range(10)) == []


async def test_a_question_sees_one_moment(database: Database) -> None:
    await database.perform(arrive, 1)
    begun, changed = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    async def change() -> None:
        await begun.wait()
        await database.perform(lambda uow: uow.accounts.add(2, language="ru"))
        changed.set()

    def look_twice(uow: UnitOfWork) -> tuple[list[int], list[int]]:
        before = chats(uow, range(5))
        assert isinstance(uow, SqlUnitOfWork)
        loop.call_soon_threadsafe(begun.set)
        # The question runs in a thread, or beside the loop while each statement is awaited.
        while not changed.is_set():
            chats(uow, range(1))
        return before, chats(uow, range(5))

    (before, after), _ = await asyncio.gather(database.read(look_twice), change())

    assert before == after == [1]
    assert await database.read(chats, range(5)) == [1, 2]


async def test_closing_lets_every_act_end_that_was_begun(database: Database) -> None:
    others = [asyncio.ensure_future(database.perform(arrive, chat)) for chat in range(100)]
    await asyncio.sleep(0)

    await database.close()

    assert [account.chat for account in await asyncio.gather(*others)] == [*range(100)]
    with pytest.raises(Closed):
        await database.perform(arrive, 1)
    with pytest.raises(Closed):
        await database.read(chats, range(1))
    await database.close()


async def test_a_database_serves_every_event_loop_until_it_is_closed(database: Database) -> None:
    await database.perform(arrive, 1)
    other_loop = asyncio.new_event_loop()
    thread = Thread(target=other_loop.run_forever)
    thread.start()

    async def elsewhere() -> list[int]:
        await database.perform(arrive, 2)
        return await database.read(chats, range(5))

    found = await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(elsewhere(), other_loop))
    await database.close()
    other_loop.call_soon_threadsafe(other_loop.stop)
    await asyncio.to_thread(thread.join)
    other_loop.close()

    assert found == [1, 2]


async def test_a_cancelled_caller_stops_nobody(database: Database) -> None:
    others = [asyncio.ensure_future(database.perform(arrive, chat)) for chat in range(20)]
    await asyncio.sleep(0)
    others[0].cancel()

    answers = await asyncio.gather(*others, return_exceptions=True)

    assert isinstance(answers[0], asyncio.CancelledError)
    assert await database.read(chats, range(1, 20)) == [*range(1, 20)]


class TestSqlite:
    """What one writer with shared commits must keep besides."""

    @pytest.fixture
    def path(self, sqlite_url: str) -> Path:
        return Path(make_url(sqlite_url).database or "")

    @pytest.fixture
    async def sqlite(self, sqlite_url: str, clock: ClockFrom) -> Database:
        return Database.open(sqlite_url, clock)

    async def test_a_failing_commit_is_told_to_everybody_whose_act_it_held(
        self, sqlite: Database
    ) -> None:
        def break_the_commit(uow: UnitOfWork) -> None:
            assert isinstance(uow, SqlUnitOfWork)
            uow.connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            uow.connection.exec_driver_sql("INSERT INTO switches VALUES (999, 'MONEY_LOW')")

        others = [asyncio.ensure_future(sqlite.perform(arrive, chat)) for chat in range(5)]
        broken = asyncio.ensure_future(sqlite.perform(break_the_commit))
        answers = await asyncio.gather(*others, broken, return_exceptions=True)
        kept = await sqlite.read(chats, range(5))

        told_done = [chat for chat in range(5) if isinstance(answers[chat], Account)]
        assert kept == told_done
        assert "FOREIGN KEY" in str(answers[-1])
        assert (await sqlite.perform(arrive, 100)).chat == 100
        await sqlite.close()

    async def test_when_sqlite_gives_up_a_transaction_everybody_in_it_is_told(
        self, sqlite: Database
    ) -> None:
        def lose_everything(uow: UnitOfWork) -> None:
            assert isinstance(uow, SqlUnitOfWork)
            uow.connection.exec_driver_sql("ROLLBACK")
            raise Refused

        others = [asyncio.ensure_future(sqlite.perform(arrive, chat)) for chat in range(5)]
        lost = asyncio.ensure_future(sqlite.perform(lose_everything))
        answers = await asyncio.gather(*others, lost, return_exceptions=True)
        kept = await sqlite.read(chats, range(5))

        assert kept == [chat for chat in range(5) if isinstance(answers[chat], Account)]
        assert isinstance(answers[-1], Refused)
        assert (await sqlite.perform(arrive, 100)).chat == 100
        await sqlite.close()

    async def test_the_writer_waits_for_the_lock_of_another_process(
        self, sqlite: Database, path: Path
    ) -> None:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        act = asyncio.ensure_future(sqlite.perform(arrive, 1))
        await asyncio.sleep(0.3)
        waited = not act.done()

        other.execute("COMMIT")

        assert (await act).chat == 1
        assert waited
        other.close()
        await sqlite.close()

    async def test_a_lock_that_is_never_given_back_is_told_and_forgotten(
        self, sqlite: Database, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(acts, "LOCK_WAIT_SECONDS", 0.1)
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(OperationalError, match="locked"):
            await sqlite.perform(arrive, 1)
        other.execute("COMMIT")

        assert (await sqlite.perform(arrive, 1)).chat == 1
        other.close()
        await sqlite.close()

    async def test_between_groups_another_process_gets_the_lock(
        self, sqlite: Database, sqlite_url: str, clock: ClockFrom
    ) -> None:
        other = Database.open(sqlite_url, clock)
        busy = True

        async def write_on_and_on(n: int) -> None:
            while busy:
                await sqlite.perform(arrive, n)

        writers = [asyncio.ensure_future(write_on_and_on(n)) for n in range(32)]
        account = await asyncio.wait_for(other.perform(arrive, 1000), timeout=60)
        busy = False

        assert account.chat == 1000
        await asyncio.gather(*writers)
        await other.close()
        await sqlite.close()

    async def test_an_act_that_raises_stop_iteration_does_not_leave_its_caller_waiting(
        self, sqlite: Database
    ) -> None:
        with pytest.raises(RuntimeError, match="StopIteration"):
            await sqlite.perform(lambda _: next(iter(())))
        await sqlite.close()

    async def test_who_came_during_such_an_act_is_served_before_the_next_one(
        self, sqlite: Database
    ) -> None:
        served: list[str] = []
        begun, go_on = Event(), Event()

        @resumable
        def long(uow: UnitOfWork, name: str) -> None:
            del uow
            begun.set()
            go_on.wait()
            served.append(name)

        first = asyncio.create_task(sqlite.perform(long, "first"))
        await asyncio.to_thread(begun.wait)
        second = asyncio.create_task(sqlite.perform(long, "second"))
        await asyncio.sleep(0)
        family = asyncio.create_task(sqlite.perform(lambda _: served.append("family")))
        await asyncio.sleep(0)
        go_on.set()
        await asyncio.gather(first, second, family)
        await sqlite.close()

        assert served == ["first", "family", "second"]


@resumable
def how_it_commits(uow: UnitOfWork) -> str:
    return asked_how_it_commits(uow)


def asked_how_it_commits(uow: UnitOfWork) -> str:
    connection = cast("SqlUnitOfWork", uow).connection
    setting = {"sqlite": "PRAGMA synchronous", "postgresql": "SHOW synchronous_commit"}
    question = setting[connection.dialect.name]
    return str(connection.exec_driver_sql(question).scalar_one())


async def test_only_an_act_that_is_done_again_does_not_wait_for_the_disk(
    database: Database,
) -> None:
    waits, goes_on = {"2", "on"}, {"1", "off"}

    for _ in range(2):
        assert await database.perform(asked_how_it_commits) in waits
        assert await database.perform(how_it_commits) in goes_on
    assert await database.perform(asked_how_it_commits) in waits


async def test_an_act_that_is_done_again_shares_its_commit_with_nobody(
    database: Database,
) -> None:
    found = await asyncio.gather(
        *(database.perform(act) for act in [how_it_commits, asked_how_it_commits] * 10)
    )

    assert set(found[::2]) <= {"1", "off"}
    assert set(found[1::2]) <= {"2", "on"}
