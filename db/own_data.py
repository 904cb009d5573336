"""Everything that is kept of an account and its children, in one question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    LargeBinary,
    String,
    Table,
    and_,
    bindparam,
    cast,
    literal,
    select,
    union_all,
)

from core.domain.actor import Family
from core.domain.completeness import ChangeOfGroup
from core.domain.ids import EnrollmentId
from core.domain.invitation import LinkMode
from core.ports.own_data import KeptOwnChild, KeptOwnData
from db.applicants import SAID, as_draft, as_particulars
from db.application_rows import as_application
from db.applications import OF_ACCOUNT
from db.balances import by_certificate
from db.completeness import as_change, as_completeness, of_contracts
from db.enrollments import NAMED, as_line
from db.ledger import as_entry
from db.linking import WISHES, as_phones, as_wishes, phones_of
from db.looking import EVERYBODY, named
from db.maps import MUNICIPALITIES, by_name
from db.owned import of_children, owned
from db.passing_words import opened_words
from db.presence import as_account, roles
from db.standing import as_certificate
from db.tables.base import Id
from db.tables.enrollments import enrollments
from db.tables.messages import accounts, audit_trail, conversations, deliveries, links
from db.tables.money import applications, certificates, ledger
from db.tables.periods import funding_periods
from db.together import Question, Together

_ACCOUNT = bindparam("account", type_=Id)
_LINKED = select(links.c.certificate_id).where(links.c.account_id == _ACCOUNT)
_CONTRACTS = select(enrollments.c.id).where(enrollments.c.certificate_id.in_(_LINKED))
_APPLIED = select(applications.c.id).where(applications.c.account_id == _ACCOUNT)
# The ledger is clustered by period and certificate, so both are known before it is looked into.
_ENTRIES = (
    select(ledger)
    .select_from(certificates)
    .join(funding_periods, funding_periods.c.municipality_id == certificates.c.municipality_id)
    .join(
        ledger,
        and_(
            ledger.c.period_id == funding_periods.c.id,
            ledger.c.certificate_id == certificates.c.id,
        ),
    )
    .where(certificates.c.id.in_(_LINKED))
    .order_by(funding_periods.c.first_day, ledger.c.number)
)
# Of whoever may act: to who only looks it would tell the other parent's.
_PHONES = phones_of(_LINKED.where(links.c.mode == LinkMode.ACTING.value))
_OTHER = links.alias()
# Where two act, nobody has noted whose telephone it is.
_SHARED = select(links.c.certificate_id).where(
    links.c.account_id == _ACCOUNT,
    links.c.mode == LinkMode.ACTING.value,
    select(_OTHER.c.account_id)
    .where(
        _OTHER.c.certificate_id == links.c.certificate_id,
        _OTHER.c.account_id != _ACCOUNT,
        _OTHER.c.mode == LinkMode.ACTING.value,
    )
    .exists(),
)
_CHAT = select(accounts.c.chat).where(accounts.c.id == _ACCOUNT).scalar_subquery()
# How the question for a table of the account's is called among the others.
_ROWS_OF: Final = "rows_of_"


def _on_record() -> ColumnElement[bool]:
    """The acts on whatever is the account's or its children's."""
    kinds = (
        ("account", select(accounts.c.id).where(accounts.c.id == _ACCOUNT)),
        ("certificate", _LINKED),
        ("enrollment", _CONTRACTS),
        ("application", _APPLIED),
    )
    subjects = (
        select(literal(f"{kind}:") + cast(ids.subquery().c[0], String)) for kind, ids in kinds
    )
    return audit_trail.c.subject.in_(union_all(*subjects))


def _belongings() -> dict[str, Question]:
    which: dict[Table, ColumnElement[bool]] = {
        **{table: account == _ACCOUNT for table, account in owned().items()},
        **{
            table: column.in_(_LINKED if column.name == "certificate_id" else _CONTRACTS)
            for table, column in of_children().items()
        },
        audit_trail: _on_record(),
        # They are the chat's, which may have no account yet.
        deliveries: deliveries.c.chat == _CHAT,
    }
    questions: dict[str, Question] = {}
    for table, theirs in which.items():
        # The number that was typed is sealed, and opened for whoever typed it.
        columns = list(table.c) if table.name == WISHES else _readable(table)
        rows = select(*columns).where(theirs).order_by(*table.primary_key)
        questions[f"{_ROWS_OF}{table.name}"] = rows
    return questions


def _readable(table: Table) -> list[Column[Any]]:
    return [column for column in table.c if not isinstance(column.type, LargeBinary)]


_OWN = Together(
    account=select(accounts).where(accounts.c.id == _ACCOUNT, accounts.c.erased_at.is_(None)),
    roles=roles(lambda column: column == _ACCOUNT),
    children=EVERYBODY.where(certificates.c.id.in_(_LINKED)),
    entries=_ENTRIES,
    phones=_PHONES,
    shared=_SHARED,
    lines=NAMED.where(enrollments.c.certificate_id.in_(_LINKED)).order_by(enrollments.c.id.desc()),
    applications=OF_ACCOUNT.order_by(applications.c.id.desc()),
    places=MUNICIPALITIES,
    **of_contracts(_CONTRACTS),
    **SAID,
    **_belongings(),
)


@dataclass(frozen=True, slots=True)
class SqlOwnData:
    """See `OwnData`."""

    connection: Connection

    def of(self, family: Family) -> KeptOwnData | None:
        found = _OWN(self.connection, {"account": family.account})
        if not found["account"]:
            return None
        (row,) = found["account"]
        version, at = row.consent_version, row.consented_at
        left: dict[EnrollmentId, list[ChangeOfGroup]] = defaultdict(list)
        for each in found["left"]:
            left[EnrollmentId(each.enrollment_id)].append(as_change(each))
        return KeptOwnData(
            account=as_account(row, found["roles"]),
            consent=None if version is None else (version, at),
            children=self._children(found),
            applications=tuple(as_application(each) for each in found["applications"]),
            particulars=as_particulars(self.connection, found["particulars"]),
            places=by_name(found["places"]),
            draft=as_draft(self.connection, next(iter(found["draft"]), None)),
            entered=tuple(as_completeness(each) for each in found["entered"]),
            left=left,
            belongings=self._belongings(found),
        )

    def _belongings(
        self, found: Mapping[str, Sequence[Any]]
    ) -> Mapping[str, Sequence[Mapping[str, object]]]:
        kept = {
            name.removeprefix(_ROWS_OF): [each._asdict() for each in rows]
            for name, rows in found.items()
            if name.startswith(_ROWS_OF)
        }
        for table, column in ((conversations, "state"), (deliveries, "found")):
            kept[table.name] = [
                {**row, column: opened_words(self.connection, row[column])}
                for row in kept[table.name]
            ]
        return {**kept, WISHES: as_wishes(self.connection, found[f"{_ROWS_OF}{WISHES}"])}

    def _children(self, found: Mapping[str, Sequence[Any]]) -> tuple[KeptOwnChild, ...]:
        entries, lines = by_certificate(found["entries"]), by_certificate(found["lines"])
        told = as_phones(self.connection, found["phones"])
        shared = {row.certificate_id for row in found["shared"]}
        return tuple(
            KeptOwnChild(
                child=name.child,
                certificate=as_certificate(row),
                municipality=name.municipality,
                entries=tuple(as_entry(each) for each in entries[row.id]),
                lines=tuple(as_line(self.connection, each) for each in lines[row.id]),
                phone=told.get(row.child_id),
                others_act=row.id in shared,
            )
            for row, name in zip(
                found["children"], named(self.connection, found["children"]), strict=True
            )
        )
