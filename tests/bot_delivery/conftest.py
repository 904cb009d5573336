"""A Telegram stand-in, people in it, and aiogram's bot pointed at it."""

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from db.clock import ClockFrom
from db.database import Database
from sandbox.profiles import Profile
from sandbox.server import Sandbox
from tests.databases import clock, migrated_file, sqlite_url

__all__ = ["clock", "migrated_file", "sqlite_url"]

ANNA = Profile(101, "Анна", "Петрова")
BEN = Profile(102, "Ben", language="en")


@pytest.fixture
async def telegram() -> AsyncIterator[Sandbox]:
    sandbox = Sandbox(people=[ANNA, BEN])
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


@pytest.fixture
async def bot(telegram: Sandbox) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(telegram.url))
    made = Bot(telegram.token, session=session)
    yield made
    await session.close()


@pytest.fixture
async def database(sqlite_url: str, clock: ClockFrom) -> AsyncIterator[Database]:
    opened = Database.open(sqlite_url, clock)
    yield opened
    await opened.close()
