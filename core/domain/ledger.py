"""Movements of money between the buckets of one certificate and period (LED-1, LED-2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from core.domain.calendar import Month
from core.domain.ids import CertificateId, EnrollmentId, PeriodId
from core.domain.money import ZERO, Money


class Bucket(StrEnum):
    """Where money of a certificate and period can be. FUND is the municipality's."""

    FUND = "FUND"
    AVAILABLE = "AVAILABLE"
    RESERVED = "RESERVED"
    DEBITED = "DEBITED"
    LAPSED = "LAPSED"


class EntryKind(StrEnum):
    GRANT = "GRANT"
    ADJUST = "ADJUST"
    RESERVE = "RESERVE"
    RELEASE = "RELEASE"
    CHARGE = "CHARGE"
    REFUND = "REFUND"
    LAPSE = "LAPSE"


# From where to where each kind may move money. The database holds the same table as a CHECK.
MOVEMENTS = MappingProxyType(
    {
        EntryKind.GRANT: frozenset({(Bucket.FUND, Bucket.AVAILABLE)}),
        EntryKind.ADJUST: frozenset(
            {(Bucket.FUND, Bucket.AVAILABLE), (Bucket.AVAILABLE, Bucket.FUND)}
        ),
        EntryKind.RESERVE: frozenset({(Bucket.AVAILABLE, Bucket.RESERVED)}),
        EntryKind.RELEASE: frozenset({(Bucket.RESERVED, Bucket.AVAILABLE)}),
        EntryKind.CHARGE: frozenset({(Bucket.RESERVED, Bucket.DEBITED)}),
        EntryKind.REFUND: frozenset({(Bucket.DEBITED, Bucket.AVAILABLE)}),
        EntryKind.LAPSE: frozenset({(Bucket.AVAILABLE, Bucket.LAPSED)}),
    }
)


@dataclass(frozen=True, slots=True)
class Movement:
    """A positive amount to be moved, before it has an instant and an actor.

    `key` is unique within a certificate and period and says what the movement is for:
    the same key with the same content is the same movement (LED-2).

    Raises:
        ValueError: The kind does not move money that way, or the amount is 0.
    """

    key: str
    kind: EntryKind
    certificate: CertificateId
    period: PeriodId
    source: Bucket
    target: Bucket
    amount: Money
    enrollment: EnrollmentId | None = None
    month: Month | None = None

    def __post_init__(self) -> None:
        if (self.source, self.target) not in MOVEMENTS[self.kind]:
            raise ValueError(f"{self.kind} does not move from {self.source} to {self.target}")
        if not self.amount:
            raise ValueError("a movement of 0 is no movement")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the ledger. `number` counts a certificate's entries in a period from 1."""

    movement: Movement
    number: int
    actor: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Balance:
    """Where the nominal of one certificate and period is; nothing is ever negative (section 2)."""

    nominal: Money = ZERO
    available: Money = ZERO
    reserved: Money = ZERO
    debited: Money = ZERO
    lapsed: Money = ZERO

    def __post_init__(self) -> None:
        if self.nominal != self.available + self.reserved + self.debited + self.lapsed:
            raise ValueError(f"kopecks are missing or too many: {self}")

    def is_low(self, *, percent: int) -> bool:
        """Something is left, and it is less than `percent` of the nominal (LED-7)."""
        return (
            bool(self.available) and self.available.kopecks * 100 < self.nominal.kopecks * percent
        )


def grant(
    certificate: CertificateId, period: PeriodId, *, funding: int, nominal: Money
) -> Movement:
    """One GRANT per funding of a certificate in a period (CERT-5)."""
    return Movement(
        f"grant:{funding}", EntryKind.GRANT, certificate, period,
        Bucket.FUND, Bucket.AVAILABLE, nominal,
    )  # fmt: skip


def adjust_down(
    certificate: CertificateId, period: PeriodId, *, after: str, rest: Money
) -> Movement:
    """Back to the municipality; `after` says of which funding and why, or after what movement."""
    return Movement(
        f"adjust:{after}", EntryKind.ADJUST, certificate, period,
        Bucket.AVAILABLE, Bucket.FUND, rest,
    )  # fmt: skip


def lapse(certificate: CertificateId, period: PeriodId, *, after: str, rest: Money) -> Movement:
    """What nobody can spend any more; `after` is the key of the movement or `end` (LED-5)."""
    return Movement(
        f"lapse:{after}", EntryKind.LAPSE, certificate, period,
        Bucket.AVAILABLE, Bucket.LAPSED, rest,
    )  # fmt: skip
