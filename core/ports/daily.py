"""The daily run: every question is one about many rows and is answered in chunks (LED-5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.domain.daily import Position
from core.domain.ids import MunicipalityId
from core.domain.trial import Standing, Written

Cursor = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Today:
    """What the statements of a chunk share; families are told from `not_before` on."""

    position: Position
    not_before: datetime
    chunk: int


class Daily(Protocol):
    """Each step handles at most `chunk` certificates (or enrollments) behind `position.after`
    and returns the key of the last one, or None when none is left. A chunk that was committed
    is never handled again, because the position moves in the same transaction.
    """

    def locked_position(self, municipality: MunicipalityId) -> Position | None:
        """Where the runs stand; other processes wait here. None while there is no period."""
        ...

    def position(self, municipality: MunicipalityId) -> Position | None:
        """Where the runs stand, which no chunk moves while a certificate of the municipality is
        locked; None before the first one.
        """
        ...

    def move(self, position: Position) -> None: ...

    def close_certificates(self, today: Today) -> Cursor | None:
        """Past `valid_until`: waiting requests REFUSED and released, available lapsed."""
        ...

    def close_enrollments(self, today: Today) -> Cursor | None:
        """CLOSED after the last day; the place is given back (ENR-6, ENR-11)."""
        ...

    def release(self, today: Today) -> Cursor | None:
        """Later months of terminated contracts come back (ENR-9)."""
        ...

    def expire(self, today: Today) -> Cursor | None:
        """Requests and offers too old, or of a period that ended (ENR-8)."""
        ...

    def lapse(self, today: Today) -> Cursor | None:
        """Available of periods that ended before the date (CERT-10)."""
        ...

    def grant(self, today: Today) -> Cursor | None:
        """Nominals of periods whose `opens_on` has come."""
        ...

    def charge(self, today: Today) -> Cursor | None:
        """Every installment due on or before the date (LED-3)."""
        ...

    def unfund(self, today: Today) -> Cursor | None:
        """Unused certificates become ACCOUNTING, then the first in each queue with room are
        funded; families are told 7 days before and of either event (CERT-5, CERT-6).
        """
        ...

    def remind(self, today: Today) -> Cursor | None:
        """Unanswered requests, lapsing money (ENR-8, LED-7)."""
        ...

    def standing(self, municipality: MunicipalityId) -> Standing:
        """How many enrollments and certificates there are, also as this act has left them."""
        ...

    def written(self, municipality: MunicipalityId) -> Written:
        """What was written at this act's instant, by it and by whoever else had the same; of
        notices those of all municipalities.
        """
        ...
