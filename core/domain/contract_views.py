"""Answers about contracts: what ending or moving one means, and a provider's list of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.domain.eligibility import Reason
from core.domain.money import Money
from core.domain.program import Offering, Provider
from core.domain.views import EnrollmentLine, RequestCard


@dataclass(frozen=True, slots=True)
class Termination:
    """What ending a contract means for its provider, shown before it is confirmed (ENR-9).

    `still_charged` and `parent_owes` are what both shares still bring it until `last_day`.
    """

    line: EnrollmentLine
    withdraws: bool
    last_day: date
    still_charged: Money
    parent_owes: Money


@dataclass(frozen=True, slots=True)
class ContractsPage:
    """A page of a provider's contracts that run; `count` is of all pages."""

    provider: Provider
    lines: tuple[EnrollmentLine, ...]
    count: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class DeskOffer:
    """What the desk offered; `answer_until` is the family's last day, None when nobody waits."""

    card: RequestCard
    answer_until: date | None


@dataclass(frozen=True, slots=True)
class DeskOffers:
    """A provider's open offers from the desk, oldest first (ENR-12)."""

    provider: Provider
    offers: tuple[DeskOffer, ...]


@dataclass(frozen=True, slots=True)
class GroupToMoveTo:
    """Another group of the same module; `reasons` is empty when the child may change to it."""

    offering: Offering
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Moving:
    """An enrollment with all groups that it could be moved to (ENR-13)."""

    line: EnrollmentLine
    groups: tuple[GroupToMoveTo, ...]
