"""Applications as an office sees them, before it answers (CERT-2, CERT-3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from core.domain.actor import Act, Actor, MunicipalityOfficer, Operator, Subject, ensure_may
from core.domain.application import (
    ApplicationState,
    CertificateApplication,
    Particulars,
)
from core.domain.certificate import CertificateState
from core.domain.errors import NotAllowed
from core.domain.ids import ApplicationId, CertificateId, MunicipalityId
from core.domain.registries import Category
from core.ports.acts import asks_once
from core.ports.unit_of_work import UnitOfWork
from core.services.access import ensure_may_in, existing
from core.services.applications import ApplicationProgress, progress_of


@dataclass(frozen=True, slots=True)
class ApplicationLook:
    """An application as an office sees it.

    `same_child` is the certificate of a child of the same name and birth date, for the
    operator to judge (CERT-2), with its number unless it is another office's; `closed_numbers`
    those that it had here and that are closed: they are in nobody's way. `categories` are those
    it may be confirmed into.
    """

    progress: ApplicationProgress
    same_child: CertificateId | None
    same_child_number: str | None
    closed_numbers: tuple[str, ...]
    categories: tuple[Category, ...]
    today: date

    @property
    def same_child_elsewhere(self) -> bool:
        """Whether that certificate is in a municipality for which the actor does not work."""
        return self.same_child is not None and self.same_child_number is None


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
    office = _office(actor)
    if municipality is not None:
        ensure_may_in(uow, actor, Act.ANSWER_APPLICATION, municipality)
    found = uow.applications.page(office, municipality, states=states, page=page, size=size)
    uow.trail.record_each(actor, "look", [f"application:{each.id}" for each in found])
    return progress_of(uow, actor, found)


@asks_once
def applications_waiting(uow: UnitOfWork, actor: Actor) -> int:
    """How many applications wait for an answer in all municipalities of the actor.

    Raises:
        NotAllowed: The actor works for none.
    """
    return uow.applications.count(_office(actor), states=(ApplicationState.SENT,))


def look_at_application(
    uow: UnitOfWork, actor: Actor, id: ApplicationId, *, recorded: bool = True
) -> ApplicationLook:
    """An application, and whether the same child has a certificate; the look is recorded.

    Not so where the look is a part of an answer, which has its own record.

    Raises:
        NotAllowed: Unknown id, or another municipality's.
    """
    application = answerable(actor, uow.applications.get(id, of=actor))
    if recorded:
        uow.trail.record_each(actor, "look", [f"application:{id}"])
    progress = progress_of(uow, actor, (application,))[0]
    same, number = None, None
    closed: tuple[str, ...] = ()
    if application.state is ApplicationState.SENT:
        closed = _closed_before(uow, actor, application.municipality, progress.particulars)
        same, number = same_child(uow, actor, progress.particulars)
    return ApplicationLook(
        progress,
        same,
        number,
        closed,
        uow.municipalities.categories(application.municipality),
        uow.today(ZoneInfo(progress.municipality.zone)),
    )


def _office(actor: Actor) -> Operator | MunicipalityOfficer:
    if not isinstance(actor, Operator | MunicipalityOfficer):
        raise NotAllowed
    return actor


def answerable(actor: Actor, found: CertificateApplication | None) -> CertificateApplication:
    application = existing(found)
    ensure_may(actor, Act.ANSWER_APPLICATION, Subject(municipality=application.municipality))
    return application


def same_child(
    uow: UnitOfWork, actor: Actor, said: Particulars
) -> tuple[CertificateId | None, str | None]:
    """The certificate of the child of this name and birth date; its number to its own office."""
    child = uow.people.namesake(full_name=said.child_full_name, born_on=said.child_born_on)
    certificate = None if child is None else uow.certificates.of_child(child)
    if child is None or certificate is None:
        return None, None
    known = uow.people.children([child], of=actor).get(child)
    return certificate.id, None if known is None else known.certificate_number


def _closed_before(
    uow: UnitOfWork, actor: Actor, municipality: MunicipalityId, said: Particulars
) -> tuple[str, ...]:
    entered = uow.people.entered(full_name=said.child_full_name, born_on=said.child_born_on)
    closed = [
        each.child
        for each in uow.certificates.of_children(entered)
        if each.state is CertificateState.CLOSED and each.municipality == municipality
    ]
    known = uow.people.children(closed, of=actor)
    return tuple(known[child].certificate_number for child in sorted(closed))
