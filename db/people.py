"""Names, birth dates and numbers: the only repository that knows them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, tuple_

from core.domain.application import Applicant, ApplicationDraft, Particulars
from core.domain.errors import BadValue
from core.domain.ids import AccountId, ApplicationId, PersonId
from core.domain.person import Child, normalized_name
from db.locks import alone_with_children
from db.statements import insert_each_once, insert_once, set_row
from db.tables.people import applicants, application_drafts, certificate_numbers, children

_CHILDREN = (
    select(children.c.id, children.c.full_name, children.c.born_on, certificate_numbers.c.number)
    .join(certificate_numbers, certificate_numbers.c.child_id == children.c.id)
    .where(children.c.id.in_(bindparam("children", expanding=True)))
)


@dataclass(frozen=True, slots=True)
class SqlPeople:
    connection: Connection

    def children(self, ids: Collection[PersonId]) -> Mapping[PersonId, Child]:
        """See `People`; those that do not exist are left out."""
        rows = self.connection.execute(_CHILDREN, {"children": list(ids)})
        return {PersonId(row.id): Child(*row) for row in rows}

    def add_child(self, *, full_name: str, born_on: date, certificate_number: str) -> PersonId:
        child = self.connection.scalar(
            insert(children)
            .values(
                full_name=full_name, born_on=born_on, normalized_name=normalized_name(full_name)
            )
            .returning(children.c.id)
        )
        number = {"child_id": child, "number": certificate_number}
        if self.connection.execute(insert_once(certificate_numbers, number)).rowcount == 0:
            raise BadValue("number", "another certificate has it")
        return PersonId(child)

    def holder_of(self, certificate_number: str) -> PersonId | None:
        return self.connection.scalar(
            select(certificate_numbers.c.child_id).where(
                certificate_numbers.c.number == certificate_number
            )
        )

    def namesake(self, *, full_name: str, born_on: date) -> PersonId | None:
        alone_with_children(self.connection, [(normalized_name(full_name), born_on)])
        return self.connection.scalar(
            select(children.c.id)
            .where(
                children.c.normalized_name == normalized_name(full_name),
                children.c.born_on == born_on,
            )
            .order_by(children.c.id)
            .limit(1)
        )

    def known(self, given: Collection[tuple[str, date]]) -> Mapping[tuple[str, date], Child]:
        alone_with_children(self.connection, given)
        same = tuple_(children.c.normalized_name, children.c.born_on).in_(list(given))
        rows = self.connection.execute(
            select(
                children.c.normalized_name,
                children.c.id,
                children.c.full_name,
                children.c.born_on,
                certificate_numbers.c.number,
            )
            .join(certificate_numbers, certificate_numbers.c.child_id == children.c.id)
            .where(same)
        )
        return {(name, born_on): Child(id_, full_name, born_on, number)
                for name, id_, full_name, born_on, number in rows}  # fmt: skip

    def taken(self, numbers: Collection[str]) -> frozenset[str]:
        return frozenset(
            self.connection.scalars(
                select(certificate_numbers.c.number).where(
                    certificate_numbers.c.number.in_(numbers)
                )
            )
        )

    def add_children(self, new: Sequence[tuple[str, date, str]]) -> tuple[PersonId, ...]:
        if not new:
            return ()
        rows = [
            {"full_name": name, "born_on": born_on, "normalized_name": normalized_name(name)}
            for name, born_on, _ in new
        ]
        added = insert(children).returning(children.c.id, sort_by_parameter_order=True)
        ids = [PersonId(id_) for id_ in self.connection.scalars(added, rows)]
        numbers = [
            {"child_id": id_, "number": number}
            for id_, (_, _, number) in zip(ids, new, strict=True)
        ]
        kept = self.connection.scalars(
            insert_each_once(certificate_numbers).returning(certificate_numbers.c.child_id),
            numbers,
        )
        if len(kept.all()) < len(ids):
            raise BadValue("number", "another certificate has it")
        return tuple(ids)

    def particulars(self, ids: Collection[ApplicationId]) -> Mapping[ApplicationId, Particulars]:
        rows = self.connection.execute(
            select(applicants).where(applicants.c.application_id.in_(ids))
        )
        return {
            ApplicationId(row.application_id): Particulars(
                row.child_full_name, row.child_born_on, Applicant(row.applicant), row.full_name
            )
            for row in rows
        }

    def add_particulars(self, application: ApplicationId, particulars: Particulars) -> None:
        self.connection.execute(
            insert(applicants).values(application_id=application, **asdict(particulars))
        )

    def draft(self, account: AccountId) -> ApplicationDraft:
        row = self.connection.execute(
            select(application_drafts).where(application_drafts.c.account_id == account)
        ).first()
        if row is None:
            return ApplicationDraft()
        return ApplicationDraft(
            key=row.key,
            municipality=row.municipality_id,
            child_full_name=row.child_full_name,
            child_born_on=row.child_born_on,
            applicant=None if row.applicant is None else Applicant(row.applicant),
            full_name=row.full_name,
        )

    def keep_draft(self, account: AccountId, draft: ApplicationDraft, *, at: datetime) -> None:
        values = asdict(draft)
        values["municipality_id"] = values.pop("municipality")
        key = {"account_id": account}
        set_row(self.connection, application_drafts, key, **values, touched_at=at)

    def forget_draft(self, account: AccountId) -> None:
        self.connection.execute(
            delete(application_drafts).where(application_drafts.c.account_id == account)
        )

    def forget_drafts(self, *, before: datetime) -> None:
        self.connection.execute(
            delete(application_drafts).where(application_drafts.c.touched_at < before)
        )
