"""Programs as a family sees them: what the certificate pays, and what speaks against a group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.domain.eligibility import Reason
from core.domain.funding import FundingPeriod
from core.domain.ids import (
    CertificateId,
    GroupId,
)
from core.domain.ledger import Balance
from core.domain.money import Money
from core.domain.person import Child
from core.domain.pricing import Calculation
from core.domain.program import Offering, Program, Provider
from core.domain.searching import Found
from core.domain.views import Municipality


class Cover(StrEnum):
    """What the certificate pays of a group, as the catalog says it (product, Search)."""

    FULLY = "FULLY"
    FULLY_UNTIL = "FULLY_UNTIL"
    EXTRA = "EXTRA"
    NOT_COVERED = "NOT_COVERED"


@dataclass(frozen=True, slots=True)
class Price:
    """What one group means for one child from `start` on.

    `calculation` is None when no calculation is possible. `reasons` is empty when the child
    may be enrolled. `money_from` is when the money of those days comes, if it has not yet.
    """

    start: date
    calculation: Calculation | None
    reasons: tuple[Reason, ...]
    group_last: date | None
    money_from: date | None = None

    @property
    def cover(self) -> Cover:
        if self.reasons or self.calculation is None:
            return Cover.NOT_COVERED
        if self.calculation.parent.total:
            return Cover.EXTRA
        until_the_end = self.calculation.days.last == self.group_last
        return Cover.FULLY if until_the_end else Cover.FULLY_UNTIL

    @property
    def extra_a_month(self) -> Money:
        """The parent's later installment; for one month, the whole share."""
        if self.calculation is None:
            return Money(0)
        plan = self.calculation.parent
        return plan.other if plan.months > 1 else plan.first


@dataclass(frozen=True, slots=True)
class GroupCard:
    """A group on the program card; `price` is None when no child is looking."""

    offering: Offering
    price: Price | None


@dataclass(frozen=True, slots=True)
class ProgramCard:
    """A program with all its groups, for one child or for anybody.

    `best` is the group the child may join with the smallest parent's share, else None.
    """

    program: Program
    provider: Provider
    offerings: tuple[GroupCard, ...]
    municipality: Municipality
    child: Child | None
    best: GroupCard | None

    @property
    def first(self) -> Offering:
        """The first group; only of a program that has any."""
        return self.offerings[0].offering


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page of search results as a family sees it; `nearest` are no answers, and shown apart."""

    found: Found
    cards: tuple[ProgramCard, ...]
    nearest: tuple[ProgramCard, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """What a request for one group from one day would mean: the sums, and all reasons against."""

    certificate: CertificateId
    group: GroupId
    offering: Offering
    child: Child
    period: FundingPeriod | None
    balance: Balance
    price: Price
