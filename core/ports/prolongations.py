"""Contracts that go on into the next period, read and written a chunk at a time (ENR-10)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from core.domain.eligibility import Reason
from core.domain.enrollment import Enrollment
from core.domain.ids import CertificateId, EnrollmentId, GroupId
from core.domain.program import Offering
from core.domain.prolongation import Turn
from core.domain.standing import Standing
from core.ports.daily import Cursor, Today
from core.ports.enrollments import NewRequest


@dataclass(frozen=True, slots=True)
class EndingContracts:
    """Contracts that end with their period while their group goes on, in the order of their
    ids, with all that decides about going on. `cursor` is behind the last one looked at.
    """

    contracts: tuple[Enrollment, ...]
    offerings: Mapping[GroupId, Offering]
    standings: Mapping[CertificateId, Standing]
    cursor: Cursor


@dataclass(frozen=True, slots=True)
class WaitingOffers:
    """Offers without a decision, each with the contract that it goes on from."""

    pairs: tuple[tuple[Enrollment, Enrollment], ...]
    cursor: Cursor


class Prolongations(Protocol):
    """The daily run has the municipality to itself: what is read here, nobody else changes."""

    def ending(self, today: Today, turn: Turn) -> EndingContracts | None:
        """The next chunk of ACTIVE contracts that are not continued yet; None when none is left."""
        ...

    def mark_offered(self, today: Today, turn: Turn) -> None:
        """Everybody was asked: no later run looks for contracts of the ending period."""
        ...

    def ending_one(self, today: Today, turn: Turn, id: EnrollmentId) -> EndingContracts:
        """One contract alone; without it where its group does not go on, or it is continued."""
        ...

    def offer(self, today: Today, turn: Turn, offers: Sequence[NewRequest]) -> None:
        """Write the offers, reserve their sums and tell the families."""
        ...

    def tell_low(self, today: Today, turn: Turn, low: Collection[CertificateId]) -> None:
        """LOW of the next period to those who were not told it yet (LED-7)."""
        ...

    def tell_reasons(
        self, today: Today, turn: Turn, refused: Mapping[EnrollmentId, tuple[Reason, ...]]
    ) -> None:
        """Tell the families of these contracts why they cannot go on."""
        ...

    def waiting(self, today: Today, turn: Turn) -> WaitingOffers | None:
        """The next chunk of offers whose old contract's last day has come, and which were made
        before today.
        """
        ...

    def decide(self, today: Today, turn: Turn, decided: Collection[Enrollment]) -> None:
        """Keep ACTIVE ones; release what EXPIRED ones reserved; tell the families of both."""
        ...

    def continuing(self, id: EnrollmentId) -> Enrollment | None:
        """The prolongation of a contract, in whatever state."""
        ...
