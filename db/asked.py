"""All that decides about one request, after its certificate was locked."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, select

from core.domain.calendar import civil_date
from core.domain.ids import CertificateId, GroupId
from core.ports.certificates import Asked
from db.conditions import conditions_with
from db.contracts import ENROLLMENTS, as_enrollment
from db.offerings import ONE, TIMES, as_offering
from db.standing import COMMITMENTS, PERIODS_WITH_BALANCES, WITH_CHILD, as_standing, locked_row
from db.tables.enrollments import enrollments
from db.tables.registries import groups, modules, programs
from db.together import Together

_PROVIDER = (
    select(programs.c.provider_id)
    .join(modules, modules.c.program_id == programs.c.id)
    .join(groups, groups.c.module_id == modules.c.id)
    .where(groups.c.id == bindparam("group"))
    .scalar_subquery()
)
_ASKED = Together(
    child=WITH_CHILD,
    periods=PERIODS_WITH_BALANCES,
    commitments=COMMITMENTS,
    conditions=conditions_with(_PROVIDER),
    offering=ONE,
    times=TIMES,
    earlier=ENROLLMENTS.where(
        enrollments.c.certificate_id == bindparam("certificate"),
        enrollments.c.request_key == bindparam("key"),
    ),
)


def asked(
    connection: Connection, id: CertificateId, group: GroupId, key: str, *, now: datetime
) -> Asked | None:
    """See `Certificates.asked`; two questions.

    The certificate is locked by a question of its own: what else is asked together with it
    would be as it was before the wait for the lock.
    """
    locked = locked_row(connection, id)
    if locked is None:
        return None
    today = civil_date(now, ZoneInfo(locked.zone))
    given = {"certificate": id, "municipality": locked.municipality_id, "today": today}
    found = _ASKED(connection, {**given, "group": group, "key": key})
    (child,) = found["child"]
    earlier = [as_enrollment(row) for row in found["earlier"]]
    return Asked(
        standing=as_standing(connection, child, found),
        offering=as_offering(found["offering"], found["times"]),
        earlier=earlier[0] if earlier else None,
    )
