"""Enrollments, one by one; what happens to many at once is in `daily`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from core.domain.actor import Family
from core.domain.enrollment import Enrollment, Origin, State
from core.domain.grounds import RefusalReason
from core.domain.ids import (
    CertificateId,
    EnrollmentId,
    GroupId,
    ModuleId,
    MunicipalityId,
    PeriodId,
    ProviderId,
)
from core.domain.pricing import Calculation, Terms
from core.domain.program import Direction
from core.domain.scope import Scope
from core.domain.views import EnrollmentLine, RequestCard


@dataclass(frozen=True, slots=True)
class NewRequest:
    """A request or an offer as it is first written down.

    `key` was drawn with the confirmation screen, or says what an offer is for (M6).
    """

    certificate: CertificateId
    period: PeriodId
    group: GroupId
    module: ModuleId
    provider: ProviderId
    requested_on: date
    terms: Terms
    agreed: Calculation
    key: str
    direction: Direction | None = None
    origin: Origin = Origin.REQUEST
    continues: EnrollmentId | None = None
    holds_place: bool = True
    state: State = State.REQUESTED

    def begun(self, id: EnrollmentId) -> Enrollment:
        """The enrollment that it begins, under this id."""
        return Enrollment(
            id=id,
            certificate=self.certificate,
            period=self.period,
            group=self.group,
            module=self.module,
            provider=self.provider,
            state=self.state,
            requested_on=self.requested_on,
            terms=self.terms,
            agreed=self.agreed,
            days=self.agreed.days,
            origin=self.origin,
            waits_since=self.requested_on,
            continues=self.continues,
            direction=self.direction,
            holds_place=self.holds_place,
        )


@dataclass(frozen=True, slots=True)
class Owners:
    """Whose an enrollment is."""

    certificate: CertificateId
    municipality: MunicipalityId
    provider: ProviderId


class Enrollments(Protocol):
    def add(self, request: NewRequest) -> Enrollment:
        """As `state` says, with a new id; one that `holds_place` takes it, whatever the number of
        callers doing the same.

        Raises:
            NoPlaces: No free place, or places are not known.
            RequestRefused: A counted limit is reached (ENR-3).
        """
        ...

    def owners(self, id: EnrollmentId) -> Owners | None: ...

    def locked(self, id: EnrollmentId) -> Enrollment:
        """The enrollment; its certificate is locked until the transaction ends. `id` must exist."""
        ...

    def get(self, id: EnrollmentId) -> Enrollment | None: ...

    def save(self, enrollment: Enrollment) -> None:
        """Keep all that can change: state, group, days, terms, sums, place, how it ended."""
        ...

    def keep_refusal(self, id: EnrollmentId, reason: RefusalReason, comment: str) -> None: ...

    def refusal(self, id: EnrollmentId, *, of: Scope) -> tuple[RefusalReason, str] | None:
        """In the words of the provider's staff; None for what is not in the scope, as below."""
        ...

    def of_certificate(
        self, certificate: CertificateId, *, live_on: date | None = None
    ) -> tuple[Enrollment, ...]:
        """Newest first and without a name; with `live_on` only those that are live on that day."""
        ...

    def lines(self, of: Family) -> tuple[EnrollmentLine, ...]:
        """All of the family's children, newest first."""
        ...

    def line(self, id: EnrollmentId, *, of: Scope) -> EnrollmentLine | None: ...

    def page(
        self, of: Scope, *, municipality: MunicipalityId | None = None, page: int, size: int
    ) -> tuple[EnrollmentLine, ...]:
        """Newest first; of one municipality of the scope, if one is given."""
        ...

    def request_card(self, id: EnrollmentId, *, of: Scope, on: date) -> RequestCard | None:
        """As a notice tells it; ages are of the day `on`."""
        ...
