"""Money: the ledger and the balances beside it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol

from core.domain.actor import Actor
from core.domain.ids import CertificateId, EnrollmentId, PeriodId
from core.domain.ledger import Balance, Entry, Movement


class Ledger(Protocol):
    def post(self, movement: Movement, *, by: Actor) -> Balance:
        """Move money and its balance together; return the balance after it (LED-1).

        Keyed by the movement's key: a second call with the same content changes nothing
        and returns the present balance.

        Raises:
            Insufficient: The source bucket does not hold the amount right now.
            KeyReused: The key came before with another content (LED-2).
        """
        ...

    def balance(self, certificate: CertificateId, period: PeriodId) -> Balance:
        """All zeros where nothing was ever granted."""
        ...

    def balances(
        self, certificates: Collection[CertificateId]
    ) -> Mapping[CertificateId, Mapping[PeriodId, Balance]]: ...

    def entries(self, certificate: CertificateId, period: PeriodId) -> tuple[Entry, ...]:
        """All entries in the order in which they were posted."""
        ...

    def entries_of(self, enrollment: EnrollmentId) -> tuple[Entry, ...]: ...

    def tell_low_once(self, certificate: CertificateId, period: PeriodId) -> bool:
        """True for the first caller of this certificate and period only (LED-7, LOW)."""
        ...
