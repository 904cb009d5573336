"""Erasing persons: their keys, their links, whatever says who they were."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from core.domain.actor import Family
from core.domain.application import ApplicationState
from core.domain.erasing import Erasure
from core.domain.funding import FundingPeriod
from core.domain.ids import AccountId, CertificateId, EnrollmentId
from core.domain.views import EnrollmentLine


@dataclass(frozen=True, slots=True)
class KeptErasure:
    """What an account would leave behind.

    `depending` are requests, offers and contracts of children for whom nobody else may act, by
    id, each with its period; `running` is what is live of the children for whom the account acts,
    newest first; `left_alone` are closed certificates to which nobody else is linked, with
    nothing live.
    """

    depending: tuple[tuple[EnrollmentLine, FundingPeriod], ...]
    running: tuple[EnrollmentLine, ...]
    applications: tuple[ApplicationState, ...]
    left_alone: tuple[CertificateId, ...]


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

    def depending(self, account: AccountId) -> Collection[EnrollmentId]:
        """Those of the same name in `KeptErasure`."""
        ...

    def look(self, of: Family, *, on: date) -> KeptErasure:
        """All that an account's erasure would touch, in one question; `on` is the day of what is
        live.
        """
        ...

    def of_an_account_after(self, at: datetime) -> bool:
        """Whether some account was erased in a later second than that."""
        ...

    def noted(self) -> tuple[Erasure, ...]:
        """Every erasure, the first one first."""
        ...

    def note(self, erasures: Collection[Erasure]) -> None:
        """Keep erasures that were noted elsewhere, whether there is anything of them here."""
        ...
