"""The relay of the outbox: what an act wrote down is sent once, at most twice, or parked (S2)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

import structlog
from aiogram import Bot

from bot.beating import Heart
from bot.logs import fault
from bot.notices.drawing import Draw, Drawing
from bot.notices.handover import Moot, NotSent, Outcome, Sent, Unknown, Unsendable, deliver
from bot.notices.pace import Pace
from bot.notices.settling import Settling
from bot.render import Words, paragraphs
from bot.screen import Screen
from core.domain.ids import NoticeId
from core.domain.notice import Notice
from core.domain.parked import ParkedWhy
from core.ports.acts import Acts
from core.ports.clock import Clock
from core.ports.unit_of_work import UnitOfWork
from core.services.told import Later

CLAIM_MAX: Final = 100
# What is claimed leaves within this time: a bot that is killed leaves no more behind.
CLAIM_SECONDS: Final = 2.0
# So long before the last of a claim has its turn the next ones are asked for.
AHEAD_SECONDS: Final = 0.2
LEASE: Final = timedelta(minutes=3)
# A call that begins later than this before the end of the lease could outlast it.
LEASE_REST: Final = timedelta(minutes=1)
# Whoever must wait longer for a turn goes back to the outbox.
PATIENCE_SECONDS: Final = 5.0
# Without a pace so many calls begin before answers are looked at: the database's, too.
SOME: Final = 8
# Calls that end within this time are written down together.
TOGETHER_SECONDS: Final = 0.02
# A bot that was killed holds up the others for so long.
ALONE: Final = timedelta(seconds=10)
LOOK_SECONDS: Final = 3.0
TROUBLE_SECONDS: Final = 5.0

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Claim:
    """Notices that are this bot's until `ends_at`, in seconds, ready to be drawn."""

    drawings: Sequence[tuple[Notice, Drawing]]
    ends_at: float


