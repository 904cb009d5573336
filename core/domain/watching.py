"""What tells whether everything is done that is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from core.domain.parked import ParkedWhy


@dataclass(frozen=True, slots=True)
class Watched:
    """Figures of one moment.

    `oldest_due_at` is since when the oldest notice could have been sent, None where none waits.
    `charges_due` are contracts with a month to charge; `last_runs` the last date that was run in
    each municipality, by its code; `linking_paused` whether nobody is linked by number and
    telephone any more, because somebody guesses (A3).
    """

    at: datetime
    notices_due: int
    oldest_due_at: datetime | None
    parked: Mapping[ParkedWhy, int]
    charges_due: int
    last_runs: Mapping[str, date]
    linking_paused: bool

    @property
    def outbox_age_seconds(self) -> float:
        return 0.0 if self.oldest_due_at is None else (self.at - self.oldest_due_at).total_seconds()
