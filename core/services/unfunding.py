"""Money goes back: on the holder's wish, with what it held (CERT-6)."""

from __future__ import annotations

from core.domain.actor import Act, Actor
from core.domain.certificate import Certificate, CertificateKind
from core.domain.certificate_errors import CertificateInUse
from core.domain.funding import FundingPeriod
from core.domain.ids import CertificateId
from core.domain.ledger import adjust_down
from core.domain.money import ZERO, Money
from core.domain.notice import Facts, NoticeKind
from core.ports.unit_of_work import UnitOfWork
from core.services.access import ensure_may_on_certificate
from core.services.queues import advance_queue, locked_alone
from core.services.telling import put_notice_of_certificate


def unfund_certificate(uow: UnitOfWork, actor: Actor, id: CertificateId) -> Certificate:
    """FUNDED becomes ACCOUNTING: available of every open period goes back to FUND (CERT-6).

    The family is told, and the place goes to the first in the queue. A certificate that holds
    no money is returned as it is.

    Raises:
        NotAllowed: Neither a child for whom the actor may act, nor of its municipality.
        WrongState: It is frozen or closed.
        CertificateInUse: Money of a period that has not lapsed is reserved or debited.
    """
    ensure_may_on_certificate(uow, actor, Act.UNFUND_CERTIFICATE, id)
    certificate = locked_alone(uow, id)
    certificate.ensure_active(CertificateKind.ACCOUNTING)
    if not certificate.funded:
        return certificate
    _ensure_unused(uow, certificate)
    periods = unlapsed_periods(uow, certificate)
    returned = take_back(uow, actor, certificate, periods, because="unfunded")
    unfunded = certificate.unfunded()
    uow.certificates.save(unfunded)
    facts = Facts(certificate=id, amount=returned)
    put_notice_of_certificate(uow, certificate.municipality, NoticeKind.CERTIFICATE_UNFUNDED, facts)
    uow.trail.record(
        actor, "unfund", f"certificate:{id}", kopecks=returned.kopecks,
        before=certificate.kind, after=unfunded.kind,
    )  # fmt: skip
    advance_queue(uow, actor, certificate.category, certificate.municipality)
    return unfunded


def unlapsed_periods(uow: UnitOfWork, certificate: Certificate) -> tuple[FundingPeriod, ...]:
    """Those of its municipality in which the certificate can have anything available."""
    periods = uow.municipalities.periods(certificate.municipality)
    return tuple(period for period in periods if not period.lapsed)


def take_back(
    uow: UnitOfWork,
    actor: Actor,
    certificate: Certificate,
    periods: tuple[FundingPeriod, ...],
    *,
    because: str,
) -> Money:
    """Available of the periods, back to FUND; how much it was. Once per funding and reason."""
    returned = ZERO
    for period in periods:
        rest = uow.ledger.balance(certificate.id, period.id).available
        if rest:
            key = f"{certificate.fundings}:{because}"
            uow.ledger.post(adjust_down(certificate.id, period.id, after=key, rest=rest), by=actor)
            returned += rest
    return returned


def _ensure_unused(uow: UnitOfWork, certificate: Certificate) -> None:
    for period in unlapsed_periods(uow, certificate):
        balance = uow.ledger.balance(certificate.id, period.id)
        if balance.reserved or balance.debited:
            on = uow.today(period.zone)
            live = uow.enrollments.of_certificate(certificate.id, live_on=on)
            raise CertificateInUse(tuple(each.id for each in live))
