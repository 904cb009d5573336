"""Places of groups, as far as enrollments hold them (ENR-6)."""

from __future__ import annotations

from core.domain.enrollment import Enrollment
from core.ports.unit_of_work import UnitOfWork


def give_back_place(uow: UnitOfWork, before: Enrollment) -> None:
    """The place that an enrollment held before it ended; nothing where it held none.

    Not to be called twice: whether there is a place to give back is in `before`.
    """
    if before.holds_place:
        uow.groups.give_back_place(before.group)
