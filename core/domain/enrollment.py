"""The life of an enrollment: one place of one child in one group (section 5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from core.domain.calendar import Days, Month
from core.domain.errors import WrongState
from core.domain.funding import ReleaseAt
from core.domain.grounds import Ground, Side
from core.domain.ids import (
    CertificateId,
    EnrollmentId,
    GroupId,
    ModuleId,
    PeriodId,
    ProviderId,
)
from core.domain.money import ZERO, Money
from core.domain.pricing import Calculation, Terms, calculate_late
from core.domain.program import Direction


class State(StrEnum):
    REQUESTED = "REQUESTED"
    OFFERED = "OFFERED"
    ACTIVE = "ACTIVE"
    ENDING = "ENDING"
    CLOSED = "CLOSED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"
    EXPIRED = "EXPIRED"


TRANSITIONS = MappingProxyType(
    {
        State.REQUESTED: frozenset(
            {State.OFFERED, State.ACTIVE, State.REFUSED, State.WITHDRAWN, State.EXPIRED}
        ),
        State.OFFERED: frozenset({State.ACTIVE, State.REFUSED, State.WITHDRAWN, State.EXPIRED}),
        State.ACTIVE: frozenset({State.WITHDRAWN, State.ENDING, State.CLOSED}),
        State.ENDING: frozenset({State.CLOSED}),
        State.CLOSED: frozenset[State](),
        State.REFUSED: frozenset[State](),
        State.WITHDRAWN: frozenset[State](),
        State.EXPIRED: frozenset[State](),
    }
)
WAITING = frozenset({State.REQUESTED, State.OFFERED})
OPEN = WAITING | {State.ACTIVE}
LIVE = OPEN | {State.ENDING}
# Those that were concluded and not taken back: lessons were given, or will be, and are paid for.
TAUGHT = frozenset({State.ACTIVE, State.ENDING, State.CLOSED})


class Origin(StrEnum):
    """Who began an enrollment: a parent, the period's end (ENR-10), or the provider (ENR-12)."""

    REQUEST = "REQUEST"
    PROLONGATION = "PROLONGATION"
    DESK = "DESK"


def ensure_may_become(current: State, target: State) -> None:
    """Refuse a step that the life of an enrollment does not have (section 5).

    Raises:
        WrongState: With both states, so that the message can say what happened meanwhile.
    """
    if target not in TRANSITIONS[current]:
        raise WrongState(current=current, attempted=target)


