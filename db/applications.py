"""Applications for a certificate: ids, states and days; their persons are in `db.people`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    bindparam,
    func,
    insert,
    select,
    update,
)

from core.domain.actor import Actor, Family
from core.domain.application import (
    ApplicationState,
    CertificateApplication,
)
from core.domain.consent import CONSENT_VERSION
from core.domain.ids import AccountId, ApplicationId, MunicipalityId
from core.ports.applications import KeptApplications, Office, SeenApplications
from db.among import among
from db.applicants import PLACE_OF_DRAFT, SAID, as_draft, as_particulars
from db.application_looks import seen, seen_page, towns_of
from db.application_rows import as_application
from db.looking import EVERYBODY, named
from db.maps import MUNICIPALITIES, by_name
from db.periods import PERIODS, as_period
from db.prepared import Prepared
from db.scoped import applications_of
from db.tables.base import Id
from db.tables.messages import accounts
from db.tables.money import applications, certificates
from db.tables.periods import funding_periods
from db.together import Together

_NEWEST_FIRST = applications.c.id.desc()
_ACCOUNT = bindparam("account", type_=Id)
_COUNT = (
    select(func.count())
    .select_from(applications)
    .where(among(applications.c.state, "states", texts=True))
)
_COUNTED = Prepared(_COUNT)
_COUNTED_IN = Prepared(_COUNT.where(among(applications.c.municipality_id, "towns")))
OF_ACCOUNT = select(applications).where(applications.c.account_id == _ACCOUNT)
_ISSUED = OF_ACCOUNT.with_only_columns(applications.c.certificate_id)
_KEPT = Together(
    account=select(accounts.c.consent_version).where(
        accounts.c.id == _ACCOUNT, accounts.c.erased_at.is_(None)
    ),
    applications=OF_ACCOUNT.order_by(_NEWEST_FIRST),
    certificates=EVERYBODY.where(certificates.c.id.in_(_ISSUED)),
    places=MUNICIPALITIES,
    periods=PERIODS.where(funding_periods.c.municipality_id.in_(PLACE_OF_DRAFT)).order_by(
        funding_periods.c.first_day
    ),
    **SAID,
)


@dataclass(frozen=True, slots=True)
class SqlApplications:
    connection: Connection

    def add(
        self,
        sender: Family,
        municipality: MunicipalityId,
        *,
        key: str,
        consent_version: str,
        sent_at: datetime,
        answer_due: date,
    ) -> CertificateApplication:
        row = self.connection.execute(
            insert(applications)
            .values(
                account_id=sender.account,
                municipality_id=municipality,
                state=ApplicationState.SENT,
                request_key=key,
                consent_version=consent_version,
                sent_at=sent_at,
                answer_due=answer_due,
            )
            .returning(*applications.c)
        ).one()
        return as_application(row)

    def kept(self, of: Family) -> KeptApplications | None:
        found = _KEPT(self.connection, {"account": of.account})
        if not found["account"]:
            return None
        (row,) = found["account"]
        children = named(self.connection, found["certificates"])
        return KeptApplications(
            consented=row.consent_version == CONSENT_VERSION,
            applications=tuple(as_application(each) for each in found["applications"]),
            particulars=as_particulars(self.connection, found["particulars"]),
            numbers={each.certificate: each.child.certificate_number for each in children},
            draft=as_draft(self.connection, next(iter(found["draft"]), None)),
            places=by_name(found["places"]),
            periods=tuple(as_period(each) for each in found["periods"]),
        )

    def locked_of_account(self, of: Family) -> tuple[CertificateApplication, ...]:
        # New ones cannot be locked before they are there, their account can.
        self.connection.execute(
            select(accounts.c.id).where(accounts.c.id == of.account).with_for_update()
        )
        own = select(applications).where(applications_of(of))
        return self._found(own.order_by(_NEWEST_FIRST))

    def keyed(self, account: AccountId, key: str) -> ApplicationId | None:
        return self.connection.scalar(
            select(applications.c.id).where(
                applications.c.account_id == account, applications.c.request_key == key
            )
        )

    def get(self, id: ApplicationId, *, of: Actor) -> CertificateApplication | None:
        found = self._found(_one(id, of))
        return found[0] if found else None

    def locked(self, id: ApplicationId, *, of: Actor) -> CertificateApplication | None:
        found = self._found(_one(id, of).with_for_update())
        return found[0] if found else None

    def seen(self, id: ApplicationId, *, of: Office) -> SeenApplications:
        return seen(self.connection, id, of)

    def page(
        self,
        of: Office,
        municipality: MunicipalityId | None,
        *,
        states: Collection[ApplicationState],
        page: int,
        size: int,
    ) -> SeenApplications:
        named = [state.value for state in states]
        return seen_page(self.connection, of, municipality, states=named, page=page, size=size)

    def count(self, of: Office, *, states: Collection[ApplicationState]) -> int:
        asked = {"states": [state.value for state in states]}
        towns = towns_of(of)
        if towns is None:
            return _COUNTED(self.connection, asked).scalar() or 0
        return _COUNTED_IN(self.connection, {**asked, "towns": towns}).scalar() or 0

    def save(self, application: CertificateApplication) -> None:
        reason, comment = application.refusal or (None, None)
        values: Mapping[str, Any] = {
            "state": application.state,
            "answered_on": application.answered_on,
            "refusal_reason": reason,
            "refusal_comment": comment,
            "certificate_id": application.certificate,
        }
        self.connection.execute(
            update(applications).where(applications.c.id == application.id).values(**values)
        )

    def _found(self, question: Select[Any]) -> tuple[CertificateApplication, ...]:
        return tuple(as_application(row) for row in self.connection.execute(question))


def _one(id: ApplicationId, of: Actor) -> Select[Any]:
    return select(applications).where(applications.c.id == id, applications_of(of))
