"""A place offered to a child who came in person: nothing is taken before the parent's yes (ENR-12).

A number and a name that do not fit, and a child without a parent in the bot, are answered
alike, and only so many times a day: whoever tries numbers learns nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from core.domain.actor import Act, Actor, Family, Subject, ensure_may
from core.domain.catalog_views import Quote
from core.domain.eligibility import Application, Reason, reasons_against
from core.domain.enrollment import Enrollment, Origin, State
from core.domain.errors import (
    CalculationChanged,
    DeskChildUnknown,
    NotAllowed,
    RequestRefused,
    TooManyAttempts,
    WrongState,
)
from core.domain.funding import FundingPeriod
from core.domain.ids import CertificateId, EnrollmentId, GroupId
from core.domain.money import ZERO, Money
from core.domain.notice import NoticeKind
from core.domain.pricing import Terms, calculate
from core.domain.program import Offering
from core.domain.starting import first_day_to_offer
from core.ports.acts import asks_once
from core.ports.certificates import Asked
from core.ports.enrollments import NewRequest
from core.ports.unit_of_work import UnitOfWork
from core.services.access import existing
from core.services.concluding import conclude
from core.services.places import take_place
from core.services.requests import price_of, reserve_money
from core.services.starts import days_to_offer
from core.services.telling import account_of, tell_family, tell_staff

ATTEMPTS_A_DAY = 10
# What a provider may hear before the parent's yes: of its own group and of the calendar, not of
# the child's money, kind or other enrollments.
SAID_AT_THE_DESK = frozenset(
    {
        Reason.NOT_CERTIFIED,
        Reason.MODULE_CLOSED,
        Reason.PROVIDER_INACTIVE,
        Reason.PERIOD_CLOSED,
        Reason.DATES,
        Reason.AGE,
    }
)
_FAILED = "offer-unanswered"


@dataclass(frozen=True, slots=True)
class DeskChild:
    """The child as it came to the desk: both must be as the registry has them."""

    number: str
    full_name: str


@dataclass(frozen=True, slots=True)
class DeskStarts:
    """A group with the days to begin on; none when it is over or its dates are not known."""

    offering: Offering
    today: date
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Shares:
    """The sums as they were shown to the parent."""

    certificate: Money
    parent: Money


def offer_place(
    uow: UnitOfWork, actor: Actor, child: DeskChild, group: GroupId, start: date
) -> Enrollment | DeskChildUnknown:
    """Offer a place of the own provider's group from `start` on; the family is asked (ENR-12).

    It takes neither the place nor money. A child that is not found is returned as a refusal and
    not raised, because raising would undo the counting of attempts. The same offer again, while
    it waits, is returned as it is.

    Raises:
        NotAllowed: Another provider's group, or no such group.
        TooManyAttempts: Ten children were not found within a day.
        RequestRefused: The group or the calendar does not allow it, or the child's age.
    """
    offering = existing(uow.catalog.offering(group))
    ensure_may(actor, Act.OFFER_PLACE, Subject(provider=offering.provider.id))
    account = f"account:{account_of(actor)}"
    failed = uow.trail.count(_FAILED, account, since=uow.now - timedelta(days=1))
    if failed >= ATTEMPTS_A_DAY:
        raise TooManyAttempts
    met = uow.people.met(child.number, child.full_name)
    if met is None or not uow.accounts.linked([met.certificate], acting=True):
        uow.trail.record(actor, _FAILED, account)
        return DeskChildUnknown()
    certificate = met.certificate
    uow.certificates.locked(certificate)
    standing = uow.certificates.standing(certificate, of=met)
    today = uow.today(standing.zone)
    application = standing.application(offering, start=start, today=today)
    ensured = _ensured(application)
    before = uow.enrollments.of_certificate(certificate)
    offered = [each for each in before if each.origin is Origin.DESK]
    for each in offered:
        if each.desk_offer and each.group == group and each.days.first == start:
            return each
    return _add(uow, actor, application, ensured, certificate, key=f"desk:{len(offered)}")


@asks_once
def desk_starts(uow: UnitOfWork, actor: Actor, group: GroupId) -> DeskStarts:
    """The days worth offering in one of the own provider's groups. Changes nothing.

    Raises:
        NotAllowed: Another provider's group, or no such group.
    """
    offering, zone = existing(uow.desks.group(group))
    ensure_may(actor, Act.OFFER_PLACE, Subject(provider=offering.provider.id))
    today = uow.today(zone)
    first = first_day_to_offer(offering, today)
    return DeskStarts(offering, today, days_to_offer(offering, first))


@asks_once
def quote_offer(uow: UnitOfWork, actor: Actor, id: EnrollmentId) -> Quote:
    """What accepting an offer from the desk today would mean, and all reasons against it.

    Changes nothing.

    Raises:
        NotAllowed: Not the actor's child, or no such enrollment.
        WrongState: It waits no more: answered, taken back or expired meanwhile.
    """
    if not isinstance(actor, Family):
        raise NotAllowed
    offered = existing(uow.certificates.offered(id, of=actor))
    enrollment = existing(offered.earlier)
    ensure_may(actor, Act.SEE_CHILD, Subject(certificate=enrollment.certificate))
    if not enrollment.desk_offer:
        raise WrongState(current=enrollment.state, attempted=State.ACTIVE)
    application = _as_asked_today(uow, enrollment, offered)
    return Quote(
        enrollment.certificate,
        enrollment.group,
        application.offering,
        offered.standing.child,
        application.period,
        application.balance,
        price_of(application),
    )


def accept_at_desk(
    uow: UnitOfWork, actor: Actor, enrollment: Enrollment, shown: Shares | None
) -> Enrollment:
    """The parent's yes: place and money are taken and the contract is concluded (ENR-3, ENR-5).

    A part of accepting: permission was asked, the enrollment is locked. An offer accepted after
    its start begins today.

    Raises:
        RequestRefused: With every reason of ENR-3 that applies today.
        CalculationChanged: The sums are not those that were shown, or none were.
    """
    which = enrollment.certificate, enrollment.group
    considered = existing(uow.certificates.considered(*which, of=actor))
    application = _as_asked_today(uow, enrollment, considered)
    price, terms, period = price_of(application), application.terms, application.period
    calculation = price.calculation
    if price.reasons or calculation is None or terms is None or period is None:
        raise RequestRefused(price.reasons or (Reason.DATES,))
    if period.id != enrollment.period:
        raise RequestRefused((Reason.DATES,))
    if shown is None or not calculation.carries(
        certificate_share=shown.certificate, parent_share=shown.parent
    ):
        raise CalculationChanged(calculation)
    take_place(uow, enrollment.group)
    taken = replace(
        enrollment, terms=terms, agreed=calculation, days=calculation.days, holds_place=True
    )
    reserve_money(uow, actor, taken, application)
    accepted = conclude(uow, actor, period, taken)
    uow.enrollments.save(accepted)
    tell_staff(uow, accepted, NoticeKind.OFFER_ACCEPTED)
    uow.trail.record(
        actor, "accept", f"enrollment:{accepted.id}", before=enrollment.state, after=accepted.state
    )
    return accepted


def _ensured(application: Application) -> tuple[Terms, FundingPeriod]:
    said = tuple(each for each in reasons_against(application) if each in SAID_AT_THE_DESK)
    terms, period = application.terms, application.period
    if said or terms is None or period is None or application.days is None:
        raise RequestRefused(said or (Reason.DATES,))
    return terms, period


def _as_asked_today(uow: UnitOfWork, enrollment: Enrollment, asked: Asked) -> Application:
    today = uow.today(asked.standing.zone)
    start = max(enrollment.days.first, today)
    return asked.standing.application(existing(asked.offering), start=start, today=today)


def _add(
    uow: UnitOfWork,
    actor: Actor,
    application: Application,
    ensured: tuple[Terms, FundingPeriod],
    certificate: CertificateId,
    *,
    key: str,
) -> Enrollment:
    offering, (terms, period) = application.offering, ensured
    offered = uow.enrollments.add(
        NewRequest(
            certificate=certificate,
            period=period.id,
            group=offering.group.id,
            module=offering.module.id,
            provider=offering.provider.id,
            requested_on=application.today,
            terms=terms,
            # The price alone: what the certificate pays is known when the parent says yes.
            agreed=calculate(terms, start=application.start, available=ZERO),
            key=key,
            direction=None if application.budget else offering.program.direction,
            origin=Origin.DESK,
            holds_place=False,
            state=State.OFFERED,
        )
    )
    tell_family(uow, period, offered, NoticeKind.PLACE_OFFERED)
    uow.trail.record(
        actor, "offer", f"enrollment:{offered.id}", group=offering.group.id, after=offered.state
    )
    return offered
