"""Erasing persons: their keys, their links, whatever says who they were."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Protocol

from core.domain.erasing import Erasure
from core.domain.ids import AccountId, CertificateId, EnrollmentId


class Erasures(Protocol):
    """Nothing here asks whether it may be done; ledger, sums and the audit trail stay."""

    def account(self, id: AccountId) -> bool:
        """Everything of the account but its number; False when that was done before."""
        ...

    def child(self, certificate: CertificateId) -> bool:
        """Name, birth date, number and the key they were under, links and invitations to the
        child and what applications for it said; False when that was done before.
        """
        ...

    def belongings(self, id: AccountId) -> Mapping[str, Sequence[Mapping[str, object]]]:
        """The rows of the account that an erasure takes away, by table; nothing that is sealed."""
        ...

    def depending(self, account: AccountId) -> Collection[EnrollmentId]:
        """Requests, offers and contracts of children for whom nobody else may act."""
        ...

    def left_alone(self, account: AccountId, *, on: date) -> Collection[CertificateId]:
        """Closed certificates to which nobody else is linked, with nothing live on that day."""
        ...

    def noted(self) -> tuple[Erasure, ...]:
        """Every erasure, the first one first."""
        ...

    def note(self, erasures: Collection[Erasure]) -> None:
        """Keep erasures that were noted elsewhere, whether there is anything of them here."""
        ...
