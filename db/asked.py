"""All that decides about one request: before it, and after its certificate was locked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select

from core.domain.enrollment import Enrollment
from core.domain.ids import CertificateId, GroupId
from core.ports.certificates import Asked
from db.contracts import ENROLLMENTS, as_enrollment
from db.offerings import ONE, TIMES, as_offering
from db.standing import about_standing, as_standing, earliest_date, locked_row
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
_CONSIDERED = {**about_standing(_PROVIDER), "offering": ONE, "times": TIMES}
_ASKED = Together(
    **_CONSIDERED,
    earlier=ENROLLMENTS.where(
        enrollments.c.certificate_id == bindparam("certificate"),
        enrollments.c.request_key == bindparam("key"),
    ),
)
_WITHOUT_KEY = Together(**_CONSIDERED)


def asked(
    connection: Connection, id: CertificateId, group: GroupId, key: str, *, now: datetime
) -> Asked | None:
    """See `Certificates.asked`; two questions.

    The certificate is locked by a question of its own: what else is asked together with it
    would be as it was before the wait for the lock.
    """
    if locked_row(connection, id) is None:
        return None
    given = {"certificate": id, "group": group, "key": key, "since": earliest_date(now)}
    found = _ASKED(connection, given)
    earlier = [as_enrollment(row) for row in found["earlier"]]
    return _as_asked(connection, found, earlier[0] if earlier else None, now=now)


def considered(
    connection: Connection, id: CertificateId, group: GroupId, *, now: datetime
) -> Asked | None:
    """See `Certificates.considered`."""
    given = {"certificate": id, "group": group, "since": earliest_date(now)}
    found = _WITHOUT_KEY(connection, given)
    return _as_asked(connection, found, None, now=now) if found["child"] else None


def _as_asked(
    connection: Connection,
    found: Mapping[str, Sequence[Any]],
    earlier: Enrollment | None,
    *,
    now: datetime,
) -> Asked:
    return Asked(
        standing=as_standing(connection, found, now=now),
        offering=as_offering(found["offering"], found["times"]),
        earlier=earlier,
    )
