"""What becomes of enrollments when their provider is suspended or excluded (REG-2)."""

from __future__ import annotations

from dataclasses import replace

from core.domain.actor import Act, Actor, Subject, ensure_may
from core.domain.enrollment import WAITING, Enrollment, State
from core.domain.errors import NotFound
from core.domain.grounds import Ground, Side
from core.domain.ids import EnrollmentId, ProviderId
from core.domain.notice import NoticeKind
from core.domain.program import ProviderState
from core.ports.unit_of_work import UnitOfWork
from core.services.places import give_back_place
from core.services.prolonging import withdraw_prolongation_of
from core.services.returning import cost_of, give_back, give_back_reserved
from core.services.telling import tell_family
from core.services.terminating import tell_of_termination

CHUNK = 100
_GROUNDS = {
    ProviderState.SUSPENDED: Ground.PROVIDER_SUSPENDED,
    ProviderState.EXCLUDED: Ground.PROVIDER_EXCLUDED,
}


def settle_provider(uow: UnitOfWork, actor: Actor, provider: ProviderId, most: int = CHUNK) -> int:
    """End what may not go on with a suspended or excluded provider; how many were ended.

    Requests and offers become REFUSED and are released. Contracts of a suspended provider run
    on, those of an excluded one end as by ENR-9, by order of the municipality. Families are
    told. At most `most` in one transaction; call until it returns 0. What is ended is not
    ended again, so it may be stopped anywhere.

    Raises:
        NotAllowed: The actor is not an operator.
        NotFound: No such provider.
    """
    ensure_may(actor, Act.KEEP_PROVIDERS, Subject(provider=provider))
    known = uow.catalog.provider(provider)
    if known is None:
        raise NotFound("provider", str(provider))
    ground = _GROUNDS.get(known.state)
    if ground is None:
        return 0
    ended = uow.providers.enrollments(provider, WAITING, most=most)
    for each in ended:
        _refuse(uow, actor, each, ground)
    if ended or known.state is not ProviderState.EXCLUDED:
        return len(ended)
    contracts = uow.providers.enrollments(provider, {State.ACTIVE}, most=most)
    for each in contracts:
        _end(uow, actor, each)
    return len(contracts)


def _refuse(uow: UnitOfWork, actor: Actor, id: EnrollmentId, ground: Ground) -> None:
    enrollment = uow.enrollments.locked(id)
    if enrollment.state not in WAITING:
        return  # answered, or taken back, a moment ago
    period = uow.municipalities.period(enrollment.period)
    refused = replace(
        enrollment.refused(),
        terminated_on=uow.today(period.zone),
        ended_by=Side.SYSTEM,
        ground=ground,
    )
    give_back_reserved(uow, actor, enrollment, because="refused")
    give_back_place(uow, enrollment)
    uow.enrollments.save(refused)
    returned = enrollment.reserved
    tell_family(uow, period, refused, NoticeKind.REQUEST_REFUSED, amount=returned)
    _record(uow, actor, enrollment, refused)


def _end(uow: UnitOfWork, actor: Actor, id: EnrollmentId) -> None:
    enrollment = uow.enrollments.locked(id)
    if enrollment.state is not State.ACTIVE:
        return
    period = uow.municipalities.period(enrollment.period)
    today = uow.today(period.zone)
    left = enrollment.left(
        on=today,
        release_at=period.parameters.release_at,
        by=Side.MUNICIPALITY,
        ground=Ground.MUNICIPAL_ORDER,
    )
    cost = cost_of(enrollment, left, today)
    left = give_back(uow, actor, enrollment, left, today)
    uow.enrollments.save(left)
    withdraw_prolongation_of(uow, actor, id, by=Side.MUNICIPALITY, today=today)
    tell_of_termination(uow, actor, period, left, cost)
    _record(uow, actor, enrollment, left)


def _record(uow: UnitOfWork, actor: Actor, before: Enrollment, after: Enrollment) -> None:
    uow.trail.record(
        actor, "settle", f"enrollment:{after.id}",
        before=before.state, after=after.state, ground=after.ground,
    )  # fmt: skip
