"""The relay of the outbox without its pace, against bare `bot.send_message`."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bench.daily import charge_everywhere
from bench.databases import Wrong
from bench.region import NOW
from bench.stand_in import TOKEN, stand_in
from bot.app import look_seldom
from bot.logs import configure_logging
from bot.notices.drawing import Draw, Drawing, drawing_with
from bot.notices.pace import Pace
from bot.notices.sender import CLAIM_MAX, Sender
from bot.screen import Screen
from bot.session import JsonSession
from core.domain.notice import Notice
from core.ports.unit_of_work import UnitOfWork
from core.services.told import Later
from db.clock import ClockFrom
from db.database import Database

PACED_SECONDS = 4
# A machine is not as fast in one minute as in the next.
TURN = 5_000


@dataclass(frozen=True, slots=True)
class Relayed:
    """Notices a second with all that the relay does over messages a second without; and how much
    of a core the relay needs at its own pace.
    """

    ratio: float
    core_share: float


class _Unhurried(Pace):
    seconds = 0.0

    async def turn(self, chat: int) -> None:
        del chat

    def wait(self, chat: int) -> float:
        del chat
        return 0.0


async def measure(url: str, notices: int) -> Relayed:
    """Drain so many notices of a day's charges or nearly all, and send the same texts without, by
    turns of `TURN`; the ratio is of all turns together.

    Both in a process of their own, as a bot has it: what the bench did before lies about in its
    memory, and Python looks through that when it looks for garbage.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.relaying", url, str(notices),
        cwd=Path(__file__).parents[1], stdout=PIPE,
    )  # fmt: skip
    said, _ = await process.communicate()
    if process.returncode:
        raise Wrong("the relay could not be measured")
    return Relayed(*map(float, said.split()))


async def _measured(url: str, notices: int) -> Relayed:
    configure_logging(quiet=True)
    database = Database.open(url, ClockFrom(NOW))
    try:
        await charge_everywhere(database.perform, database.writers)
        draw, clock = drawing_with(database.read), ClockFrom(NOW)
        async with _bots() as (lean, bot):
            # Some are left for the pace.
            left = min(notices, await database.read(_waiting) - CLAIM_MAX * 2)
            relayed = bare = 0.0
            while left > 0:
                screens: list[Screen] = []
                drawn = asyncio.Event()
                noting = _noting(draw, screens, min(TURN, left), drawn)
                relay = Sender(lean, database.perform, noting, clock, pace=_Unhurried())
                relayed += await _drained(relay, drawn)
                if not screens:
                    raise Wrong("the relay had nothing to send")
                bare += await _bare(bot, screens)
                left -= len(screens)
            share = await _core_share(Sender(lean, database.perform, draw, clock))
    finally:
        await database.close()
    return Relayed(bare / relayed, share)


async def _drained(relay: Sender, drawn: asyncio.Event) -> float:
    """Seconds until everything that was sent is written down."""
    begun = perf_counter()
    running = asyncio.create_task(relay.run())
    await drawn.wait()
    relay.stop()
    await running
    return perf_counter() - begun


def _waiting(uow: UnitOfWork) -> int:
    return uow.outbox.waiting()


async def _bare(bot: Bot, screens: list[Screen]) -> float:
    """Seconds for the same without the relay."""
    boards = {
        id(screen): screen.keyboard.markup() if screen.keyboard is not None else None
        for screen in screens
    }
    begun = perf_counter()
    for first in range(0, len(screens), CLAIM_MAX):
        batch = screens[first : first + CLAIM_MAX]
        await asyncio.gather(
            *(
                bot.send_message(1, screen.text, parse_mode="HTML", reply_markup=boards[id(screen)])
                for screen in batch
            )
        )
    return perf_counter() - begun


async def _core_share(relay: Sender) -> float:
    """Of a core, while notices leave at the pace that Telegram allows."""
    running = asyncio.create_task(relay.run())
    await asyncio.sleep(1)
    begun, used = perf_counter(), process_time()
    await asyncio.sleep(PACED_SECONDS)
    share = (process_time() - used) / (perf_counter() - begun)
    relay.stop()
    await running
    return share


def _noting(draw: Draw, screens: list[Screen], most: int, drawn: asyncio.Event) -> Draw:
    """Remember what was drawn, to be sent again without the relay, and say when it is enough."""

    def noted(drawing: Drawing) -> Screen | Later | None:
        screen = drawing()
        if isinstance(screen, Screen):
            screens.append(screen)
        if len(screens) >= most:
            drawn.set()
        return screen

    async def each(notices: Sequence[Notice]) -> Sequence[Drawing]:
        return [partial(noted, drawing) for drawing in await draw(notices)]

    return each


@asynccontextmanager
async def _bots() -> AsyncIterator[tuple[Bot, Bot]]:
    """The product's and one as aiogram makes it, at the same server."""
    async with stand_in() as server:
        api = TelegramAPIServer.from_base(server)
        async with JsonSession(api=api) as ours, AiohttpSession(api=api) as bare:
            yield Bot(TOKEN, session=ours), Bot(TOKEN, session=bare)


if __name__ == "__main__":
    look_seldom()
    measured = asyncio.run(_measured(sys.argv[1], int(sys.argv[2])))
    print(measured.ratio, measured.core_share)  # noqa: T201
