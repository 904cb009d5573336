"""The service itself, month by month (ENR-14)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from core.domain.actor import System
from core.domain.calendar import ONE_DAY, Days, Month, civil_date
from core.domain.completeness import Completeness, said_of
from core.domain.enrollment import TAUGHT, Enrollment, Origin, State
from core.domain.grounds import Side
from core.domain.ids import GroupId
from core.domain.program import Slot
from core.domain.timetable import lesson_days
from core.domain.views import Change
from core.ports.unit_of_work import UnitOfWork

SYSTEM = System().code
# What a family is shown of the record; each has words of its own.
TOLD_ACTS = (
    "request",
    "offer",
    "confirm",
    "accept",
    "refuse",
    "take-back",
    "move",
    "leave",
    "withdraw",
    "terminate",
)
ENDING_ACTS = frozenset({"refuse", "leave", "withdraw", "terminate"})


def lessons_of(enrollment: Enrollment, slots: Sequence[Slot], *, today: date) -> tuple[date, ...]:
    """The days of the present month on which the child has lessons by the timetable.

    None before the contract is concluded, and outside its days.
    """
    month = Month.of(today)
    first = max(month.first_day, enrollment.days.first)
    last = min(month.last_day, enrollment.days.last)
    if enrollment.state not in TAUGHT or first > last:
        return ()
    return tuple(lesson_days(slots, Days(first, last)))


def changes_of(uow: UnitOfWork, enrollment: Enrollment) -> tuple[Change, ...]:
    """`changes` of an enrollment, whose records are looked up. A part of looking: whether the
    actor may was asked before.
    """
    zone = uow.municipalities.period(enrollment.period).zone
    records = uow.trail.of(f"enrollment:{enrollment.id}")
    named = {group for each in records for group in _moved_between(each)}
    found = {group: uow.catalog.offering(group) for group in sorted(named)}
    titles = {group: each.group.title for group, each in found.items() if each is not None}
    said = tuple(said_of(enrollment, *uow.completeness.of_enrollment(enrollment.id)))
    return changes(enrollment, records, titles, zone, said)


def changes(
    enrollment: Enrollment,
    records: Sequence[Mapping[str, str]],
    titles: Mapping[GroupId, str],
    zone: ZoneInfo,
    said: Sequence[Completeness] = (),
) -> tuple[Change, ...]:
    """Who changed what and when, oldest first; each on the civil date of the municipality.

    What a person did is read off the record; what the daily run did to many at once, or what came
    of another act, off the enrollment itself. `titles` are of the groups that the records name; a
    change of group whose groups it does not know is told without them. `said` is all
    that was said of its months' lessons.
    """
    recorded = [
        Change(
            civil_date(datetime.fromisoformat(record["at"]), zone),
            record["actor"].partition(":")[0],
            record["act"],
            _groups(record, titles),
        )
        for record in records
        if record["act"] in TOLD_ACTS and record["actor"] != SYSTEM
    ]
    unrecorded = _by_itself(enrollment, {change.act for change in recorded})
    # Of a day's changes the offer comes first: the answer was given to it.
    told = (*_offered(enrollment), *recorded, *unrecorded, *_said(said, zone))
    return tuple(sorted(told, key=lambda change: change.on))


def _said(said: Sequence[Completeness], zone: ZoneInfo) -> Iterator[Change]:
    """What of a month's lessons was given, each time that somebody said so (ENR-14)."""
    for each in said:
        by, on = each.actor.partition(":")[0], civil_date(each.recorded_at, zone)
        yield Change(on, by, "completeness", completeness=each)


def _groups(record: Mapping[str, str], titles: Mapping[GroupId, str]) -> tuple[str, str] | None:
    """From where to where, by the titles of today (ENR-13)."""
    match [titles.get(group) for group in _moved_between(record)]:
        case [str(old), str(new)]:
            return old, new
        case _:
            return None


def _moved_between(record: Mapping[str, str]) -> Sequence[GroupId]:
    """The group that was left and the new one; none unless it is the record of a move."""
    if record["act"] != "move":
        return ()
    return [GroupId(int(record[key])) for key in ("was", "group")]


def _offered(enrollment: Enrollment) -> Sequence[Change]:
    prolongs = enrollment.origin is Origin.PROLONGATION
    return [Change(enrollment.requested_on, SYSTEM, "offer")] if prolongs else []


def _by_itself(enrollment: Enrollment, recorded: Collection[str]) -> Iterator[Change]:
    if enrollment.origin is Origin.PROLONGATION and enrollment.concluded_on is not None:
        yield Change(enrollment.concluded_on, SYSTEM, "conclude")
    ended, by = enrollment.terminated_on, enrollment.ended_by
    if ended is not None and enrollment.state is State.EXPIRED:
        yield Change(ended, SYSTEM, "expire")
    elif ended is not None and by in {Side.MUNICIPALITY, Side.SYSTEM}:
        act = "refuse" if enrollment.state is State.REFUSED else "terminate"
        if not ENDING_ACTS.intersection(recorded):
            yield Change(ended, SYSTEM if by is Side.SYSTEM else "municipality", act)
    if enrollment.state is State.CLOSED:
        yield Change(enrollment.days.last + ONE_DAY, SYSTEM, "close")
