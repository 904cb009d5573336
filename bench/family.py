"""The family screen, whole updates: the product's, and one handler over the bare driver."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any, Final

from aiogram import Bot, Dispatcher
from aiogram.types import LinkPreviewOptions, Message, Update

from bench.databases import Wrong, server_of
from bench.drivers import SQLITE
from bench.plain_family import Found, bare_driver, plain_screen
from bench.stand_in import TOKEN
from bench.table import Figure
from bot.keyboards.buttons import Board
from bot.updates.dispatch import dispatcher_of, make_dispatcher
from bot.updates.switchboard import Switchboard
from core.ports.unit_of_work import UnitOfWork
from core.services import accounts
from db.clock import ClockFrom
from db.database import Database
from db.keys import drawn_key
from db.migrate import upgrade
from db.reaching import ReachingActs, ReachingReads
from db.sealing import KeyRing
from db.settings import key_ring
from tests.builders import (
    CHESS,
    NOON,
    add_contract,
    add_funded_child,
    add_module,
    add_parent,
    add_program,
    add_request,
    found_town,
)
from tests.builders import TEN_PLACES as GROUP
from tests.crossings import into_threads, to_server
from tests.nowhere import Nowhere
from tests.postgres import fresh_database

PARENT: Final = 101
ROUNDS: Final = 9
WARM_UP: Final = 30
# Of the bare driver's rate; and at most so many waits for the database.
LEAST: Final = {SQLITE: 0.33}
CROSSINGS: Final = 2


@dataclass(frozen=True, slots=True)
class Measured:
    """The product's rate as a part of the bare driver's, and how often a screen waited."""

    rate: float
    crossings: float


class _Bare(Switchboard):
    """The product's switchboard, of which one handler is left."""

    def __init__(self, found: Found, ring: KeyRing) -> None:
        self._found = found
        self._ring = ring

    async def message(self, message: Message, bot: Bot, event_update: Update) -> None:
        children, held, lines = await self._found(message.chat.id, bot.id, event_update.update_id)
        text, keyboard = plain_screen(children, held, lines, self._ring)
        await bot.send_message(
            message.chat.id,
            text,
            parse_mode="HTML",
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            reply_markup=keyboard,
        )


async def of_database(kind: str, updates: int) -> AsyncGenerator[Figure, None]:
    measured = await measure(kind, updates)
    name = "family screen / bare driver"
    yield Figure(name, kind, measured.rate, "×", least=LEAST.get(kind, 0.5))
    yield Figure("its waits for the database", kind, measured.crossings, "", most=CROSSINGS)


async def measure(kind: str, updates: int) -> Measured:
    """Feed as many updates to both, in turns; the best of some rounds of each."""
    os.environ.setdefault("KRUZHOK_KEYS", drawn_key("k1"))
    with server_of(kind) as server:
        async with _filled(server) as url:
            database = Database.open(url, ClockFrom(NOON))
            session = Nowhere()
            bot = Bot(TOKEN, session=session)
            ours = make_dispatcher(ReachingActs(database.perform), ReachingReads(database.read))
            async with bare_driver(url) as found:
                bare = dispatcher_of(_Bare(found, key_ring(url)))
                screens = []
                for each in (ours, bare):
                    await _seconds(each, bot, WARM_UP)
                    screens.append(_shown(session))
                if screens[0] != screens[1]:
                    raise Wrong(f"two screens: {screens}")
                rounds = [
                    [await _seconds(each, bot, updates) for each in (ours, bare)]
                    for _ in range(ROUNDS)
                ]
            await database.close()
            best = [min(each) for each in zip(*rounds, strict=True)]
            return Measured(best[1] / best[0], await _crossings(url, kind, bot))


def _shown(session: Nowhere) -> tuple[object, object]:
    said: Any = session.said
    keyboard = said.reply_markup
    return said.text, keyboard.markup() if isinstance(keyboard, Board) else keyboard


async def _crossings(url: str, kind: str, bot: Bot) -> float:
    """Of one screen, after connections and statements are there."""
    counting = _in_threads(url) if kind == SQLITE else to_server(url)
    async with counting as (door, crossings):
        database = Database.open(door, ClockFrom(NOON))
        ours = make_dispatcher(database.perform, database.read)
        await _seconds(ours, bot, WARM_UP)
        crossings.count = 0
        await _seconds(ours, bot, WARM_UP)
        count = crossings.count
        await database.close()
    return count / WARM_UP


@asynccontextmanager
async def _in_threads(url: str) -> AsyncIterator[tuple[str, Any]]:
    with into_threads() as crossings:
        yield url, crossings


async def _seconds(dispatcher: Dispatcher, bot: Bot, updates: int) -> float:
    raw: dict[str, Any] = {
        "message_id": 1, "date": 1, "chat": {"id": PARENT, "type": "private"}, "text": "/family",
        "from": {"id": PARENT, "is_bot": False, "first_name": "x"},
    }  # fmt: skip
    said = [
        Update.model_validate({"update_id": n, "message": raw}, context={"bot": bot})
        for n in range(1, updates + 1)
    ]
    begun = perf_counter()
    for update in said:
        await dispatcher.feed_update(bot, update)
    return perf_counter() - begun


@asynccontextmanager
async def _filled(server: str | None) -> AsyncIterator[str]:
    """The URL of a database with a family in it."""
    if server is not None:
        with fresh_database(server) as url:
            await _fill(url)
            yield url
        return
    with tempfile.TemporaryDirectory(prefix="kruzhok-bench-") as folder:
        url = f"sqlite:///{folder}/family.sqlite3"
        await _fill(url)
        yield url


async def _fill(url: str) -> None:
    await asyncio.to_thread(upgrade, url)
    database = Database.open(url, ClockFrom(NOON))
    await database.perform(_furnish)
    await database.close()


def _furnish(uow: UnitOfWork) -> None:
    """Two children, two contracts and a request that waits."""
    town = found_town(uow)
    program = add_program(
        uow,
        replace(CHESS, title="Робототехника"),
        provider=town.provider,
        municipality=town.municipality,
    )
    module = add_module(uow, program)
    robots = replace(
        town, program=program, module=module, group=uow.intake.add_group(module, GROUP)
    )
    for n, name in enumerate(("Котова Анна Игоревна", "Котов Борис Игоревич"), start=1):
        child = add_funded_child(uow, town, n=n, full_name=name)
        add_parent(uow, child, chat=PARENT)
        add_contract(uow, town, child)
        if n == 1:
            add_request(uow, robots, child, key="screen-2")
    accounts.give_consent(uow, accounts.arrive(uow, PARENT, "ru"))
