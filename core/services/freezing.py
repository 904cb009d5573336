"""Freezing a certificate, and what it becomes afterwards (CERT-8)."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from core.domain.actor import Act, Actor
from core.domain.certificate import Certificate, CertificateState
from core.domain.certificate_errors import FreezingLasts
from core.domain.grounds import Ground
from core.domain.ids import CertificateId
from core.domain.notice import Facts, NoticeKind
from core.ports.unit_of_work import UnitOfWork
from core.services.access import ensure_may_on_certificate
from core.services.queues import Funding, advance_queue, join_queue, locked_alone
from core.services.stopping import stop_enrollments
from core.services.telling import put_notice_of_certificate
from core.services.unfunding import take_back, unlapsed_periods


def freeze_certificate(uow: UnitOfWork, actor: Actor, id: CertificateId) -> Certificate:
    """Requests and offers are refused, then what is available goes back to FUND (CERT-8).

    Reserved and debited stay; what is released later goes on to FUND, too. The sum is kept as
    `frozen_amount`, for information only. Its place goes to the queue, the family is told.
    Freezing a frozen certificate changes nothing.

    Raises:
        NotAllowed: Another municipality's certificate, or none.
        WrongState: It is closed.
        CertificateInUse: A contract is ACTIVE.
    """
    ensure_may_on_certificate(uow, actor, Act.FREEZE_CERTIFICATE, id)
    certificate = locked_alone(uow, id)
    if certificate.state is CertificateState.FROZEN:
        return certificate
    certificate.ensure_active(CertificateState.FROZEN)
    stop_enrollments(uow, actor, certificate, Ground.CERTIFICATE_FROZEN)
    periods = unlapsed_periods(uow, certificate)
    returned = take_back(uow, actor, certificate, periods, because="frozen")
    frozen = certificate.frozen(on=_today(uow, certificate), amount=returned)
    waited = uow.queues.leave(id)
    uow.certificates.save(frozen)
    facts = Facts(certificate=id, amount=returned)
    put_notice_of_certificate(uow, certificate.municipality, NoticeKind.CERTIFICATE_FROZEN, facts)
    uow.trail.record(
        actor, "freeze", f"certificate:{id}", kopecks=returned.kopecks,
        before=certificate.state, after=frozen.state, waited=True if waited else None,
    )  # fmt: skip
    advance_queue(uow, actor, certificate.category, certificate.municipality)
    return frozen


def unfreeze_certificate(uow: UnitOfWork, actor: Actor, id: CertificateId) -> Funding:
    """In a later period than the freezing: money if there is room, else a place in the queue.

    One that waited for money when it was frozen lost its place in the queue and waits again, now
    behind the others; one that neither held money nor waited holds none and waits for none. The
    family is told. Unfreezing an active certificate changes nothing.

    Raises:
        NotAllowed: Another municipality's certificate, or none.
        WrongState: It is closed.
        FreezingLasts: No period has begun since it was frozen.
        BadValue: Its category has no nominal in an open period.
    """
    ensure_may_on_certificate(uow, actor, Act.FREEZE_CERTIFICATE, id)
    certificate = locked_alone(uow, id)
    if certificate.state is CertificateState.ACTIVE:
        waits = uow.queues.waiting([id]).get(id)
        return Funding(certificate, None if waits is None else waits.place)
    unfrozen = certificate.unfrozen()
    wanted = certificate.funded or _waited(uow, id)
    _ensure_later_period(uow, certificate)
    uow.certificates.save(unfrozen)
    put_notice_of_certificate(
        uow, certificate.municipality, NoticeKind.CERTIFICATE_UNFROZEN, Facts(certificate=id)
    )
    uow.trail.record(
        actor, "unfreeze", f"certificate:{id}", before=certificate.state, after=unfrozen.state
    )
    return join_queue(uow, actor, unfrozen) if wanted else Funding(unfrozen)


def _waited(uow: UnitOfWork, id: CertificateId) -> bool:
    """Whether it stood in the queue when it was frozen: the record of that says so."""
    frozen = [each for each in uow.trail.of(f"certificate:{id}") if each["act"] == "freeze"]
    return bool(frozen) and "waited" in frozen[-1]


def _ensure_later_period(uow: UnitOfWork, certificate: Certificate) -> None:
    since, today = certificate.frozen_on, _today(uow, certificate)
    begun = [
        period.days.first
        for period in uow.municipalities.periods(certificate.municipality)
        if today in period.days
    ]
    if since is not None and not any(first > since for first in begun):
        raise FreezingLasts(since)


def _today(uow: UnitOfWork, certificate: Certificate) -> date:
    return uow.today(ZoneInfo(uow.municipalities.by_id(certificate.municipality).zone))
