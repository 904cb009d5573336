"""What every enrollment's entries must be by its schedule, as questions about all of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    Subquery,
    and_,
    case,
    cast,
    false,
    func,
    literal,
    or_,
    select,
    true,
)

from core.domain.completeness import WHOLE
from core.domain.enrollment import WAITING, State
from core.domain.ledger import EntryKind
from db.completeness import percent_then
from db.contracts import OF_CONTRACT
from db.daily.posting import later_months, reserved_by_request
from db.entry_keys import follows_its_charge, has_its_key, is_of_its_kind
from db.tables.enrollments import enrollments, schedules
from db.tables.money import certificates, ledger

_FIRST = enrollments.c.certificate_first_kopecks
_OTHER = enrollments.c.certificate_other_kopecks
_CHARGED = func.coalesce(schedules.c.charged_months, 0)
_RAN = (State.ACTIVE, State.ENDING, State.CLOSED)


def held_by_enrollments() -> Select[Any]:
    """Enrollments whose entries hold or charge another sum than their schedule says, those
    whose next charge is not there, or there without a month to be charged, and contracts whose
    schedule is missing or another than was agreed.
    """
    sums = _sums()
    held, charged = func.coalesce(sums.c.held, 0), func.coalesce(sums.c.charged, 0)
    entries = func.coalesce(sums.c.charges, 0)
    return (
        select(
            literal("schedule").label("what"),
            enrollments.c.certificate_id,
            enrollments.c.period_id,
            enrollments.c.id.label("enrollment_id"),
            _said(_held_by_schedule(), _charged_by_schedule(), _charges_by_schedule()).label(
                "expected"
            ),
            _said(held, charged, entries).label("found"),
        )
        .outerjoin(schedules, OF_CONTRACT)
        .outerjoin(sums, sums.c.enrollment_id == enrollments.c.id)
        .where(
            or_(
                held != _held_by_schedule(),
                charged != _charged_by_schedule(),
                entries != _charges_by_schedule(),
                schedules.c.due_on.is_not(None) != _to_be_charged(),
                ~_as_agreed(),
            )
        )
        .order_by(enrollments.c.id)
    )


def misfit_entries() -> Select[Any]:
    """Entries whose key is not that of their columns, charges that are not the month's, and
    refunds that are not what its completeness says, or of what was not charged (LED-4).
    """
    month_of_start = _month(enrollments.c.first_day)
    charged = case((ledger.c.month == month_of_start, _FIRST), else_=_OTHER)
    refund = ledger.c.kind == EntryKind.REFUND
    due = case((refund, _returning(charged)), else_=charged)
    outside = ~ledger.c.month.between(month_of_start, _month(enrollments.c.last_day))
    of_month = ledger.c.kind.in_((EntryKind.CHARGE, EntryKind.REFUND))
    misfits = or_(
        ~has_its_key(),
        ~is_of_its_kind(),
        and_(of_month, or_(ledger.c.amount != due, outside)),
        and_(refund, ~follows_its_charge()),
    )
    return (
        select(
            literal("entry").label("what"),
            ledger.c.certificate_id,
            ledger.c.period_id,
            ledger.c.enrollment_id,
            func.coalesce(cast(due, String), "").label("expected"),
            (ledger.c.key + " " + cast(ledger.c.amount, String)).label("found"),
        )
        .join(certificates, certificates.c.id == ledger.c.certificate_id)
        .outerjoin(enrollments, enrollments.c.id == ledger.c.enrollment_id)
        .where(func.coalesce(misfits, true()))
        .order_by(ledger.c.period_id, ledger.c.certificate_id, ledger.c.number)
    )


def _returning(charged: ColumnElement[Any]) -> ColumnElement[Any]:
    """See `core.domain.completeness.returning`."""
    percent = percent_then(ledger.c.month)
    return charged - (charged * percent + WHOLE // 2) // WHOLE


def _sums() -> Subquery:
    def of(kind: EntryKind) -> ColumnElement[int]:
        return func.sum(case((ledger.c.kind == kind, ledger.c.amount), else_=0))

    back = of(EntryKind.RELEASE) + of(EntryKind.CHARGE)
    return (
        select(
            ledger.c.enrollment_id,
            (of(EntryKind.RESERVE) - back).label("held"),
            of(EntryKind.CHARGE).label("charged"),
            func.sum(case((ledger.c.kind == EntryKind.CHARGE, 1), else_=0)).label("charges"),
        )
        .where(ledger.c.enrollment_id.is_not(None))
        .group_by(ledger.c.enrollment_id)
        .subquery()
    )


def _held_by_schedule() -> ColumnElement[Any]:
    payable = _FIRST + _OTHER * later_months(enrollments.c.last_day, enrollments.c.first_day)
    contracted = case((enrollments.c.release_on.is_not(None), reserved_by_request()), else_=payable)
    return case(
        (enrollments.c.state.in_(sorted(WAITING)), reserved_by_request()),
        (enrollments.c.state.in_(_RAN), contracted - _charged_by_schedule()),
        else_=0,
    )


def _charged_by_schedule() -> ColumnElement[Any]:
    return case((_CHARGED == 0, 0), else_=_FIRST + _OTHER * (_CHARGED - 1))


def _charges_by_schedule() -> ColumnElement[Any]:
    """How many entries the charged months have; months of 0 kopecks have none."""
    first, other = case((_FIRST > 0, 1), else_=0), case((_OTHER > 0, 1), else_=0)
    return case((_CHARGED == 0, 0), else_=first + other * (_CHARGED - 1))


def _to_be_charged() -> ColumnElement[bool]:
    return and_(
        enrollments.c.concluded_on.is_not(None),
        enrollments.c.state != State.WITHDRAWN,
        later_months(enrollments.c.last_day, enrollments.c.first_day) >= _CHARGED,
    )


def _as_agreed() -> ColumnElement[bool]:
    copied = and_(
        schedules.c.last_day == enrollments.c.last_day,
        schedules.c.first_kopecks == _FIRST,
        schedules.c.other_kopecks == _OTHER,
    )
    return case(
        (enrollments.c.concluded_on.is_(None), schedules.c.enrollment_id.is_(None)),
        else_=func.coalesce(copied, false()),
    )


def _said(
    held: ColumnElement[Any], charged: ColumnElement[Any], entries: ColumnElement[Any]
) -> ColumnElement[str]:
    """`held 1000 charged 500 in 2`, to be read by a person."""
    return (
        literal("held ")
        + cast(held, String)
        + " charged "
        + cast(charged, String)
        + " in "
        + cast(entries, String)
    )


def _month(day: ColumnElement[Any]) -> ColumnElement[str]:
    """`2020-09`, which both databases make of a date in the same way."""
    return func.substr(cast(day, String), 1, len("2020-09"))
