"""/healthz and /metrics say whether everything is done that is due, and nothing of a person."""

from __future__ import annotations

import errno
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from itertools import count
from typing import Any, NoReturn

import pytest
from aiogram.types import Update
from aiohttp import ClientSession
from sqlalchemy import Connection, event
from structlog.testing import capture_logs

from bot.app import BotApp
from bot.beating import Heart
from bot.schedule import Schedule, run_days
from bot.settings import BotSettings
from bot.updates.lanes import Ending, Lanes
from bot.watching import Metrics, Watching
from core.domain.ids import AccountId
from core.domain.linking import FAILURES_OF_SERVICE_MAX
from core.domain.notice import Facts, NoticeKind
from core.domain.parked import ParkedWhy
from core.ports.acts import Reads
from core.ports.unit_of_work import UnitOfWork
from core.services.watching import prove_writable, watched
from db.clock import ClockFrom
from db.database import Database
from db.unit_of_work import SqlUnitOfWork
from sandbox.server import Sandbox
from tests.builders import Town, add_contract, add_funded_child, add_parent, found_town
from tests.sandbox.waiting import eventually
from tests.simulation.test_twice import everything


def town_that_waits(uow: UnitOfWork) -> Town:
    """A contract to charge, one notice that is due and one that is parked."""
    town = found_town(uow)
    child = add_funded_child(uow, town)
    add_contract(uow, town, child)
    for chat in (101, 102):
        add_parent(uow, child, chat=chat)
    uow.outbox.to_family(
        child.id, NoticeKind.MONEY_LOW, Facts(certificate=child.id), not_before=uow.now
    )
    first, _ = uow.outbox.claim(most=2, lease=timedelta(minutes=1))
    uow.outbox.parked(first.id, why=ParkedWhy.BLOCKED)
    return town


@asynccontextmanager
async def served(read: Reads, metrics: Metrics, dead: tuple[str, ...] = ()) -> AsyncIterator[str]:
    watching = Watching(read, metrics, ("127.0.0.1", 0), dead=lambda: dead)
    await watching.start()
    assert watching.address is not None
    try:
        yield f"http://127.0.0.1:{watching.address[1]}"
    finally:
        await watching.stop()
        await watching.stop()


async def asked(url: str) -> tuple[int, str]:
    async with ClientSession() as client, client.get(url) as answer:
        return answer.status, await answer.text()


def watched_at_any_port(telegram: Sandbox, database_url: str) -> BotSettings:
    return BotSettings.model_validate(
        {
            "bot_token": telegram.token,
            "telegram_api": telegram.url,
            "database_url": database_url,
            "watch_listen": "127.0.0.1:0",
        }
    )


async def test_metrics_hold_the_age_of_the_outbox_what_is_parked_due_and_was_run(
    database: Database, clock: ClockFrom
) -> None:
    town = await database.perform(town_that_waits)
    clock.advance_to(clock.now() + timedelta(days=20))
    metrics = Metrics()
    metrics.handled(0.2, well=True)
    metrics.handled(0.2, well=False)
    metrics.notices.labels("sent").inc()
    await database.perform(lambda uow: uow.daily.locked_position(town.municipality.id))

    async with served(database.read, metrics) as url:
        status, told = await asked(f"{url}/metrics")

    assert status == 200
    age = next(line for line in told.splitlines() if line.startswith("kruzhok_outbox_age_seconds"))
    assert 20 * 86400 <= float(age.split()[1]) < 20 * 86400 + 60
    assert "kruzhok_outbox_due 1.0" in told
    assert 'kruzhok_notices_parked{why="blocked"} 1.0' in told
    assert 'kruzhok_notices_parked{why="refused"} 0.0' in told
    assert "kruzhok_charges_due 1.0" in told
    assert 'kruzhok_update_seconds_count{outcome="handled"} 1.0' in told
    assert 'kruzhok_update_seconds_count{outcome="failed"} 1.0' in told
    assert 'kruzhok_notices_total{outcome="sent"} 1.0' in told
    assert "kruzhok_last_daily_run_timestamp_seconds{municipality=" in told
    assert "Анна" not in told


async def test_after_the_daily_run_nothing_is_due(database: Database, clock: ClockFrom) -> None:
    town = await database.perform(town_that_waits)
    clock.advance_to(clock.now() + timedelta(days=20))
    await run_days(database.perform, town.municipality.id, date(2020, 9, 9))

    async with served(database.read, Metrics()) as url:
        _, told = await asked(f"{url}/metrics")

    assert "kruzhok_charges_due 0.0" in told


async def test_a3_a_pause_because_of_guessing_is_a_metric_and_a_line_in_the_log(
    database: Database, clock: ClockFrom
) -> None:
    account = await database.perform(guessed)
    schedule = Schedule(database.perform, database.read, done=lambda: None)

    with capture_logs() as logs:
        async with served(database.read, Metrics()) as url:
            _, before = await asked(f"{url}/metrics")
            await database.perform(guess_once_more, account)
            _, paused = await asked(f"{url}/metrics")
        await schedule.tick()
        await schedule.tick()
        clock.advance_to(clock.now() + timedelta(days=2))
        await schedule.tick()

    assert "kruzhok_linking_paused 0.0" in before
    assert "kruzhok_linking_paused 1.0" in paused
    said = [(log["event"], log["log_level"]) for log in logs if log["event"].startswith("linking")]
    assert said == [("linking_paused", "error"), ("linking_open_again", "warning")]


