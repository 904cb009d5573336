"""Certificates, and all that decides about a request for one of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from core.domain.actor import Family
from core.domain.certificate import Certificate, CertificateState
from core.domain.enrollment import Enrollment
from core.domain.ids import (
    CategoryId,
    CertificateId,
    EnrollmentId,
    GroupId,
    MunicipalityId,
    PersonId,
    ProviderId,
)
from core.domain.program import Offering
from core.domain.scope import Scope
from core.domain.standing import Standing


@dataclass(frozen=True, slots=True)
class Asked:
    """What one request meets: the child's standing as far as the group's provider goes, the
    group, if there is such a group, and the enrollment that the same key asked for before.
    """

    standing: Standing
    offering: Offering | None
    earlier: Enrollment | None


@dataclass(frozen=True, slots=True)
class Namesake:
    """A certificate of somebody of one name and birth date; its number where it is in the scope."""

    certificate: Certificate
    number: str | None

    @property
    def is_closed(self) -> bool:
        """Such a one is in nobody's way."""
        return self.certificate.state is CertificateState.CLOSED


class Certificates(Protocol):
    def add(
        self,
        *,
        child: PersonId,
        municipality: MunicipalityId,
        category: CategoryId,
        valid_until: date,
    ) -> Certificate:
        """A new certificate, ACCOUNTING and ACTIVE (CERT-5)."""
        ...

    def add_each(
        self,
        new: Sequence[tuple[PersonId, CategoryId, date]],
        *,
        municipality: MunicipalityId,
    ) -> tuple[CertificateId, ...]:
        """As `add`, of many in one statement, in order: child, category and last valid day."""
        ...

    def locked(self, id: CertificateId) -> Certificate | None:
        """The certificate; all other acts on it wait until the transaction ends."""
        ...

    def get(self, ids: Collection[CertificateId]) -> tuple[Certificate, ...]:
        """Those that exist, by id."""
        ...

    def of_child(self, child: PersonId) -> Certificate | None: ...

    def of_children(self, children: Collection[PersonId]) -> tuple[Certificate, ...]: ...

    def namesakes(self, *, full_name: str, born_on: date, of: Scope) -> tuple[Namesake, ...]:
        """Of a child of this normalized full name and birth date every certificate it ever had
        (CERT-2, CERT-9), oldest first, to be shown: nobody is kept from entering it meanwhile.
        """
        ...

    def of_municipality(
        self, municipality: MunicipalityId, *, page: int, size: int
    ) -> tuple[Certificate, ...]:
        """By id, newest first."""
        ...

    def save(self, certificate: Certificate) -> None:
        """Keep kind, state, fundings and the days and reasons of its life; the counters of its
        category's limits go with it (CERT-7).
        """
        ...

    def asked(self, id: CertificateId, group: GroupId, *, of: Family, key: str) -> Asked | None:
        """All that decides about a request for a place in this group; the certificate is locked.

        None when it is none of the family's children.
        """
        ...

    def considered(self, id: CertificateId, group: GroupId, *, of: Scope) -> Asked | None:
        """The same without a lock and without a key, to be shown; one question."""
        ...

    def offered(self, id: EnrollmentId, *, of: Family) -> Asked | None:
        """The same of an enrollment of its children, which is `earlier`; None of others."""
        ...

    def standing(
        self, id: CertificateId, *, of: Scope, provider: ProviderId | None = None
    ) -> Standing:
        """All that decides about any request of this child (ENR-3).

        With a `provider`, about requests for its programs: others' agreements are left out.

        Raises:
            NotAllowed: No such child in the scope.
        """
        ...
