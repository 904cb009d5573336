"""A family that looks round the catalog: its children, for which one, and at which program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, and_, bindparam, select

from core.domain.actor import Family
from core.domain.certificate import CertificateState
from core.domain.ids import CertificateId, ProgramId
from core.ports.families import KeptName, Looking, LookingAt
from db.among import among
from db.catalog import not_archived
from db.drivers import ensure_not_alone
from db.maps import MUNICIPALITIES, PLACE_COLUMNS, as_municipality, by_name
from db.offerings import IN_ORDER, as_offerings, as_program, as_provider, groups_where
from db.people import CHILD_COLUMNS, as_child
from db.standing import about_standing, as_certificate, as_standing, earliest_date
from db.tables.base import Id
from db.tables.money import certificates
from db.tables.people import children
from db.tables.registries import municipalities, programs, providers
from db.tables.wishes import favorites
from db.together import Together

# The parameter of CHILDREN.
ASKED: Final = "certificates"
EVERYBODY = (
    select(
        certificates,
        *CHILD_COLUMNS,
        *PLACE_COLUMNS,
    )
    .join(children, children.c.id == certificates.c.child_id)
    .join(municipalities, municipalities.c.id == certificates.c.municipality_id)
    .order_by(certificates.c.id)
)
CHILDREN = EVERYBODY.where(among(certificates.c.id, ASKED))
_PROGRAM = bindparam("program", type_=Id)
PROGRAM = select(programs).where(programs.c.id == _PROGRAM)
_LOOKING = {"children": CHILDREN, "places": MUNICIPALITIES, **about_standing(None)}
_ROUND = Together(**_LOOKING)
_AT = Together(
    **_LOOKING,
    **groups_where(and_(programs.c.id == _PROGRAM, not_archived()), *IN_ORDER),
    program=PROGRAM,
    provider=select(providers).where(
        providers.c.id == PROGRAM.with_only_columns(programs.c.provider_id).scalar_subquery()
    ),
    kept=select(favorites.c.program_id).where(
        favorites.c.program_id == _PROGRAM,
        favorites.c.account_id == bindparam("account", type_=Id),
    ),
)


def looking(
    connection: Connection, of: Family, chosen: CertificateId | None, *, now: datetime
) -> Looking:
    """See `Families.looking`."""
    # Whoever begins so goes on with a search.
    ensure_not_alone(connection)
    return as_looking(connection, _ROUND(connection, _given(of, chosen, now)), now)


def looking_at(
    connection: Connection,
    program: ProgramId,
    of: Family,
    chosen: CertificateId | None,
    *,
    now: datetime,
) -> LookingAt:
    """See `Families.looking_at`."""
    family = _given(of, chosen, now)
    found = _AT(connection, {**family, "program": program, "account": of.account})
    around, known = as_looking(connection, found, now), None
    for row in found["program"]:
        (provider,) = found["provider"]
        place = next(each for each in around.places if each.id == row.municipality_id)
        known = as_program(row), as_provider(provider), place
    return LookingAt(around, known, as_offerings(found), kept=bool(found["kept"]))


def _given(of: Family, chosen: CertificateId | None, now: datetime) -> dict[str, Any]:
    own = of.certificates
    return {
        ASKED: own,
        "certificate": chosen if chosen in own else None,
        "since": earliest_date(now),
    }


def named(connection: Connection, rows: Sequence[Any]) -> tuple[KeptName, ...]:
    """Of the rows that CHILDREN found."""
    return tuple(
        KeptName(
            CertificateId(row.id),
            as_child(connection, as_certificate(row).child, row),
            as_municipality(row, row.municipality_id),
            closed=row.state == CertificateState.CLOSED,
        )
        for row in rows
    )


def as_looking(
    connection: Connection, found: Mapping[str, Sequence[Any]], now: datetime
) -> Looking:
    """Of the rows of CHILDREN, MUNICIPALITIES and, where a child is looked for, its standing."""
    standing = as_standing(connection, found, now=now) if found["child"] else None
    return Looking(named(connection, found["children"]), by_name(found["places"]), standing)
