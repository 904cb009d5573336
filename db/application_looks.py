"""Applications as an office sees them: with all that is shown of them, in one statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from core.domain.actor import Operator
from core.domain.ids import ApplicationId, MunicipalityId
from core.ports.applications import Office, SeenApplications
from db.among import among
from db.applicants import as_particulars, said_in
from db.application_rows import as_application
from db.categories import about_categories, as_categories
from db.looking import EVERYBODY, named
from db.maps import MUNICIPALITIES, by_name
from db.tables.base import Id
from db.tables.money import applications, certificates
from db.tables.registries import municipalities
from db.together import Together

_IN_ORDER = (applications.c.answer_due, applications.c.id)


def _each(found: Select[Any], *, opened: bool) -> Mapping[bool, Together]:
    """Of the applications that are found; the questions of whoever sees everywhere, and not."""
    there = found.where(among(applications.c.municipality_id, "towns"))
    return {True: _about(found, opened=opened), False: _about(there, opened=opened)}


def _about(question: Select[Any], *, opened: bool) -> Together:
    found = question.cte("found")
    places = select(found.c.municipality_id)
    return Together(
        applications=select(found).order_by(found.c.answer_due, found.c.id),
        particulars=said_in(select(found.c.id)),
        # Whoever sees the application sees what came of it: it was issued in the same place.
        issued=EVERYBODY.where(certificates.c.id.in_(select(found.c.certificate_id))),
        places=MUNICIPALITIES.where(municipalities.c.id.in_(places)),
        **(about_categories(places) if opened else {}),
    )


_ONE = _each(
    select(applications).where(applications.c.id == bindparam("application", type_=Id)),
    opened=True,
)
_PAGE = _each(
    select(applications)
    .where(among(applications.c.state, "states", texts=True))
    .order_by(*_IN_ORDER)
    .limit(bindparam("size", type_=Id))
    .offset(bindparam("skipped", type_=Id)),
    opened=False,
)


def seen(connection: Connection, id: ApplicationId, of: Office) -> SeenApplications:
    """See `Applications.seen`."""
    towns = towns_of(of)
    found = _ONE[towns is None](connection, {"application": id, "towns": towns})
    return _as_seen(connection, found, opened=True)


def seen_page(
    connection: Connection,
    of: Office,
    municipality: MunicipalityId | None,
    *,
    states: Sequence[str],
    page: int,
    size: int,
) -> SeenApplications:
    """See `Applications.page`."""
    towns = towns_of(of)
    if municipality is not None:
        towns = [municipality] if towns is None or municipality in towns else []
    given = {"towns": towns, "states": states, "size": size, "skipped": (page - 1) * size}
    return _as_seen(connection, _PAGE[towns is None](connection, given), opened=False)


def towns_of(office: Office) -> list[MunicipalityId] | None:
    """Whose applications the office sees; None for everybody's."""
    if not isinstance(office, Operator):
        return [office.municipality]
    return None if office.municipalities is None else list(office.municipalities)


def _as_seen(
    connection: Connection, found: Mapping[str, Sequence[Any]], *, opened: bool
) -> SeenApplications:
    issued = named(connection, found["issued"])
    return SeenApplications(
        applications=tuple(as_application(row) for row in found["applications"]),
        particulars=as_particulars(connection, found["particulars"]),
        numbers={each.certificate: each.child.certificate_number for each in issued},
        places=by_name(found["places"]),
        categories=as_categories(found) if opened else (),
    )
