"""Applying for a certificate, as a family does it (CERT-3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from core.domain.actor import Act, Actor, Family, Subject, ensure_may
from core.domain.application import (
    OPEN_APPLICATIONS_MAX,
    ApplicationState,
    CertificateApplication,
    Particulars,
    answer_due,
    ensure_acceptable,
)
from core.domain.certificate_errors import AlreadyApplied, TooManyApplications
from core.domain.consent import CONSENT_VERSION
from core.domain.errors import ConsentMissing, KeyReused
from core.domain.ids import ApplicationId, MunicipalityId
from core.domain.notice import Facts, NoticeKind
from core.domain.views import Municipality
from core.ports.acts import asks_once
from core.ports.applications import KeptApplications, SeenApplications
from core.ports.unit_of_work import UnitOfWork
from core.services.access import existing, own_family
from core.services.parameters import present_parameters


@dataclass(frozen=True, slots=True)
class ApplicationRequest:
    """What somebody sends; `key` was drawn with the screen that showed all of it (M6)."""

    municipality: MunicipalityId
    particulars: Particulars
    consent_version: str
    key: str


@dataclass(frozen=True, slots=True)
class ApplicationProgress:
    """An application as its account sees it; a confirmed one with its certificate's number."""

    application: CertificateApplication
    particulars: Particulars
    municipality: Municipality
    number: str | None


def send_application(
    uow: UnitOfWork, actor: Actor, request: ApplicationRequest
) -> CertificateApplication:
    """Apply for a certificate; its result is due in the period's `issue_working_days` (CERT-3).

    Whether the child has a certificate already is for the operator to see, not for the sender.
    The same key again returns the application as it is now and writes nothing.

    Raises:
        NotAllowed: No family, or no such municipality.
        ConsentMissing: The account has not consented to the present text, or saw another one.
        KeyReused: The key came before with another content.
        BadValue: Nothing could come of it: a name, an age (CERT-2), a child under 14 applying.
        AlreadyApplied: For the same child, and that one waits.
        TooManyApplications: The account has five that wait.
    """
    family = ensure_consented(uow, actor)
    place = uow.municipalities.by_id(request.municipality)
    before = uow.applications.locked_of_account(family)
    known = uow.applications.keyed(family.account, request.key)
    if known is not None:
        return _same(uow, family, known, request)
    if request.consent_version != CONSENT_VERSION:
        raise ConsentMissing
    today = uow.today(ZoneInfo(place.zone))
    parameters = present_parameters(uow, place)
    ensure_acceptable(request.particulars, today=today, min_age=parameters.min_age)
    _ensure_room(uow, family, before, request.particulars)
    application = uow.applications.add(
        family,
        place.id,
        key=request.key,
        consent_version=request.consent_version,
        sent_at=uow.now,
        answer_due=answer_due(today, working_days=parameters.issue_working_days),
    )
    uow.people.add_particulars(application.id, request.particulars)
    _tell_operators(uow, place, application, from_=parameters.notices_from)
    uow.trail.record(actor, "apply", f"application:{application.id}")
    return application


def withdraw_application(
    uow: UnitOfWork, actor: Actor, id: ApplicationId
) -> CertificateApplication:
    """Take an application back before it is answered. Twice changes nothing.

    Raises:
        NotAllowed: Unknown id, or another account's.
        WrongState: Confirmed or refused in the meantime.
    """
    application = existing(uow.applications.locked(id, of=actor))
    ensure_may(actor, Act.APPLY, Subject(account=application.account))
    if application.state is ApplicationState.WITHDRAWN:
        return application
    place = uow.municipalities.by_id(application.municipality)
    withdrawn = application.withdrawn(on=uow.today(ZoneInfo(place.zone)))
    uow.applications.save(withdrawn)
    uow.trail.record(
        actor, "withdraw-application", f"application:{id}",
        before=application.state, after=withdrawn.state,
    )  # fmt: skip
    return withdrawn


@asks_once
def own_applications(uow: UnitOfWork, actor: Actor) -> tuple[ApplicationProgress, ...]:
    """All applications of the account, newest first.

    Raises:
        NotAllowed: The actor is no family.
    """
    return progress_of(existing(uow.applications.kept(applying_family(actor))))


@asks_once
def own_application(uow: UnitOfWork, actor: Actor, id: ApplicationId) -> ApplicationProgress:
    """One application of the account.

    Raises:
        NotAllowed: Unknown id, or another account's.
    """
    own = progress_of(existing(uow.applications.kept(applying_family(actor))))
    return existing(next((each for each in own if each.application.id == id), None))


def progress_of(kept: KeptApplications | SeenApplications) -> tuple[ApplicationProgress, ...]:
    """Of all that was found. A part of looking at it: whether the actor may was asked."""
    places = {each.id: each for each in kept.places}
    return tuple(
        ApplicationProgress(
            each,
            kept.particulars[each.id],
            places[each.municipality],
            None if each.certificate is None else kept.numbers[each.certificate],
        )
        for each in kept.applications
    )


def ensure_consented(uow: UnitOfWork, actor: Actor) -> Family:
    """The family, whose account has consented to the present text.

    Raises:
        NotAllowed: The actor is no family.
        ConsentMissing: Nothing about a child is kept before the account's consent.
    """
    family = applying_family(actor)
    if not existing(uow.accounts.by_id(family.account)).consented:
        raise ConsentMissing
    return family


def applying_family(actor: Actor) -> Family:
    """The actor as an account that may apply; raise NotAllowed for everybody else."""
    return own_family(actor, Act.APPLY)


def _tell_operators(
    uow: UnitOfWork, place: Municipality, application: CertificateApplication, *, from_: time
) -> None:
    """That it came, at once; and on the last day that it waits, which is told only if it does."""
    facts = Facts(application=application.id, on=application.answer_due)
    uow.outbox.to_operators(place.id, NoticeKind.APPLICATION_RECEIVED, facts)
    last_day = datetime.combine(application.answer_due, from_, ZoneInfo(place.zone))
    uow.outbox.to_operators(
        place.id, NoticeKind.APPLICATION_DUE, facts, not_before=last_day.astimezone(UTC)
    )


def _same(
    uow: UnitOfWork, family: Family, known: ApplicationId, request: ApplicationRequest
) -> CertificateApplication:
    application = existing(uow.applications.get(known, of=family))
    said = uow.people.particulars([known], of=family)[known]
    before = (application.municipality, said, application.consent_version)
    if before != (request.municipality, request.particulars, request.consent_version):
        raise KeyReused(request.key)
    return application


def _ensure_room(
    uow: UnitOfWork,
    family: Family,
    before: tuple[CertificateApplication, ...],
    new: Particulars,
) -> None:
    waiting = [each.id for each in before if each.state is ApplicationState.SENT]
    for application, said in uow.people.particulars(waiting, of=family).items():
        if said.child == new.child:
            raise AlreadyApplied(application)
    if len(waiting) >= OPEN_APPLICATIONS_MAX:
        raise TooManyApplications(OPEN_APPLICATIONS_MAX)
