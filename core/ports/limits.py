"""Limits of funding periods and ceilings of agreements, counted while they are set."""

from __future__ import annotations

from typing import Protocol

from core.domain.ids import PeriodId, ProviderId
from core.domain.limits import Ceiling, Limited, PeriodLimits
from core.domain.money import Money


class Limits(Protocol):
    """What is set is counted from the rows at that moment, and by the database from then on;
    so the municipality must be held `exclusively` before anything is set.
    """

    def of_period(self, period: PeriodId) -> PeriodLimits:
        """Every limit of the period with what is open of it."""
        ...

    def set_limit(self, period: PeriodId, limited: Limited, most: int | None) -> None:
        """Open enrollments of a direction or a provider; None for no limit."""
        ...

    def ceiling(self, provider: ProviderId, period: PeriodId) -> Ceiling | None:
        """The agreement's ceiling, if it has one."""
        ...

    def committed(self, provider: ProviderId, period: PeriodId) -> Money:
        """Reserved and debited of the provider's enrollments, summed up anew (REG-2)."""
        ...

    def set_ceiling(self, provider: ProviderId, period: PeriodId, most: Money | None) -> None:
        """Of an agreement that exists; None for no ceiling. A ceiling that is not nearly
        reached is one to warn of again.
        """
        ...

    def warn_once(self, provider: ProviderId, period: PeriodId) -> Ceiling | None:
        """The ceiling, for the first caller after it was nearly reached; None for the others."""
        ...
