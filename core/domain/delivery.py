"""What the messenger hands over, perhaps more than once, and what was kept of it (promise S3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """An update by its number, which is the messenger's and unique for one bot only.

    `sent_at` is when its message was sent, to the second: of a button that of the message below
    which it is. None where nobody knows.
    """

    bot: int
    number: int
    chat: int
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Handled:
    """The delivery had an effect before: it is repeated.

    `found` is what its chat was in the middle of then; `outdated` when another one of the chat
    had an effect since, so that its answer would speak of what is no longer so.
    """

    found: Mapping[str, str]
    outdated: bool
