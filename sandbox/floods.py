"""When Telegram says "too many requests": on demand, and by its real rates if wanted."""

import math
from collections import deque
from collections.abc import Callable
from typing import Final

from sandbox.refusals import too_many_requests

_SENDING: Final = ("copymessage", "edit", "forwardmessage", "send")
_UNLIMITED: Final = ("sendchataction",)
_CHAT_SECONDS: Final = 1.0
_ALL_PER_SECOND: Final = 30


class Floods:
    """Decides which calls are refused with 429.

    `clock` counts real seconds; `by_rate` also refuses what Telegram's own limits
    would: more than one message a second to a chat, thirty a second in all.
    """

    def __init__(self, *, clock: Callable[[], float], by_rate: bool = False) -> None:
        self._clock = clock
        self.by_rate = by_rate
        self._calls_left = 0
        self._ends_at = 0.0
        self._retry_after = 1
        self._last_to: dict[str, float] = {}
        self._sent: deque[float] = deque()

    @property
    def active(self) -> bool:
        return self._calls_left > 0 or self._clock() < self._ends_at

    def begin(self, *, calls: int = 0, seconds: float = 0, retry_after: int = 1) -> None:
        """Refuse the next `calls` calls, and every call for `seconds`; replaces an earlier flood.

        Answers name `retry_after` seconds, or what is left of the flood when that is longer.
        """
        self._calls_left = calls
        self._ends_at = self._clock() + seconds if seconds else 0.0
        self._retry_after = retry_after

    def end(self) -> None:
        self.begin()

    def ensure_free(self, method: str, chat_id: str) -> None:
        """Raise Refusal when this call comes too soon; only calls that send or edit can."""
        if not method.startswith(_SENDING) or method in _UNLIMITED:
            return
        now = self._clock()
        if now < self._ends_at:
            raise too_many_requests(max(self._retry_after, math.ceil(self._ends_at - now)))
        if self._calls_left:
            self._calls_left -= 1
            raise too_many_requests(self._retry_after)
        if self.by_rate:
            self._ensure_slow(chat_id, now)

    def _ensure_slow(self, chat_id: str, now: float) -> None:
        while self._sent and self._sent[0] <= now - 1:
            self._sent.popleft()
        last = self._last_to.get(chat_id, -math.inf)
        if now - last < _CHAT_SECONDS or len(self._sent) >= _ALL_PER_SECOND:
            raise too_many_requests(1)
        self._last_to[chat_id] = now
        self._sent.append(now)
