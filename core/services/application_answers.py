"""Answering applications: confirmed in person, or refused (CERT-2 … CERT-4)."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from core.domain.actor import Act, Actor, MunicipalityOfficer, Operator, Subject, ensure_may
from core.domain.application import (
    ApplicationRefusal,
    ApplicationState,
    CertificateApplication,
    Particulars,
    ensure_acceptable,
    ensure_may_become,
)
from core.domain.certificate import Certificate, CertificateState, random_number
from core.domain.certificate_errors import ChildHasCertificate
from core.domain.errors import BadValue, NotAllowed
from core.domain.ids import ApplicationId, CategoryId, CertificateId, MunicipalityId
from core.domain.invitation import LinkMode
from core.domain.notice import Facts, NoticeKind, not_before
from core.domain.refusing import comment_kept
from core.domain.registries import Category
from core.domain.views import Municipality
from core.ports.unit_of_work import UnitOfWork
from core.services.access import ensure_may_in, existing
from core.services.applications import ApplicationProgress, present_parameters, progress_of
from core.services.certificates import issue_certificate

NUMBERS_TRIED_MAX = 1000


@dataclass(frozen=True, slots=True)
class ApplicationLook:
    """An application as an office sees it.

    `same_child` is the certificate of a child of the same name and birth date, for the
    operator to judge (CERT-2), `closed_numbers` those that it had here and that are closed:
    they are in nobody's way. `categories` are those it may be confirmed into.
    """

    progress: ApplicationProgress
    same_child: CertificateId | None
    same_child_number: str | None
    closed_numbers: tuple[str, ...]
    categories: tuple[Category, ...]
    today: date


def applications_page(
    uow: UnitOfWork,
    actor: Actor,
    municipality: MunicipalityId | None = None,
    *,
    states: tuple[ApplicationState, ...] = (ApplicationState.SENT,),
    page: int,
    size: int,
) -> tuple[ApplicationProgress, ...]:
    """Applications by the day on which the answer is due; each look is recorded.

    Without a municipality those of all that the actor works for.

    Raises:
        NotAllowed: The actor does not work for that municipality, or for none.
    """
    if municipality is None:
        among = _works_for(actor)
    else:
        among = frozenset({ensure_may_in(uow, actor, Act.ANSWER_APPLICATION, municipality).id})
    found = uow.applications.of_municipalities(among, states=states, page=page, size=size)
    uow.trail.record_each(actor, "look", [f"application:{each.id}" for each in found])
    return progress_of(uow, found)


def applications_waiting(uow: UnitOfWork, actor: Actor) -> int:
    """How many applications wait for an answer in all municipalities of the actor.

    Raises:
        NotAllowed: The actor works for none.
    """
    return uow.applications.count(_works_for(actor), states=(ApplicationState.SENT,))


def look_at_application(
    uow: UnitOfWork, actor: Actor, id: ApplicationId, *, recorded: bool = True
) -> ApplicationLook:
    """An application, and whether the same child has a certificate; the look is recorded.

    Not so where the look is a part of an answer, which has its own record.

    Raises:
        NotAllowed: Unknown id, or another municipality's.
    """
    application = _answerable(actor, uow.applications.get(id))
    if recorded:
        uow.trail.record_each(actor, "look", [f"application:{id}"])
    progress = progress_of(uow, (application,))[0]
    same, number = None, None
    closed: tuple[str, ...] = ()
    if application.state is ApplicationState.SENT:
        closed = _closed_before(uow, application.municipality, progress.particulars)
        same, number = _same_child(uow, progress.particulars)
    return ApplicationLook(
        progress,
        same,
        number,
        closed,
        uow.municipalities.categories(application.municipality),
        uow.today(ZoneInfo(progress.municipality.zone)),
    )


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
        BadValue: The child is too old by now, no such category, a number that is taken.
    """
    application = _answerable(actor, uow.applications.locked(id))
    if _is_confirmed_so(uow, application, category, number):
        return application
    ensure_may_become(application.state, ApplicationState.CONFIRMED)
    place = uow.municipalities.by_id(application.municipality)
    today = uow.today(ZoneInfo(place.zone))
    said = uow.people.particulars([id])[id]
    ensure_acceptable(said, today=today)
    certificate = _issued(uow, actor, place, said, category, number, draw)
    uow.accounts.link_child(application.account, certificate.id, LinkMode.ACTING, at=uow.now)
    confirmed = application.confirmed(certificate.id, on=today)
    _answered(uow, actor, confirmed, "confirm-application")
    facts = Facts(application=id, certificate=certificate.id)
    _tell(uow, confirmed, place, NoticeKind.APPLICATION_CONFIRMED, facts)
    return confirmed


def _is_confirmed_so(
    uow: UnitOfWork, application: CertificateApplication, category: CategoryId, number: str | None
) -> bool:
    if application.certificate is None:
        return False
    for certificate in uow.certificates.get([application.certificate]):
        child = uow.people.children([certificate.child]).get(certificate.child)
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
    if category not in {each.id for each in uow.municipalities.categories(place.id)}:
        raise BadValue("category", "the municipality has no such one")
    same, _ = _same_child(uow, said)
    if same is not None:
        raise ChildHasCertificate(same)
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
    application = _answerable(actor, uow.applications.locked(id))
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


def _works_for(actor: Actor) -> frozenset[MunicipalityId] | None:
    """The actor's municipalities; None for all of the region."""
    match actor:
        case Operator(municipalities=municipalities):
            return municipalities
        case MunicipalityOfficer(municipality=municipality):
            return frozenset({municipality})
        case _:
            raise NotAllowed


def _answerable(actor: Actor, found: CertificateApplication | None) -> CertificateApplication:
    application = existing(found)
    ensure_may(actor, Act.ANSWER_APPLICATION, Subject(municipality=application.municipality))
    return application


def _same_child(
    uow: UnitOfWork, said: Particulars
) -> tuple[CertificateId, str] | tuple[None, None]:
    child = uow.people.namesake(full_name=said.child_full_name, born_on=said.child_born_on)
    certificate = None if child is None else uow.certificates.of_child(child)
    if child is None or certificate is None:
        return None, None
    return certificate.id, uow.people.children([child])[child].certificate_number


def _closed_before(
    uow: UnitOfWork, municipality: MunicipalityId, said: Particulars
) -> tuple[str, ...]:
    entered = uow.people.entered(full_name=said.child_full_name, born_on=said.child_born_on)
    closed = [
        each.child
        for each in uow.certificates.of_children(entered)
        if each.state is CertificateState.CLOSED and each.municipality == municipality
    ]
    known = uow.people.children(closed)
    return tuple(known[child].certificate_number for child in sorted(closed))


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
