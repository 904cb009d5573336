"""Writing an application in a chat, one answer at a time, until it can be sent (CERT-3)."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from core.domain.actor import Actor
from core.domain.application import (
    Applicant,
    ApplicationDraft,
    CertificateApplication,
    Step,
)
from core.domain.certificate import ensure_of_age, is_of_age
from core.domain.certificate_errors import ApplicationChanged
from core.domain.consent import CONSENT_VERSION
from core.domain.errors import ConsentMissing, NotAllowed, NotAName
from core.domain.funding import FundingPeriod, parameters_on
from core.domain.ids import MunicipalityId
from core.domain.person import is_full_name
from core.domain.views import Municipality
from core.ports.acts import asks_once
from core.ports.applications import KeptApplications
from core.ports.unit_of_work import UnitOfWork
from core.services.access import existing
from core.services.applications import (
    ApplicationProgress,
    ApplicationRequest,
    applying_family,
    ensure_consented,
    progress_of,
    send_application,
)

KEY_BYTES = 6
FORGOTTEN_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ApplicationForm:
    """A draft where it is to be sent; `today` is that of the place, once there is one, and from
    `min_age` on there are certificates for children.
    """

    draft: ApplicationDraft
    place: Municipality | None
    places: tuple[Municipality, ...]
    today: date
    min_age: int

    @property
    def next_step(self) -> Step:
        """The first thing that is missing or cannot be; CHECK when all is said."""
        return self.draft.next_step(today=self.today, min_age=self.min_age)

    def is_for(self, born_on: date) -> bool:
        """There are certificates for a child of this birth date (CERT-2)."""
        return is_of_age(born_on, today=self.today, min_age=self.min_age)


@asks_once
def application_form(uow: UnitOfWork, actor: Actor) -> ApplicationForm:
    """The application that the account is writing, be it empty.

    Raises:
        NotAllowed: The actor is no family.
        ConsentMissing: Nothing about a child is kept before the account's consent.
    """
    return _kept_form(uow, existing(uow.applications.kept(applying_family(actor))))


@asks_once
def applying(uow: UnitOfWork, actor: Actor) -> tuple[ApplicationProgress, ...] | ApplicationForm:
    """All applications of the account, newest first; the form while it has none.

    Raises:
        NotAllowed, ConsentMissing: As of `application_form`.
    """
    kept = existing(uow.applications.kept(applying_family(actor)))
    return progress_of(kept) or _kept_form(uow, kept)


def choose_place(uow: UnitOfWork, actor: Actor, place: MunicipalityId) -> ApplicationForm:
    """Where the child lives. This and all below: the same again changes nothing.

    Drafts that nobody touched for a day are forgotten, whoever wrote them.

    Raises:
        NotAllowed: The actor is no family, or there is no such municipality.
        ConsentMissing
    """
    ensure_consented(uow, actor)
    uow.people.forget_drafts(before=uow.now - FORGOTTEN_AFTER)
    return _filled(uow, actor, municipality=uow.municipalities.by_id(place).id)


def name_child(uow: UnitOfWork, actor: Actor, full_name: str) -> ApplicationForm:
    """The child's full name.

    Raises:
        NotAName: No surname and name.
        NotAllowed, ConsentMissing
    """
    return _filled(uow, actor, child_full_name=_name(full_name))


def say_birth_date(uow: UnitOfWork, actor: Actor, born_on: date) -> ApplicationForm:
    """The child's date of birth.

    Raises:
        BadValue: A child of this age gets no certificate (CERT-2).
        NotAllowed, ConsentMissing
    """
    form = application_form(uow, actor)
    ensure_of_age(born_on, today=form.today, min_age=form.min_age)
    return _filled(uow, actor, child_born_on=born_on)


def say_who_applies(uow: UnitOfWork, actor: Actor, applicant: Applicant) -> ApplicationForm:
    """Parent, representative, or the child itself from 14 on.

    Raises:
        NotAllowed, ConsentMissing
    """
    return _filled(uow, actor, applicant=applicant)


def name_applicant(uow: UnitOfWork, actor: Actor, full_name: str) -> ApplicationForm:
    """The full name of who applies.

    Raises:
        NotAName: No surname and name.
        NotAllowed, ConsentMissing
    """
    return _filled(uow, actor, full_name=_name(full_name))


def send_draft(uow: UnitOfWork, actor: Actor, key: str) -> CertificateApplication:
    """Send the application that was shown with `key`, and forget its draft.

    Twice returns the application as the first time left it.

    Raises:
        ApplicationChanged: The draft is not what was shown any more.
        NotAllowed, ConsentMissing, BadValue, AlreadyApplied, TooManyApplications: See
            `send_application`.
    """
    family = ensure_consented(uow, actor)
    known = uow.applications.keyed(family.account, key)
    sent = None if known is None else uow.applications.get(known, of=family)
    if sent is not None:
        return sent
    draft = uow.people.draft(family)
    if draft.municipality is None or draft.key != key:
        raise ApplicationChanged
    request = ApplicationRequest(draft.municipality, draft.particulars(), CONSENT_VERSION, key)
    application = send_application(uow, actor, request)
    uow.people.forget_draft(family.account)
    return application


def _filled(uow: UnitOfWork, actor: Actor, **values: object) -> ApplicationForm:
    family = ensure_consented(uow, actor)
    before = uow.people.draft(family)
    after = replace(before, **values)  # type: ignore[arg-type]
    if after != before:
        after = replace(after, key=secrets.token_urlsafe(KEY_BYTES))
        uow.people.keep_draft(family.account, after, at=uow.now)
        # Of what is being written the record keeps that it was, and nothing of what it says.
        uow.trail.record(actor, "write-application", f"account:{family.account}")
    chosen = after.municipality
    periods = () if chosen is None else uow.municipalities.periods(chosen)
    return _form(uow, after, uow.municipalities.all(), periods)


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not is_full_name(name):
        raise NotAName("full_name")
    return name


def _kept_form(uow: UnitOfWork, kept: KeptApplications) -> ApplicationForm:
    if not kept.consented:
        raise ConsentMissing
    return _form(uow, kept.draft, kept.places, kept.periods)


def _form(
    uow: UnitOfWork,
    draft: ApplicationDraft,
    places: tuple[Municipality, ...],
    periods: Sequence[FundingPeriod],
) -> ApplicationForm:
    place = next((each for each in places if each.id == draft.municipality), None)
    if not places:
        raise NotAllowed
    today = uow.today(ZoneInfo((place or places[0]).zone))
    return ApplicationForm(draft, place, places, today, parameters_on(today, periods).min_age)
