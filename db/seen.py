"""Who sees a child, since when, and by whose doing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, String, and_, cast, literal, or_, select

from core.domain.ids import CertificateId
from core.domain.invitation import LinkMode
from core.domain.roles import Holder, LinkedBy
from core.ports.families import KeptName
from db.among import among
from db.looking import ASKED, CHILDREN, named
from db.statements import Columns
from db.tables.messages import audit_trail, invitations, links
from db.together import Together

_INVITED, _BY_PHONE, _ISSUED = "link", "link-by-phone", "issue"
# What was recorded of the certificate in the moment of linking. An applicant is linked when the
# certificate is issued, which is the office's act; all else is recorded as the account's own.
_ITS_RECORD = and_(
    audit_trail.c.subject == literal("certificate:") + cast(links.c.certificate_id, String),
    audit_trail.c.at == links.c.linked_at,
    or_(
        audit_trail.c.act == _ISSUED,
        and_(
            or_(audit_trail.c.act == _INVITED, audit_trail.c.act == _BY_PHONE),
            audit_trail.c.actor == literal("parent:") + cast(links.c.account_id, String),
        ),
    ),
)
_RECORDS = (
    select(links.c.account_id, audit_trail.c.act, invitations.c.invited_by)
    .join(audit_trail, _ITS_RECORD)
    .outerjoin(
        invitations,
        and_(
            audit_trail.c.act == _INVITED,
            invitations.c.id == audit_trail.c.details["invitation"].as_integer(),
        ),
    )
    .where(among(links.c.certificate_id, ASKED))
    .order_by(audit_trail.c.id)
)
_SEEN = Together(
    children=CHILDREN,
    holders=select(links)
    .where(among(links.c.certificate_id, ASKED))
    .order_by(links.c.linked_at, links.c.account_id),
    records=_RECORDS,
)


def seen(
    connection: Connection, certificate: CertificateId
) -> tuple[KeptName, tuple[Holder, ...]] | None:
    """See `Families.seen`."""
    found = _SEEN(connection, {ASKED: [certificate]})
    child = next(iter(named(connection, found["children"])), None)
    if child is None:
        return None
    linked_by = _linked_by(found["records"])
    holders = (
        Holder(row.account_id, row.linked_at, LinkMode(row.mode), linked_by.get(row.account_id))
        for row in found["holders"]
    )
    return child, tuple(holders)


def _linked_by(records: Sequence[Columns]) -> Mapping[Any, LinkedBy]:
    """Of each account; what it did itself says more than what was done in the same moment."""
    own = [row for row in records if row.act != _ISSUED]
    return {
        row.account_id: way
        for row in (*(row for row in records if row.act == _ISSUED), *own)
        if (way := _way(row)) is not None
    }


def _way(row: Columns) -> LinkedBy | None:
    match row.act, str(row.invited_by).partition(":")[0]:
        case "issue", _:
            return LinkedBy.APPLICATION
        case "link-by-phone", _:
            return LinkedBy.TELEPHONE
        case _, "operator":
            return LinkedBy.OPERATOR
        case _, "municipality":
            return LinkedBy.MUNICIPALITY
        case _:
            return None
