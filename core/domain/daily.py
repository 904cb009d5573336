"""The daily run: what happens by itself on a civil date, in which order (LED-5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import IntEnum
from zoneinfo import ZoneInfo

from core.domain.calendar import ONE_DAY
from core.domain.funding import FundingPeriod, parameters_on
from core.domain.ids import MunicipalityId

CHUNK = 500

# A chunk takes about as long as nobody minds to wait for it.
CHUNK_SECONDS = 0.025
CHUNK_LEAST, CHUNK_MOST = 100, 1500


def paced(chunk: int, seconds: float) -> int:
    """How much the next chunk should hold when one that was full took so long; not more than
    twice as much, and not less than half, because one long wait says little.
    """
    wanted = chunk * 2 if seconds <= 0 else int(chunk * CHUNK_SECONDS / seconds)
    wanted = max(chunk // 2, min(wanted, chunk * 2))
    return max(CHUNK_LEAST, min(wanted, CHUNK_MOST))


def last_day_due(now: datetime, zone: ZoneInfo, periods: Sequence[FundingPeriod]) -> date:
    """The last date whose run is due: today from its `run_from` by the municipality's clock.

    `periods` are the municipality's in the order of their days. Where there is none, the usual
    hour counts (LED-5).
    """
    local = now.astimezone(zone)
    today = local.date()
    return today if local.time() >= parameters_on(today, periods).run_from else today - ONE_DAY


class Step(IntEnum):
    """The steps of one date, in the order of LED-5."""

    CLOSE_CERTIFICATES = 1
    CLOSE_ENROLLMENTS = 2
    RELEASE = 3
    CONCLUDE = 4
    EXPIRE = 5
    LAPSE = 6
    GRANT = 7
    CHARGE = 8
    UNFUND = 9
    REMIND = 10
    OFFER = 11


@dataclass(frozen=True, slots=True)
class Position:
    """How far a municipality's daily runs have come: everything before it is done.

    `after` is the key of the last row that the step has handled, empty at its beginning.
    """

    municipality: MunicipalityId
    on: date
    step: Step = Step.CLOSE_CERTIFICATES
    after: tuple[int, ...] = ()

    def moved(self, after: tuple[int, ...] | None) -> Position:
        """On to the next chunk; with `after` None to the next step, or the next date."""
        if after is not None:
            return replace(self, after=after)
        following = [step for step in Step if step > self.step]
        if following:
            return replace(self, step=following[0], after=())
        return Position(self.municipality, self.on + ONE_DAY)
