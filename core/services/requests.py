"""Asking for a place: the calculation before it, and the request itself (ENR-1 … ENR-5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.domain.actor import Act, Actor, Family, Subject, ensure_may
from core.domain.calendar import Days
from core.domain.catalog_views import Price, Quote
from core.domain.eligibility import Application, Reason, reasons_against
from core.domain.enrollment import Enrollment
from core.domain.errors import CalculationChanged, KeyReused, NoPlaces, NotAllowed, RequestRefused
from core.domain.ids import CertificateId, GroupId
from core.domain.ledger import EntryKind
from core.domain.money import ZERO, Money
from core.domain.movements import reserve
from core.domain.notice import NoticeKind
from core.domain.pricing import Calculation, calculate
from core.ports.acts import asks_once
from core.ports.certificates import Asked
from core.ports.enrollments import NewRequest
from core.ports.unit_of_work import UnitOfWork
from core.services.access import ensure_may_on_certificate, existing
from core.services.ceilings import warn_of_ceiling
from core.services.certificate_looks import record_look
from core.services.telling import tell_low, tell_staff


@dataclass(frozen=True, slots=True)
class EnrollmentRequest:
    """What a parent confirms: the group, the start, the sums as they were shown.

    `key` was drawn with the confirmation screen, so that pressing twice asks once.
    """

    certificate: CertificateId
    group: GroupId
    start: date
    certificate_share: Money
    parent_share: Money
    key: str


@asks_once
def quote_enrollment(
    uow: UnitOfWork, actor: Actor, certificate: CertificateId, group: GroupId, start: date
) -> Quote:
    """What a request from `start` would cost, and all reasons against it. Changes nothing;
    an office's look is recorded.

    Raises:
        NotAllowed: Not the actor's child, or no such group.
    """
    ensure_may_on_certificate(uow, actor, Act.SEE_CHILD, certificate)
    record_look(uow, actor, [certificate])
    considered = existing(uow.certificates.considered(certificate, group, of=actor))
    offering, standing = existing(considered.offering), considered.standing
    application = standing.application(offering, start=start, today=uow.today(standing.zone))
    return Quote(
        certificate,
        group,
        offering,
        standing.child,
        application.period,
        application.balance,
        price_of(application),
    )


def price_of(application: Application) -> Price:
    """The calculation where dates and a price allow one, and all reasons against (ENR-3, ENR-4)."""
    group = application.offering.group.days
    return Price(
        application.start,
        _calculation(application),
        reasons_against(application),
        None if group is None else group.last,
        application.money_from,
    )


def request_enrollment(uow: UnitOfWork, actor: Actor, request: EnrollmentRequest) -> Enrollment:
    """Take a place, reserve the certificate's share and ask the provider (ENR-1, ENR-5).

    The same request a second time returns the first one's enrollment and changes nothing.

    Raises:
        NotAllowed: Not a child for whom the actor may act, or no such group.
        RequestRefused: With every reason of ENR-3 that applies.
        CalculationChanged: The sums are no longer those that were shown.
        KeyReused: The same screen asked for something else before.
    """
    if not isinstance(actor, Family):
        raise NotAllowed
    wanted = request.certificate
    ensure_may(actor, Act.REQUEST, Subject(certificate=wanted))
    asked = existing(uow.certificates.asked(wanted, request.group, of=actor, key=request.key))
    if asked.earlier is not None:
        return _same(uow, asked.earlier, request)
    enrollment, application = _book(uow, request, asked)
    reserve_money(uow, actor, enrollment, application)
    tell_staff(uow, enrollment, NoticeKind.REQUEST_RECEIVED)
    uow.trail.record(
        actor, "request", f"enrollment:{enrollment.id}", after=enrollment.state,
        group=request.group, kopecks=enrollment.reserved.kopecks,
    )  # fmt: skip
    return enrollment


def reserve_money(
    uow: UnitOfWork, actor: Actor, enrollment: Enrollment, application: Application
) -> None:
    """Put aside what the certificate pays, and tell who should know that little is left.

    A part of acts; an enrollment that costs the certificate nothing moves nothing.
    """
    movement = reserve(enrollment)
    if movement is None or application.period is None:
        return
    balance = uow.ledger.post(movement, by=actor)
    tell_low(uow, application.period, enrollment, balance)
    if application.ceiling is not None:
        warn_of_ceiling(uow, enrollment.provider, application.period)


def _book(
    uow: UnitOfWork, request: EnrollmentRequest, asked: Asked
) -> tuple[Enrollment, Application]:
    offering = existing(asked.offering)
    today = uow.today(asked.standing.zone)
    application = asked.standing.application(offering, start=request.start, today=today)
    reasons = reasons_against(application)
    calculation = _calculation(application)
    terms, period = application.terms, application.period
    if reasons or calculation is None or terms is None or period is None:
        raise RequestRefused(reasons or (Reason.DATES,))
    if not calculation.carries(
        certificate_share=request.certificate_share, parent_share=request.parent_share
    ):
        raise CalculationChanged(calculation)
    offering = application.offering
    new = NewRequest(
        certificate=request.certificate,
        period=period.id,
        group=request.group,
        module=offering.module.id,
        provider=offering.provider.id,
        requested_on=application.today,
        terms=terms,
        agreed=calculation,
        key=request.key,
        direction=None if application.budget else offering.program.direction,
    )
    try:
        return uow.enrollments.add(new), application
    except NoPlaces:
        # Somebody has just taken the last one.
        raise RequestRefused((Reason.NO_PLACES,)) from None


def _calculation(application: Application) -> Calculation | None:
    if application.terms is None or application.days is None:
        return None
    return calculate(
        application.terms, start=application.start, available=application.balance.available
    )


def _same(uow: UnitOfWork, earlier: Enrollment, request: EnrollmentRequest) -> Enrollment:
    """The first answer to the same request; another content under its key is refused (M6)."""
    if _asked_for(uow, earlier) != request.group or not _asked_from(earlier, request.start):
        raise KeyReused(request.key)
    days = Days(request.start, earlier.terms.stop)
    entries = uow.ledger.entries_of(earlier.id)
    reserved = [e.movement.amount for e in entries if e.movement.kind is EntryKind.RESERVE]
    shown = (request.certificate_share, request.certificate_share + request.parent_share)
    if shown != (sum(reserved, ZERO), earlier.terms.price_of(days)):
        raise KeyReused(request.key)
    return earlier


def _asked_for(uow: UnitOfWork, earlier: Enrollment) -> GroupId:
    # The family may have changed to another group since (ENR-13).
    records = uow.trail.of(f"enrollment:{earlier.id}")
    moved_from = [GroupId(int(each["was"])) for each in records if each["act"] == "move"]
    return moved_from[0] if moved_from else earlier.group


def _asked_from(earlier: Enrollment, start: date) -> bool:
    # A contract that was concluded late begins on that day, after the start asked for (ENR-7);
    # the price of all the days tells one earlier start from another.
    late = earlier.concluded_on == earlier.days.first
    return start == earlier.days.first or (late and start < earlier.days.first)
