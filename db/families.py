"""All that a family's own screen shows, in one question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, select

from core.domain.enrollment import LIVE
from core.domain.ids import CertificateId, MunicipalityId
from core.domain.views import EnrollmentLine, Municipality, PeriodBalance
from core.ports.families import KeptChild
from db.among import among
from db.balances import as_balance
from db.contracts import TITLED, as_enrollment
from db.maps import as_point
from db.people import CHILD_COLUMNS, as_child
from db.periods import PERIODS, as_period
from db.queues import PLACES
from db.standing import as_certificate
from db.statements import Columns
from db.tables.base import held
from db.tables.enrollments import enrollments
from db.tables.money import balances, certificates
from db.tables.people import children
from db.tables.registries import funding_periods, municipalities
from db.together import Together

_ASKED = "certificates"
_CHILDREN = (
    select(
        certificates,
        *CHILD_COLUMNS,
        municipalities.c.code,
        municipalities.c.name,
        municipalities.c.zone,
        municipalities.c.number_prefix,
        municipalities.c.latitude,
        municipalities.c.longitude,
    )
    .join(children, children.c.id == certificates.c.child_id)
    .join(municipalities, municipalities.c.id == certificates.c.municipality_id)
    .where(among(certificates.c.id, _ASKED))
    .order_by(certificates.c.id)
)
# A certificate has money in the periods of its municipality; balances are found by both.
_MONEY = (
    PERIODS.add_columns(balances)
    .join(certificates, certificates.c.municipality_id == funding_periods.c.municipality_id)
    .join(
        balances,
        and_(
            balances.c.period_id == funding_periods.c.id,
            balances.c.certificate_id == certificates.c.id,
        ),
    )
    .where(among(certificates.c.id, _ASKED))
    .order_by(funding_periods.c.first_day)
)
_LINES = TITLED.where(
    among(enrollments.c.certificate_id, _ASKED), held(enrollments.c.state, *sorted(LIVE))
).order_by(enrollments.c.id.desc())
_FAMILY = Together(children=_CHILDREN, money=_MONEY, lines=_LINES, places=PLACES)


@dataclass(frozen=True, slots=True)
class SqlFamilies:
    """See `Families`."""

    connection: Connection

    def children(self, certificates: Collection[CertificateId]) -> tuple[KeptChild, ...]:
        found = _FAMILY(self.connection, {_ASKED: certificates})
        money, lines = _by_certificate(found["money"]), _by_certificate(found["lines"])
        places = {row.certificate_id: row.place for row in found["places"]}
        return tuple(
            self._kept(row, money[row.id], lines[row.id], places.get(row.id))
            for row in found["children"]
        )

    def _kept(
        self, row: Columns, money: Sequence[Columns], lines: Sequence[Columns], place: int | None
    ) -> KeptChild:
        certificate = as_certificate(row)
        child = as_child(self.connection, certificate.child, row)
        short_name = child.short_name
        return KeptChild(
            child=child,
            certificate=certificate,
            municipality=Municipality(
                MunicipalityId(row.municipality_id),
                row.code,
                row.name,
                row.zone,
                row.number_prefix,
                as_point(row.latitude, row.longitude),
            ),
            balances=tuple(PeriodBalance(as_period(each), as_balance(each)) for each in money),
            lines=tuple(
                EnrollmentLine(
                    enrollment=as_enrollment(each),
                    program_title=each.program_title,
                    group_title=each.group_title,
                    provider_name=each.provider_name,
                    child_short_name=short_name,
                )
                for each in lines
            ),
            queue_place=place,
        )


def _by_certificate(rows: Sequence[Any]) -> Mapping[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.certificate_id].append(row)
    return found
