"""Another group of the same module: the place changes, the contract does not (ENR-13)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from core.domain.actor import Act, Actor, Family, Subject, ensure_may
from core.domain.completeness import ChangeOfGroup
from core.domain.contract_views import GroupToMoveTo, Moving
from core.domain.eligibility import Reason
from core.domain.enrollment import OPEN, Enrollment, State
from core.domain.errors import NotAllowed, RequestRefused, WrongState
from core.domain.ids import EnrollmentId, GroupId
from core.domain.notice import NoticeKind
from core.domain.program import Offering
from core.ports.acts import asks_once
from core.ports.families import KeptPlace
from core.ports.unit_of_work import UnitOfWork
from core.services.access import ensure_may_on_enrollment, existing
from core.services.places import take_place
from core.services.prolongation_run import offer_late
from core.services.telling import tell_staff


@asks_once
def groups_to_move_to(uow: UnitOfWork, actor: Actor, id: EnrollmentId) -> Moving:
    """The other groups of the module, each with what speaks against it. Changes nothing.

    Raises:
        NotAllowed: Not a child for whom the actor may act, or no such enrollment.
        WrongState: It has no place of its own that could be changed.
    """
    if not isinstance(actor, Family):
        raise NotAllowed
    kept = existing(uow.families.place(id, of=actor))
    enrollment = kept.line.enrollment
    ensure_may(actor, Act.MOVE, Subject(certificate=enrollment.certificate))
    _ensure_movable(enrollment)
    others = [
        GroupToMoveTo(each, tuple(_against(uow, kept, each)))
        for each in kept.offerings
        if each.group.id != enrollment.group
    ]
    return Moving(kept.line, tuple(others))


def may_be_moved(enrollment: Enrollment, others: Collection[Offering]) -> bool:
    """Whether there is anything to choose from among the other groups of its module."""
    return enrollment.state in OPEN and enrollment.holds_place and bool(others)


def move_enrollment(uow: UnitOfWork, actor: Actor, id: EnrollmentId, group: GroupId) -> Enrollment:
    """Take a place in the other group and give back the old one; days and sums stay (ENR-13).

    A prolongation that waits goes along. Where the old group ended with the period and the new
    one goes on, the family is asked about it as soon as others were (ENR-10). Moving again to
    where the child is changes nothing.

    Raises:
        NotAllowed: Not a child for whom the actor may act, no such enrollment, or no group of
            the same module.
        WrongState: It has no place of its own that could be changed.
        RequestRefused: `MODULE_CLOSED`, `DATES`, `AGE`, `NO_PLACES`, all that apply.
    """
    if not isinstance(actor, Family):
        raise NotAllowed
    ensure_may_on_enrollment(uow, actor, Act.MOVE, id)
    enrollment = uow.enrollments.locked(id)
    _ensure_movable(enrollment)
    if enrollment.group == group:
        return enrollment
    wanted = existing(uow.catalog.offering(group))
    if wanted.module.id != enrollment.module:
        raise NotAllowed
    kept = existing(uow.families.place(id, of=actor))
    reasons = tuple(_against(uow, kept, wanted))
    if reasons:
        raise RequestRefused(reasons, moving=True)
    _change_place(uow, enrollment.group, group)
    moved = replace(enrollment, group=group)
    uow.enrollments.save(moved)
    left = ChangeOfGroup(enrollment.group, uow.today(kept.period.zone))
    uow.completeness.leave_group(id, left)
    following = _following(kept)
    if following is not None:
        uow.enrollments.save(replace(following, group=group))
    between = (str(enrollment.group), str(group))
    tell_staff(uow, moved, NoticeKind.GROUP_CHANGED, codes=between)
    uow.trail.record(actor, "move", f"enrollment:{id}", was=enrollment.group, group=group)
    if following is None:
        offer_late(uow, kept.period, moved)
    return moved


def _ensure_movable(enrollment: Enrollment) -> None:
    if enrollment.state not in OPEN or not enrollment.holds_place:
        raise WrongState(current=enrollment.state, attempted=State.ACTIVE)


def _against(uow: UnitOfWork, kept: KeptPlace, wanted: Offering) -> Iterator[Reason]:
    """In the order of the rules."""
    enrollment, days, following = kept.line.enrollment, wanted.group.days, _following(kept)
    if days is None or wanted.group.places is None or wanted.group.archived:
        yield Reason.MODULE_CLOSED
    if wanted.group.places_free == 0:
        yield Reason.NO_PLACES
    last = enrollment.days.last if following is None else following.days.last
    if days is not None and not (days.first <= enrollment.days.first and last <= days.last):
        yield Reason.DATES
    first_day_there = max(enrollment.days.first, uow.today(kept.period.zone))
    if kept.child.age(on=first_day_there) not in wanted.ages:
        yield Reason.AGE


def _following(kept: KeptPlace) -> Enrollment | None:
    """The prolongation that goes on in this one's place, and is live until it gets it."""
    found = kept.following
    live = found is not None and found.state in OPEN and not found.holds_place
    return found if live else None


def _change_place(uow: UnitOfWork, old: GroupId, new: GroupId) -> None:
    # Both groups in the order of their ids: of two families that change places with each
    # other, neither then waits for what the other one holds.
    if old < new:
        uow.groups.give_back_place(old)
    take_place(uow, new)
    if new < old:
        uow.groups.give_back_place(old)
