"""Enrollments one by one; many at once are the daily run's (`db.daily`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    bindparam,
    insert,
    select,
    update,
)

from core.domain.actor import Family
from core.domain.enrollment import Enrollment
from core.domain.errors import NoPlaces
from core.domain.grounds import RefusalReason
from core.domain.ids import (
    CertificateId,
    EnrollmentId,
    GroupId,
    MunicipalityId,
    PersonId,
    ProviderId,
)
from core.domain.person import Child
from core.domain.scope import Scope
from core.domain.views import EnrollmentLine, RequestCard
from core.ports.enrollments import NewRequest, Owners
from db.among import among
from db.contracts import (
    ENROLLMENTS,
    REQUEST_COLUMNS,
    SCHEDULE_COLUMNS,
    TITLED,
    agreed_columns,
    as_enrollment,
    request_columns,
    schedule_columns,
    terms_columns,
)
from db.groups import TAKE_PLACE, TAKING_PLACE
from db.locks import shared
from db.people import CHILD_COLUMNS, as_child
from db.prepared import Prepared
from db.refusals import refusals_by_name
from db.scoped import enrollments_of
from db.statements import Columns, set_each
from db.tables.enrollments import enrollments, live, schedules
from db.tables.money import certificates
from db.tables.people import children
from db.tables.periods import funding_periods
from db.tables.registries import groups

# An enrollment with the names that people know it by.
NAMED = (
    TITLED.add_columns(*CHILD_COLUMNS, certificates.c.child_id)
    .join(certificates, certificates.c.id == enrollments.c.certificate_id)
    .join(children, children.c.id == certificates.c.child_id)
)

_ADD = Prepared(insert(enrollments).returning(enrollments.c.id), columns=REQUEST_COLUMNS)
# The place and what it is for, in one way to PostgreSQL; nothing where there is no place.
_PLACE = TAKING_PLACE.returning(groups.c.id).cte("place")
_ADD_WITH_PLACE = Prepared(
    insert(enrollments)
    .from_select(
        REQUEST_COLUMNS,
        select(
            *(bindparam(f"the_{each}", type_=enrollments.c[each].type) for each in REQUEST_COLUMNS)
        ).select_from(_PLACE),
    )
    .returning(enrollments.c.id)
)
_KEEP_SCHEDULE = Prepared(set_each(schedules), columns=SCHEDULE_COLUMNS)
_BY_ID = Prepared(ENROLLMENTS.where(enrollments.c.id == bindparam("enrollment")))
_LINES = Prepared(
    NAMED.where(among(enrollments.c.certificate_id, "certificates")).order_by(
        enrollments.c.id.desc()
    )
)
_OF_CERTIFICATE = ENROLLMENTS.where(
    enrollments.c.certificate_id == bindparam("certificate")
).order_by(enrollments.c.id.desc())
_ALL_OF_CERTIFICATE = Prepared(_OF_CERTIFICATE)
_LOCK_HOLDER = Prepared(
    select(certificates.c.id, shared(certificates.c.municipality_id))
    .where(
        certificates.c.id
        == select(enrollments.c.certificate_id)
        .where(enrollments.c.id == bindparam("enrollment"))
        .scalar_subquery()
    )
    .with_for_update()
)


@dataclass(frozen=True, slots=True)
class SqlEnrollments:
    connection: Connection

    def add(self, request: NewRequest) -> Enrollment:
        """See `Enrollments`."""
        given = request_columns(request)
        with refusals_by_name():
            if request.holds_place:
                new = self._add_with_place(request.group, given)
            else:
                new = _ADD(self.connection, given).scalar()
        if new is None:
            raise NoPlaces
        return request.begun(EnrollmentId(new))

    def _add_with_place(self, group: GroupId, given: Mapping[str, Any]) -> int | None:
        taking = {"of_group": group}
        new: int | None = None
        if self.connection.dialect.name == "postgresql":
            given = {f"the_{name}": value for name, value in given.items()}
            new = _ADD_WITH_PLACE(self.connection, given | taking).scalar()
        elif TAKE_PLACE(self.connection, taking).rowcount == 1:
            new = _ADD(self.connection, given).scalar()
        return new

    def owners(self, id: EnrollmentId) -> Owners | None:
        row = self.connection.execute(
            select(
                enrollments.c.certificate_id,
                funding_periods.c.municipality_id,
                enrollments.c.provider_id,
            )
            .join(funding_periods, funding_periods.c.id == enrollments.c.period_id)
            .where(enrollments.c.id == id)
        ).first()
        if row is None:
            return None
        certificate, municipality, provider = row
        return Owners(
            CertificateId(certificate), MunicipalityId(municipality), ProviderId(provider)
        )

    def locked(self, id: EnrollmentId) -> Enrollment:
        """See `Enrollments`. The certificate is locked first, as everybody does."""
        if self.connection.dialect.name == "postgresql":
            _LOCK_HOLDER(self.connection, {"enrollment": id})
        return as_enrollment(_BY_ID(self.connection, {"enrollment": id}).one())

    def get(self, id: EnrollmentId) -> Enrollment | None:
        row = _BY_ID(self.connection, {"enrollment": id}).first()
        return None if row is None else as_enrollment(row)

    def save(self, enrollment: Enrollment) -> None:
        statement = (
            update(enrollments)
            .where(enrollments.c.id == enrollment.id)
            .values(
                state=enrollment.state,
                concluded_on=enrollment.concluded_on,
                release_on=enrollment.release_on,
                group_id=enrollment.group,
                waits_since=enrollment.waits_since,
                accepted_on=enrollment.accepted_on,
                holds_place=enrollment.holds_place,
                terminated_on=enrollment.terminated_on,
                ended_by=enrollment.ended_by,
                ground=enrollment.ground,
                **terms_columns(enrollment.terms),
                **agreed_columns(enrollment.agreed),
            )
            .values(last_day=enrollment.days.last)
        )
        with refusals_by_name():
            self.connection.execute(statement)
        if enrollment.concluded:
            _KEEP_SCHEDULE(self.connection, schedule_columns(enrollment))

    def keep_refusal(self, id: EnrollmentId, reason: RefusalReason, comment: str) -> None:
        self.connection.execute(
            update(enrollments)
            .where(enrollments.c.id == id)
            .values(refusal_reason=reason, refusal_comment=comment)
        )

    def refusal(self, id: EnrollmentId, *, of: Scope) -> tuple[RefusalReason, str] | None:
        row = self.connection.execute(
            select(enrollments.c.refusal_reason, enrollments.c.refusal_comment)
            .join(certificates, certificates.c.id == enrollments.c.certificate_id)
            .where(
                enrollments.c.id == id,
                enrollments.c.refusal_reason.is_not(None),
                enrollments_of(of),
            )
        ).first()
        if row is None:
            return None
        reason, comment = row
        return RefusalReason(reason), comment

    def of_certificate(
        self, certificate: CertificateId, *, live_on: date | None = None
    ) -> tuple[Enrollment, ...]:
        given = {"certificate": certificate}
        rows = (
            _ALL_OF_CERTIFICATE(self.connection, given)
            if live_on is None
            else self.connection.execute(_OF_CERTIFICATE.where(live(live_on)), given)
        )
        return tuple(as_enrollment(row) for row in rows)

    def lines(self, of: Family) -> tuple[EnrollmentLine, ...]:
        rows = _LINES(self.connection, {"certificates": of.certificates})
        return tuple(as_line(self.connection, row) for row in rows)

    def line(self, id: EnrollmentId, *, of: Scope) -> EnrollmentLine | None:
        found = self._lines(NAMED.where(enrollments.c.id == id, enrollments_of(of)))
        return found[0] if found else None

    def page(
        self, of: Scope, *, municipality: MunicipalityId | None = None, page: int, size: int
    ) -> tuple[EnrollmentLine, ...]:
        question = NAMED.where(enrollments_of(of)).order_by(enrollments.c.id.desc())
        if municipality is not None:
            question = question.where(certificates.c.municipality_id == municipality)
        return self._lines(question.limit(size).offset((page - 1) * size))

    def request_card(self, id: EnrollmentId, *, of: Scope, on: date) -> RequestCard | None:
        found = self._cards(NAMED.where(enrollments.c.id == id, enrollments_of(of)), on)
        return found[0] if found else None

    def _one(self, *which: ColumnElement[bool]) -> Enrollment | None:
        row = self.connection.execute(ENROLLMENTS.where(*which)).first()
        return None if row is None else as_enrollment(row)

    def _child(self, row: Columns) -> Child:
        return as_child(self.connection, PersonId(row.child_id), row)

    def _lines(self, question: Select[Any]) -> tuple[EnrollmentLine, ...]:
        return tuple(as_line(self.connection, row) for row in self.connection.execute(question))

    def _cards(self, question: Select[Any], on: date) -> tuple[RequestCard, ...]:
        return tuple(self._card(row, on) for row in self.connection.execute(question))

    def _card(self, row: Columns, on: date) -> RequestCard:
        child = self._child(row)
        return RequestCard(
            enrollment=as_enrollment(row),
            child_short_name=child.short_name,
            child_age=child.age(on=on),
            program_title=row.program_title,
            group_title=row.group_title,
        )


def as_line(connection: Connection, row: Columns) -> EnrollmentLine:
    """Of a row of NAMED."""
    return EnrollmentLine(
        enrollment=as_enrollment(row),
        program_title=row.program_title,
        group_title=row.group_title,
        provider_name=row.provider_name,
        child_short_name=as_child(connection, PersonId(row.child_id), row).short_name,
    )
