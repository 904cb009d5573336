"""All that decides about one request: before it, and after its certificate was locked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, bindparam, select

from core.domain.ids import CertificateId, EnrollmentId, GroupId
from core.ports.certificates import Asked
from db.among import among
from db.contracts import ENROLLMENTS, as_enrollment
from db.offerings import ONE, TIMES, as_offering
from db.standing import about_standing, as_standing, earliest_date, locked_row
from db.tables.base import Id
from db.tables.enrollments import enrollments
from db.tables.registries import groups, modules, programs
from db.together import Together, given

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
# An enrollment of a family's child; of another's nothing of what follows is found.
_OFFER = ENROLLMENTS.where(
    enrollments.c.id == bindparam("enrollment", type_=Id),
    among(enrollments.c.certificate_id, "certificates"),
)


def _its(column: Column[Any]) -> ColumnElement[Any]:
    return _OFFER.with_only_columns(column).scalar_subquery()


_WHICH = {
    "certificate": _its(enrollments.c.certificate_id),
    "group": _its(enrollments.c.group_id),
}
_OFFERED = Together(
    earlier=_OFFER, **{name: given(each, **_WHICH) for name, each in _CONSIDERED.items()}
)


def asked(
    connection: Connection, id: CertificateId, group: GroupId, key: str, *, now: datetime
) -> Asked | None:
    """See `Certificates.asked`; two questions.

    The certificate is locked by a question of its own: what else is asked together with it
    would be as it was before the wait for the lock.
    """
    if locked_row(connection, id) is None:
        return None
    which = {"certificate": id, "group": group, "key": key}
    found = _ASKED(connection, {**which, "since": earliest_date(now)})
    return _as_asked(connection, found, now=now)


def considered(
    connection: Connection, id: CertificateId, group: GroupId, *, now: datetime
) -> Asked | None:
    """See `Certificates.considered`."""
    which = {"certificate": id, "group": group}
    found = _WITHOUT_KEY(connection, {**which, "since": earliest_date(now)})
    return _as_asked(connection, found, now=now) if found["child"] else None


def offered(
    connection: Connection, id: EnrollmentId, of: Collection[CertificateId], *, now: datetime
) -> Asked | None:
    """See `Certificates.offered`."""
    which = {"enrollment": id, "certificates": of}
    found = _OFFERED(connection, {**which, "since": earliest_date(now)})
    return _as_asked(connection, found, now=now) if found["earlier"] else None


def _as_asked(
    connection: Connection, found: Mapping[str, Sequence[Any]], *, now: datetime
) -> Asked:
    return Asked(
        standing=as_standing(connection, found, now=now),
        offering=as_offering(found["offering"], found["times"]),
        earlier=next((as_enrollment(row) for row in found.get("earlier", ())), None),
    )
