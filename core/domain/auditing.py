"""What an audit finds: the ledger says one thing, what is kept beside it another."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.ids import CertificateId, EnrollmentId


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One difference that the audit found between the ledger and what is kept beside it.

    A counter belongs to no certificate; `expected` and `found` name what it counts.
    """

    what: str
    certificate: CertificateId | None
    period: int | None
    enrollment: EnrollmentId | None
    expected: str
    found: str
