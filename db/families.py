"""All that a family's own screen shows, in one question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from core.domain.actor import Family
from core.domain.delivery import Delivery
from core.domain.enrollment import LIVE
from core.domain.ids import CertificateId, EnrollmentId, ProgramId
from core.domain.roles import Holder
from core.domain.scope import Scope, sees
from core.domain.views import About, EnrollmentLine, PeriodBalance
from core.ports.families import (
    Arrival,
    KeptChild,
    KeptContract,
    KeptHistory,
    KeptName,
    KeptPlace,
    Looking,
    LookingAt,
)
from db.among import among
from db.arriving import arriving
from db.balances import MONEY, as_balance, by_certificate
from db.contract_cards import contract, history, place
from db.contracts import TITLED, as_enrollment
from db.looking import ASKED, CHILDREN, looking, looking_at, named
from db.maps import as_municipality
from db.people import as_child
from db.periods import as_period
from db.prepared import Prepared
from db.queues import PLACES
from db.seen import seen
from db.standing import as_certificate
from db.statements import Columns
from db.tables.base import held
from db.tables.enrollments import enrollments
from db.together import Together

_LINES = TITLED.where(
    among(enrollments.c.certificate_id, ASKED), held(enrollments.c.state, *sorted(LIVE))
).order_by(enrollments.c.id.desc())
_FAMILY = Together(children=CHILDREN, money=MONEY, lines=_LINES, places=PLACES)
_NAMED = Prepared(CHILDREN)


@dataclass(frozen=True, slots=True)
class SqlFamilies:
    """See `Families`."""

    connection: Connection
    now: datetime

    def children(self, of: Family) -> tuple[KeptChild, ...]:
        found = _FAMILY(self.connection, {ASKED: of.certificates})
        money, lines = by_certificate(found["money"]), by_certificate(found["lines"])
        places = {row.certificate_id: row.place for row in found["places"]}
        return tuple(
            self._kept(row, money[row.id], lines[row.id], places.get(row.id))
            for row in found["children"]
        )

    def named(self, of: Family) -> tuple[KeptName, ...]:
        return named(self.connection, _NAMED(self.connection, {ASKED: of.certificates}).all())

    def name(self, certificate: CertificateId, *, of: Scope) -> KeptName | None:
        rows = _NAMED(self.connection, {ASKED: [certificate]}).all()
        found = named(self.connection, [row for row in rows if sees(of, as_certificate(row))])
        return found[0] if found else None

    def seen(
        self, certificate: CertificateId, *, of: Family
    ) -> tuple[KeptName, tuple[Holder, ...]] | None:
        return seen(self.connection, certificate) if certificate in of.certificates else None

    def contract(self, id: EnrollmentId, *, of: Family) -> KeptContract | None:
        return contract(self.connection, id, of.certificates)

    def place(self, id: EnrollmentId, *, of: Family) -> KeptPlace | None:
        return place(self.connection, id, of.certificates)

    def history(self, certificate: CertificateId, *, of: Family) -> KeptHistory | None:
        return history(self.connection, certificate) if certificate in of.certificates else None

    def arriving(self, chat: int, delivery: Delivery | None, about: About) -> Arrival | None:
        return arriving(self.connection, chat, delivery, about, now=self.now)

    def looking(self, of: Family, chosen: CertificateId | None) -> Looking:
        return looking(self.connection, of, chosen, now=self.now)

    def looking_at(self, program: ProgramId, of: Family, chosen: CertificateId | None) -> LookingAt:
        return looking_at(self.connection, program, of, chosen, now=self.now)

    def _kept(
        self, row: Columns, money: Sequence[Columns], lines: Sequence[Columns], place: int | None
    ) -> KeptChild:
        certificate = as_certificate(row)
        child = as_child(self.connection, certificate.child, row)
        short_name = child.short_name
        return KeptChild(
            child=child,
            certificate=certificate,
            municipality=as_municipality(row, row.municipality_id),
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
