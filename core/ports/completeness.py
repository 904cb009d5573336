"""What providers say of the months of their groups (LED-4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from zoneinfo import ZoneInfo

from core.domain.calendar import Month
from core.domain.completeness import ChangeOfGroup, Completeness
from core.domain.enrollment import Enrollment
from core.domain.ids import EnrollmentId, GroupId
from core.domain.program import Offering


@dataclass(frozen=True, slots=True)
class KeptGroup:
    """A group with the clock where it is taught, all that was said of its months, by month
    and number, and every contract that is or was in it with the groups that it left, in order.
    """

    offering: Offering
    zone: ZoneInfo
    entered: tuple[Completeness, ...]
    contracts: tuple[tuple[Enrollment, Sequence[ChangeOfGroup]], ...]


class Completenesses(Protocol):
    def group(self, id: GroupId) -> KeptGroup | None:
        """Any provider's; one question."""
        ...

    def of_group(self, id: GroupId) -> tuple[Completeness, ...]:
        """All that was said of its months, by month and number."""
        ...

    def of_enrollment(
        self, id: EnrollmentId
    ) -> tuple[tuple[Completeness, ...], tuple[ChangeOfGroup, ...]]:
        """All that was said of every group in which the child is or was, and which it left."""
        ...

    def enter(self, said: Completeness) -> None:
        """Add it to what was said before, which stays."""
        ...

    def settled(self, group: GroupId, month: Month) -> bool:
        """Whether money came back for the month to anybody who was in the group then."""
        ...

    def leave_group(self, id: EnrollmentId, change: ChangeOfGroup) -> None:
        """Note from where a child changed to another group (ENR-13), behind what it left before."""
        ...
