"""Closing a certificate before its holder is of age (CERT-9)."""

from __future__ import annotations

from core.domain.actor import Act, Actor
from core.domain.certificate import Certificate, ClosingReason
from core.domain.errors import BadValue
from core.domain.grounds import Ground
from core.domain.ids import CertificateId
from core.domain.ledger import lapse
from core.domain.money import ZERO
from core.domain.notice import Facts, NoticeKind
from core.ports.unit_of_work import UnitOfWork
from core.services.access import ensure_may_on_certificate
from core.services.queues import advance_queue, locked_alone
from core.services.stopping import stop_enrollments
from core.services.telling import put_notice_of_certificate
from core.services.unfunding import unlapsed_periods


def close_certificate(
    uow: UnitOfWork, actor: Actor, id: CertificateId, because: ClosingReason
) -> Certificate:
    """On moving away or on the holder's wish: requests and offers are refused, money lapses.

    What is released later lapses, too. The place goes to the queue, the family is told; the
    certificate and its history stay. Closing it again for the same reason changes nothing.

    Raises:
        NotAllowed: Another municipality's certificate, or none.
        BadValue: Of age, which is for the daily run to see.
        CertificateInUse: A contract is ACTIVE: it has to be ended first.
        WrongState: It was closed for another reason.
    """
    ensure_may_on_certificate(uow, actor, Act.CLOSE_CERTIFICATE, id)
    if because is ClosingReason.ADULT:
        raise BadValue("because", "whoever is of age is found by the daily run")
    certificate = locked_alone(uow, id)
    if certificate.closed_because is because:
        return certificate
    closed = certificate.closed(because)
    stop_enrollments(uow, actor, certificate, Ground.CERTIFICATE_CLOSED)
    lapsed = ZERO
    for period in unlapsed_periods(uow, certificate):
        rest = uow.ledger.balance(id, period.id).available
        if rest:
            uow.ledger.post(lapse(id, period.id, after="certificate-closed", rest=rest), by=actor)
            lapsed += rest
    uow.queues.leave(id)
    uow.certificates.save(closed)
    facts = Facts(certificate=id, amount=lapsed)
    put_notice_of_certificate(uow, certificate.municipality, NoticeKind.CERTIFICATE_CLOSED, facts)
    uow.trail.record(
        actor, "close", f"certificate:{id}", because=because, kopecks=lapsed.kopecks,
        before=certificate.state, after=closed.state,
    )  # fmt: skip
    advance_queue(uow, actor, certificate.category, certificate.municipality)
    return closed
