"""Erasing what is known of a person: what goes, what stands in the way, what is noted (A4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.domain.errors import DomainError
from core.domain.ids import CertificateId, EnrollmentId
from core.domain.views import EnrollmentLine, Leaving


class ErasureKind(StrEnum):
    ACCOUNT = "ACCOUNT"
    CHILD = "CHILD"


@dataclass(frozen=True, slots=True, order=True)
class Erasure:
    """What was erased and when; an id only: of an account, or of a child's certificate."""

    at: datetime
    kind: ErasureKind
    subject: int


@dataclass(frozen=True, slots=True)
class ErasureLook:
    """What an account's erasure would mean.

    `in_the_way` are the contracts that nobody else could end, `withdrawn` the requests that are
    taken back, both with what leaving them today would mean; `going_on` are those that run on
    without the account. `applications` is how many are taken back, `children` are those whose
    data goes with it.
    """

    in_the_way: tuple[Leaving, ...]
    withdrawn: tuple[Leaving, ...]
    going_on: tuple[EnrollmentLine, ...]
    applications: int
    children: tuple[CertificateId, ...]
    linked: int


class LastActingParent(DomainError):
    """Contracts run that nobody else could end: end them first, or let another parent act."""

    code = "last-acting-parent"

    def __init__(self, enrollments: tuple[EnrollmentId, ...]) -> None:
        super().__init__(f"nobody else may end {len(enrollments)} contracts")
        self.enrollments = enrollments

    @property
    def facts(self) -> Mapping[str, str | int]:
        return {"count": len(self.enrollments)}
