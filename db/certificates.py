"""Certificates: their rows, one by one and in pages."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    Connection,
    insert,
    select,
    update,
)

from core.domain.actor import Family
from core.domain.certificate import Certificate, CertificateKind, CertificateState
from core.domain.errors import NotAllowed
from core.domain.ids import (
    CategoryId,
    CertificateId,
    EnrollmentId,
    GroupId,
    MunicipalityId,
    PersonId,
    ProviderId,
)
from core.domain.person import normalized_name
from core.domain.scope import Scope, sees
from core.domain.standing import Standing
from core.ports.certificates import Asked, Namesake
from db.among import among
from db.asked import asked, considered, offered
from db.counting import count
from db.looking import EVERYBODY
from db.people import as_child, same_as
from db.prepared import Prepared
from db.standing import as_certificate, locked_row, standing_of
from db.statements import Columns
from db.tables.money import certificates

_BY_IDS = Prepared(
    select(certificates).where(among(certificates.c.id, "certificates")).order_by(certificates.c.id)
)


@dataclass(frozen=True, slots=True)
class SqlCertificates:
    connection: Connection
    now: datetime

    def add(
        self,
        *,
        child: PersonId,
        municipality: MunicipalityId,
        category: CategoryId,
        valid_until: date,
    ) -> Certificate:
        row = self.connection.execute(
            insert(certificates)
            .values(
                child_id=child,
                municipality_id=municipality,
                category_id=category,
                kind=CertificateKind.ACCOUNTING,
                state=CertificateState.ACTIVE,
                valid_until=valid_until,
            )
            .returning(*certificates.c)
        ).one()
        return as_certificate(row)

    def add_each(
        self,
        new: Sequence[tuple[PersonId, CategoryId, date]],
        *,
        municipality: MunicipalityId,
    ) -> tuple[CertificateId, ...]:
        rows = [
            {
                "child_id": child,
                "municipality_id": municipality,
                "category_id": category,
                "kind": CertificateKind.ACCOUNTING,
                "state": CertificateState.ACTIVE,
                "valid_until": valid_until,
            }
            for child, category, valid_until in new
        ]
        if not rows:
            return ()
        added = insert(certificates).returning(certificates.c.id, sort_by_parameter_order=True)
        return tuple(CertificateId(id_) for id_ in self.connection.scalars(added, rows))

    def locked(self, id: CertificateId) -> Certificate | None:
        row = locked_row(self.connection, id)
        return None if row is None else as_certificate(row)

    def get(self, ids: Collection[CertificateId]) -> tuple[Certificate, ...]:
        rows = _BY_IDS(self.connection, {"certificates": list(ids)})
        return tuple(as_certificate(row) for row in rows)

    def of_child(self, child: PersonId) -> Certificate | None:
        row = self.connection.execute(
            select(certificates).where(certificates.c.child_id == child)
        ).first()
        return None if row is None else as_certificate(row)

    def of_children(self, children: Collection[PersonId]) -> tuple[Certificate, ...]:
        rows = self.connection.execute(
            select(certificates).where(certificates.c.child_id.in_(children))
        )
        return tuple(as_certificate(row) for row in rows)

    def namesakes(self, *, full_name: str, born_on: date, of: Scope) -> tuple[Namesake, ...]:
        child = normalized_name(full_name), born_on
        rows = self.connection.execute(EVERYBODY.where(same_as(self.connection, [child])))
        return tuple(self._namesake(row, of) for row in rows)

    def of_municipality(
        self, municipality: MunicipalityId, *, page: int, size: int
    ) -> tuple[Certificate, ...]:
        rows = self.connection.execute(
            select(certificates)
            .where(certificates.c.municipality_id == municipality)
            .order_by(certificates.c.id.desc())
            .limit(size)
            .offset((page - 1) * size)
        )
        return tuple(as_certificate(row) for row in rows)

    def save(self, certificate: Certificate) -> None:
        mine = certificates.c.id == certificate.id
        amount = certificate.frozen_amount
        count(self.connection, mine, by=-1)
        self.connection.execute(
            update(certificates)
            .where(mine)
            .values(
                category_id=certificate.category,
                kind=certificate.kind,
                state=certificate.state,
                valid_until=certificate.valid_until,
                fundings=certificate.fundings,
                funded_on=certificate.funded_on,
                frozen_on=certificate.frozen_on,
                frozen_kopecks=None if amount is None else amount.kopecks,
                closed_because=certificate.closed_because,
            )
        )
        count(self.connection, mine, by=1)

    def standing(
        self, id: CertificateId, *, of: Scope, provider: ProviderId | None = None
    ) -> Standing:
        found = standing_of(self.connection, id, provider, now=self.now)
        if found is None or not sees(of, found.certificate):
            raise NotAllowed
        return found

    def asked(self, id: CertificateId, group: GroupId, *, of: Family, key: str) -> Asked | None:
        own = id in of.certificates
        return asked(self.connection, id, group, key, now=self.now) if own else None

    def considered(self, id: CertificateId, group: GroupId, *, of: Scope) -> Asked | None:
        found = considered(self.connection, id, group, now=self.now)
        seen = found is not None and sees(of, found.standing.certificate)
        return found if seen else None

    def offered(self, id: EnrollmentId, *, of: Family) -> Asked | None:
        return offered(self.connection, id, of.certificates, now=self.now)

    def _namesake(self, row: Columns, of: Scope) -> Namesake:
        certificate = as_certificate(row)
        if not sees(of, certificate):
            return Namesake(certificate, None)
        child = as_child(self.connection, certificate.child, row)
        return Namesake(certificate, child.certificate_number)
