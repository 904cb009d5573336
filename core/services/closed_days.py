"""Closing days: their entries are digested once, and held against the digest ever after (M4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from core.domain.actor import Act, Actor
from core.domain.calendar import ONE_DAY, civil_date
from core.domain.digest import BrokenDay, DayDigest, begins_at, digest_of, last_closed_day
from core.domain.views import Municipality
from core.ports.unit_of_work import UnitOfWork
from core.services.access import ensure_may_in

DAYS_AT_ONCE = 30
NOTHING = "nothing"


def days_to_close(uow: UnitOfWork, municipality: Municipality) -> tuple[DayDigest, ...]:
    """The digests that the next days need which are over and have none, at most thirty of them.

    A day is over an hour after its midnight in the municipality's zone, so that every act that
    began on it is committed. The days begin with that of the first entry. Changes nothing.
    """
    zone = ZoneInfo(municipality.zone)
    before = uow.digests.latest(municipality.id)
    if before is not None:
        day = before.on + ONE_DAY
    else:
        first_at = uow.digests.first_recorded_at(municipality.id)
        if first_at is None:
            return ()
        day = civil_date(first_at, zone)
    through = min(last_closed_day(uow.now, zone), day + ONE_DAY * (DAYS_AT_ONCE - 1))
    digests: list[DayDigest] = []
    while day <= through:
        before = _digest(uow, municipality, day, before)
        digests.append(before)
        day += ONE_DAY
    return tuple(digests)


def close_days(uow: UnitOfWork, actor: Actor, digests: Sequence[DayDigest]) -> None:
    """Keep what `days_to_close` answered; a day that is closed already stays as it is.

    Raises:
        NotAllowed: Another municipality's days.
    """
    for municipality in {digest.municipality for digest in digests}:
        ensure_may_in(uow, actor, Act.RUN_DAY, municipality)
    for digest in digests:
        uow.digests.keep(digest)


def audit_days(uow: UnitOfWork, *, most: int = 100) -> tuple[BrokenDay, ...]:
    """The closed days whose entries are no longer those that they were closed with, and days
    between them that are not closed. Changes nothing.
    """
    broken: list[BrokenDay] = []
    for municipality in uow.municipalities.all():
        for day in _broken_days(uow, municipality):
            if len(broken) == most:
                return tuple(broken)
            broken.append(day)
    return tuple(broken)


def _broken_days(uow: UnitOfWork, municipality: Municipality) -> Iterator[BrokenDay]:
    before: DayDigest | None = None
    for kept in uow.digests.of(municipality.id):
        missing = kept.on if before is None else before.on + ONE_DAY
        while missing < kept.on:
            yield BrokenDay(municipality.id, missing, "a digest", NOTHING)
            missing += ONE_DAY
        found = _digest(uow, municipality, kept.on, before)
        if found != kept:
            yield BrokenDay(municipality.id, kept.on, str(kept), str(found))
        before = kept


def _digest(
    uow: UnitOfWork, municipality: Municipality, day: date, before: DayDigest | None
) -> DayDigest:
    """Of one day; the first of all takes in whatever was recorded before it."""
    zone = ZoneInfo(municipality.zone)
    entries = uow.digests.entries(
        municipality.id,
        since=None if before is None else begins_at(day, zone),
        until=begins_at(day + ONE_DAY, zone),
    )
    return digest_of(municipality.id, day, entries, before=before)
