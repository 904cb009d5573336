"""Every refusal by name, with its facts. Whoever writes the messages reads this file.

`code` is for programs and for the locale files (`error-<code>`), the attributes are
what the sentence needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from core.domain.ids import CertificateId, EnrollmentId, ProgramId

if TYPE_CHECKING:
    from core.domain.eligibility import Reason
    from core.domain.ids import ApplicationId, CertificateId
    from core.domain.money import Money
    from core.domain.pricing import Calculation

NAMED_MAX = 5  # objects that a sentence names one by one


class DomainError(Exception):
    """Something the rules do not allow. Nothing was changed."""

    code: ClassVar[str] = "refused"

    @property
    def facts(self) -> Mapping[str, str | int]:
        """What a sentence about this refusal may name; never a person's data, but for what
        the actor keeps itself (`NominalTooLow`).
        """
        return {}


class NotAllowed(DomainError):
    """The actor may not do this to this object, or may not know that it exists."""

    code = "not-allowed"


class WrongState(DomainError):
    """The object has already moved on."""

    code = "wrong-state"

    def __init__(self, *, current: str, attempted: str) -> None:
        super().__init__(f"cannot become {attempted}: it is {current}")
        self.current = current
        self.attempted = attempted

    @property
    def facts(self) -> Mapping[str, str | int]:
        return {"current": self.current, "attempted": self.attempted}


class ImpossibleDates(DomainError):
    """The start lies outside the group, or after the last day a contract could have (DATES)."""

    code = "impossible-dates"


class RequestRefused(DomainError):
    """The request cannot be made, for all of `reasons` at once (ENR-3)."""

    code = "request-refused"

    def __init__(self, reasons: tuple[Reason, ...]) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = reasons


class CalculationChanged(DomainError):
    """The sums differ from those that were shown; nothing is booked (ENR-5)."""

    code = "calculation-changed"

    def __init__(self, calculation: Calculation) -> None:
        super().__init__("the calculation changed since it was shown")
        self.calculation = calculation

    @property
    def facts(self) -> Mapping[str, str | int]:
        calculation = self.calculation
        return {
            "certificate": str(calculation.certificate.total),
            "parent": str(calculation.parent.total),
        }


class LeavingChanged(DomainError):
    """The cost of leaving differs from what was shown; nothing is ended (ENR-9)."""

    code = "leaving-changed"


class DeskChildUnknown(DomainError):
    """The one answer to a wrong number, a wrong name, and a child without a parent (ENR-12)."""

    code = "desk-child-unknown"


class TooManyAttempts(DomainError):
    """Too many children were not found; the next ones are looked for tomorrow (ENR-12)."""

    code = "too-many-attempts"


class Insufficient(DomainError):
    """The bucket does not hold that much right now."""

    code = "insufficient"


class NoPlaces(DomainError):
    """The group has no free place left."""

    code = "no-places"


class KeyReused(DomainError):
    """The same key came before with another content (LED-2)."""

    code = "key-reused"

    def __init__(self, key: str) -> None:
        super().__init__(f"{key} was used for something else")
        self.key = key


class ConsentMissing(DomainError):
    """Nothing about a child is stored before the account's consent."""

    code = "consent-missing"


class PriceTooHigh(DomainError):
    """The price is above the operator's cap of the normative cost (REG-5)."""

    code = "price-too-high"

    def __init__(self, highest: Money) -> None:
        super().__init__(f"at most {highest}")
        self.highest = highest

    @property
    def facts(self) -> Mapping[str, str | int]:
        return {"highest": str(self.highest)}


class PriceLocked(DomainError):
    """An enrollment of the module and period is open, so its price stands still (REG-5)."""

    code = "price-locked"


class ModuleInUse(DomainError):
    """Live enrollments keep a module from being edited or archived (REG-4)."""

    code = "module-in-use"


class GroupInUse(DomainError):
    """The dates of a group stand still while one of its enrollments is live (ENR-4)."""

    code = "group-in-use"


class SecondPersonNeeded(DomainError):
    """Another operator has to say the same of the operator's own organisation (section 3)."""

    code = "second-person-needed"


class InvitationUnknown(DomainError):
    """No such invitation. The one answer to everything that was never a real invitation."""

    code = "invitation-unknown"


class InvitationUsed(DomainError):
    """A real invitation that already linked somebody."""

    code = "invitation-used"


class InvitationExpired(DomainError):
    """A real invitation whose 72 hours are over."""

    code = "invitation-expired"


class NotFound(DomainError):
    """Nothing under that code or number, said only to those who may know (operators)."""

    code = "not-found"

    def __init__(self, what: str, given: str) -> None:
        super().__init__(f"no {what} {given!r}")
        self.what = what
        self.given = given

    @property
    def facts(self) -> Mapping[str, str | int]:
        return {"what": self.what, "given": self.given}