class Sender:
    """Claims notices that are due, draws and sends them, and writes down what became of them."""

    def __init__(
        self,
        bot: Bot,
        perform: Acts,
        draw: Draw,
        clock: Clock,
        *,
        pace: Pace | None = None,
        became: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._bot = bot
        self._perform = perform
        self._draw = draw
        self._clock = clock
        self._pace = pace or Pace()
        in_time = CLAIM_SECONDS / self._pace.seconds if self._pace.seconds else CLAIM_MAX
        self._most = min(CLAIM_MAX, round(in_time))
        self._became = became
        self._settling = Settling(perform)
        # Beats with every round that ended well.
        self.heart = Heart()
        self._woken = asyncio.Event()
        self._stopping = False
        self._round = asyncio.Lock()
        self._ahead: _Claim | None = None
        # As it is set up now; looked up for each notice it would take as long as a button.
        self._log = _log.bind()
        self._writing: asyncio.Task[None] | None = None

    def wake(self) -> None:
        """Look for notices now."""
        self._woken.set()

    def stop(self) -> None:
        """Begin no further call; `run` returns when those that began have ended."""
        self._stopping = True
        self.wake()

    async def run(self) -> None:
        """Send what is due until `stop`; no failure ends it."""
        self.heart.beat()
        while not self._stopping:
            self._woken.clear()
            pause = LOOK_SECONDS
            try:
                sent = await self._send_some()
                self.heart.beat()
                if sent:
                    continue
                await self._settling.write()
            except Exception as failure:  # noqa: BLE001 - the notices stay, and are tried again
                _log.error("sender_in_trouble", **fault(failure))
                pause = TROUBLE_SECONDS
            await self._pause(pause)
        with suppress(Exception):  # what is not given back now is claimed again after its lease
            await self._give_back()

    async def send_due(self) -> int:
        """Send one claim of notices and write down what became of them; how many there were, 0
        when none is due.
        """
        await self._settling.write()
        sent = await self._send_some()
        await self._settling.write()
        return sent

    async def _send_some(self) -> int:
        """Send one claim; what became of the last ones is written while the next calls begin."""
        async with self._round:
            if self._settling.is_behind:
                await self._settling.write()
            claim, self._ahead = self._ahead, None
            claim = claim or await self._claimed()
            if claim.drawings:
                await self._send(claim)
            return len(claim.drawings)

    @asynccontextmanager
    async def resting(self) -> AsyncIterator[None]:
        """Nothing is claimed or on its way inside: here a clock can be moved."""
        async with self._round:
            await self._give_back()
            yield

    async def _claimed(self, *, besides: Collection[NoticeId] = ()) -> _Claim:
        """What is due; `besides` are this bot's own, which are on their way."""
        own = [*besides, *self._settling.unwritten]
        notices = await self._perform(_claim, self._most, own)
        ends_at = self._clock.now() + LEASE - LEASE_REST
        return _Claim(await self._drawings(notices) if notices else (), ends_at.timestamp())

    async def _claim_ahead(self, notices: Sequence[Notice]) -> None:
        """The next ones, while the last calls are answered: nobody waits for the database."""
        with suppress(Exception):  # whoever claims next will see it
            claim = await self._claimed(besides=[notice.id for notice in notices])
            self._ahead = claim if claim.drawings else None

    async def _give_back(self) -> None:
        """What was claimed ahead is as if it had not been."""
        claim, self._ahead = self._ahead, None
        for notice, _ in claim.drawings if claim is not None else ():
            self._keep(notice, NotSent(0))
        await self._settling.write()

    async def _send(self, claim: _Claim) -> None:
        """Begin a call for each at its turn; return when all have ended."""
        async with asyncio.TaskGroup() as calls:
            # Whose chat was written to just now comes last, and holds nobody up.
            in_turn = sorted(claim.drawings, key=lambda each: self._pace.wait(each[0].chat))
            asks_at = self._asks_at(len(in_turn))
            for nth, (notice, draw) in enumerate(in_turn):
                if nth == asks_at and not self._stopping:
                    calls.create_task(self._claim_ahead([notice for notice, _ in in_turn]))
                    await asyncio.sleep(0)
                screen = await self._ready(notice, draw, ends_at=claim.ends_at)
                if screen is not None:
                    calls.create_task(self._call(notice, screen))
                    if self._pace.seconds or nth % SOME == 0:
                        # It begins now, before the next turn is taken.
                        await asyncio.sleep(0)

    def _asks_at(self, claimed: int) -> int | None:
        """Before which of so many notices the next claim is asked for; None when none is left."""
        if claimed < self._most:
            return None
        seconds = self._pace.seconds
        return max(0, claimed - round(AHEAD_SECONDS / seconds)) if seconds else 0

    async def _drawings(self, notices: Sequence[Notice]) -> list[tuple[Notice, Drawing]]:
        try:
            return list(zip(notices, await self._draw(notices), strict=True))
        except BaseException:
            for notice in notices:
                self._keep(notice, NotSent(0))
            raise

    async def _ready(self, notice: Notice, draw: Drawing, *, ends_at: float) -> Screen | None:
        """The notice as a screen, once its call may begin; None where none will: that is kept."""
        wait = self._pace.wait(notice.chat)
        if self._stopping or wait > PATIENCE_SECONDS:
            self._keep(notice, NotSent(max(0.0, wait)))
            return None
        try:
            screen = draw()
        except Exception as failure:  # noqa: BLE001 - one bad notice does not stop the queue
            _log.error("notice_cannot_be_drawn", notice=notice.id, **fault(failure))
            self._keep(notice, Unsendable(ParkedWhy.CANNOT_BE_DRAWN))
            return None
        if not isinstance(screen, Screen):
            self._keep(notice, Moot() if screen is None else self._asleep(screen))
            return None
        await self._pace.turn(notice.chat)
        if self._is_late(ends_at):
            self._keep(notice, NotSent(0))
            return None
        return _repeated(notice, screen) if notice.attempts else screen

    def _asleep(self, later: Later) -> NotSent:
        return NotSent((later.until - self._clock.now()).total_seconds())

    def _is_late(self, ends_at: float) -> bool:
        return self._stopping or self._clock.now().timestamp() > ends_at

    async def _call(self, notice: Notice, screen: Screen) -> None:
        self._keep(notice, await deliver(self._bot, notice.chat, screen))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_soon())

    async def _write_soon(self) -> None:
        with suppress(Exception):  # what is not written now is before the next ones begin
            while self._settling.is_behind:
                await self._settling.write(within=TOGETHER_SECONDS)

    def _keep(self, notice: Notice, outcome: Outcome) -> None:
        self._became(type(outcome).__name__.lower())
        match outcome:
            case Sent():
                self._log.info("notice_sent", notice=notice.id, kind=notice.kind.value)
            case NotSent(seconds, flood):
                if flood:
                    self._pace.flooded(notice.chat, seconds)
                self._log.info("notice_postponed", notice=notice.id, seconds=seconds)
            case Unsendable(why):
                self._log.warning("notice_parked", notice=notice.id, why=why.value)
            case Unknown():
                self._log.warning("notice_may_be_lost", notice=notice.id)
            case Moot():
                self._log.info("notice_moot", notice=notice.id, kind=notice.kind.value)
        self._settling.note(notice.id, outcome)

    async def _pause(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            return


def _repeated(notice: Notice, screen: Screen) -> Screen:
    """What may have been sent before says so."""
    repeated = Words(notice.language)("notice-may-be-repeated")
    return replace(screen, text=paragraphs(repeated, screen.text))


def _claim(uow: UnitOfWork, most: int, besides: Collection[NoticeId]) -> Sequence[Notice]:
    return uow.outbox.claim(most=most, lease=LEASE, alone=ALONE, besides=besides)
