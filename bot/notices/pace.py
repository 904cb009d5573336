"""How fast messages may leave: slowly to each chat, slowly enough in all, and not at all for a
while when Telegram says so (promise S4)."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Final

CHAT_SECONDS: Final = 1.0
ALL_SECONDS: Final = 1 / 25
# However many screens are shown, a notice may leave so long after the last one.
KEPT_FOR_NOTICES_SECONDS: Final = 1 / 5
RUSH_SECONDS: Final = 1.0
# So many chats are remembered before those that may be written to anyway are forgotten.
CHATS_REMEMBERED: Final = 10_000


class Pace:
    """Hands out turns to send: at most one a second to a chat and 25 a second in all.

    Whoever pressed a button waits for no turn, but takes one: notices leave in what is left, and
    always in a fifth. What Telegram forbids is forbidden to both.

    `monotonic` counts seconds and `sleep` waits for them, so that tests need not.
    """

    # From one message to the next.
    seconds = ALL_SECONDS

    def __init__(
        self,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._monotonic = monotonic
        self._sleep = sleep
        self._all_from = monotonic()
        self._notices_from = self._all_from
        self._forbidden_until = self._all_from
        self._chat_from: dict[int, float] = {}
        self._floods: dict[int, float] = {}

    async def turn(self, chat: int) -> None:
        """Return when a message may go to `chat`; it counts from then on."""
        while (wait := self.wait(chat)) > 0:
            await self._sleep(wait)
        now = self._monotonic()
        self._all_from = now + self.seconds
        self._notices_from = now + max(self.seconds, KEPT_FOR_NOTICES_SECONDS)
        self._chat_from[chat] = now + CHAT_SECONDS
        if len(self._chat_from) > CHATS_REMEMBERED:
            self._chat_from = _later(self._chat_from, now)

    def flooded(self, chat: int, seconds: float) -> None:
        """Telegram said 429: nothing to this chat for `seconds`.

        One chat's flood is its own; when another chat's is still on, it is everybody's.
        """
        now = self._monotonic()
        self._floods = _later(self._floods, now)
        self._floods[chat] = now + seconds
        self._chat_from[chat] = max(self._chat_from.get(chat, now), now + seconds)
        if len(self._floods) > 1:
            self._forbidden_until = max(self._forbidden_until, *self._floods.values())

    def shown(self, chat: int) -> None:
        """A screen goes to `chat` now: a notice to it waits its second, one to another its turn."""
        now = self._monotonic()
        # What is left of a rush is forgotten after a second.
        self._all_from = min(max(self._all_from, now) + self.seconds, now + RUSH_SECONDS)
        self._chat_from[chat] = max(self._chat_from.get(chat, now), now + CHAT_SECONDS)

    def forbidden(self, chat: int) -> float:
        """Seconds for which Telegram wants nothing sent to `chat`, whatever it is; 0 when it does
        not mind.
        """
        until = max(self._forbidden_until, self._floods.get(chat, self._forbidden_until))
        return max(0.0, until - self._monotonic())

    def wait(self, chat: int) -> float:
        """Seconds until the next turn of `chat`, as it looks now; not above 0 when it is free."""
        turn = min(self._all_from, self._notices_from) if self.seconds else self._all_from
        free = max(turn, self._forbidden_until, self._chat_from.get(chat, turn))
        return free - self._monotonic()


def _later(times: dict[int, float], now: float) -> dict[int, float]:
    return {chat: until for chat, until in times.items() if until > now}
