"""Updates that come again, long after others, have one effect and an answer each time (S3)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import Update
from sqlalchemy import func, select

from bot.keyboards.callbacks import NotificationPressed
from bot.updates.dispatch import make_dispatcher
from core.domain.notice import NoticeKind
from core.ports.unit_of_work import UnitOfWork
from core.services.accounts import arrive
from db.database import Database
from db.tables.messages import accounts, deliveries, switches
from db.unit_of_work import SqlUnitOfWork
from tests.bot.judge import TOKEN, Judge
from tests.simulation.share import share

CHATS = range(100, 120)
KINDS = list(NoticeKind)[:8]
REPEATED = 0.3
Switch = tuple[int, str]


@dataclass
class Crowd:
    """Everybody's updates in their order; `off` is what they have switched off in the end."""

    random: Random
    updates: list[dict[str, Any]] = field(default_factory=list)
    off: set[Switch] = field(default_factory=set)

    def act(self) -> None:
        """A switch is pressed, to the other side each time, or something is asked."""
        number, chat = len(self.updates) + 1, self.random.choice(CHATS)
        who = {"id": chat, "is_bot": False, "first_name": "x", "language_code": "ru"}
        where = {"id": chat, "type": "private"}
        message = {"message_id": number, "date": int(datetime.now(UTC).timestamp()), "chat": where}
        update: dict[str, Any] = {"update_id": number}
        if self.random.random() < 0.25:
            update["message"] = {**message, "from": who, "text": f"робототехника {number}"}
        else:
            kind = self.random.choice(KINDS)
            self.off ^= {(chat, kind.value)}
            pressed = NotificationPressed(kind=kind, off=(chat, kind.value) in self.off)
            update["callback_query"] = {
                "id": f"q{number}", "from": who, "chat_instance": "1", "data": pressed.pack(),
                "message": {**message, "text": "screen"},
            }  # fmt: skip
        self.updates.append(update)

    def delivered(self) -> list[dict[str, Any]]:
        """The same, three of ten of them once more at any time later."""
        last = len(self.updates)
        again = self.random.sample(range(last), int(last * REPEATED))
        placed = [(float(at), at) for at in range(last)]
        placed += [(self.random.uniform(at + 0.5, last), at) for at in again]
        return [self.updates[at] for _, at in sorted(placed)]


def kept(uow: UnitOfWork) -> tuple[set[Switch], int]:
    assert isinstance(uow, SqlUnitOfWork)
    asked = select(accounts.c.chat, switches.c.kind).join(
        accounts, accounts.c.id == switches.c.account_id
    )
    rows = uow.connection.execute(asked)
    steps = uow.connection.scalar(select(func.count()).select_from(deliveries)) or 0
    return {(row.chat, row.kind) for row in rows}, steps


def everybody(uow: UnitOfWork) -> None:
    for chat in CHATS:
        arrive(uow, chat, "ru")


async def ensure_one_effect_each(database: Database, number: int) -> None:
    await database.perform(everybody)
    crowd, judge = Crowd(Random(number)), Judge()  # noqa: S311 - it need not be secret
    for _ in range(number):
        crowd.act()
    bot, dispatcher = Bot(TOKEN, session=judge), make_dispatcher(database.perform, database.read)
    asked: Counter[str] = Counter()

    for raw in crowd.delivered():
        said = judge.said.total()
        await dispatcher.feed_update(bot, Update.model_validate(raw, context={"bot": bot}))
        assert judge.said.total() > said, raw
        if "callback_query" in raw:
            asked[raw["callback_query"]["id"]] += 1

    assert await database.read(kept) == (crowd.off, number)
    assert judge.answered == asked


async def test_s3_repeated_and_shuffled_updates_have_one_effect_and_an_answer_each_time(
    database: Database,
) -> None:
    await ensure_one_effect_each(database, 60)


@pytest.mark.slow
async def test_s3_of_1000_updates_300_come_again_and_change_nothing(database: Database) -> None:
    await ensure_one_effect_each(database, share(1000, least=60))
