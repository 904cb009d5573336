"""Notices that wait to be sent, one row for each chat that is told."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    String,
    bindparam,
    case,
    func,
    insert,
    literal,
    select,
)

from core.domain.calendar import Month
from core.domain.ids import AccountId, CertificateId, MunicipalityId, NoticeId, ProviderId
from core.domain.money import Money
from core.domain.notice import Facts, Notice, NoticeKind
from core.ports.outbox import KeptBehind
from db import claiming
from db.behind import Behind
from db.locks import alone_with_outbox
from db.statements import Columns
from db.tables.base import Instant
from db.tables.messages import WAITING_NOTICES, accounts, links, notices, operators, staff, switches
from db.told import behind

_FACTS = (
    notices.c.certificate_id,
    notices.c.period_id,
    notices.c.enrollment_id,
    notices.c.month,
    notices.c.amount_kopecks,
    notices.c.rest_kopecks,
    notices.c.on_day,
    notices.c.provider_id,
    notices.c.program_id,
    notices.c.application_id,
    notices.c.codes,
)
COLUMNS = (
    notices.c.account_id,
    notices.c.kind,
    notices.c.state,
    notices.c.attempts,
    notices.c.not_before_at,
    notices.c.written_at,
    *_FACTS,
)


def head(
    account: ColumnElement[Any],
    kind: ColumnElement[str],
    not_before: ColumnElement[datetime],
    now: ColumnElement[datetime],
) -> tuple[Any, ...]:
    """What every new notice to an account begins with; SKIPPED where the kind is switched off."""
    switched_off = select(switches.c.kind).where(
        switches.c.account_id == account, switches.c.kind == kind
    )
    return (
        kind.label("kind"),
        case((switched_off.exists(), "SKIPPED"), else_="WAITING").label("state"),
        literal(0).label("attempts"),
        not_before.label("not_before_at"),
        now.label("written_at"),
    )


def _telling(
    account: ColumnElement[Any], owner: ColumnElement[Any], *besides: ColumnElement[bool]
) -> Behind:
    """A notice to each of the accounts that are linked to one certificate or provider."""
    told = select(
        account,
        *head(
            account,
            bindparam("the_kind", type_=String),
            bindparam("the_not_before", type_=Instant),
            bindparam("the_now", type_=Instant),
        ),
        *(bindparam(f"the_{fact.name}", type_=fact.type).label(fact.name) for fact in _FACTS),
    ).where(owner == bindparam("the_owner"), *besides)
    return Behind(insert(notices).from_select(COLUMNS, told))


# Made once, because making a statement takes longer than asking it.
_TO_FAMILY = _telling(links.c.account_id, links.c.certificate_id)
_TO_OTHER_PARENTS = _telling(
    links.c.account_id, links.c.certificate_id, links.c.account_id != bindparam("the_one_besides")
)
_TO_ACCOUNT = _telling(accounts.c.id, accounts.c.id)
_TO_STAFF = _telling(staff.c.account_id, staff.c.provider_id)
_TO_OPERATORS = _telling(operators.c.account_id, operators.c.municipality_id)
_TO_OTHER_STAFF = _telling(
    staff.c.account_id, staff.c.provider_id, staff.c.account_id != bindparam("the_one_besides")
)


@dataclass(frozen=True, slots=True)
class SqlOutbox:
    connection: Connection
    now: datetime

    def to_family(
        self,
        certificate: CertificateId,
        kind: NoticeKind,
        facts: Facts,
        *,
        not_before: datetime,
        besides: AccountId | None = None,
    ) -> None:
        given = {"the_owner": certificate, **self._given(kind, facts, not_before)}
        if besides is None:
            _TO_FAMILY(self.connection, given)
        else:
            _TO_OTHER_PARENTS(self.connection, {"the_one_besides": besides, **given})

    def to_account(
        self, account: AccountId, kind: NoticeKind, facts: Facts, *, not_before: datetime
    ) -> None:
        given = self._given(kind, facts, not_before)
        _TO_ACCOUNT(self.connection, {"the_owner": account, **given})

    def to_staff(
        self,
        provider: ProviderId,
        kind: NoticeKind,
        facts: Facts,
        *,
        besides: AccountId | None = None,
    ) -> None:
        given = {"the_owner": provider, **self._given(kind, facts, self.now)}
        if besides is None:
            _TO_STAFF(self.connection, given)
        else:
            _TO_OTHER_STAFF(self.connection, {"the_one_besides": besides, **given})

    def to_operators(
        self,
        municipality: MunicipalityId,
        kind: NoticeKind,
        facts: Facts,
        *,
        not_before: datetime | None = None,
    ) -> None:
        given = self._given(kind, facts, not_before or self.now)
        _TO_OPERATORS(self.connection, {"the_owner": municipality, **given})

    def claim(
        self,
        *,
        most: int,
        lease: timedelta,
        alone: timedelta | None = None,
        besides: Collection[NoticeId] = (),
    ) -> tuple[Notice, ...]:
        alone_with_outbox(self.connection)
        begun = claiming.BEGUN(self.connection, {}).all()
        being_sent = [row for row in begun if row.claimed_until_at > self.now]
        if alone is not None and self._is_another_sending(being_sent, lease - alone, besides):
            return ()
        if any(row.attempts >= claiming.ATTEMPTS_MAX for row in begun):
            claiming.PARK_BEGUN_TWICE(self.connection, {"the_now": self.now})
        busy = [row.account_id for row in being_sent]
        rows: list[Columns] = []
        front, filled = claiming.FRONT * most, True
        # When one chat fills the front of the queue, who waits behind it is looked for again:
        # what was claimed stands in nobody's way any more.
        while filled and len(rows) < most:
            given = {"the_now": self.now, "the_busy": busy, "the_front": front}
            due = claiming.NEXT(self.connection, given).all()
            found = self._begun([row.id for row in due], most - len(rows), lease)
            filled = bool(found) and due[0].looked_at == front
            busy += [row.account_id for row in found]
            rows += found
        return tuple(_notice(row) for row in rows)

    def behind(self, notices: Sequence[Notice]) -> KeptBehind:
        return behind(self.connection, notices)

    def _begun(self, ids: list[int], most: int, lease: timedelta) -> Sequence[Columns]:
        if not ids:
            return ()
        given = {
            "the_now": self.now, "the_ids": ids, "the_most": most, "the_lease": self.now + lease,
        }  # fmt: skip
        if self.connection.dialect.name == "postgresql":
            found = claiming.BEGIN_DUE(self.connection, given).all()
            return sorted(found, key=lambda row: (row.not_before_at, row.id))
        found = claiming.DUE(self.connection, given).all()
        if found:
            claiming.BEGIN(self.connection, {**given, "the_ids": [row.id for row in found]})
        return found

    def _is_another_sending(
        self, being_sent: Sequence[Columns], leased: timedelta, own: Collection[NoticeId]
    ) -> bool:
        """Whether something is claimed since then and not settled; on SQLite there is one bot."""
        if self.connection.dialect.name != "postgresql":
            return False
        return any(
            row.claimed_until_at > self.now + leased and row.id not in own for row in being_sent
        )

    def sent(self, *ids: NoticeId) -> None:
        # Also one that was parked meanwhile, because its outcome is known now.
        claiming.SENT(self.connection, {"the_ids": ids})

    def postponed(self, id: NoticeId, *, until: datetime) -> None:
        claiming.POSTPONED(self.connection, {"the_ids": [id], "the_until": until})

    def parked(self, id: NoticeId, *, why: str) -> None:
        claiming.PARKED(self.connection, {"the_ids": [id], "the_why": why})

    def skipped(self, *ids: NoticeId) -> None:
        claiming.SKIPPED(self.connection, {"the_ids": ids})

    def skip_waiting(self, account: AccountId, kind: NoticeKind) -> None:
        unwanted = {"the_account": account, "the_kind": kind.value, "the_now": self.now}
        claiming.SKIP_UNWANTED(self.connection, unwanted)

    def waiting(self) -> int:
        return (
            self.connection.scalar(select(func.count()).select_from(notices).where(WAITING_NOTICES))
            or 0
        )

    def _given(self, kind: NoticeKind, facts: Facts, not_before: datetime) -> dict[str, Any]:
        month, amount, rest = facts.month, facts.amount, facts.rest
        return {
            "the_kind": kind.value,
            "the_not_before": not_before,
            "the_now": self.now,
            "the_certificate_id": facts.certificate,
            "the_period_id": facts.period,
            "the_enrollment_id": facts.enrollment,
            "the_month": None if month is None else str(month),
            "the_amount_kopecks": None if amount is None else amount.kopecks,
            "the_rest_kopecks": None if rest is None else rest.kopecks,
            "the_on_day": facts.on,
            "the_provider_id": facts.provider,
            "the_program_id": facts.program,
            "the_application_id": facts.application,
            "the_codes": ",".join(facts.codes) or None,
        }


def _notice(row: Columns) -> Notice:
    return Notice(
        id=NoticeId(row.id),
        account=AccountId(row.account_id),
        chat=row.chat,
        language=row.language,
        kind=NoticeKind(row.kind),
        facts=Facts(
            certificate=row.certificate_id,
            period=row.period_id,
            enrollment=row.enrollment_id,
            month=None if row.month is None else Month.parse(row.month),
            amount=None if row.amount_kopecks is None else Money(row.amount_kopecks),
            rest=None if row.rest_kopecks is None else Money(row.rest_kopecks),
            on=row.on_day,
            provider=row.provider_id,
            program=row.program_id,
            application=row.application_id,
            codes=tuple(row.codes.split(",")) if row.codes else (),
        ),
        attempts=row.attempts,
    )
