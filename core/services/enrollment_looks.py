"""Looking at enrollments: a family at its own, a provider at its own, an office at all of its own.

Every look of an office at a child is recorded (section 3).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.domain.actor import (
    Act,
    Actor,
    Family,
    MunicipalityOfficer,
    Operator,
    ProviderStaff,
)
from core.domain.catalog_views import Quote
from core.domain.contract_views import Termination
from core.domain.enrollment import OPEN, State
from core.domain.errors import NotAllowed
from core.domain.grounds import RefusalReason
from core.domain.ids import CertificateId, EnrollmentId, GroupId, MunicipalityId
from core.domain.ledger import Entry
from core.domain.views import Change, EnrollmentLine, Leaving
from core.ports.unit_of_work import UnitOfWork
from core.services.access import (
    ensure_may_in,
    ensure_may_on_certificate,
    ensure_may_on_enrollment,
    existing,
)
from core.services.certificate_looks import certificate_for, record_look
from core.services.leaving import leaving_today
from core.services.lessons import changes_of
from core.services.requests import quote_enrollment
from core.services.terminating import cost_of_termination

UNFULFILLED = frozenset({State.REFUSED, State.WITHDRAWN, State.EXPIRED})


@dataclass(frozen=True, slots=True)
class EnrollmentLook:
    """One enrollment; `entries` are empty and `leaving` is None for its provider's staff.

    `leaving` is what leaving today would mean, for one that is open; `termination` is what
    ending a contract today would mean for its provider.
    """

    line: EnrollmentLine
    entries: tuple[Entry, ...]
    refusal: tuple[RefusalReason, str] | None
    leaving: Leaving | None
    termination: Termination | None = None
    changes: tuple[Change, ...] = ()


def own_enrollments(
    uow: UnitOfWork, actor: Actor, *, page: int, size: int
) -> tuple[EnrollmentLine, ...]:
    """The family's or the provider's enrollments, newest first, ended ones too.

    Raises:
        NotAllowed: The actor is neither a parent nor a provider's staff.
    """
    match actor:
        case Family() | ProviderStaff():
            return uow.enrollments.page(actor, page=page, size=size)
        case _:
            raise NotAllowed


def enrollments_in(
    uow: UnitOfWork, actor: Actor, municipality: MunicipalityId, *, page: int, size: int
) -> tuple[EnrollmentLine, ...]:
    """Enrollments of a municipality's children, newest first; each look is recorded.

    Raises:
        NotAllowed: Another municipality's children.
    """
    ensure_may_in(uow, actor, Act.SEE_REQUEST, municipality)
    found = uow.enrollments.page(actor, municipality=municipality, page=page, size=size)
    record_look(uow, actor, sorted({line.enrollment.certificate for line in found}))
    return found


def look_at_enrollment(uow: UnitOfWork, actor: Actor, id: EnrollmentId) -> EnrollmentLook:
    """One enrollment as far as the actor may see it; an office's look is recorded.

    Raises:
        NotAllowed: Not the actor's, or no such enrollment.
    """
    ensure_may_on_enrollment(uow, actor, Act.SEE_REQUEST, id)
    line = existing(uow.enrollments.line(id, of=actor))
    refusal, changes = uow.enrollments.refusal(id, of=actor), changes_of(uow, line.enrollment)
    if isinstance(actor, ProviderStaff):
        active = line.enrollment.state is State.ACTIVE
        termination = cost_of_termination(uow, actor, id) if active else None
        return EnrollmentLook(line, (), refusal, None, termination, changes)
    if isinstance(actor, Operator | MunicipalityOfficer):
        record_look(uow, actor, [line.enrollment.certificate])
    still_open = line.enrollment.state in OPEN
    period = uow.municipalities.period(line.enrollment.period)
    leaving = leaving_today(uow, line, period) if still_open else None
    return EnrollmentLook(line, uow.ledger.entries_of(id), refusal, leaving, changes=changes)


def look_at_quote(uow: UnitOfWork, actor: Actor, number: str, group: GroupId, start: date) -> Quote:
    """What a request for a child would cost, and all reasons against it; the look is recorded.

    Raises:
        NotFound: No certificate has this number, or none that the actor may see.
        NotAllowed: No such group.
    """
    certificate = certificate_for(uow, actor, Act.SEE_CHILD, number).id
    return quote_enrollment(uow, actor, certificate, group, start)


def times_asked_before(
    uow: UnitOfWork, actor: Actor, certificate: CertificateId, group: GroupId
) -> int:
    """How many enrollments of the child in the group came to nothing; after each, asking
    again is another request.

    Raises:
        NotAllowed: Not the actor's child.
    """
    ensure_may_on_certificate(uow, actor, Act.SEE_CHILD, certificate)
    return sum(
        each.group == group and each.state in UNFULFILLED
        for each in uow.enrollments.of_certificate(certificate)
    )
