"""All that a screen of a family shows, in one question."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from core.domain.actor import Family
from core.domain.certificate import Certificate
from core.domain.completeness import ChangeOfGroup, Completeness
from core.domain.delivery import Delivery
from core.domain.enrollment import Enrollment
from core.domain.funding import FundingPeriod
from core.domain.grounds import RefusalReason
from core.domain.ids import (
    CertificateId,
    EnrollmentId,
    GroupId,
    PeriodId,
    ProgramId,
)
from core.domain.ledger import Balance, Entry
from core.domain.person import Child
from core.domain.program import Offering, Program, Provider
from core.domain.roles import Holder
from core.domain.saved_search import SavedSearch
from core.domain.scope import Scope
from core.domain.standing import Standing
from core.domain.views import About, EnrollmentLine, Municipality, PeriodBalance, Presence


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


@dataclass(frozen=True, slots=True)
class KeptContract:
    """An enrollment with all that its card shows (ENR-14).

    `others` are the other groups of its module, archived ones left out; `old` is the contract
    that it goes on from, with that one's period; `records` are what people did to it (`trail`);
    `titles` are of all groups of its module, archived ones too; `entered` is all that was said of
    the months of its group and of those that it `left`.
    """

    line: EnrollmentLine
    refusal: tuple[RefusalReason, str] | None
    period: FundingPeriod
    offering: Offering
    others: tuple[Offering, ...]
    entries: tuple[Entry, ...]
    old: tuple[Enrollment, FundingPeriod] | None
    records: tuple[Mapping[str, str], ...]
    titles: Mapping[GroupId, str]
    entered: tuple[Completeness, ...]
    left: tuple[ChangeOfGroup, ...]


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """An enrollment with all that decides about another group of its module (ENR-13).

    `following` is what goes on from it, in whatever state; `offerings` are the groups of the
    module by title, archived ones left out.
    """

    line: EnrollmentLine
    child: Child
    period: FundingPeriod
    following: Enrollment | None
    offerings: tuple[Offering, ...]


@dataclass(frozen=True, slots=True)
class KeptHistory:
    """The periods of a child's municipality by first day, with its balances and entries."""

    child: Child
    periods: tuple[FundingPeriod, ...]
    balances: Mapping[PeriodId, Balance]
    entries: Mapping[PeriodId, tuple[Entry, ...]]
    titles: Mapping[EnrollmentId, str]


@dataclass(frozen=True, slots=True)
class KeptName:
    """A child and where it lives; `closed` is whether its certificate is."""

    certificate: CertificateId
    child: Child
    municipality: Municipality
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Looking:
    """The children of a family that looks round, and all municipalities, by name; `standing` is
    of the child that it looks for, and `standings` are of all, where its words may name another.
    """

    children: tuple[KeptName, ...]
    places: tuple[Municipality, ...]
    standing: Standing | None
    standings: Mapping[CertificateId, Standing] = field(default_factory=dict)

    def is_of(self, certificates: Collection[CertificateId], chosen: CertificateId | None) -> bool:
        """Whether it is what `Families.looking` finds for these."""
        found = None if self.standing is None else self.standing.certificate.id
        return found == chosen and {each.certificate for each in self.children} == set(certificates)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who is in a chat, what it looks round with, and what it speaks of: any program that there
    is, and a saved search of its own.
    """

    presence: Presence
    looking: Looking
    program: Program | None
    saved: SavedSearch | None


@dataclass(frozen=True, slots=True)
class LookingAt:
    """The same before one program: with its groups by title, archived ones left out, None in
    `program` where there is none; `kept` is whether it is one of the account's favorites.
    """

    looking: Looking
    program: tuple[Program, Provider, Municipality] | None
    offerings: tuple[Offering, ...]
    kept: bool


class Families(Protocol):
    """Each is one question."""

    def children(self, of: Family) -> tuple[KeptChild, ...]:
        """The family's children, by certificate."""
        ...

    def named(self, of: Family) -> tuple[KeptName, ...]:
        """The family's children, by certificate."""
        ...

    def name(self, certificate: CertificateId, *, of: Scope) -> KeptName | None:
        """One child; None for another's, too, here and below."""
        ...

    def seen(
        self, certificate: CertificateId, *, of: Family
    ) -> tuple[KeptName, tuple[Holder, ...]] | None:
        """The child, and the accounts that are linked to it, by since when."""
        ...

    def contract(self, id: EnrollmentId, *, of: Family) -> KeptContract | None: ...

    def place(self, id: EnrollmentId, *, of: Family) -> KeptPlace | None: ...

    def history(self, certificate: CertificateId, *, of: Family) -> KeptHistory | None: ...

    def arriving(self, chat: int, delivery: Delivery | None, about: About) -> Arrival | None:
        """`Accounts.presence`, and what `looking` finds for the child that the chat speaks of, or
        for whom the search was saved; with words for each child.
        """
        ...

    def looking(self, of: Family, chosen: CertificateId | None) -> Looking:
        """For the `chosen` one of its children, or for nobody."""
        ...

    def looking_at(
        self, program: ProgramId, of: Family, chosen: CertificateId | None
    ) -> LookingAt: ...