class ApplicationChanged(DomainError):
    """The application differs from the one that was shown before sending; nothing is sent."""

    code = "application-changed"


class AlreadyApplied(DomainError):
    """An application of this account for the same child waits for its answer (CERT-2)."""

    code = "already-applied"

    def __init__(self, application: ApplicationId) -> None:
        super().__init__(f"application {application} is for the same child")
        self.application = application

    @property
    def facts(self) -> Mapping[str, str | int]:
        return {"application": str(self.application)}


class TooManyApplications(DomainError):
    """The account has as many open applications as it may have."""

    code = "too-many-applications"

    def __init__(self, most: int) -> None:
        super().__init__(f"{most} applications wait already")
        self.most = most

    @property
    def facts(self) -> Mapping[str, str | int]:
        return {"most": self.most}


class ChildHasCertificate(DomainError):
    """The same child has a certificate; two are never merged by themselves (CERT-2)."""

    code = "child-has-certificate"

    def __init__(self, certificate: CertificateId) -> None:
        super().__init__(f"certificate {certificate} is the same child's")
        self.certificate = certificate

    @property
    def facts(self) -> Mapping[str, str | int]:
        return {"certificate": str(self.certificate)}


class CertificateInUse(DomainError):
    """Contracts run, or money of the period is reserved or debited (CERT-6, CERT-8, CERT-9)."""

    code = "certificate-in-use"

    def __init__(self, enrollments: tuple[EnrollmentId, ...]) -> None:
        super().__init__(f"enrollments {enrollments}")
        self.enrollments = enrollments

    @property
    def facts(self) -> Mapping[str, str | int]:
        named = ", ".join(map(str, self.enrollments[:NAMED_MAX]))
        return {"enrollments": named, "count": len(self.enrollments)}


class FreezingLasts(DomainError):
    """A certificate is unfrozen only in a later period than the one it was frozen in (CERT-8)."""

    code = "freezing-lasts"

    def __init__(self, since: date) -> None:
        super().__init__(f"frozen since {since}, which the present period began before")
        self.since = since

    @property
    def facts(self) -> Mapping[str, str | int]:
        return {"since": self.since.isoformat()}


class UsedBefore(DomainError):
    """The child used money of this period under a certificate that is closed now: one nominal
    is not spent twice (CERT-10)."""

    code = "used-before"

    def __init__(self, until: date) -> None:
        super().__init__(f"money of the period until {until} was used under another certificate")
        self.until = until

    @property
    def facts(self) -> Mapping[str, str | int]:
        return {"until": self.until.isoformat()}


class NominalTooLow(DomainError):
    """Certificates have less available than the nominal would fall by: none is changed (CERT-11).

    `numbers` are those of the first of `count`, for the municipality whose own they are. They
    stand in the facts alone, which are shown, and not in the text, which may be logged.
    """

    code = "nominal-too-low"

    def __init__(self, numbers: tuple[str, ...], count: int) -> None:
        super().__init__(f"{count} certificates have less")
        self.numbers = numbers
        self.count = count

    @property
    def facts(self) -> Mapping[str, str | int]:
        return {"certificates": ", ".join(self.numbers), "count": self.count}


class ProgramGone(DomainError):
    """The catalog does not show this program: never, or no more. The catalog is no secret."""

    code = "program-gone"

    def __init__(self, program: ProgramId) -> None:
        super().__init__(f"program {program} is not in the catalog")
        self.program = program


class TooManyFavorites(DomainError):
    """The account keeps as many programs as it may."""

    code = "too-many-favorites"

    def __init__(self, most: int) -> None:
        super().__init__(f"{most} programs are kept already")
        self.most = most

    @property
    def facts(self) -> Mapping[str, str | int]:
        return {"most": self.most}


class ClockSetBack(DomainError):
    """The clock that was set is behind what the database has seen already."""

    code = "clock-set-back"

    def __init__(self, latest: datetime) -> None:
        super().__init__(f"something was written until {latest.isoformat(timespec='minutes')}")
        self.latest = latest

    @property
    def facts(self) -> Mapping[str, str | int]:
        return {"latest": self.latest.isoformat(timespec="minutes")}


class DateNotReached(DomainError):
    """The daily run of a date after today is refused (LED-5)."""

    code = "date-not-reached"


class BadValue(DomainError):
    """A value that the rules do not allow at this place."""

    code = "bad-value"

    def __init__(self, field: str, why: str) -> None:
        super().__init__(f"{field.replace('_', ' ')}: {why}")
        self.field = field
        self.why = why

    @property
    def facts(self) -> Mapping[str, str | int]:
        return {"field": self.field, "why": self.why}
