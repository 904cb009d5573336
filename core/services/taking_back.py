"""What the desk offered and no family has answered: seeing it, and taking it back (ENR-12)."""

from __future__ import annotations

from core.domain.actor import Act, Actor, ProviderStaff, Subject, ensure_may
from core.domain.calendar import ONE_DAY
from core.domain.contract_views import DeskOffer, DeskOffers
from core.domain.enrollment import Enrollment, Origin, State
from core.domain.errors import NotAllowed, WrongState
from core.domain.funding import FundingPeriod
from core.domain.grounds import Side
from core.domain.ids import EnrollmentId, ProviderId
from core.domain.notice import Facts, NoticeKind
from core.domain.waiting import expires_on
from core.ports.acts import asks_once
from core.ports.desks import KeptRequest
from core.ports.unit_of_work import UnitOfWork
from core.services.access import ensure_may_on_enrollment, existing, own_staff
from core.services.providers import card_of
from core.services.telling import account_of, tell_family


@asks_once
def desk_offers(uow: UnitOfWork, actor: Actor, provider: ProviderId) -> DeskOffers:
    """All open offers of the provider's desk, oldest first.

    Raises:
        NotAllowed: The actor is not the provider's staff, or there is no such provider.
    """
    staff = own_staff(actor, Act.TAKE_BACK_OFFER, provider)
    known, offers = existing(uow.desks.offers(staff))
    return DeskOffers(known, tuple(_offer(uow, *each) for each in offers))


@asks_once
def desk_offer(uow: UnitOfWork, actor: Actor, id: EnrollmentId) -> DeskOffer:
    """One of them, in whatever state it is by now.

    Raises:
        NotAllowed: Unknown id, no offer from a desk, or another provider's.
    """
    if not isinstance(actor, ProviderStaff):
        raise NotAllowed
    kept, period = existing(uow.desks.offer(id, of=actor))
    ensure_may(actor, Act.TAKE_BACK_OFFER, Subject(provider=kept.enrollment.provider))
    return _offer(uow, kept, period)


def take_back_offer(uow: UnitOfWork, actor: Actor, id: EnrollmentId) -> Enrollment:
    """The desk takes back what it offered: WITHDRAWN; the family is told (ENR-12).

    It held neither a place nor money, so nothing moves. Taking back twice returns the enrollment
    as the first time left it and writes nothing.

    Raises:
        NotAllowed: Unknown id, another provider's, or no offer from the desk.
        WrongState: It was answered, expired or ended meanwhile.
    """
    ensure_may_on_enrollment(uow, actor, Act.TAKE_BACK_OFFER, id)
    enrollment = uow.enrollments.locked(id)
    if enrollment.offer_taken_back:
        return enrollment
    if enrollment.origin is not Origin.DESK:
        raise NotAllowed
    if not enrollment.desk_offer:
        raise WrongState(current=enrollment.state, attempted=State.WITHDRAWN)
    period = uow.municipalities.period(enrollment.period)
    taken_back = enrollment.left(
        on=uow.today(period.zone), release_at=period.parameters.release_at, by=Side.PROVIDER
    )
    uow.enrollments.save(taken_back)
    tell_family(uow, period, taken_back, NoticeKind.OFFER_TAKEN_BACK)
    facts = Facts(certificate=enrollment.certificate, enrollment=id)
    uow.outbox.to_staff(
        enrollment.provider, NoticeKind.REQUEST_ANSWERED, facts, besides=account_of(actor)
    )
    uow.trail.record(
        actor, "take-back", f"enrollment:{id}", before=enrollment.state, after=taken_back.state
    )
    return taken_back


def _offer(uow: UnitOfWork, kept: KeptRequest, period: FundingPeriod) -> DeskOffer:
    ends = expires_on(kept.enrollment, period)
    return DeskOffer(card_of(uow, kept), None if ends is None else ends - ONE_DAY)
