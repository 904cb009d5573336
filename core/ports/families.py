"""All that a family's own screen shows of its children, in one question."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from core.domain.certificate import Certificate
from core.domain.ids import CertificateId
from core.domain.person import Child
from core.domain.views import EnrollmentLine, Municipality, PeriodBalance


@dataclass(frozen=True, slots=True)
class KeptChild:
    """A child as it is kept, before anybody asks which day it is.

    `balances` are of all its periods, by first day; `lines` are its enrollments that were not
    refused, withdrawn, expired or closed, the newest first; `queue_place` is set while it waits
    for money (CERT-5).
    """

    child: Child
    certificate: Certificate
    municipality: Municipality
    balances: tuple[PeriodBalance, ...]
    lines: tuple[EnrollmentLine, ...]
    queue_place: int | None


class Families(Protocol):
    def children(self, certificates: Collection[CertificateId]) -> tuple[KeptChild, ...]:
        """Those that exist, by certificate; one question."""
        ...
