"""Answering applications: confirmed in person, or refused (CERT-2 … CERT-4)."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from zoneinfo import ZoneInfo

from core.domain.actor import Actor
from core.domain.application import (
    ApplicationRefusal,
    ApplicationState,
    CertificateApplication,
    Particulars,
    ensure_acceptable,
    ensure_may_become,
)
from core.domain.certificate import Certificate, random_number
from core.domain.certificate_errors import ChildHasCertificate
from core.domain.errors import BadValue
from core.domain.ids import ApplicationId, CategoryId
from core.domain.invitation import LinkMode
from core.domain.notice import Facts, NoticeKind, not_before
from core.domain.refusing import comment_kept
from core.domain.views import Municipality
from core.ports.unit_of_work import UnitOfWork
from core.services.application_looks import answerable
from core.services.certificates import issue_certificate
from core.services.parameters import present_parameters
from core.services.registries import ensure_category

NUMBERS_TRIED_MAX = 1000


def confirm_application(
    uow: UnitOfWork,
    actor: Actor,
    id: ApplicationId,
    category: CategoryId,
    number: str | None = None,
    *,
    draw: Callable[[int], int] = secrets.randbelow,
) -> CertificateApplication:
    """The documents were shown in person: issue the certificate, link the applicant, tell it.

    Without a `number` one is drawn: `draw(n)` gives one of 0 … n - 1 (CERT-4). Confirming twice
    returns the application as the first time left it and writes nothing.

    Raises:
        NotAllowed: Unknown id, or another municipality's.
        WrongState: Refused or withdrawn in the meantime, or confirmed with another category or
            number.
        ChildHasCertificate: A child of this name and birth date has one already (CERT-2).
        BadValue: The child's age is none for certificates by now, no such category, a number that
            is taken.
    """
    application = answerable(actor, uow.applications.locked(id, of=actor))
    if _is_confirmed_so(uow, actor, application, category, number):
        return application
    ensure_may_become(application.state, ApplicationState.CONFIRMED)
    place = uow.municipalities.by_id(application.municipality)
    today = uow.today(ZoneInfo(place.zone))
    said = uow.people.particulars([id], of=actor)[id]
    ensure_acceptable(said, today=today, min_age=present_parameters(uow, place).min_age)
    certificate = _issued(uow, actor, place, said, category, number, draw)
    uow.accounts.link_child(application.account, certificate.id, LinkMode.ACTING, at=uow.now)
    confirmed = application.confirmed(certificate.id, on=today)
    _answered(uow, actor, confirmed, "confirm-application")
    facts = Facts(application=id, certificate=certificate.id)
    _tell(uow, confirmed, place, NoticeKind.APPLICATION_CONFIRMED, facts)
    return confirmed


def _is_confirmed_so(
    uow: UnitOfWork,
    actor: Actor,
    application: CertificateApplication,
    category: CategoryId,
    number: str | None,
) -> bool:
    if application.certificate is None:
        return False
    for certificate in uow.certificates.get([application.certificate]):
        child = uow.people.children([certificate.child], of=actor).get(certificate.child)
        named = number is None or (child is not None and number == child.certificate_number)
        return named and certificate.category == category
    return False


def _issued(
    uow: UnitOfWork,
    actor: Actor,
    place: Municipality,
    said: Particulars,
    category: CategoryId,
    number: str | None,
    draw: Callable[[int], int],
) -> Certificate:
    ensure_category(uow, place.id, category)
    _ensure_first(uow, said)
    issued = issue_certificate(
        uow,
        actor,
        place.id,
        category,
        full_name=said.child_full_name,
        born_on=said.child_born_on,
        number=number or free_number(uow, place, draw),
    )
    if issued.closed_because is not None:
        # Issuing again what was closed changes nothing there, and would give the family nothing.
        raise BadValue("number", "a closed certificate has it")
    return issued


def _ensure_first(uow: UnitOfWork, said: Particulars) -> None:
    """Raise ChildHasCertificate (CERT-2); who finds none is the only one to enter the child."""
    child = uow.people.namesake(full_name=said.child_full_name, born_on=said.child_born_on)
    certificate = None if child is None else uow.certificates.of_child(child)
    if certificate is not None:
        raise ChildHasCertificate(certificate.id)


def refuse_application(
    uow: UnitOfWork,
    actor: Actor,
    id: ApplicationId,
    reason: ApplicationRefusal,
    comment: str = "",
) -> CertificateApplication:
    """No certificate, for a reason from the list; the applicant is told.

    The same refusal a second time returns the application as the first left it and writes nothing.

    Raises:
        NotAllowed: Unknown id, or another municipality's.
        WrongState: Confirmed or withdrawn in the meantime, or refused in other words.
        CommentNeeded: Another reason than the listed ones, without words.
    """
    application = answerable(actor, uow.applications.locked(id, of=actor))
    comment = comment_kept(reason, comment)
    if application.refusal == (reason, comment):
        return application
    place = uow.municipalities.by_id(application.municipality)
    today = uow.today(ZoneInfo(place.zone))
    refused = application.refused(reason, comment, on=today)
    _answered(uow, actor, refused, "refuse-application", reason=reason.value)
    facts = Facts(application=id)
    _tell(uow, refused, place, NoticeKind.APPLICATION_REFUSED, facts)
    return refused


def free_number(uow: UnitOfWork, place: Municipality, draw: Callable[[int], int]) -> str:
    """A number of the municipality that no certificate has (CERT-4).

    Raises:
        BadValue: Hardly any is left.
    """
    for _ in range(NUMBERS_TRIED_MAX):
        number = random_number(place.number_prefix, draw)
        if uow.people.holder_of(number) is None:
            return number
    raise BadValue("number", "hardly any free one begins with {prefix}", prefix=place.number_prefix)


def _answered(
    uow: UnitOfWork,
    actor: Actor,
    application: CertificateApplication,
    act: str,
    **details: str | int | None,
) -> None:
    uow.applications.save(application)
    changes = {"before": "SENT", "after": application.state.value}
    subject = f"application:{application.id}"
    uow.trail.record(actor, act, subject, **changes, certificate=application.certificate, **details)


def _tell(
    uow: UnitOfWork,
    application: CertificateApplication,
    place: Municipality,
    kind: NoticeKind,
    facts: Facts,
) -> None:
    """Told to the applicant's account, in the family's waking hours (LED-7)."""
    zone = ZoneInfo(place.zone)
    present = present_parameters(uow, place)
    allowed_from = not_before(
        uow.now, zone, opens=present.notices_from, closes=present.notices_until
    )
    uow.outbox.to_account(application.account, kind, facts, not_before=allowed_from)
