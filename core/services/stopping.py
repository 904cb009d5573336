"""What is over before a certificate stops: no contract runs, nothing waits (CERT-8, CERT-9)."""

from __future__ import annotations

from dataclasses import replace

from core.domain.actor import Actor
from core.domain.certificate import Certificate
from core.domain.certificate_errors import CertificateInUse
from core.domain.enrollment import WAITING, Enrollment, State
from core.domain.grounds import Ground, Side
from core.domain.notice import NoticeKind
from core.ports.unit_of_work import UnitOfWork
from core.services.places import give_back_place
from core.services.returning import give_back_reserved
from core.services.telling import tell_staff


def stop_enrollments(
    uow: UnitOfWork, actor: Actor, certificate: Certificate, ground: Ground
) -> int:
    """Requests and offers become REFUSED with the ground, their money and places go back.

    Their providers are told; the family is by whoever calls. Returns how many these were.

    Raises:
        CertificateInUse: A contract is ACTIVE; one that is ENDING already does not matter.
    """
    enrollments = uow.enrollments.of_certificate(certificate.id)
    active = tuple(each.id for each in enrollments if each.state is State.ACTIVE)
    if active:
        raise CertificateInUse(active)
    waiting = [each for each in enrollments if each.state in WAITING]
    for enrollment in waiting:
        _refuse(uow, actor, enrollment, ground)
    return len(waiting)


def _refuse(uow: UnitOfWork, actor: Actor, enrollment: Enrollment, ground: Ground) -> None:
    zone = uow.municipalities.period(enrollment.period).zone
    refused = replace(
        enrollment.refused(),
        terminated_on=uow.today(zone),
        ended_by=Side.MUNICIPALITY,
        ground=ground,
    )
    because = ground.value.lower().replace("_", "-")
    give_back_reserved(uow, actor, enrollment, because=because)
    give_back_place(uow, enrollment)
    uow.enrollments.save(refused)
    tell_staff(uow, refused, NoticeKind.REQUEST_WITHDRAWN)
    uow.trail.record(
        actor, "refuse", f"enrollment:{enrollment.id}",
        before=enrollment.state, after=refused.state, ground=ground,
    )  # fmt: skip
