"""Nominals and limits of categories, and the queues for room in them (CERT-5, CERT-7)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from core.domain.actor import Actor
from core.domain.ids import CategoryId, CertificateId, PeriodId
from core.domain.money import Money
from core.domain.provision import Limits, Provision, Waiting


@dataclass(frozen=True, slots=True)
class Bulk:
    """What the rows of a change of many certificates share: its day, its actor, and from when on
    their families may be told.
    """

    on: date
    by: Actor
    not_before: datetime


class Provisions(Protocol):
    """All acts that write here have the municipality to themselves (`exclusively`)."""

    def of_category(self, category: CategoryId) -> tuple[Provision, ...]:
        """Of every period for which the category has a nominal, by first day."""
        ...

    def add(self, category: CategoryId, period: PeriodId, nominal: Money) -> None:
        """The first nominal of a period, without limits. Certificates that count are counted;
        if the period is open already, the next daily run gives them the nominal.
        """
        ...

    def set_limits(self, category: CategoryId, period: PeriodId, limits: Limits) -> None: ...

    def short_of(
        self, category: CategoryId, period: PeriodId, amount: Money, *, most: int
    ) -> tuple[tuple[CertificateId, ...], int]:
        """Granted certificates that have less available; the first `most`, and their number."""
        ...

    def change_nominal(
        self, category: CategoryId, period: PeriodId, nominal: Money, bulk: Bulk
    ) -> int:
        """Move the available of every granted certificate by the difference and tell its family.

        Returns how many these are (CERT-11).
        """
        ...


class Queues(Protocol):
    """First come, first funded (CERT-5)."""

    def join(self, category: CategoryId, certificate: CertificateId, *, on: date) -> None:
        """At the end; a certificate that waits already keeps its place."""
        ...

    def leave(self, certificate: CertificateId) -> bool:
        """False when it did not wait."""
        ...

    def waiting(
        self, certificates: Collection[CertificateId]
    ) -> Mapping[CertificateId, Waiting]: ...

    def lengths(self, categories: Collection[CategoryId]) -> Mapping[CategoryId, int]:
        """How many wait; categories without a queue are left out."""
        ...

    def advance(self, category: CategoryId, bulk: Bulk, *, most: int) -> tuple[CertificateId, ...]:
        """Fund the first in the queue while there is room, at most so many, and tell them.

        Each becomes FUNDED, with a GRANT in every open period, and leaves the queue. Nobody
        overtakes: where the first does not fit, nobody is funded.
        """
        ...
