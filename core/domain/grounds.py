"""Why a request was refused; who ended an enrollment early, and why (section 5)."""

from __future__ import annotations

from enum import StrEnum

from core.domain.errors import NothingOwed
from core.domain.money import Money


class RefusalReason(StrEnum):
    """Why a provider refuses a request; a comment may say more."""

    GROUP_FULL = "GROUP_FULL"
    LEVEL_MISMATCH = "LEVEL_MISMATCH"
    DOCUMENTS_MISSING = "DOCUMENTS_MISSING"
    TIMETABLE_CHANGED = "TIMETABLE_CHANGED"
    OTHER = "OTHER"


class Side(StrEnum):
    """Who ended an enrollment before its last day."""

    FAMILY = "FAMILY"
    PROVIDER = "PROVIDER"
    MUNICIPALITY = "MUNICIPALITY"
    SYSTEM = "SYSTEM"


class Ground(StrEnum):
    """Why somebody else than the family ended it: the first five are those of ENR-9."""

    ADMISSION_BREACHED = "ADMISSION_BREACHED"
    PAYMENT_OVERDUE = "PAYMENT_OVERDUE"
    SERVICE_IMPOSSIBLE = "SERVICE_IMPOSSIBLE"
    MUNICIPAL_ORDER = "MUNICIPAL_ORDER"
    LAW = "LAW"
    PROVIDER_SUSPENDED = "PROVIDER_SUSPENDED"
    PROVIDER_EXCLUDED = "PROVIDER_EXCLUDED"
    CERTIFICATE_FROZEN = "CERTIFICATE_FROZEN"
    CERTIFICATE_CLOSED = "CERTIFICATE_CLOSED"


# Those that a provider may name when it ends a contract (ENR-9); the others come from elsewhere.
PROVIDER_GROUNDS = frozenset(
    {
        Ground.ADMISSION_BREACHED,
        Ground.PAYMENT_OVERDUE,
        Ground.SERVICE_IMPOSSIBLE,
        Ground.MUNICIPAL_ORDER,
        Ground.LAW,
    }
)


def grounds_of_provider(parent_share: Money) -> tuple[Ground, ...]:
    """What a provider may name for a contract of which the parent pays `parent_share` (ENR-9).

    What is overdue can only be the parent's share: the certificate's comes from the municipality.
    """
    return tuple(
        ground
        for ground in Ground
        if ground in PROVIDER_GROUNDS and (parent_share or ground is not Ground.PAYMENT_OVERDUE)
    )


def ensure_may_be_overdue(ground: Ground, parent_share: Money) -> None:
    """Refuse "payment overdue" where the parent has nothing to pay.

    Raises:
        NothingOwed
    """
    if ground is Ground.PAYMENT_OVERDUE and not parent_share:
        raise NothingOwed
