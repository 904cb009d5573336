"""A clock that is set for trying things may go forward, and never behind what was written."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from core.domain.calendar import ONE_DAY
from core.domain.digest import begins_at
from core.domain.errors import ClockSetBack
from core.ports.unit_of_work import UnitOfWork

# A set clock ticks on while a command works, so what it writes is a little later than the
# instant it was given; the next command may be given the same one.
OF_ONE_COMMAND = timedelta(hours=1)


def ensure_not_set_back(uow: UnitOfWork) -> None:
    """Refuse an instant before the last act, the last movement of money or the end of the last
    day that is closed: charges and days would be written behind those that are there (M4).

    Raises:
        ClockSetBack: It is more than an hour behind what was written, or in a closed day.
    """
    written = [uow.trail.latest_at(), uow.digests.last_recorded_at()]
    latest = [each - OF_ONE_COMMAND for each in written if each is not None]
    latest += _closed_until(uow)
    if latest and uow.now < max(latest):
        raise ClockSetBack(max(latest))


def _closed_until(uow: UnitOfWork) -> list[datetime]:
    """Nothing may be written any more before these instants."""
    closed = [(place.zone, uow.digests.latest(place.id)) for place in uow.municipalities.all()]
    return [
        begins_at(digest.on + ONE_DAY, ZoneInfo(zone))
        for zone, digest in closed
        if digest is not None
    ]
