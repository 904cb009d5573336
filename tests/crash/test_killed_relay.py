"""A notice is sent once or twice, or stands in front of a person, however often the bot is killed
(promise S2)."""

from __future__ import annotations

import asyncio
import signal
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial
from random import Random

import pytest

from core.domain.notice import Facts, NoticeKind
from core.ports.unit_of_work import UnitOfWork
from db.clock import ClockFrom
from db.database import Database
from db.tables.messages import notices
from db.unit_of_work import SqlUnitOfWork
from sandbox.people import Person
from sandbox.profiles import Profile
from sandbox.server import Sandbox
from tests.builders import NOON, add_funded_child, add_parent, found_town
from tests.crash.bots import bots
from tests.sandbox.waiting import eventually
from tests.simulation.share import share

# Longer than a claim holds.
LATER = timedelta(minutes=4)
REPEATED = "уже получали"


def told_all(uow: UnitOfWork, families: int) -> None:
    town = found_town(uow)
    for n in range(families):
        child = add_funded_child(uow, town, n=n + 1, full_name=f"Ребёнок Номер{n}")
        account = add_parent(uow, child, chat=100 + n)
        uow.outbox.to_account(
            account.id,
            NoticeKind.CERTIFICATE_CLOSED,
            Facts(certificate=child.id),
            not_before=uow.now,
        )


def ended(uow: UnitOfWork) -> dict[int, tuple[str, str | None, int]]:
    """State, reason and attempts by chat."""
    assert isinstance(uow, SqlUnitOfWork)
    rows = uow.connection.execute(notices.select()).all()
    return {99 + row.account_id: (row.state, row.parked_why, row.attempts) for row in rows}


@pytest.fixture
async def telegram() -> AsyncIterator[Sandbox]:
    sandbox = Sandbox()
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


async def killed_while_sending(telegram: Sandbox, url: str, families: int, kills: int) -> None:
    people = [telegram.add_person(Profile(100 + n, f"P {n}")) for n in range(families)]
    for person in people:
        person.chat.started = True
    database = Database.open(url, ClockFrom(NOON))
    await database.perform(told_all, families)
    settings = {"database_url": url, "telegram_api": telegram.url, "bot_token": telegram.token}
    random, now = Random(kills), NOON  # noqa: S311
    async with bots() as running:
        for _ in range(kills):
            told = _told(people)
            pid = await running.start({**settings, "clock": now.isoformat()})
            await eventually(partial(_told_more, people, told), seconds=120)
            await asyncio.sleep(random.random() * 0.3)
            assert await running.stop(pid, signal.SIGKILL) == -signal.SIGKILL
            now += LATER
        for _ in range(2):
            pid = await running.start({**settings, "clock": now.isoformat()})
            await running.works(pid)
            async with asyncio.timeout(families / 25 + 120):
                await settled(database)
            # Whatever is sent twice or for nothing is sent now.
            await asyncio.sleep(2)
            assert await running.stop(pid) == 0
            now += LATER
    found = await database.read(ended)
    sent = Counter({person.id: len(person.answers) for person in people})
    assert len(found) == families
    for person in people:
        state, why, attempts = found[person.id]
        assert (state, why) in {("SENT", None), ("PARKED", "unknown-outcome")}
        assert 1 <= sent[person.id] <= attempts <= 2 or state == "PARKED"
        assert sent[person.id] <= 2
        assert all(REPEATED in message.text for message in person.answers[1:])
    await database.close()


async def settled(database: Database) -> None:
    """Nothing waits any more; the outbox tells nobody, so it is asked."""
    while await database.read(lambda uow: uow.outbox.waiting()):  # noqa: ASYNC110
        await asyncio.sleep(0.05)


def _told(people: list[Person]) -> int:
    return sum(len(person.answers) for person in people)


def _told_more(people: list[Person], before: int) -> bool:
    return _told(people) > before


async def test_s2_a_relay_that_is_killed_loses_nothing_and_sends_nothing_three_times(
    telegram: Sandbox, sqlite_url: str
) -> None:
    await killed_while_sending(telegram, sqlite_url, families=60, kills=3)


@pytest.mark.slow
async def test_s2_a_relay_that_is_killed_thirty_times(telegram: Sandbox, migrated_url: str) -> None:
    kills = share(30, least=3)

    await killed_while_sending(telegram, migrated_url, families=kills * 30, kills=kills)
