"""Deliveries of the messenger that had an effect, kept in the effect's own transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from core.domain.delivery import Delivery


class Deliveries(Protocol):
    """What is known of them comes with `Accounts.presence`."""

    def keep(self, delivery: Delivery, *, step: int, found: Mapping[str, str]) -> bool:
        """Remember a step of its effect; False when that step was done before.

        Whoever does the same step at the same time waits until this transaction ends.
        """
        ...

    def known(self, delivery: Delivery) -> bool:
        """Whether it had an effect, of whichever chat it is kept; an erased one's is nobody's."""
        ...

    def forget(self, *, before: datetime, most: int) -> int:
        """Forget at most so many steps of before that instant, the oldest first; how many.

        Numbers begin anew at random after a quiet week, so none is remembered that long.
        """
        ...
