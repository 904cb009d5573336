"""A family's application for a certificate: what it says, and what becomes of it (CERT-3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from core.domain.calendar import ONE_DAY, full_years, is_working_day
from core.domain.certificate import ensure_of_age, is_of_age
from core.domain.errors import BadValue, NotAName, WrongState
from core.domain.ids import AccountId, ApplicationId, CertificateId, MunicipalityId
from core.domain.person import ERASED, ERASED_BORN_ON, is_full_name, normalized_name

OWN_APPLICATION_AGE_MIN = 14
# A large family fits; a chat that fills the operators' list with inventions does not.
OPEN_APPLICATIONS_MAX = 5


class ApplicationState(StrEnum):
    SENT = "SENT"
    CONFIRMED = "CONFIRMED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"


TRANSITIONS = MappingProxyType(
    {
        ApplicationState.SENT: frozenset(
            {ApplicationState.CONFIRMED, ApplicationState.REFUSED, ApplicationState.WITHDRAWN}
        ),
        ApplicationState.CONFIRMED: frozenset[ApplicationState](),
        ApplicationState.REFUSED: frozenset[ApplicationState](),
        ApplicationState.WITHDRAWN: frozenset[ApplicationState](),
    }
)


class Applicant(StrEnum):
    """Who applies for the child; a child of 14 may do it itself."""

    PARENT = "PARENT"
    REPRESENTATIVE = "REPRESENTATIVE"
    CHILD = "CHILD"


class ApplicationRefusal(StrEnum):
    """Why no certificate is issued; a comment may say more."""

    DOCUMENTS_MISSING = "DOCUMENTS_MISSING"
    DATA_DIFFER = "DATA_DIFFER"
    LIVES_ELSEWHERE = "LIVES_ELSEWHERE"
    NOT_REPRESENTATIVE = "NOT_REPRESENTATIVE"
    HAS_CERTIFICATE = "HAS_CERTIFICATE"
    AGE = "AGE"
    NOBODY_CAME = "NOBODY_CAME"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class Particulars:
    """What an application says of persons. Everything else of it knows only ids."""

    child_full_name: str
    child_born_on: date
    applicant: Applicant
    full_name: str

    @classmethod
    def erased(cls) -> Particulars:
        """What is left of an application whose persons were erased."""
        return cls(ERASED, ERASED_BORN_ON, Applicant.PARENT, ERASED)

    @property
    def child(self) -> tuple[str, date]:
        """In what two spellings of the same child are equal (CERT-2)."""
        return normalized_name(self.child_full_name), self.child_born_on


@dataclass(frozen=True, slots=True)
class CertificateApplication:
    """One application; `answer_due` is the last day for the municipality's answer.

    `refusal` is the reason with the comment of a REFUSED one, `certificate` what a CONFIRMED
    one led to.
    """

    id: ApplicationId
    account: AccountId
    municipality: MunicipalityId
    state: ApplicationState
    consent_version: str
    sent_at: datetime
    answer_due: date
    answered_on: date | None = None
    refusal: tuple[ApplicationRefusal, str] | None = None
    certificate: CertificateId | None = None

    def confirmed(self, certificate: CertificateId, *, on: date) -> CertificateApplication:
        """Raise WrongState unless it waits for an answer."""
        moved = self._moved(ApplicationState.CONFIRMED, on)
        return replace(moved, certificate=certificate)

    def refused(
        self, reason: ApplicationRefusal, comment: str, *, on: date
    ) -> CertificateApplication:
        """Raise WrongState unless it waits for an answer."""
        return replace(self._moved(ApplicationState.REFUSED, on), refusal=(reason, comment))

    def withdrawn(self, *, on: date) -> CertificateApplication:
        """Raise WrongState unless it waits for an answer."""
        return self._moved(ApplicationState.WITHDRAWN, on)

    def _moved(self, target: ApplicationState, on: date) -> CertificateApplication:
        ensure_may_become(self.state, target)
        return replace(self, state=target, answered_on=on)


def ensure_may_become(current: ApplicationState, target: ApplicationState) -> None:
    """Refuse a step that the life of an application does not have (CERT-3).

    Raises:
        WrongState: With both states, so that the message can say what happened meanwhile.
    """
    if target not in TRANSITIONS[current]:
        raise WrongState(current=current, attempted=target)


def may_apply_itself(born_on: date, *, today: date) -> bool:
    """A child from 14 needs nobody to apply for it (CERT-3)."""
    return full_years(born_on, on=today) >= OWN_APPLICATION_AGE_MIN


def ensure_acceptable(particulars: Particulars, *, today: date, min_age: int) -> None:
    """Refuse an application of which nothing could come, at sending and at confirming.

    `min_age` is that of the municipality's period (CERT-2).

    Raises:
        NotAName: A name that is none.
        BadValue: An age without certificates, a child too young to apply.
    """
    if not is_full_name(particulars.child_full_name):
        raise NotAName("child_full_name")
    if not is_full_name(particulars.full_name):
        raise NotAName("full_name")
    ensure_of_age(particulars.child_born_on, today=today, min_age=min_age)
    by_itself = particulars.applicant is Applicant.CHILD
    if by_itself and not may_apply_itself(particulars.child_born_on, today=today):
        raise BadValue("applicant", "a child applies itself from 14 on")


def answer_due(sent_on: date, *, working_days: int) -> date:
    """The last of so many working days after the day of sending (CERT-3)."""
    day = sent_on
    while working_days > 0:
        day += ONE_DAY
        working_days -= is_working_day(day, ())
    return day


class Step(StrEnum):
    """What is asked of somebody who applies, in this order."""

    PLACE = "PLACE"
    CHILD = "CHILD"
    BORN = "BORN"
    APPLICANT = "APPLICANT"
    NAME = "NAME"
    CHECK = "CHECK"


@dataclass(frozen=True, slots=True)
class ApplicationDraft:
    """An application that is being written; `key` is another one after every change of it."""

    key: str = ""
    municipality: MunicipalityId | None = None
    child_full_name: str = ""
    child_born_on: date | None = None
    applicant: Applicant | None = None
    full_name: str = ""

    def next_step(self, *, today: date, min_age: int) -> Step:
        """The first thing that is missing or cannot be; CHECK when all is said."""
        born_on = self.child_born_on
        if self.municipality is None:
            return Step.PLACE
        if not is_full_name(self.child_full_name):
            return Step.CHILD
        if born_on is None or not is_of_age(born_on, today=today, min_age=min_age):
            return Step.BORN
        by_itself = self.applicant is Applicant.CHILD
        if self.applicant is None or (by_itself and not may_apply_itself(born_on, today=today)):
            return Step.APPLICANT
        return Step.CHECK if by_itself or is_full_name(self.full_name) else Step.NAME

    def particulars(self) -> Particulars:
        """What it says of persons.

        Raises:
            BadValue: Something is missing.
        """
        if self.child_born_on is None or self.applicant is None:
            raise BadValue("draft", "it is not finished")
        own = self.applicant is Applicant.CHILD
        full_name = self.child_full_name if own else self.full_name
        return Particulars(self.child_full_name, self.child_born_on, self.applicant, full_name)
