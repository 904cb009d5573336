"""Providers say how much of a month's lessons they gave, and what follows from it (LED-4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.domain.actor import Act, Actor, Subject, ensure_may
from core.domain.calendar import Month
from core.domain.completeness import (
    Completeness,
    charge_of,
    ensure_percent,
    ensure_taught,
    group_in,
    in_force,
    months_taught,
    percent_in_force,
    returning,
)
from core.domain.enrollment import Enrollment
from core.domain.errors import WrongState
from core.domain.ids import EnrollmentId, GroupId
from core.domain.ledger import EntryKind
from core.domain.money import ZERO, Money
from core.domain.movements import refund
from core.domain.notice import Facts, NoticeKind
from core.domain.program import Offering
from core.domain.registry_errors import MonthSettled
from core.ports.acts import asks_once
from core.ports.completeness import KeptGroup
from core.ports.unit_of_work import UnitOfWork
from core.services.access import existing
from core.services.returning import post_return
from core.services.telling import put_family_notice


@dataclass(frozen=True, slots=True)
class MonthOfGroup:
    """A group's month that has begun: what was said of it last, and what its contracts cost
    certificates.

    `charges` are the installments, one for each contract, those of 0 kopecks too.
    """

    offering: Offering
    month: Month
    said: Completeness | None
    charges: tuple[Money, ...]

    @property
    def charged(self) -> Money:
        return Money.total(self.charges)

    def returning(self, percent: int) -> Money:
        """What would come back to all certificates together, rounded for each."""
        return Money.total(returning(charge, percent) for charge in self.charges)


@dataclass(frozen=True, slots=True)
class MonthsOfGroup:
    """A group with its months, the latest first."""

    offering: Offering
    months: tuple[MonthOfGroup, ...]


def enter_completeness(
    uow: UnitOfWork, actor: Actor, group: GroupId, month: Month, percent: int
) -> Completeness:
    """Say how much of a month's lessons a group got; what was said before stays on record.

    Nothing moves: the difference comes back when the month is settled (`refund_month`). Families
    are told of what changes for their certificates. The same again changes nothing.

    Raises:
        NotAllowed: No such group, or not the provider's own staff.
        BadValue: No whole number from 0 to 100.
        MonthNotTaught: The month has not begun, or the group has no lessons in it.
        MonthSettled: Money came back for the month already.
    """
    _own_group(uow, actor, group)
    ensure_percent(percent)
    uow.groups.locked(group)
    kept = existing(uow.completeness.group(group))
    ensure_taught(kept.offering.group, month, today=uow.today(kept.zone))
    before = in_force(kept.entered, month)
    if before is not None and before.percent == percent:
        return before
    if uow.completeness.settled(group, month):
        raise MonthSettled(month)
    number = 1 if before is None else before.number + 1
    said = Completeness(group, month, number, percent, actor.code, uow.now)
    uow.completeness.enter(said)
    _tell_families(uow, kept, said)
    was = None if before is None else before.percent
    uow.trail.record(
        actor, "enter-completeness", f"group:{group}", month=str(month), percent=percent, was=was
    )
    return said


@asks_once
def months_of_group(uow: UnitOfWork, actor: Actor, group: GroupId) -> MonthsOfGroup:
    """The months of a group of which its provider may say how much was given.

    Raises:
        NotAllowed: No such group, or not the provider's own staff.
    """
    kept = _own_group(uow, actor, group)
    months = months_taught(kept.offering.group, today=uow.today(kept.zone))
    return MonthsOfGroup(kept.offering, tuple(_month_of(kept, month) for month in reversed(months)))


@asks_once
def month_of_group(uow: UnitOfWork, actor: Actor, group: GroupId, month: Month) -> MonthOfGroup:
    """One of them.

    Raises:
        NotAllowed: No such group, or not the provider's own staff.
        MonthNotTaught: The month has not begun, or the group has no lessons in it.
    """
    kept = _own_group(uow, actor, group)
    ensure_taught(kept.offering.group, month, today=uow.today(kept.zone))
    return _month_of(kept, month)


def refund_month(uow: UnitOfWork, actor: Actor, id: EnrollmentId, month: Month) -> Money:
    """Give back what the month's completeness takes off its charge; how much that is (LED-4).

    A part of paying a month's final invoice (section 7), which will call it for each of its
    lines; nothing else does. Once for each enrollment and month, whatever is done again. In a
    lapsed period it lapses, of a frozen certificate it goes back to FUND, as every return.

    Raises:
        WrongState: The month was not charged.
    """
    enrollment = uow.enrollments.locked(id)
    _, left = uow.completeness.of_enrollment(id)
    group = group_in(enrollment, month, left)
    # Nobody says anything else of the month meanwhile.
    uow.groups.locked(group)
    percent = percent_in_force(uow.completeness.of_group(group), month)
    posted = _posted(uow, enrollment, month)
    if EntryKind.CHARGE not in posted and charge_of(enrollment, month):
        raise WrongState(current="not charged", attempted="refunded")
    # Of 0 kopecks there is no entry, and the month counts as charged (LED-1).
    returned = returning(posted.get(EntryKind.CHARGE, ZERO), percent)
    movement = refund(enrollment, month, returned)
    if movement is not None and EntryKind.REFUND not in posted:
        post_return(uow, actor, uow.municipalities.period(enrollment.period), movement)
    return returned


def _own_group(uow: UnitOfWork, actor: Actor, group: GroupId) -> KeptGroup:
    kept = existing(uow.completeness.group(group))
    ensure_may(actor, Act.ENTER_COMPLETENESS, Subject(provider=kept.offering.provider.id))
    return kept


def _month_of(kept: KeptGroup, month: Month) -> MonthOfGroup:
    charges = tuple(charge_of(each, month) for each in _taught_in(kept, month))
    return MonthOfGroup(kept.offering, month, in_force(kept.entered, month), charges)


def _posted(uow: UnitOfWork, enrollment: Enrollment, month: Month) -> Mapping[EntryKind, Money]:
    """What was posted of a month already, by kind."""
    movements = (entry.movement for entry in uow.ledger.entries_of(enrollment.id))
    return {each.kind: each.amount for each in movements if each.month == month}


def _taught_in(kept: KeptGroup, month: Month) -> Sequence[Enrollment]:
    """The contracts whose month is this group's."""
    group = kept.offering.group.id
    return [
        contract
        for contract, left in kept.contracts
        if month in contract.days.each_month() and group_in(contract, month, left) == group
    ]


def _tell_families(uow: UnitOfWork, kept: KeptGroup, said: Completeness) -> None:
    """Those to whose certificates another sum comes back than before."""
    before = percent_in_force(kept.entered, said.month)
    for contract in _taught_in(kept, said.month):
        charge = charge_of(contract, said.month)
        comes = returning(charge, said.percent)
        if comes == returning(charge, before):
            continue
        facts = Facts(
            certificate=contract.certificate,
            period=contract.period,
            enrollment=contract.id,
            month=said.month,
            amount=comes,
            codes=(str(said.percent), str(said.number)),
        )
        period = uow.municipalities.period(contract.period)
        put_family_notice(uow, period, NoticeKind.COMPLETENESS_ENTERED, facts)
