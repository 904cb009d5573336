"""Applications for a certificate; what they say of persons is behind `People` (CERT-3)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from core.domain.actor import Actor, Family, MunicipalityOfficer, Operator
from core.domain.application import (
    ApplicationDraft,
    ApplicationState,
    CertificateApplication,
    Particulars,
)
from core.domain.funding import FundingPeriod
from core.domain.ids import AccountId, ApplicationId, CertificateId, MunicipalityId
from core.domain.registries import Category
from core.domain.views import Municipality


@dataclass(frozen=True, slots=True)
class KeptApplications:
    """All that an account applied for, the newest first, and what it is writing. `numbers` are of
    the certificates that came of it, `places` all municipalities, by name, and `periods` those of
    the one for which it is writing, by first day.
    """

    consented: bool
    applications: tuple[CertificateApplication, ...]
    particulars: Mapping[ApplicationId, Particulars]
    numbers: Mapping[CertificateId, str]
    draft: ApplicationDraft
    places: tuple[Municipality, ...]
    periods: tuple[FundingPeriod, ...]


Office = Operator | MunicipalityOfficer


@dataclass(frozen=True, slots=True)
class SeenApplications:
    """Applications as an office sees them. `numbers` are of the certificates that came of them,
    `places` where they were sent, `categories` those of the place, where one was asked for.
    """

    applications: tuple[CertificateApplication, ...]
    particulars: Mapping[ApplicationId, Particulars]
    numbers: Mapping[CertificateId, str]
    places: tuple[Municipality, ...]
    categories: tuple[Category, ...] = ()


class Applications(Protocol):
    def add(
        self,
        sender: Family,
        municipality: MunicipalityId,
        *,
        key: str,
        consent_version: str,
        sent_at: datetime,
        answer_due: date,
    ) -> CertificateApplication:
        """A new one, SENT."""
        ...

    def kept(self, of: Family) -> KeptApplications | None:
        """All that its screens show, in one question; None for no such account."""
        ...

    def locked_of_account(self, of: Family) -> tuple[CertificateApplication, ...]:
        """All of the account, newest first; nobody else sends from it until the transaction
        ends.
        """
        ...

    def keyed(self, account: AccountId, key: str) -> ApplicationId | None:
        """What the account sent with this key."""
        ...

    def get(self, id: ApplicationId, *, of: Actor) -> CertificateApplication | None:
        """None for what is not in the scope, too: another account's, another municipality's."""
        ...

    def seen(self, id: ApplicationId, *, of: Office) -> SeenApplications:
        """The one, in one question; none where it is not in the scope."""
        ...

    def locked(self, id: ApplicationId, *, of: Actor) -> CertificateApplication | None:
        """The application; all other answers to it wait until the transaction ends."""
        ...

    def page(
        self,
        of: Office,
        municipality: MunicipalityId | None,
        *,
        states: Collection[ApplicationState],
        page: int,
        size: int,
    ) -> SeenApplications:
        """In these states, by the day on which the answer is due, in one question; None for all
        of the scope.
        """
        ...

    def count(self, of: Office, *, states: Collection[ApplicationState]) -> int:
        """In all municipalities of the office."""
        ...

    def save(self, application: CertificateApplication) -> None:
        """State, answer and certificate of an application that was locked."""
        ...
