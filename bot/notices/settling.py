"""What became of notices goes into the outbox: of all that ended meanwhile in one act."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import timedelta

from bot.notices.handover import Moot, NotSent, Outcome, Sent, Unknown, Unsendable
from core.domain.ids import NoticeId
from core.ports.acts import Acts
from core.ports.unit_of_work import UnitOfWork


class Settling:
    """Keeps outcomes until they are written; what cannot be written waits for the next time."""

    def __init__(self, perform: Acts) -> None:
        self._perform = perform
        self._ended: dict[NoticeId, Outcome] = {}
        self._on_its_way: dict[NoticeId, Outcome] = {}
        self._writing = asyncio.Lock()

    @property
    def is_behind(self) -> bool:
        """Whether there is something that nobody is writing yet."""
        return bool(self._ended) and not self._writing.locked()

    @property
    def unwritten(self) -> list[NoticeId]:
        """Whose outcome is known here and maybe not in the outbox."""
        return [*self._on_its_way, *self._ended]

    def note(self, id: NoticeId, outcome: Outcome) -> None:
        """To be written with the next `write`."""
        self._ended[id] = outcome

    async def write(self, *, within: float = 0.0) -> None:
        """Return when everything that was noted before is committed; raise when it cannot be.

        What is noted `within` so many seconds goes into the same commit.
        """
        async with self._writing:
            if self._ended and within:
                await asyncio.sleep(within)
            if not self._ended:
                return
            self._on_its_way, self._ended = self._ended, {}
            try:
                await self._perform(_settle, self._on_its_way)
            except BaseException:
                self._ended = self._on_its_way | self._ended
                raise
            finally:
                self._on_its_way = {}


def _settle(uow: UnitOfWork, ended: Mapping[NoticeId, Outcome]) -> None:
    if sent := [id_ for id_, outcome in ended.items() if isinstance(outcome, Sent)]:
        uow.outbox.sent(*sent)
    if moot := [id_ for id_, outcome in ended.items() if isinstance(outcome, Moot)]:
        uow.outbox.skipped(*moot)
    for id_, outcome in ended.items():
        match outcome:
            case NotSent(seconds):
                uow.outbox.postponed(id_, until=uow.now + timedelta(seconds=seconds))
            case Unsendable(why):
                uow.outbox.parked(id_, why=why)
            case Sent() | Moot() | Unknown():
                # Of what is not known nothing is written: when the lease is over, the notice is
                # claimed for the second time.
                pass
