"""How fast things go in the sandbox."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """Real seconds, as opposed to the clock that dates messages.

    Attributes:
        rate_limits: Refuse what exceeds Telegram's rates: 1/s to a chat, 30/s in all.
        webhook_pause_seconds: Before the first repetition of a failed delivery.
        monotonic: Counts seconds, for what expires.
    """

    rate_limits: bool = False
    webhook_pause_seconds: float = 1.0
    monotonic: Callable[[], float] = time.monotonic
