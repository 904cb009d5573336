"""What providers say of the months of their groups, and whom it concerns (LED-4)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    bindparam,
    cast,
    func,
    insert,
    or_,
    select,
)

from core.domain.calendar import Month
from core.domain.completeness import WHOLE, ChangeOfGroup, Completeness
from core.domain.enrollment import TAUGHT
from core.domain.ids import EnrollmentId, GroupId
from core.domain.ledger import EntryKind
from core.ports.completeness import KeptGroup
from db.contracts import ENROLLMENTS, as_enrollment
from db.offerings import ONE, TIMES, as_offering
from db.statements import Columns
from db.tables.base import Id, held
from db.tables.completeness import completeness, group_changes
from db.tables.enrollments import enrollments
from db.tables.money import ledger
from db.tables.registries import groups, modules, municipalities, programs
from db.together import Together

_GROUP = bindparam("group", type_=Id)
_LEFT_IT = select(group_changes.c.enrollment_id).where(group_changes.c.left_group_id == _GROUP)
_WERE_HERE = or_(enrollments.c.group_id == _GROUP, enrollments.c.id.in_(_LEFT_IT))
_IN_ORDER = (group_changes.c.enrollment_id, group_changes.c.number)
_ZONE = (
    select(municipalities.c.zone)
    .join(programs, programs.c.municipality_id == municipalities.c.id)
    .join(modules, modules.c.program_id == programs.c.id)
    .join(groups, groups.c.module_id == modules.c.id)
    .where(groups.c.id == _GROUP)
)
_SAID = (
    select(completeness)
    .where(completeness.c.group_id == _GROUP)
    .order_by(completeness.c.month, completeness.c.number)
)
_CONTRACTS = ENROLLMENTS.where(_WERE_HERE, held(enrollments.c.state, *sorted(TAUGHT)))
_KEPT = Together(
    rows=ONE,
    times=TIMES,
    place=_ZONE,
    entered=_SAID,
    contracts=_CONTRACTS.order_by(enrollments.c.id),
    changes=select(group_changes)
    .where(group_changes.c.enrollment_id.in_(_CONTRACTS.with_only_columns(enrollments.c.id)))
    .order_by(*_IN_ORDER),
)


def changes_of(enrollment: Any) -> Any:  # noqa: ANN401 - a value of a statement, and a statement
    """The question for the groups that an enrollment left, in order."""
    return (
        select(group_changes)
        .where(group_changes.c.enrollment_id == enrollment)
        .order_by(*_IN_ORDER)
    )


def said_of_groups_of(enrollment: Any, group: Any) -> Any:  # noqa: ANN401 - as above
    """The question for all that was said of the group and of those that the enrollment left."""
    left = select(group_changes.c.left_group_id).where(group_changes.c.enrollment_id == enrollment)
    return (
        select(completeness)
        .where(or_(completeness.c.group_id == group, completeness.c.group_id.in_(left)))
        .order_by(completeness.c.month, completeness.c.group_id, completeness.c.number)
    )


def of_contracts(enrollment: Select[tuple[int]]) -> dict[str, Select[Any]]:
    """The questions for all that was said of every group in which the children of some contracts
    are or were (`entered`), and for the groups that they left, in order (`left`).
    """
    left = select(group_changes).where(group_changes.c.enrollment_id.in_(enrollment))
    groups_now = select(enrollments.c.group_id).where(enrollments.c.id.in_(enrollment))
    entered = select(completeness).where(
        or_(
            completeness.c.group_id.in_(groups_now),
            completeness.c.group_id.in_(left.with_only_columns(group_changes.c.left_group_id)),
        )
    )
    return {
        "entered": entered.order_by(
            completeness.c.month, completeness.c.group_id, completeness.c.number
        ),
        "left": left.order_by(*_IN_ORDER),
    }


def group_then(month: ColumnElement[Any]) -> ColumnElement[Any]:
    """In which group an enrollment was on the last day of a month, as the ledger writes it."""
    on_month = func.substr(cast(group_changes.c.on_day, String), 1, len("2020-09"))
    left = (
        select(group_changes.c.left_group_id)
        .where(group_changes.c.enrollment_id == enrollments.c.id, on_month > month)
        .order_by(group_changes.c.number)
        .limit(1)
        .correlate(enrollments, ledger)
        .scalar_subquery()
    )
    return func.coalesce(left, enrollments.c.group_id)


def percent_then(month: ColumnElement[Any]) -> ColumnElement[Any]:
    """The completeness in force of that group and month; 100 while nobody said anything."""
    said = (
        select(completeness.c.percent)
        .where(completeness.c.group_id == group_then(month), completeness.c.month == month)
        .order_by(completeness.c.number.desc())
        .limit(1)
        .correlate(enrollments, ledger)
        .scalar_subquery()
    )
    return func.coalesce(said, WHOLE)


@dataclass(frozen=True, slots=True)
class SqlCompletenesses:
    """See `Completenesses`."""

    connection: Connection

    def group(self, id: GroupId) -> KeptGroup | None:
        found = _KEPT(self.connection, {"group": id})
        offering = as_offering(found["rows"], found["times"])
        if offering is None:
            return None
        left: dict[int, list[ChangeOfGroup]] = defaultdict(list)
        for row in found["changes"]:
            left[row.enrollment_id].append(as_change(row))
        return KeptGroup(
            offering=offering,
            zone=ZoneInfo(found["place"][0].zone),
            entered=tuple(as_completeness(row) for row in found["entered"]),
            contracts=tuple((as_enrollment(row), left[row.id]) for row in found["contracts"]),
        )

    def of_group(self, id: GroupId) -> tuple[Completeness, ...]:
        rows = self.connection.execute(_SAID, {"group": id})
        return tuple(as_completeness(row) for row in rows)

    def of_enrollment(
        self, id: EnrollmentId
    ) -> tuple[tuple[Completeness, ...], tuple[ChangeOfGroup, ...]]:
        group = select(enrollments.c.group_id).where(enrollments.c.id == id).scalar_subquery()
        said = self.connection.execute(said_of_groups_of(id, group))
        left = self.connection.execute(changes_of(id))
        return tuple(map(as_completeness, said)), tuple(map(as_change, left))

    def enter(self, said: Completeness) -> None:
        self.connection.execute(
            insert(completeness).values(
                group_id=said.group,
                month=str(said.month),
                number=said.number,
                percent=said.percent,
                actor=said.actor,
                recorded_at=said.recorded_at,
            )
        )

    def settled(self, group: GroupId, month: Month) -> bool:
        refunded = (
            select(ledger.c.key)
            .join(
                enrollments,
                (enrollments.c.period_id == ledger.c.period_id)
                & (enrollments.c.certificate_id == ledger.c.certificate_id)
                & (enrollments.c.id == ledger.c.enrollment_id),
            )
            .where(
                _WERE_HERE,
                ledger.c.kind == EntryKind.REFUND,
                ledger.c.month == str(month),
                group_then(ledger.c.month) == _GROUP,
            )
            .limit(1)
        )
        return self.connection.execute(refunded, {"group": group}).first() is not None

    def leave_group(self, id: EnrollmentId, change: ChangeOfGroup) -> None:
        before = (
            select(func.count())
            .select_from(group_changes)
            .where(group_changes.c.enrollment_id == id)
            .scalar_subquery()
        )
        self.connection.execute(
            insert(group_changes).values(
                enrollment_id=id, number=before + 1, left_group_id=change.left, on_day=change.on
            )
        )


def as_completeness(row: Columns) -> Completeness:
    return Completeness(
        group=GroupId(row.group_id),
        month=Month.parse(row.month),
        number=row.number,
        percent=row.percent,
        actor=row.actor,
        recorded_at=row.recorded_at,
    )


def as_change(row: Columns) -> ChangeOfGroup:
    return ChangeOfGroup(GroupId(row.left_group_id), row.on_day)
