"""Nobody waits because of one who taps without end: what is too much of a chat is passed over."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

# A thumb that hurries is slower than this; a script is not.
AT_ONCE: Final = 5
PER_SECOND: Final = 4.0
CHATS_REMEMBERED: Final = 10_000


class Verdict(Enum):
    """What becomes of an update."""

    HANDLED = auto()
    WARNED = auto()  # the first of too many: its sender is told, once
    PASSED_OVER = auto()


@dataclass(slots=True)
class _Chat:
    left: float
    at: float
    flooding: bool = False


class Floods:
    """At most five updates of a chat at once and four a second (promise R4).

    Whoever sends more is told once; the rest is passed over until it comes slowly again.
    `monotonic` counts seconds, so that tests need not wait.
    """

    def __init__(self, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._chats: dict[int, _Chat] = {}

    @property
    def remembered(self) -> int:
        """How many chats it knows of; those that are calm are forgotten in time."""
        return len(self._chats)

    def judge(self, chat: int) -> Verdict:
        """What becomes of the next update of a chat; counts it."""
        known = self._refilled(chat)
        if known.flooding:
            known.left = max(0.0, known.left - 1)
            # Full again but for this one: whoever floods has stopped.
            known.flooding = known.left < AT_ONCE - 1
            return Verdict.PASSED_OVER if known.flooding else Verdict.HANDLED
        if known.left < 1:
            known.flooding = True
            return Verdict.WARNED
        known.left -= 1
        return Verdict.HANDLED

    def _refilled(self, chat: int) -> _Chat:
        now = self._monotonic()
        known = self._chats.get(chat)
        if known is None:
            if len(self._chats) >= CHATS_REMEMBERED:
                self._forget_calm(now)
            known = self._chats[chat] = _Chat(AT_ONCE, now)
        known.left = min(AT_ONCE, known.left + (now - known.at) * PER_SECOND)
        known.at = now
        return known

    def _forget_calm(self, now: float) -> None:
        calm_since = now - AT_ONCE / PER_SECOND
        self._chats = {chat: each for chat, each in self._chats.items() if each.at > calm_since}
