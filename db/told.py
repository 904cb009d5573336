"""What stands behind the ids of notices: one statement for all of them on PostgreSQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from core.domain.funding import FundingPeriod
from core.domain.ids import CertificateId, EnrollmentId, MunicipalityId, PersonId
from core.domain.notice import Notice
from core.domain.views import Account
from core.ports.outbox import KeptBehind
from db.among import among
from db.enrollments import NAMED, as_line
from db.maps import MUNICIPALITIES, as_municipality
from db.people import as_child, children_among
from db.periods import PERIODS, as_period
from db.prepared import Prepared
from db.presence import as_account, roles
from db.standing import as_certificate
from db.statements import Columns
from db.tables.enrollments import enrollments
from db.tables.messages import accounts
from db.tables.money import certificates
from db.tables.periods import funding_periods
from db.tables.registries import municipalities
from db.together import Together

_IN_CHATS = (among(accounts.c.chat, "chats"), accounts.c.erased_at.is_(None))
_THEIRS = select(accounts.c.id).where(*_IN_CHATS)
_OF_NOTICES = among(certificates.c.id, "certificates")
_PLACES = select(certificates.c.municipality_id).where(_OF_NOTICES)
_OF_CERTIFICATES = children_among(
    select(certificates.c.child_id).where(among(certificates.c.id, "alone"))
)
_ALONE = Prepared(_OF_CERTIFICATES)
_BEHIND = Together(
    accounts=select(accounts).where(*_IN_CHATS),
    roles=roles(lambda column: column.in_(_THEIRS)),
    lines=NAMED.where(among(enrollments.c.id, "enrollments")),
    certificates=select(certificates).where(_OF_NOTICES),
    children=_OF_CERTIFICATES,
    periods=PERIODS.where(funding_periods.c.municipality_id.in_(_PLACES)).order_by(
        funding_periods.c.first_day
    ),
    municipalities=MUNICIPALITIES.where(municipalities.c.id.in_(_PLACES)),
)


def behind(connection: Connection, notices: Sequence[Notice]) -> KeptBehind:
    """See `Outbox.behind`."""
    facts = [notice.facts for notice in notices]
    found = _BEHIND(
        connection,
        {
            "chats": list({notice.chat for notice in notices}),
            "certificates": list({each.certificate for each in facts} - {None}),
            "enrollments": list({each.enrollment for each in facts} - {None}),
            "alone": list({each.certificate for each in facts if not each.enrollment} - {None}),
        },
    )
    periods: dict[MunicipalityId, list[FundingPeriod]] = defaultdict(list)
    for row in found["periods"]:
        periods[MunicipalityId(row.municipality_id)].append(as_period(row))
    lines = {EnrollmentId(row.id): as_line(connection, row) for row in found["lines"]}
    unnamed = {
        each.certificate for each in facts if each.enrollment and each.enrollment not in lines
    }
    rows = [*found["children"], *_nameless(connection, unnamed - {None})]
    return KeptBehind(
        accounts=_accounts(found),
        lines=lines,
        certificates={CertificateId(row.id): as_certificate(row) for row in found["certificates"]},
        children={PersonId(row.id): as_child(connection, PersonId(row.id), row) for row in rows},
        periods=periods,
        municipalities={
            MunicipalityId(row.id): as_municipality(row, row.id) for row in found["municipalities"]
        },
    )


def _nameless(
    connection: Connection, certificates: Collection[CertificateId | None]
) -> Sequence[Columns]:
    """The children whom a line would name that is not there."""
    return _ALONE(connection, {"alone": list(certificates)}).all() if certificates else ()


def _accounts(found: Mapping[str, Sequence[Any]]) -> dict[int, Account]:
    """By their chats."""
    held: dict[int, list[Columns]] = defaultdict(list)
    for role in found["roles"]:
        held[role.account].append(role)
    return {row.chat: as_account(row, held[row.id]) for row in found["accounts"]}