@dataclass(frozen=True, slots=True)
class Enrollment:
    """One place of one child in one group, from request to end.

    `days` are the contract's days, shortened by a termination; `agreed` is the calculation
    in force. `charged_months` counts months from the first one on, also those of 0 kopecks.
    `release_on` is the day on which a terminated contract's later months come back.

    `waits_since` is day 0 of ENR-8: the date of the request, or of the latest offer.
    `continues` is the enrollment that a prolongation goes on from, `accepted_on` the day on which
    the family said yes to it, before it begins (ENR-10). `direction` is set where the direction's
    limit counts it: outside the budget registries. `ended_by` and `ground` say who ended it
    early, and why.

    `holds_place` is true exactly while a live enrollment holds a place of its own in its group.
    An offer from the desk gets one with the parent's yes (ENR-12), a prolongation when the old
    contract hands over its own, which then holds none (ENR-6, ENR-10). Whoever ends an
    enrollment gives back a place only where this is true, and it becomes false with it.
    """

    id: EnrollmentId
    certificate: CertificateId
    period: PeriodId
    group: GroupId
    module: ModuleId
    provider: ProviderId
    state: State
    requested_on: date
    terms: Terms
    agreed: Calculation
    days: Days
    concluded_on: date | None = None
    charged_months: int = 0
    release_on: date | None = None
    origin: Origin = Origin.REQUEST
    waits_since: date | None = None
    continues: EnrollmentId | None = None
    accepted_on: date | None = None
    direction: Direction | None = None
    holds_place: bool = True
    terminated_on: date | None = None
    ended_by: Side | None = None
    ground: Ground | None = None

    @property
    def concluded(self) -> bool:
        return self.concluded_on is not None

    @property
    def payable_months(self) -> int:
        """Months that stay payable in full: those the contract's days touch (LED-3, LED-4)."""
        return self.days.months

    @property
    def desk_offer(self) -> bool:
        """Offered at the provider's desk, and nobody's place or money yet (ENR-12)."""
        return self.state is State.OFFERED and self.origin is Origin.DESK

    @property
    def offer_taken_back(self) -> bool:
        """The desk took back what it had offered, before a parent said yes (ENR-12)."""
        ended = self.state is State.WITHDRAWN and self.ended_by is Side.PROVIDER
        return ended and self.origin is Origin.DESK and not self.concluded

    @property
    def reserved(self) -> Money:
        """What a contract or a waiting request still holds of the certificate."""
        if self.desk_offer:
            return ZERO
        plan = self.agreed.certificate
        return plan.total - plan.within(self.charged_months)

    @property
    def returning(self) -> Money:
        """The installments after the last payable month, given back on `release_on` (ENR-9)."""
        plan = self.agreed.certificate
        return plan.total - plan.within(self.payable_months)

    @property
    def next_charge_on(self) -> date | None:
        """When the first month that is not charged yet becomes due; None when none will (LED-3)."""
        withdrawn = self.state is State.WITHDRAWN
        if self.concluded_on is None or withdrawn or self.charged_months >= self.payable_months:
            return None
        month = self.agreed.certificate.starts + self.charged_months
        return max(month.first_day, self.days.first, self.concluded_on)

    def months_due(self, *, on: date) -> Iterator[tuple[Month, Money]]:
        """Every month due on or before `on` that is not charged yet, with its installment."""
        due_next = self
        while due_next.next_charge_on is not None and due_next.next_charge_on <= on:
            n = due_next.charged_months
            plan = self.agreed.certificate
            yield plan.starts + n, plan.at(n)
            due_next = replace(due_next, charged_months=n + 1)

    def confirmed(self, *, on: date) -> tuple[Enrollment, Money]:
        """Concluded on a day, late if need be; and what the certificate saves by it (ENR-7).

        After the last possible day it is EXPIRED instead, and everything is saved.

        Raises:
            WrongState: It no longer waits for an answer.
        """
        if on > self.terms.stop:
            return self._moved(State.EXPIRED), self.reserved
        ensure_may_become(self.state, State.ACTIVE)
        agreed = self.agreed
        if on > self.days.first:
            agreed = calculate_late(self.terms, agreed=self.agreed, concluded_on=on)
        saved = self.agreed.certificate.total - agreed.certificate.total
        concluded = replace(
            self, state=State.ACTIVE, agreed=agreed, days=agreed.days, concluded_on=on
        )
        return concluded, saved

    def offered(self, *, on: date) -> Enrollment:
        """The provider's yes, which waits for the family's: `on` is its day 0 (ENR-2, ENR-8).

        Raises:
            WrongState: It no longer waits for the provider.
        """
        return replace(self._moved(State.OFFERED), waits_since=on)

    def refused(self) -> Enrollment:
        """Raise WrongState unless it waits for an answer."""
        return self._moved(State.REFUSED)

    def expired(self) -> Enrollment:
        """Raise WrongState unless it waits for an answer."""
        return self._moved(State.EXPIRED)

    def left(
        self,
        *,
        on: date,
        release_at: ReleaseAt,
        by: Side = Side.FAMILY,
        ground: Ground | None = None,
    ) -> Enrollment:
        """Withdrawn before the first day of study, ENDING from it on (ENR-9).

        An ENDING contract ends on the last day of the month of the notice, or earlier by
        itself; `release_on` says when the later months come back.

        Raises:
            WrongState: It already ended, or is ending.
        """
        before = self.state in WAITING or (self.state is State.ACTIVE and on < self.days.first)
        moved = self._moved(State.WITHDRAWN if before else State.ENDING)
        left = replace(moved, terminated_on=on, ended_by=by, ground=ground)
        if before:
            return left
        notice_month = Month.of(on)
        last = min(self.terms.stop, notice_month.last_day)
        ending = replace(left, days=Days(self.days.first, max(last, self.days.first)))
        if not ending.returning:
            return ending
        at_once = release_at is ReleaseAt.AT_ONCE
        return replace(ending, release_on=on if at_once else (notice_month + 1).first_day)

    def closed(self) -> Enrollment:
        """Raise WrongState unless it was concluded and has not ended yet (ENR-11)."""
        return self._moved(State.CLOSED)

    def _moved(self, target: State) -> Enrollment:
        ensure_may_become(self.state, target)
        return replace(self, state=target, holds_place=self.holds_place and target in LIVE)
