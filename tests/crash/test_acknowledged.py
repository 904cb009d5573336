"""What was answered "done" is kept, however the process ends (promise R7)."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from core.ports.unit_of_work import UnitOfWork
from db.tables.messages import accounts
from db.unit_of_work import SqlUnitOfWork
from tests.crash.runs import Order, runner
from tests.services.world import World
from tests.simulation.share import share

# Far more than come between two kills.
BETWEEN_KILLS = 1_000_000
ANSWERS_AWAITED = 60


def chats(uow: UnitOfWork, first: int) -> set[int]:
    assert isinstance(uow, SqlUnitOfWork)
    return set(uow.connection.scalars(select(accounts.c.chat).where(accounts.c.chat >= first)))


def answered(notes: Path, first: int) -> set[int]:
    """A note that was cut off in the middle belongs to no answer that anybody got."""
    whole = notes.read_text().rpartition("\n")[0] if notes.exists() else ""
    return {chat for line in whole.split() if (chat := int(line)) >= first}


async def killed_while_answering(world: World, url: str, notes: Path, kills: int) -> None:
    """After each kill everything that was noted as answered is there."""
    random = Random(kills)  # noqa: S311 - it need not be secret
    async with runner() as run:
        for kill in range(1, kills + 1):
            order: Order = {
                "work": "acknowledge",
                "url": url,
                "file": str(notes),
                "first": kill * BETWEEN_KILLS,
                "now": "2020-08-20T12:00:00+02:00",
            }
            assert await run.run_and_kill(order, random, ANSWERS_AWAITED)
            noted = answered(notes, kill * BETWEEN_KILLS)
            there = await world.ask(chats, kill * BETWEEN_KILLS)
            assert noted <= there, f"lost after kill {kill}: {sorted(noted - there)[:5]}"
    every = answered(notes, BETWEEN_KILLS)
    assert len(every) > kills
    assert every <= await world.ask(chats, BETWEEN_KILLS)


async def test_r7_what_was_answered_is_there_after_a_kill(
    world: World, world_url: str, tmp_path: Path
) -> None:
    await killed_while_answering(world, world_url, tmp_path / "notes", 8)


@pytest.mark.slow
async def test_r7_what_was_answered_is_there_after_a_thousand_kills(
    world: World, world_url: str, tmp_path: Path
) -> None:
    kills = share(1000, least=25)

    await killed_while_answering(world, world_url, tmp_path / "notes", kills)
