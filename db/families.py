"""All that a family's own screen shows, in one question."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from core.domain.delivery import Delivery
from core.domain.enrollment import LIVE
from core.domain.ids import AccountId, CertificateId, EnrollmentId, ProgramId
from core.domain.roles import Holder
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

    def children(self, certificates: Collection[CertificateId]) -> tuple[KeptChild, ...]:
        found = _FAMILY(self.connection, {ASKED: certificates})
        money, lines = by_certificate(found["money"]), by_certificate(found["lines"])
        places = {row.certificate_id: row.place for row in found["places"]}
        return tuple(
            self._kept(row, money[row.id], lines[row.id], places.get(row.id))
            for row in found["children"]
        )

    def named(self, certificates: Collection[CertificateId]) -> tuple[KeptName, ...]:
        return named(self.connection, _NAMED(self.connection, {ASKED: certificates}).all())

    def seen(self, certificate: CertificateId) -> tuple[tuple[KeptName, ...], tuple[Holder, ...]]:
        return seen(self.connection, certificate)

    def contract(self, id: EnrollmentId, *, of: Collection[CertificateId]) -> KeptContract | None:
        return contract(self.connection, id, of)

    def place(self, id: EnrollmentId, *, of: Collection[CertificateId]) -> KeptPlace | None:
        return place(self.connection, id, of)

    def history(self, certificate: CertificateId) -> KeptHistory | None:
        return history(self.connection, certificate)

    def arriving(self, chat: int, delivery: Delivery | None, about: About) -> Arrival | None:
        return arriving(self.connection, chat, delivery, about, now=self.now)

    def looking(
        self, certificates: Collection[CertificateId], chosen: CertificateId | None
    ) -> Looking:
        return looking(self.connection, certificates, chosen, now=self.now)

    def looking_at(
        self,
        program: ProgramId,
        account: AccountId,
        certificates: Collection[CertificateId],
        chosen: CertificateId | None,
    ) -> LookingAt:
        family = (account, certificates, chosen)
        return looking_at(self.connection, program, *family, now=self.now)

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
