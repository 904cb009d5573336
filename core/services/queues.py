"""The queue for money: asking for it, waiting, going on when there is room (CERT-5)."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from core.domain.actor import Act, Actor
from core.domain.certificate import Certificate
from core.domain.daily import CHUNK
from core.domain.errors import BadValue
from core.domain.ids import CategoryId, CertificateId, MunicipalityId
from core.domain.notice import Facts, NoticeKind, not_before
from core.ports.provisions import Bulk
from core.ports.unit_of_work import UnitOfWork
from core.services.access import ensure_may_on_certificate, existing
from core.services.parameters import present_parameters
from core.services.telling import account_of, put_notice_of_certificate


@dataclass(frozen=True, slots=True)
class Funding:
    """What became of a wish for money: FUNDED, or a `place` in the queue, 1 being the next."""

    certificate: Certificate
    place: int | None = None


def leave_queue(uow: UnitOfWork, actor: Actor, id: CertificateId) -> Certificate:
    """Give up the place in the queue; everybody behind moves up. Twice changes nothing, nor does
    it when the money has come already: the certificate that is returned says so.

    Raises:
        NotAllowed: Not a child for whom the actor may act.
    """
    ensure_may_on_certificate(uow, actor, Act.ASK_FUNDING, id)
    certificate = locked_alone(uow, id)
    if uow.queues.leave(id):
        uow.trail.record(actor, "leave-queue", f"certificate:{id}")
        # Who did not fit in front may have stood before somebody who does.
        advance_queue(uow, actor, certificate.category, certificate.municipality)
    return certificate


def locked_alone(uow: UnitOfWork, id: CertificateId) -> Certificate:
    """The certificate, with its municipality to ourselves: kinds, limits and queues may move.

    Raises:
        NotAllowed: There is none.
    """
    found = existing(next(iter(uow.certificates.get([id])), None))
    uow.municipalities.exclusively(found.municipality)
    return existing(uow.certificates.locked(id))


def advance_queue(
    uow: UnitOfWork, actor: Actor, category: CategoryId, municipality: MunicipalityId
) -> tuple[CertificateId, ...]:
    """Fund the first of the category's queue for as long as there is room, and tell them.

    Part of the act that made the room: the municipality is its own already.
    """
    bulk = bulk_of(uow, actor, municipality)
    funded: list[CertificateId] = []
    while chunk := uow.queues.advance(category, bulk, most=CHUNK):
        funded += chunk
    return tuple(funded)


def join_queue(uow: UnitOfWork, actor: Actor, certificate: Certificate) -> Funding:
    """To the end of the queue, and on from there at once if there is room for everybody in it.

    Part of an act that has the municipality to itself.

    Raises:
        BadValue: The category has no nominal in an open period.
    """
    place = uow.municipalities.by_id(certificate.municipality)
    today = uow.today(ZoneInfo(place.zone))
    _ensure_nominals(uow, certificate)
    uow.queues.join(certificate.category, certificate.id, on=today)
    advance_queue(uow, actor, certificate.category, certificate.municipality)
    waits = uow.queues.waiting([certificate.id]).get(certificate.id)
    if waits is None:
        return Funding(uow.certificates.get([certificate.id])[0])
    uow.trail.record(actor, "join-queue", f"certificate:{certificate.id}", place=waits.place)
    facts = Facts(certificate=certificate.id, codes=(str(waits.place),))
    # Who asked in the bot reads the place on the answer.
    put_notice_of_certificate(
        uow, certificate.municipality, NoticeKind.QUEUE_JOINED, facts, besides=account_of(actor)
    )
    return Funding(certificate, waits.place)


def bulk_of(uow: UnitOfWork, actor: Actor, municipality: MunicipalityId) -> Bulk:
    """An act of today on many certificates of a municipality."""
    place = uow.municipalities.by_id(municipality)
    zone = ZoneInfo(place.zone)
    today = uow.today(zone)
    parameters = present_parameters(uow, place)
    told_from = not_before(
        uow.now, zone, opens=parameters.notices_from, closes=parameters.notices_until
    )
    return Bulk(today, actor, told_from)


def _ensure_nominals(uow: UnitOfWork, certificate: Certificate) -> None:
    given = {each.period.id for each in uow.provisions.of_category(certificate.category)}
    for period in uow.municipalities.periods(certificate.municipality):
        opened = period.is_open(on=uow.today(period.zone))
        if opened and period.id not in given:
            raise BadValue("nominal", "none in the period from {first}", first=period.days.first)
