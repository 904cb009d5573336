"""What the relay claims and has not sent: at most a hundred, and never more than it needs (S2)."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Concatenate, cast

import pytest
from aiogram import Bot

from bot.notices.drawing import Drawing
from bot.notices.sender import CLAIM_MAX, Sender
from core.domain.notice import Facts, Notice, NoticeKind
from core.ports.acts import P, R
from core.ports.unit_of_work import UnitOfWork
from db.clock import ClockFrom
from db.database import Database
from sandbox.server import Sandbox
from tests.bot_delivery.conftest import ANNA, BEN
from tests.bot_delivery.test_sender import (
    both_have_started,
    each,
    notices_to,
    plain,
    states,
    texts,
    unhurried,
)

__all__ = ["both_have_started"]


def notices_to_accounts(uow: UnitOfWork, chats: int) -> None:
    for chat in range(1, chats + 1):
        account = uow.accounts.add(chat, language="ru")
        uow.outbox.to_account(account.id, NoticeKind.MONEY_LOW, Facts(), not_before=uow.now)


async def test_s2_a_claim_holds_at_most_a_hundred(
    bot: Bot, database: Database, clock: ClockFrom
) -> None:
    held: list[int] = []

    async def counted(notices: Sequence[Notice]) -> Sequence[Drawing]:
        held.append(len(notices))
        return [lambda: None for _ in notices]

    await database.perform(notices_to_accounts, CLAIM_MAX + 20)
    relay = Sender(bot, database.perform, counted, clock, pace=unhurried())

    while await relay.send_due():
        pass

    assert CLAIM_MAX <= 100
    assert held == [CLAIM_MAX, 20]
    assert {state for state, _, _ in (await states(database)).values()} == {"SKIPPED"}


async def test_the_next_are_claimed_while_the_last_calls_are_answered_and_given_back_to_rest(
    telegram: Sandbox,
    bot: Bot,
    database: Database,
    clock: ClockFrom,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.notices.sender.CLAIM_MAX", 1)
    await database.perform(notices_to, ANNA.id, BEN.id)
    relay = Sender(bot, database.perform, each(plain), clock, pace=unhurried())

    await relay.send_due()
    ahead = await states(database)
    async with relay.resting():
        at_rest = await states(database)
    while await relay.send_due():
        pass

    assert ahead == {1: ("SENT", 1, None), 2: ("WAITING", 1, None)}
    assert at_rest == {1: ("SENT", 1, None), 2: ("WAITING", 0, None)}
    assert await states(database) == {1: ("SENT", 1, None), 2: ("SENT", 1, None)}
    assert len(texts(telegram, BEN.id)) == 1


async def test_a_relay_that_stops_gives_back_what_it_claimed_ahead(
    bot: Bot, database: Database, clock: ClockFrom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.notices.sender.CLAIM_MAX", 1)
    await database.perform(notices_to, ANNA.id, BEN.id)
    relay = Sender(bot, database.perform, each(plain), clock, pace=unhurried())

    await relay.send_due()
    relay.stop()
    await relay.run()

    assert await states(database) == {1: ("SENT", 1, None), 2: ("WAITING", 0, None)}


async def test_the_next_calls_begin_while_what_became_of_the_last_is_being_written(
    bot: Bot, database: Database, clock: ClockFrom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.notices.sender.CLAIM_MAX", 1)
    await database.perform(notices_to, ANNA.id, BEN.id)
    may_write, both_sent = asyncio.Event(), asyncio.Event()
    own, became = list[Sequence[int]](), list[str]()

    async def slowly(
        act: Callable[Concatenate[UnitOfWork, P], R], *given: P.args, **named: P.kwargs
    ) -> R:
        if act.__name__ == "_settle":
            await may_write.wait()
        else:
            own.append(sorted(cast("Sequence[int]", given[-1])))
        return await database.perform(act, *given, **named)

    def ended(what: str) -> None:
        became.append(what)
        if became == ["sent", "sent"]:
            both_sent.set()

    relay = Sender(bot, slowly, each(plain), clock, pace=unhurried(), became=ended)
    running = asyncio.create_task(relay.run())
    await both_sent.wait()
    unwritten = await states(database)
    may_write.set()
    relay.stop()
    await running

    assert unwritten == {1: ("WAITING", 1, None), 2: ("WAITING", 1, None)}
    # Others would seem to be sending, if these were not told as this bot's own.
    assert [1] in own
    assert await states(database) == {1: ("SENT", 1, None), 2: ("SENT", 1, None)}
