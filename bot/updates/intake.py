"""One door for updates, however they come: fetched in batches or brought one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import structlog
from aiogram.types import Update

from bot.updates.floods import Floods, Verdict
from bot.updates.lanes import Ended, Feed, Handling, Lanes, chat_of, nobody_counts

# So much of one chat may have waited for a bot that was away.
BACKLOG_OF_A_CHAT: Final = 20

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much: of one long poll, one update, the end, updates at once, and of those
    that a webhook takes before it says that it is busy; of connections to it, of a call's head
    and of its body, which Telegram brings at once.
    """

    poll_seconds: int = 25
    update_seconds: float = 60.0
    drain_seconds: float = 20.0
    at_once: int = 64
    queue: int = 256
    # Telegram uses forty; a system lets a process have a thousand files.
    guests: int = 400
    head_seconds: float = 10.0
    body_seconds: float = 10.0


USUAL: Final = Limits()


class Intake:
    """Passes updates on to their lanes, but for those of a chat that sends too many.

    Args:
        feed: Handles an update.
        warn: Tells its sender to be slower.
        patient, sorry: See `Lanes`.
    """

    def __init__(
        self,
        feed: Feed,
        warn: Feed,
        *,
        limits: Limits = USUAL,
        floods: Floods | None = None,
        ended: Ended = nobody_counts,
        patient: bool = False,
        sorry: Feed | None = None,
    ) -> None:
        self.lanes = Lanes(
            seconds=limits.update_seconds,
            at_once=limits.at_once,
            ended=ended,
            patient=patient,
            sorry=sorry,
        )
        self._feed = feed
        self._warn = warn
        self._floods = floods or Floods()
        self._waited: Counter[int] = Counter()
        self.passed_over = 0

    def take(self, update: Update, *, waited: bool = False) -> Handling | None:
        """Have the update handled; None when it is passed over.

        Of an update that `waited` for a bot that was away nobody knows how quickly it came after
        the one before, so only a great many of a chat are thought to be a flood.
        """
        chat = chat_of(update)
        if waited and self._waited[chat] < BACKLOG_OF_A_CHAT:
            self._waited[chat] += 1
            return self.lanes.take(update, self._feed)
        match self._floods.judge(chat):
            case Verdict.HANDLED:
                return self.lanes.take(update, self._feed)
            case Verdict.WARNED:
                _log.warning("chat_floods", chat=chat)
                return self.lanes.take(update, self._warn)
            case Verdict.PASSED_OVER:
                self.passed_over += 1
                return None

    def take_backlog(self, updates: Sequence[Update]) -> None:
        """Have updates handled that waited together; a chat that has a great many of them is
        thought to flood from the first one on.
        """
        of_chat = Counter(chat_of(update) for update in updates)
        for update in updates:
            self.take(update, waited=of_chat[chat_of(update)] <= BACKLOG_OF_A_CHAT)
        self._waited.clear()
