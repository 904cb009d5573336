"""What waits for a bot, in order, until the bot says that it has it."""

import asyncio
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from sandbox.jsons import Json
from sandbox.refusals import OTHER_POLLER, conflict

_ONLY_ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass(frozen=True, slots=True)
class Update:
    """`lane` names the chat or person it comes from: a webhook gets one of a lane at a time."""

    id: int
    kind: str
    payload: Json
    lane: int

    def as_json(self) -> Json:
        return {"update_id": self.id, self.kind: self.payload}


class Updates:
    """The queue of one bot. Ids count up from a random number, as they may in Telegram."""

    def __init__(self) -> None:
        self._waiting: dict[int, Update] = {}
        self._next_id = secrets.randbelow(500_000_000) + 1_000_000
        self._poller: asyncio.Future[None] | None = None
        self.arrived = asyncio.Event()
        self.allowed: frozenset[str] | None = None

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def polled(self) -> bool:
        """Whether a poll waits right now."""
        return self._poller is not None

    @property
    def waiting(self) -> tuple[Update, ...]:
        return tuple(self._waiting.values())

    def allow(self, kinds: Iterable[str]) -> None:
        """Deliver only these kinds from now on; no kinds means the usual ones."""
        self.allowed = frozenset(kinds) or None

    def put(self, kind: str, payload: Json, *, lane: int) -> None:
        """Queue an update, unless the bot does not want its kind."""
        wanted = kind in self.allowed if self.allowed else kind not in _ONLY_ON_REQUEST
        if not wanted:
            return
        self._waiting[self._next_id] = Update(self._next_id, kind, payload, lane)
        self._next_id += 1
        self.arrived.set()
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(None)

    async def poll(self, *, offset: int, limit: int, seconds: float) -> list[Update]:
        """Confirm what lies before `offset` and return what waits, after a while if need be.

        A negative offset keeps that many of the latest updates and forgets the others.
        Whatever is returned is returned again until it is confirmed.

        Raises:
            Refusal: Another poll or a webhook began in the meantime.
        """
        self.stop_poller(OTHER_POLLER)
        self._forget_before(offset)
        if not self._waiting and seconds:
            await self._next_arrival(seconds)
        return list(self._waiting.values())[:limit]

    def confirm(self, id: int) -> None:
        """Forget one update; doing so twice changes nothing."""
        self._waiting.pop(id, None)

    def forget_all(self) -> None:
        self._waiting.clear()

    def stop_poller(self, reason: str) -> None:
        """End the poll that is under way, if any, with 409 and this `reason`."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(conflict(reason))
        self._poller = None

    def _forget_before(self, offset: int) -> None:
        known = list(self._waiting)
        for old in [old for old in known if old < offset] if offset >= 0 else known[:offset]:
            del self._waiting[old]

    async def _next_arrival(self, seconds: float) -> None:
        poller = self._poller = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                await poller
        except TimeoutError:
            return
        finally:
            if self._poller is poller:
                self._poller = None
