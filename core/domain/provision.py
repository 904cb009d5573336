"""What a category's certificates get in a period, and how many may get it (CERT-5, CERT-7)."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.errors import BadValue
from core.domain.funding import FundingPeriod
from core.domain.ids import CategoryId, CertificateId
from core.domain.money import ZERO, Money


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one category in one period; None does not limit."""

    max_certificates: int | None = None
    max_total: Money | None = None


NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Provision:
    """The nominal of one category in one period, its limits, and what they count.

    Counted are certificates that are FUNDED and ACTIVE and valid on the period's first day,
    from its writing down until the period's rest has lapsed, also before it opens: what is
    funded today must fit into every later period too, so that its GRANT always does.
    """

    category: CategoryId
    period: FundingPeriod
    nominal: Money
    limits: Limits = NO_LIMITS
    funded: int = 0
    total: Money = ZERO

    def has_room(self) -> bool:
        """One more certificate may be funded (CERT-7)."""
        fits = self.limits.max_certificates is None or self.funded < self.limits.max_certificates
        most = self.limits.max_total
        return fits and (most is None or self.total + self.nominal <= most)

    def ensure_holds(self, *, nominal: Money | None = None, limits: Limits | None = None) -> None:
        """Refuse a nominal or limits that leave no room for those who are funded already.

        Raises:
            BadValue: Naming the limit.
        """
        limits = self.limits if limits is None else limits
        total = (nominal or self.nominal) * self.funded
        if limits.max_certificates is not None and limits.max_certificates < self.funded:
            raise BadValue("max_certificates", "{funded} are funded already", funded=self.funded)
        if limits.max_total is not None and limits.max_total < total:
            raise BadValue(
                "max_total",
                "{funded} certificates are funded with {total}",
                funded=self.funded,
                total=total,
            )


@dataclass(frozen=True, slots=True)
class Waiting:
    """A certificate in its category's queue: `place` 1 is the next to be funded (CERT-5)."""

    certificate: CertificateId
    place: int
