"""No update crashes the bot, and every one of them is answered (promise R1)."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.types import Update
from structlog.testing import capture_logs

from bot.updates.dispatch import make_dispatcher
from core.ports.unit_of_work import UnitOfWork
from core.services import accounts
from core.services.auditing import audit_money
from db.clock import ClockFrom
from db.database import Database
from tests.bot.any_update import OPERATING, AnyUpdate
from tests.bot.conftest import furnish
from tests.bot.judge import TOKEN, Judge
from tests.databases import migrated_file, migrated_postgres, migrated_url
from tests.simulation.share import share

__all__ = ["migrated_file", "migrated_postgres", "migrated_url"]

FAULTS = {"update_failed", "apology_failed", "callback_not_answered", "inline_not_answered"}


@pytest.fixture
async def database(migrated_url: str, clock: ClockFrom) -> AsyncIterator[Database]:
    """The town of all these tests, in a database of each kind."""
    opened = Database.open(migrated_url, clock)
    await opened.perform(furnish)
    yield opened
    await opened.close()


def _make_operator(uow: UnitOfWork) -> None:
    account = uow.accounts.add(OPERATING, language="ru")
    place = uow.municipalities.all()[0]
    uow.accounts.link_operator(account.id, place.id, name="Ольга", at=uow.now)
    accounts.give_consent(uow, account)


async def ensure_answered(database: Database, updates: int, seed: int) -> None:
    judge, drawn = Judge(), AnyUpdate(seed)
    bot = Bot(TOKEN, session=judge)
    dispatcher = make_dispatcher(database.perform, database.read)
    await database.perform(_make_operator)
    for _ in range(updates):
        raw, chat, query = drawn.draw()
        said = judge.said.total()
        with capture_logs() as logs:
            await dispatcher.feed_update(bot, Update.model_validate(raw, context={"bot": bot}))

        assert not [log for log in logs if log["event"] in FAULTS], (raw, logs)
        if query is not None:
            assert judge.answered.pop(query) == 1, raw
        if chat > 0 and "inline_message_id" not in raw.get("callback_query", {}):
            silent = str(raw.get("callback_query", {}).get("data", "")).removeprefix("+")[:1] == "x"
            assert judge.said.total() > said or silent, raw
    assert await database.read(audit_money) == ()


async def test_r1_any_update_is_answered(database: Database) -> None:
    await ensure_answered(database, 600, seed=1)


@pytest.mark.slow
async def test_r1_a_hundred_thousand_updates_are_answered(database: Database) -> None:
    await ensure_answered(database, share(100_000, least=2_000), seed=2)
