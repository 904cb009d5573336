"""Applications as an office sees them, before it answers (CERT-2, CERT-3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from core.domain.actor import Act, Actor, MunicipalityOfficer, Operator, Subject, ensure_may
from core.domain.application import (
    ApplicationState,
    CertificateApplication,
)
from core.domain.errors import NotAllowed
from core.domain.ids import ApplicationId, CertificateId, MunicipalityId
from core.domain.registries import Category
from core.ports.acts import asks_once
from core.ports.certificates import Namesake
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
    seen = uow.applications.page(office, municipality, states=states, page=page, size=size)
    uow.trail.record_each(actor, "look", [f"application:{each.id}" for each in seen.applications])
    return progress_of(seen)


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
    seen = uow.applications.seen(id, of=_office(actor))
    progress = existing(next(iter(progress_of(seen)), None))
    application = answerable(actor, progress.application)
    if recorded:
        uow.trail.record(actor, "look", f"application:{id}")
    known = _known_by(uow, actor, progress)
    same = next((each for each in known if not each.is_closed), None)
    return ApplicationLook(
        progress,
        None if same is None else same.certificate.id,
        None if same is None else same.number,
        _closed_before(known, application.municipality),
        seen.categories,
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


def _known_by(uow: UnitOfWork, actor: Actor, progress: ApplicationProgress) -> tuple[Namesake, ...]:
    """The certificates of the same child; of no account once the application is answered."""
    said = progress.particulars
    if progress.application.state is not ApplicationState.SENT:
        return ()
    return uow.certificates.namesakes(
        full_name=said.child_full_name, born_on=said.child_born_on, of=actor
    )


def _closed_before(known: tuple[Namesake, ...], municipality: MunicipalityId) -> tuple[str, ...]:
    here = [each for each in known if each.certificate.municipality == municipality]
    return tuple(each.number for each in here if each.is_closed and each.number is not None)
