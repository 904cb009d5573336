"""Answers to what people ask: frozen pictures of a moment, made for one reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from core.domain.actor import Family
from core.domain.calendar import Month
from core.domain.certificate import Certificate
from core.domain.completeness import Completeness
from core.domain.delivery import Handled
from core.domain.enrollment import Enrollment
from core.domain.funding import FundingPeriod
from core.domain.grounds import RefusalReason
from core.domain.ids import (
    AccountId,
    CertificateId,
    MunicipalityId,
    ProgramId,
    ProviderId,
    SavedSearchId,
)
from core.domain.invitation import LinkMode
from core.domain.ledger import Balance, Entry, EntryKind
from core.domain.money import Money
from core.domain.person import Child
from core.domain.places import Point
from core.domain.program import Group, Offering


@dataclass(frozen=True, slots=True)
class Municipality:
    id: MunicipalityId
    code: str
    name: str
    zone: str
    number_prefix: str
    # Its centre, when somebody said where it is.
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """A Telegram account and the roles it holds; `consented` to the present text."""

    id: AccountId
    chat: int
    language: str
    consented: bool
    acting: frozenset[CertificateId] = frozenset()
    looking: frozenset[CertificateId] = frozenset()
    staff_of: tuple[ProviderId, ...] = ()
    operator_of: frozenset[MunicipalityId] = frozenset()
    operator_name: str = ""

    @property
    def family(self) -> Family:
        """As a family, with the children that it is linked to."""
        return Family(self.id, self.acting, self.looking)

    @property
    def only_works(self) -> bool:
        """Whether it answers for a provider or an operator, and for no child."""
        works = bool(self.staff_of or self.operator_of)
        return works and not (self.acting or self.looking)

    def mode_for(self, certificate: CertificateId) -> LinkMode | None:
        """How it is linked to a child; None when it is not."""
        if certificate in self.acting:
            return LinkMode.ACTING
        return LinkMode.LOOKING if certificate in self.looking else None


@dataclass(frozen=True, slots=True)
class About:
    """What an update speaks of: a program, one of the account's saved searches, whatever its
    `words` say, which may be the name of any child of the family, or nothing.
    """

    program: ProgramId | None = None
    saved: SavedSearchId | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Presence:
    """An account, and what its chat is in the middle of; `handled` when what it just sent was
    delivered before and had its effect.
    """

    account: Account
    conversation: Mapping[str, str]
    handled: Handled | None = None


@dataclass(frozen=True, slots=True)
class PeriodBalance:
    period: FundingPeriod
    balance: Balance


@dataclass(frozen=True, slots=True)
class EnrollmentLine:
    """An enrollment with the names that a list of them shows."""

    enrollment: Enrollment
    program_title: str
    group_title: str
    provider_name: str
    child_short_name: str


@dataclass(frozen=True, slots=True)
class NextCharge:
    """All that is charged on the next day on which anything is; `program_titles` in order."""

    on: date
    month: Month
    amount: Money
    program_titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChildScreen:
    """One child on the family screen; `queue_place` is set while it waits for money (CERT-5)."""

    child: Child
    certificate: Certificate
    municipality: Municipality
    mode: LinkMode
    balances: tuple[PeriodBalance, ...]
    next_charge: NextCharge | None
    waiting: tuple[EnrollmentLine, ...]
    active: tuple[EnrollmentLine, ...]
    queue_place: int | None = None


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A ledger entry with its program, and the rest of its period available after it."""

    entry: Entry
    period: FundingPeriod
    program_title: str | None
    available_after: Money


@dataclass(frozen=True, slots=True)
class History:
    """A page of all movements, newest period and entry first; `period` is the latest with any,
    None where the municipality has no periods yet, and with it `today`, where it lies.
    """

    child_short_name: str
    period: FundingPeriod | None
    today: date | None
    balance: Balance
    lines: tuple[HistoryLine, ...]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class RequestCard:
    """All that a provider may know of a waiting request: short name, age, group, start, sums.

    `refusal` is why a refused one was.
    """

    enrollment: Enrollment
    child_short_name: str
    child_age: int
    program_title: str
    group_title: str
    refusal: RefusalReason | None = None


@dataclass(frozen=True, slots=True)
class CostOfLeaving:
    """What leaving means for both sides (ENR-9).

    `returns_on` is None when nothing returns. `still_charged` is what will be charged
    to the certificate although the child leaves, `parent_owes` the parent's part of those months.
    """

    withdraws: bool
    last_day: date
    returns: Money
    returns_on: date | None
    still_charged: Money
    parent_owes: Money


@dataclass(frozen=True, slots=True)
class Leaving(CostOfLeaving):
    """The same with what is left, as it is shown before it is confirmed."""

    line: EnrollmentLine


@dataclass(frozen=True, slots=True)
class LinkedChild:
    child: Child
    certificate: CertificateId


@dataclass(frozen=True, slots=True)
class NewInvitation:
    """The token is shown once, here, and never again.

    `open_before` counts those for the same purpose that were open when it was made.
    """

    token: str
    valid_until_at: datetime
    open_before: int = 0


@dataclass(frozen=True, slots=True)
class Continuing:
    """How many of a group's children go on into the next period, and how many may yet (ENR-10)."""

    agreed: int
    asked: int


@dataclass(frozen=True, slots=True)
class GoingOn:
    """An offered prolongation of a place in `group` beside the contract that it goes on from
    (ENR-10).
    """

    offered: Enrollment
    old: Enrollment
    group: Group
    answer_until: date
    silence_concludes: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One act on an enrollment: on which day, by whom (`parent`, `staff` …), which act.

    `groups` are the titles of the one that was left and of the new one, for a change of group;
    `completeness` is what was said of which month's lessons.
    """

    on: date
    by: str
    act: str
    groups: tuple[str, str] | None = None
    completeness: Completeness | None = None


@dataclass(frozen=True, slots=True)
class EnrollmentCard:
    """One enrollment as its family sees it: what is charged, what comes, who changed what.

    `may_move` is whether its module has another group that goes on, be it full (ENR-13);
    `expires_on` is when it stops waiting for an answer (ENR-8); `lessons` are the days of this
    month by the timetable, `completeness` is in force for each month of which it was said (ENR-14).
    """

    line: EnrollmentLine
    offering: Offering
    entries: tuple[Entry, ...]
    refusal: tuple[RefusalReason, str] | None
    going_on: GoingOn | None = None
    changes: tuple[Change, ...] = ()
    may_move: bool = False
    expires_on: date | None = None
    lessons: tuple[date, ...] = ()
    completeness: tuple[Completeness, ...] = ()

    @property
    def returned(self) -> Money:
        """All that came back to the certificate from it so far."""
        return Money.total(
            entry.movement.amount
            for entry in self.entries
            if entry.movement.kind in {EntryKind.RELEASE, EntryKind.REFUND}
        )

    def refunded(self, month: Month) -> Money:
        """What came back of a month's charge so far (LED-4)."""
        return Money.total(
            entry.movement.amount
            for entry in self.entries
            if entry.movement.kind is EntryKind.REFUND and entry.movement.month == month
        )