def guessed(uow: UnitOfWork) -> AccountId:
    """One failure less than stops the way."""
    account = uow.accounts.add(900, language="ru").id
    for _ in range(FAILURES_OF_SERVICE_MAX - 1):
        guess_once_more(uow, account)
    return account


def guess_once_more(uow: UnitOfWork, account: AccountId) -> None:
    uow.linking.note_failure(account, "3901000001", before=uow.now - timedelta(days=1))


async def test_whoever_lives_says_so(database: Database) -> None:
    async with served(database.read, Metrics()) as url:
        status, told = await asked(f"{url}/healthz")

    assert (status, told) == (200, '{"status": "ok", "missing": []}')


async def test_what_does_not_run_is_named(database: Database) -> None:
    async with served(database.read, Metrics(), ("notices",)) as url:
        status, told = await asked(f"{url}/healthz")

    assert status == 503
    assert '"missing": ["notices"]' in told


@pytest.mark.parametrize("path", ["/healthz", "/metrics"])
async def test_a_database_that_does_not_answer_is_503(path: str) -> None:
    async def read(*_: object, **__: object) -> NoReturn:
        raise ConnectionError("password of the database")

    async with served(read, Metrics()) as url:
        status, told = await asked(url + path)

    assert status == 503
    assert "password" not in told


async def test_a_running_bot_whose_parts_stand_still_says_so(
    telegram: Sandbox,
    database: Database,
    clock: ClockFrom,
    sqlite_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = BotApp(watched_at_any_port(telegram, sqlite_url), database, clock)
    await app.start()
    try:
        assert app.watching is not None
        assert app.watching.address is not None
        url = f"http://127.0.0.1:{app.watching.address[1]}"
        well = await asked(f"{url}/healthz")
        # Whatever it did just now was too long ago.
        monkeypatch.setattr("bot.beating.SILENT_SECONDS", -1.0)
        status, said = await asked(f"{url}/healthz")
        _, measured = await asked(f"{url}/metrics")
    finally:
        await app.stop()

    assert well == (200, '{"status": "ok", "missing": []}')
    assert (status, said) == (503, '{"status": "failing", "missing": ["notices", "schedule"]}')
    assert "kruzhok_schedule_silent_seconds " in measured


async def test_a_database_that_takes_nothing_is_noticed_by_the_next_tick(
    database: Database,
) -> None:
    disk = {"full": False}

    async def perform(act: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - of any act
        if disk["full"]:
            raise OSError(errno.ENOSPC, "No space left on device")
        return await database.perform(act, *args, **kwargs)

    schedule = Schedule(perform, database.read, done=lambda: None)
    found = []
    with capture_logs() as logs:
        for disk["full"] in (False, True, False):
            await schedule.tick()
            found.append(schedule.cannot_write)

    assert found == [False, True, False]
    assert [log["event"] for log in logs] == ["database_not_written"]


async def test_a_minutes_tick_writes_one_row_and_changes_nothing(database: Database) -> None:
    town = await database.perform(found_town)
    await database.perform(lambda uow: uow.daily.locked_position(town.municipality.id))
    before = await database.read(everything)
    written = []

    def watch(connection: Connection, _: object, statement: str, *__: object) -> None:
        del connection
        written.append(statement)

    def prove(uow: UnitOfWork) -> int:
        assert isinstance(uow, SqlUnitOfWork)
        event.listen(uow.connection, "before_cursor_execute", watch)
        prove_writable(uow)
        event.remove(uow.connection, "before_cursor_execute", watch)
        return len(written)

    assert await database.perform(prove) == 1
    assert written[0].startswith("UPDATE daily_runs SET")
    assert await database.read(everything) == before


@pytest.mark.parametrize("missing", ["notices", "writes"])
async def test_a_relay_that_stands_still_and_a_full_disk_are_named(
    missing: str,
    telegram: Sandbox,
    database: Database,
    clock: ClockFrom,
    sqlite_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nothing_is_kept(uow: UnitOfWork) -> None:
        raise OSError(errno.ENOSPC, "the disk is full")

    if missing == "writes":
        monkeypatch.setattr("bot.schedule.prove_writable", nothing_is_kept)
    app = BotApp(watched_at_any_port(telegram, sqlite_url), database, clock)
    await app.start()
    try:
        assert app.watching is not None
        assert app.watching.address is not None
        if missing == "notices":
            app.sender.heart = Heart(count(0, 301).__next__)
        else:
            await eventually(lambda: app.schedule.cannot_write)
        status, said = await asked(f"http://127.0.0.1:{app.watching.address[1]}/healthz")
    finally:
        await app.stop()

    assert (status, said) == (503, f'{{"status": "failing", "missing": ["{missing}"]}}')


@pytest.mark.parametrize(("answer", "outcome"), [(None, "handled"), (Ending.FAULT, "failed")])
async def test_a_fault_that_was_apologized_for_counts_as_failed_and_is_not_given_back(
    database: Database, answer: Ending | None, outcome: str
) -> None:
    metrics = Metrics()
    lanes = Lanes(seconds=5, at_once=1, ended=metrics.handled)

    async def feed(_: Update) -> Ending | None:
        return answer

    done = await lanes.take(Update(update_id=1), feed)
    told = metrics.read(await database.read(watched)).decode()

    assert done is True
    assert f'kruzhok_update_seconds_count{{outcome="{outcome}"}} 1.0' in told
    assert told.count("kruzhok_update_seconds_count{") == 1
