"""Erasing persons; what is only a number of them stays, so that the books stay whole."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import (
    Connection,
    ScalarSelect,
    delete,
    insert,
    select,
    update,
)

from core.domain.actor import Family
from core.domain.erasing import Erasure, ErasureKind
from core.domain.ids import AccountId, CertificateId, EnrollmentId
from core.ports.erasures import KeptErasure
from db.erasure_looks import DEPENDING, erasure_look
from db.owned import owned
from db.tables.base import metadata
from db.tables.enrollments import enrollments
from db.tables.erasures import erasures
from db.tables.messages import accounts, deliveries, invitations, links
from db.tables.money import applications, certificates
from db.tables.people import applicants, certificate_numbers, children, phones
from db.tables.wishes import saved_searches, search_news

NOTHING_SEALED = {"key_id": None, "wrapped_key": None, "sealed": None}
# Of connections that erased something: the copy outside the database is to be written.
ERASED = "kruzhok_erased"


@dataclass(frozen=True, slots=True)
class SqlErasures:
    connection: Connection
    now: datetime

    def account(self, id: AccountId) -> bool:
        """See `Erasures`. A chat below zero is nobody's: private chats are above it."""
        chat = self.connection.scalar(select(accounts.c.chat).where(accounts.c.id == id))
        gone = self.connection.execute(
            update(accounts)
            .where(accounts.c.id == id, accounts.c.erased_at.is_(None))
            .values(
                chat=-id, language="", consent_version=None, consented_at=None, erased_at=self.now
            )
        )
        if gone.rowcount == 0:
            return False
        own = select(applications.c.id).where(applications.c.account_id == id)
        self._forget_applicants(own.scalar_subquery())
        # The update that asked for it stays handled, of a chat that is nobody's.
        self.connection.execute(
            update(deliveries).where(deliveries.c.chat == chat).values(chat=-id, found={})
        )
        self._empty_tables_of(id)
        self._note(ErasureKind.ACCOUNT, id)
        return True

    def child(self, certificate: CertificateId) -> bool:
        row = self.connection.execute(
            select(certificates.c.child_id, certificates.c.valid_until)
            .join(children, children.c.id == certificates.c.child_id)
            .where(certificates.c.id == certificate, children.c.key_id.is_not(None))
        ).first()
        if row is None:
            return False
        ask = self.connection.execute
        ask(
            update(children)
            .where(children.c.id == row.child_id)
            .values(identity_index=None, **NOTHING_SEALED)
        )
        ask(delete(phones).where(phones.c.child_id == row.child_id))
        ask(delete(certificate_numbers).where(certificate_numbers.c.child_id == row.child_id))
        applied = select(applications.c.id).where(applications.c.certificate_id == certificate)
        self._forget_applicants(applied.scalar_subquery())
        ask(delete(links).where(links.c.certificate_id == certificate))
        searches = saved_searches.c.certificate_id == certificate
        mine = select(saved_searches.c.id).where(searches)
        ask(delete(search_news).where(search_news.c.search_id.in_(mine)))
        ask(delete(saved_searches).where(searches))
        ask(
            delete(invitations).where(
                invitations.c.certificate_id == certificate, invitations.c.used_at.is_(None)
            )
        )
        ask(
            update(enrollments)
            .where(
                enrollments.c.certificate_id == certificate,
                enrollments.c.refusal_comment.is_not(None),
            )
            .values(refusal_comment="")
        )
        # The day before the eighteenth birthday says the birthday; its year does not.
        year_ends = row.valid_until.replace(month=12, day=31)
        ask(
            update(certificates)
            .where(certificates.c.id == certificate)
            .values(valid_until=year_ends)
        )
        self._note(ErasureKind.CHILD, certificate)
        return True

    def depending(self, account: AccountId) -> Collection[EnrollmentId]:
        rows = DEPENDING(self.connection, {"account": account})
        return [EnrollmentId(row.id) for row in rows]

    def look(self, of: Family, *, on: date) -> KeptErasure:
        return erasure_look(self.connection, of, on)

    def of_an_account_after(self, at: datetime) -> bool:
        later = erasures.c.at >= at.replace(microsecond=0) + timedelta(seconds=1)
        of_account = erasures.c.kind == ErasureKind.ACCOUNT.value
        found = select(erasures.c.id).where(of_account, later).limit(1)
        return self.connection.scalar(found) is not None

    def noted(self) -> tuple[Erasure, ...]:
        rows = self.connection.execute(select(erasures).order_by(erasures.c.id))
        return tuple(Erasure(row.at, ErasureKind(row.kind), row.subject) for row in rows)

    def note(self, erasures_elsewhere: Collection[Erasure]) -> None:
        rows = [{"at": e.at, "kind": e.kind, "subject": e.subject} for e in erasures_elsewhere]
        if rows:
            self.connection.execute(insert(erasures), rows)

    def _note(self, kind: ErasureKind, subject: int) -> None:
        self.note([Erasure(self.now, kind, subject)])
        self.connection.info[ERASED] = True

    def _forget_applicants(self, of: ScalarSelect[int]) -> None:
        self.connection.execute(
            update(applicants).where(applicants.c.application_id.in_(of)).values(NOTHING_SEALED)
        )
        self.connection.execute(
            update(applications)
            .where(applications.c.id.in_(of), applications.c.refusal_comment.is_not(None))
            .values(refusal_comment="")
        )

    def _empty_tables_of(self, id: AccountId) -> None:
        """Rows that belong to the account, and first those that belong to such rows."""
        for table, account in reversed(owned().items()):
            for part in metadata.sorted_tables:
                for fk in part.foreign_keys:
                    if fk.column.table is table and table not in {accounts, part}:
                        mine = select(fk.column).where(account == id)
                        self.connection.execute(delete(part).where(fk.parent.in_(mine)))
            self.connection.execute(delete(table).where(account == id))
