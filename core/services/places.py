"""Places of groups, as far as enrollments hold them (ENR-6)."""

from __future__ import annotations

from core.domain.eligibility import Reason
from core.domain.enrollment import Enrollment
from core.domain.errors import NoPlaces, RequestRefused
from core.domain.ids import GroupId
from core.ports.unit_of_work import UnitOfWork


def take_place(uow: UnitOfWork, group: GroupId) -> None:
    """One place more is taken; raise RequestRefused when somebody has just taken the last one."""
    try:
        uow.groups.take_place(group)
    except NoPlaces:
        raise RequestRefused((Reason.NO_PLACES,)) from None


def give_back_place(uow: UnitOfWork, before: Enrollment) -> None:
    """The place that an enrollment held before it ended; nothing where it held none.

    Not to be called twice: whether there is a place to give back is in `before`.
    """
    if before.holds_place:
        uow.groups.give_back_place(before.group)
