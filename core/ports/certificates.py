"""Municipalities with their periods, certificates, and the one door to persons' data."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from core.domain.actor import Actor, Family
from core.domain.application import ApplicationDraft, Particulars
from core.domain.calendar import Days
from core.domain.certificate import Certificate
from core.domain.drafts import MunicipalityDraft
from core.domain.enrollment import Enrollment
from core.domain.funding import FundingPeriod, Parameters
from core.domain.ids import (
    AccountId,
    ApplicationId,
    CategoryId,
    CertificateId,
    EnrollmentId,
    GroupId,
    MunicipalityId,
    PeriodId,
    PersonId,
    ProviderId,
)
from core.domain.money import Money
from core.domain.person import Child
from core.domain.program import Offering, Registry
from core.domain.registries import Agreement, Category
from core.domain.scope import Met, Scope
from core.domain.standing import Standing
from core.domain.views import Municipality


class People(Protocol):
    """Names, birth dates and numbers. Everything else in the database knows only ids."""

    def children(self, ids: Collection[PersonId], *, of: Scope) -> Mapping[PersonId, Child]:
        """Those of them that are in the scope."""
        ...

    def met(self, certificate_number: str, full_name: str) -> Met | None:
        """The child with this number, if this is its name however it is spelled."""
        ...

    def add_child(self, *, full_name: str, born_on: date, certificate_number: str) -> PersonId:
        """Raise BadValue when the number is taken (CERT-4)."""
        ...

    def holder_of(self, certificate_number: str) -> PersonId | None: ...

    def namesake(self, *, full_name: str, born_on: date) -> PersonId | None:
        """The same normalized full name and birth date (CERT-2); a closed certificate is in
        nobody's way, its child is entered anew (CERT-9).

        Nobody else is told about this child until the transaction ends, so that it is entered
        once whoever enters it.
        """
        ...

    def known(
        self, given: Collection[tuple[str, date]], *, seen_from: MunicipalityId
    ) -> Mapping[tuple[str, date], PersonId]:
        """Those that are known of these children, given by normalized name and birth date, in
        one statement. Of closed certificates those of this municipality count.
        """
        ...

    def entered(self, *, full_name: str, born_on: date) -> tuple[PersonId, ...]:
        """Every entry of this child, in order: one for each certificate it ever had."""
        ...

    def taken(self, numbers: Collection[str]) -> frozenset[str]:
        """Those of the numbers that some certificate has."""
        ...

    def add_children(self, new: Sequence[tuple[str, date, str]]) -> tuple[PersonId, ...]:
        """Full names, birth dates and free numbers, in order; three statements.

        Raises:
            BadValue: Somebody took one of the numbers meanwhile.
        """
        ...

    def correct_child(self, child: Child) -> None:
        """Another full name or birth date of a child that is known; its number stays."""
        ...

    def particulars(
        self, ids: Collection[ApplicationId], *, of: Actor
    ) -> Mapping[ApplicationId, Particulars]:
        """What those of these applications say of persons that are in the scope."""
        ...

    def add_particulars(self, application: ApplicationId, particulars: Particulars) -> None: ...

    def draft(self, of: Family) -> ApplicationDraft:
        """The application that the account is writing; an empty one when there is none."""
        ...

    def keep_draft(self, account: AccountId, draft: ApplicationDraft, *, at: datetime) -> None:
        """Instead of the one before."""
        ...

    def forget_draft(self, account: AccountId) -> None: ...

    def forget_drafts(self, *, before: datetime) -> None:
        """Those that nobody touched since."""
        ...


class Municipalities(Protocol):
    def all(self) -> tuple[Municipality, ...]:
        """By name."""
        ...

    def by_code(self, code: str) -> Municipality | None: ...

    def by_id(self, id: MunicipalityId) -> Municipality:
        """Raise NotAllowed when there is none: it is answered like somebody else's."""
        ...

    def add(self, draft: MunicipalityDraft) -> Municipality:
        """The present one when the code is known already."""
        ...

    def exclusively(self, municipality: MunicipalityId) -> None:
        """Until the transaction ends nobody else moves money or places of the municipality's
        certificates. To be called before anything of them is read or locked.
        """
        ...

    def all_exclusively(self) -> None:
        """`exclusively` of every municipality, in the same order for everybody."""
        ...

    def periods(self, municipality: MunicipalityId) -> tuple[FundingPeriod, ...]:
        """All, by first day."""
        ...

    def periods_everywhere(self) -> Mapping[MunicipalityId, Sequence[FundingPeriod]]:
        """Those of every municipality that has any, by first day."""
        ...

    def period(self, id: PeriodId) -> FundingPeriod: ...

    def add_period(
        self, municipality: MunicipalityId, days: Days, parameters: Parameters
    ) -> FundingPeriod:
        """The present one when the municipality has a period of these days.

        Raises:
            BadValue: It overlaps another period of the municipality.
        """
        ...

    def change_period(
        self, period: PeriodId, parameters: Parameters, *, closed_from: date | None
    ) -> FundingPeriod:
        """Other parameters, and the first day without new requests, None for no such day."""
        ...

    def of_category(self, category: CategoryId) -> MunicipalityId | None:
        """Whose category it is; None for no such one."""
        ...

    def rename_category(self, category: CategoryId, name: str) -> None: ...

    def change(self, id: MunicipalityId, draft: MunicipalityDraft) -> None:
        """All but the code, which names it."""
        ...

    def add_category(self, municipality: MunicipalityId, name: str) -> CategoryId:
        """The present one when the name is known already."""
        ...

    def categories(self, municipality: MunicipalityId) -> tuple[Category, ...]:
        """All with their nominals, by name, in two statements."""
        ...

    def nominal(self, category: CategoryId, period: PeriodId) -> Money | None: ...

    def add_agreement(
        self, provider: ProviderId, municipality: MunicipalityId, period: PeriodId
    ) -> bool:
        """An agreement on payment for one period; False when there was one already."""
        ...

    def agreements(
        self, municipality: MunicipalityId, *, page: int, size: int
    ) -> tuple[Agreement, ...]:
        """By period, then by the provider's name."""
        ...

    def agreement(self, provider: ProviderId, period: PeriodId) -> bool:
        """Whether the municipality of the period pays the provider in it."""
        ...

    def set_registry_limit(self, period: PeriodId, registry: Registry, limit: int | None) -> None:
        """Live enrollments per child in a budget registry; None for no limit."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """What one request meets: the child's standing as far as the group's provider goes, the
    group, if there is such a group, and the enrollment that the same key asked for before.
    """

    standing: Standing
    offering: Offering | None
    earlier: Enrollment | None


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
