"""Digests of closed days: what the ledger was, so that any later change of it shows (M4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from core.domain.calendar import ONE_DAY, civil_date
from core.domain.ids import MunicipalityId

# An act records the instant at which it began, and may be committed a little later. No
# transaction lives as long as this.
MARGIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class DayDigest:
    """How many entries a municipality recorded on a civil date, and the digest of their columns.

    It takes in the digest of the day before, so that no day can be exchanged without all
    days after it.
    """

    municipality: MunicipalityId
    on: date
    entries: int
    sha256: bytes

    def __str__(self) -> str:
        return f"{self.entries} entries {self.sha256.hex()}"


@dataclass(frozen=True, slots=True)
class BrokenDay:
    """A closed day whose entries are no longer those that it was closed with."""

    municipality: MunicipalityId
    on: date
    expected: str
    found: str


def digest_of(
    municipality: MunicipalityId, on: date, entries: Iterable[str], *, before: DayDigest | None
) -> DayDigest:
    """The digest of a day's entries, one text each in the order of their recording."""
    digest = sha256(b"" if before is None else before.sha256)
    digest.update(f"{municipality} {on}\n".encode())
    number = 0
    for entry in entries:
        digest.update(f"{entry}\n".encode())
        number += 1
    return DayDigest(municipality, on, number, digest.digest())


def last_closed_day(now: datetime, zone: ZoneInfo) -> date:
    """The latest civil date for which nothing can be recorded any more."""
    return civil_date(now - MARGIN, zone) - ONE_DAY


def begins_at(day: date, zone: ZoneInfo) -> datetime:
    """The first instant of a civil date, in UTC."""
    return datetime.combine(day, time.min, zone).astimezone(UTC)
