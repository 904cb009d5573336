"""Refusals of certificates and of the applications for them, with their facts; see `errors`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from core.domain.errors import NAMED_MAX, DomainError

if TYPE_CHECKING:
    from core.domain.ids import ApplicationId, CertificateId, EnrollmentId


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
