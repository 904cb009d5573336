"""No tap is lost when the bot is stopped or killed; a repeated one has one effect (promise S3)."""

from __future__ import annotations

import asyncio
import signal
from collections import Counter
from collections.abc import AsyncIterator
from random import Random

import pytest
from sqlalchemy import func, select

from bot.keyboards.callbacks import NotificationPressed
from core.domain.notice import NoticeKind
from core.ports.unit_of_work import UnitOfWork
from core.services.accounts import arrive
from db.clock import SystemClock
from db.database import Database
from db.tables.messages import deliveries, switches
from db.unit_of_work import SqlUnitOfWork
from sandbox.profiles import Profile
from sandbox.server import Sandbox
from tests.crash.bots import bots
from tests.sandbox.waiting import eventually
from tests.simulation.share import share

PEOPLE = 30
KINDS = list(NoticeKind)
PATIENCE_SECONDS = 120


@pytest.fixture
async def telegram() -> AsyncIterator[Sandbox]:
    sandbox = Sandbox(people=[Profile(100 + n, f"Person {n}") for n in range(PEOPLE)])
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


def effects(uow: UnitOfWork) -> tuple[int, int]:
    """Switches that are off, and steps of updates that had an effect."""
    assert isinstance(uow, SqlUnitOfWork)
    ask = uow.connection.scalar
    return (
        ask(select(func.count()).select_from(switches)) or 0,
        ask(select(func.count()).select_from(deliveries)) or 0,
    )


def everybody(uow: UnitOfWork) -> None:
    for n in range(PEOPLE):
        arrive(uow, 100 + n, "ru")


class Crowd:
    """People who do each thing once, so that every effect and every answer can be counted."""

    def __init__(self, telegram: Sandbox) -> None:
        self.telegram = telegram
        self.people = [telegram.person(100 + n) for n in range(PEOPLE)]
        self.acted = 0
        self.asked: Counter[int] = Counter()
        self.queries: list[str] = []

    def greeted(self) -> bool:
        return all(person.answers for person in self.people)

    def act(self, number: int) -> None:
        """So many of them press a switch or type a question, in turn."""
        for _ in range(number):
            kind, person = divmod(self.acted, PEOPLE)
            who = self.people[person]
            if (kind + person) % 2:
                who.send(f"робототехника {self.acted}")
                self.asked[who.id] += 1
            else:
                data = NotificationPressed(kind=KINDS[kind], off=True).pack()
                self.queries.append(who.forge(who.answers[0].id, data))
            self.acted += 1

    def all_answered(self) -> bool:
        return not len(self.telegram.bot.updates) and all(
            self.telegram.bot.queries[query].answered for query in self.queries
        )


async def stopped_in_mid_stream(telegram: Sandbox, url: str, updates: int, stops: int) -> None:
    database = Database.open(url, SystemClock())
    await database.perform(everybody)
    settings = {
        "database_url": url,
        "telegram_api": telegram.url,
        "bot_token": telegram.token,
    }
    crowd, random, killed = Crowd(telegram), Random(stops), 0  # noqa: S311
    for person in crowd.people:
        person.send("/notifications")
    async with bots() as running:
        bot = await running.start(settings)
        await eventually(crowd.greeted, seconds=PATIENCE_SECONDS)
        for stop in range(stops):
            crowd.act(updates * (stop + 1) // stops - crowd.acted)
            await asyncio.sleep(random.random() * 0.2)
            how = random.choice((signal.SIGTERM, signal.SIGKILL))
            status = await running.stop(bot, how)
            # Who is asked to stop ends in good order; who came too late was not even there yet.
            assert status in ({0, -signal.SIGTERM} if how is signal.SIGTERM else {-how})
            killed += how is signal.SIGKILL
            bot = await running.start(settings)
        await eventually(crowd.all_answered, seconds=PATIENCE_SECONDS)
        await running.works(bot)
        assert await running.stop(bot) == 0
    await ensure_each_had_its_effect(database, crowd, updates)
    assert killed >= stops // 4
    await database.close()


async def ensure_each_had_its_effect(database: Database, crowd: Crowd, updates: int) -> None:
    off, steps = await database.read(effects)
    assert (off, steps) == (len(crowd.queries), updates)
    for person in crowd.people:
        # One answer to the first words, and one to each question; some perhaps twice.
        assert len(person.answers) > crowd.asked[person.id]


async def test_s3_stops_in_mid_stream_lose_and_double_nothing(
    telegram: Sandbox, sqlite_url: str
) -> None:
    await stopped_in_mid_stream(telegram, sqlite_url, updates=120, stops=6)


@pytest.mark.slow
async def test_s3_a_hundred_stops_lose_and_double_nothing(
    telegram: Sandbox, migrated_url: str
) -> None:
    stops = share(100, least=10)

    await stopped_in_mid_stream(telegram, migrated_url, updates=stops * 10, stops=stops)
