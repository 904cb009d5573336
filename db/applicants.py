"""What applications say of persons, sent ones and those that are being written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, insert, select

from core.domain.actor import Actor
from core.domain.application import Applicant, ApplicationDraft, Particulars
from core.domain.ids import AccountId, ApplicationId
from db.scoped import applications_of
from db.sealing import ring_of
from db.statements import Columns, set_row
from db.tables.base import Id
from db.tables.money import applications
from db.tables.people import applicants, application_drafts

_ACCOUNT = bindparam("account", type_=Id)


def said_in(ids: Select[Any]) -> Select[Any]:
    """The rows of `as_particulars`, of the applications whose ids are found."""
    return select(applicants).where(applicants.c.application_id.in_(ids))


# The questions for what an account said of persons, to be asked together with others.
SAID = {
    "particulars": said_in(select(applications.c.id).where(applications.c.account_id == _ACCOUNT)),
    "draft": select(application_drafts).where(application_drafts.c.account_id == _ACCOUNT),
}
# Where the child lives whose application the account is writing.
PLACE_OF_DRAFT = SAID["draft"].with_only_columns(application_drafts.c.municipality_id)


def particulars(
    connection: Connection, ids: Collection[ApplicationId], of: Actor
) -> Mapping[ApplicationId, Particulars]:
    """See `People.particulars`."""
    rows = connection.execute(
        select(applicants)
        .join(applications, applications.c.id == applicants.c.application_id)
        .where(applicants.c.application_id.in_(ids), applications_of(of))
    )
    return as_particulars(connection, rows)


def as_particulars(
    connection: Connection, rows: Iterable[Any]
) -> Mapping[ApplicationId, Particulars]:
    """Of rows of the table."""
    return {ApplicationId(row.application_id): _particulars(connection, row) for row in rows}


def add_particulars(connection: Connection, application: ApplicationId, said: Particulars) -> None:
    """See `People.add_particulars`."""
    sealed = ring_of(connection).seal(
        connection, said.child_full_name, said.child_born_on.isoformat(), said.full_name
    )
    row = {"application_id": application, "applicant": said.applicant, **sealed.columns()}
    connection.execute(insert(applicants).values(row))


def draft(connection: Connection, account: AccountId) -> ApplicationDraft:
    """See `People.draft`."""
    row = connection.execute(
        select(application_drafts).where(application_drafts.c.account_id == account)
    ).first()
    return as_draft(connection, row)


def as_draft(connection: Connection, row: Columns | None) -> ApplicationDraft:
    """Of a row of the table; the empty one where nothing is written."""
    if row is None:
        return ApplicationDraft()
    child, born_on, full_name = ring_of(connection).open(connection, row)
    return ApplicationDraft(
        key=row.key,
        municipality=row.municipality_id,
        child_full_name=child,
        child_born_on=None if born_on is None else date.fromisoformat(born_on),
        applicant=None if row.applicant is None else Applicant(row.applicant),
        full_name=full_name,
    )


def keep_draft(
    connection: Connection, account: AccountId, said: ApplicationDraft, *, at: datetime
) -> None:
    """See `People.keep_draft`."""
    born_on = None if said.child_born_on is None else said.child_born_on.isoformat()
    sealed = ring_of(connection).seal(connection, said.child_full_name, born_on, said.full_name)
    set_row(
        connection,
        application_drafts,
        {"account_id": account},
        key=said.key,
        municipality_id=said.municipality,
        applicant=said.applicant,
        touched_at=at,
        **sealed.columns(),
    )


def forget_draft(connection: Connection, account: AccountId) -> None:
    """See `People.forget_draft`."""
    connection.execute(delete(application_drafts).where(application_drafts.c.account_id == account))


def forget_drafts(connection: Connection, *, before: datetime) -> None:
    """See `People.forget_drafts`."""
    connection.execute(delete(application_drafts).where(application_drafts.c.touched_at < before))


def _particulars(connection: Connection, row: Columns) -> Particulars:
    if row.key_id is None:
        return Particulars.erased()
    child, born_on, full_name = ring_of(connection).open(connection, row)
    return Particulars(child, date.fromisoformat(born_on), Applicant(row.applicant), full_name)
