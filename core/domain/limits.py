"""Limits of a funding period and of an agreement, with what is used of them (section 4, REG-2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.domain.ids import ProviderId
from core.domain.money import ZERO, Money
from core.domain.program import Direction, Registry

# What a period limits the open enrollments of.
Limited = Direction | ProviderId

WARNING_PERCENT = 90


@dataclass(frozen=True, slots=True)
class Limit:
    """Open enrollments of all children of a municipality; 0 of a direction: it is not paid."""

    most: int
    open: int

    @property
    def full(self) -> bool:
        return self.open >= self.most


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The most that an agreement pays, and what is reserved and debited of it (REG-2)."""

    most: Money
    committed: Money

    def holds(self, amount: Money) -> bool:
        """There is room for one more contract with this certificate's share."""
        return self.committed + amount <= self.most

    @property
    def room(self) -> Money:
        """What is left of it; nothing, also where more is committed than a lowered one pays."""
        return self.most - self.committed if self.holds(ZERO) else ZERO

    @property
    def nearly_reached(self) -> bool:
        """Both sides are warned once when committed passes 90 % of it."""
        return self.committed.kopecks * 100 > self.most.kopecks * WARNING_PERCENT


@dataclass(frozen=True, slots=True)
class PeriodLimits:
    """All limits that a municipality set for one period; what is not there is not limited."""

    directions: Mapping[Direction, Limit]
    providers: Mapping[ProviderId, Limit]
    registries: Mapping[Registry, int]
