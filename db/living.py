"""Which enrollments are live now, each by the civil date of its own municipality (LED-6)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, and_, false, or_, select

from core.domain.calendar import civil_date
from db.tables.enrollments import enrollments, live
from db.tables.periods import funding_periods
from db.tables.registries import municipalities

_ZONES = select(municipalities.c.zone).distinct()
_IN_ZONES = select(funding_periods.c.id).join(
    municipalities, municipalities.c.id == funding_periods.c.municipality_id
)


def live_now(connection: Connection, now: datetime) -> ColumnElement[bool]:
    """Wherever a group is taught, an enrollment in it ends with the day of its certificate."""
    zones: defaultdict[date, list[str]] = defaultdict(list)
    for zone in connection.scalars(_ZONES):
        zones[civil_date(now, ZoneInfo(zone))].append(zone)
    if len(zones) == 1:
        return live(next(iter(zones)))
    return or_(
        false(),
        *(
            and_(
                enrollments.c.period_id.in_(_IN_ZONES.where(municipalities.c.zone.in_(theirs))),
                live(on),
            )
            for on, theirs in zones.items()
        ),
    )
