"""What an enrollment moves of the certificate's money (LED-1, LED-2)."""

from __future__ import annotations

from types import MappingProxyType

from core.domain.calendar import Month
from core.domain.enrollment import Enrollment
from core.domain.ledger import Bucket, EntryKind, Movement
from core.domain.money import ZERO, Money


def reserve(enrollment: Enrollment) -> Movement | None:
    """The certificate's share, set aside for a request (ENR-5); None when it is 0."""
    amount = enrollment.agreed.certificate.total
    return _movement(enrollment, EntryKind.RESERVE, f"reserve:{enrollment.id}", amount)


def release(enrollment: Enrollment, amount: Money, *, because: str) -> Movement | None:
    """Back to available; `because` tells one release of an enrollment from another."""
    key = f"release:{enrollment.id}:{because}"
    return _movement(enrollment, EntryKind.RELEASE, key, amount)


def charge(enrollment: Enrollment, month: Month, amount: Money) -> Movement | None:
    """A month's installment, at most once per enrollment and month (LED-2, LED-3)."""
    key = f"charge:{enrollment.id}:{month}"
    return _movement(enrollment, EntryKind.CHARGE, key, amount, month)


def refund(enrollment: Enrollment, month: Month, amount: Money) -> Movement | None:
    """What comes back of a month's charge, at most once per enrollment and month (LED-4)."""
    key = f"refund:{enrollment.id}:{month}"
    return _movement(enrollment, EntryKind.REFUND, key, amount, month)


_BUCKETS = MappingProxyType(
    {
        EntryKind.RESERVE: (Bucket.AVAILABLE, Bucket.RESERVED),
        EntryKind.RELEASE: (Bucket.RESERVED, Bucket.AVAILABLE),
        EntryKind.CHARGE: (Bucket.RESERVED, Bucket.DEBITED),
        EntryKind.REFUND: (Bucket.DEBITED, Bucket.AVAILABLE),
    }
)


def _movement(
    enrollment: Enrollment, kind: EntryKind, key: str, amount: Money, month: Month | None = None
) -> Movement | None:
    if amount == ZERO:
        return None
    source, target = _BUCKETS[kind]
    return Movement(
        key, kind, enrollment.certificate, enrollment.period, source, target, amount,
        enrollment.id, month,
    )  # fmt: skip
