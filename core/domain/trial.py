"""What daily runs would do, counted: a run that is performed and undone (LED-5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.domain.ledger import EntryKind
from core.domain.money import ZERO, Money
from core.domain.notice import NoticeKind


@dataclass(frozen=True, slots=True)
class Standing:
    """How many enrollments and certificates of a municipality there are, and of what kind."""

    enrollments: int
    closed: int
    expired: int
    refused: int
    certificates_closed: int
    funded: int


@dataclass(frozen=True, slots=True)
class Written:
    """What was written at one instant: movements with their sums, notices by kind."""

    movements: Mapping[EntryKind, tuple[int, Money]]
    notices: Mapping[NoticeKind, int]

    def since(self, before: Written) -> Written:
        """What came after `before`, which is a part of it."""
        movements = {
            kind: (count - earlier[0], amount - earlier[1])
            for kind, (count, amount) in self.movements.items()
            for earlier in (before.movements.get(kind, (0, ZERO)),)
        }
        notices = {
            kind: count - before.notices.get(kind, 0) for kind, count in self.notices.items()
        }
        return Written(
            {kind: moved for kind, moved in movements.items() if moved[0]},
            {kind: count for kind, count in notices.items() if count},
        )


@dataclass(frozen=True, slots=True)
class Trial:
    """What the runs of `days` dates from `first` on would do; `first` is None where there is no
    funding period.
    """

    first: date | None
    days: int
    before: Standing
    after: Standing
    written: Written
