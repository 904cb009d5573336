"""Proof that the money is right, and the record of who did what."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from core.domain.actor import Actor
from core.domain.auditing import Discrepancy
from core.domain.trailing import Recorded


class Audit(Protocol):
    def balances(self, *, most: int) -> tuple[Discrepancy, ...]:
        """Balances recomputed from the ledger and compared, whole registry (LED-1)."""
        ...

    def schedules(self, *, most: int) -> tuple[Discrepancy, ...]:
        """Each enrollment's entries against its schedule, each key against its columns."""
        ...

    def counters(self, *, most: int) -> tuple[Discrepancy, ...]:
        """Funded certificates, open enrollments, committed sums and places, counted anew."""
        ...


class AuditTrail(Protocol):
    def record(self, actor: Actor, act: str, on: str, **details: str | int | None) -> None:
        """Who did what on which object; ids, codes and sums only, never a person's data."""
        ...

    def record_each(
        self, actor: Actor, act: str, on: Collection[str], **details: str | int | None
    ) -> None:
        """The same act on each of several objects, in one statement."""
        ...

    def record_every(
        self, actor: Actor, act: str, on: Mapping[str, Mapping[str, str | int | None]]
    ) -> None:
        """The same act on several objects, each with details of its own, in one statement."""
        ...

    def count(self, act: str, on: str, *, since: datetime) -> int:
        """How many times the act was recorded on the object from that instant on."""
        ...

    def latest_at(self) -> datetime | None:
        """The instant of the act that was recorded last."""
        ...

    def of(self, on: str) -> tuple[Mapping[str, str], ...]: ...

    def latest(self, on: str, *, most: int, without: Collection[str] = ()) -> tuple[Recorded, ...]:
        """The last `most` acts on the object, oldest first; acts called as in `without` left out.

        Details that say nothing are left out.
        """
        ...
