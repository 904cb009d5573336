"""Prolongations on the old contract's last day: concluded, or expired (ENR-10)."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, bindparam, select, update

from core.domain.enrollment import Enrollment, State
from core.domain.notice import NoticeKind
from core.domain.prolongation import Turn
from db.contracts import schedule_columns
from db.daily.ending import end, give_back_places, released_rows, staff_rows
from db.daily.recording import record_enrollments
from db.daily.releasing import post_release
from db.daily.runs import Run
from db.daily.telling import tell_families, tell_staff
from db.statements import set_each
from db.tables.enrollments import enrollments, schedules
from db.tables.periods import funding_periods

_CONCLUDE = (
    update(enrollments)
    .where(enrollments.c.id == bindparam("of_enrollment"))
    .values(
        state=bindparam("to_state"),
        concluded_on=bindparam("to_concluded_on"),
    )
)

_KEEP_SCHEDULES = set_each(schedules)


def conclude_offers(run: Run, turn: Turn, concluded: Collection[Enrollment]) -> None:
    """Keep the contracts, and tell both sides; the place is still the old one's."""
    record_enrollments(run, "conclude", _these(concluded), State.ACTIVE)
    run.connection.execute(_CONCLUDE, [_columns(each) for each in concluded])
    run.connection.execute(_KEEP_SCHEDULES, [schedule_columns(each) for each in concluded])
    rows = (
        select(
            enrollments.c.certificate_id,
            enrollments.c.provider_id,
            enrollments.c.id.label("enrollment_id"),
            enrollments.c.first_day.label("on_day"),
        )
        .where(_these(concluded))
        .subquery()
    )
    tell_families(run, NoticeKind.PROLONGATION_CONCLUDED, rows, period=turn.following.id)
    tell_staff(run, NoticeKind.PROLONGATION_AGREED, rows)


def expire_offers(run: Run, turn: Turn, expired: Collection[Enrollment]) -> None:
    """Release what they reserved, and tell both sides: the provider gets a free place."""
    these = _these(expired)
    following = run.connection.execute(
        select(funding_periods).where(funding_periods.c.id == turn.following.id)
    ).one()
    rows = released_rows(these, because="expired")
    post_release(run, following, rows)
    tell_families(run, NoticeKind.PROLONGATION_EXPIRED, rows, period=following.id)
    tell_staff(run, NoticeKind.PROLONGATION_DECLINED, staff_rows(these))
    record_enrollments(run, "expire", these, State.EXPIRED)
    # What was asked about on the last day is decided when the old contract has handed its place on.
    give_back_places(run, these)
    end(run, these, State.EXPIRED)


def _these(some: Collection[Enrollment]) -> ColumnElement[bool]:
    return enrollments.c.id.in_([each.id for each in some])


def _columns(contract: Enrollment) -> dict[str, object]:
    return {
        "of_enrollment": contract.id,
        "to_state": contract.state,
        "to_concluded_on": contract.concluded_on,
    }
