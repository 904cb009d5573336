"""Notices that wait to be sent, one row for each chat that is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    and_,
    bindparam,
    case,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from core.domain.calendar import Month
from core.domain.ids import AccountId, CertificateId, MunicipalityId, NoticeId, ProviderId
from core.domain.money import Money
from core.domain.notice import Facts, Notice, NoticeKind
from db.prepared import Prepared
from db.statements import Columns
from db.tables.base import Instant, held
from db.tables.messages import WAITING_NOTICES, accounts, links, notices, operators, staff, switches

ATTEMPTS_MAX = 2
UNKNOWN_OUTCOME = "unknown-outcome"

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
) -> Prepared:
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
    return Prepared(insert(notices).from_select(COLUMNS, told))


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

    def claim(self, *, most: int, lease: timedelta) -> tuple[Notice, ...]:
        self._park_what_was_begun_twice()
        rows = self.connection.execute(self._first_of_each_chat(most)).all()
        if not rows:
            return ()
        self.connection.execute(
            update(notices)
            .where(notices.c.id.in_([row.id for row in rows]))
            .values(attempts=notices.c.attempts + 1, claimed_until_at=self.now + lease)
        )
        return tuple(_notice(row) for row in rows)

    def sent(self, id: NoticeId) -> None:
        # Also one that was parked meanwhile, because its outcome is known now.
        self._settle(id, notices.c.state.in_(("WAITING", "PARKED")), state="SENT")

    def postponed(self, id: NoticeId, *, until: datetime) -> None:
        self._settle(
            id,
            and_(notices.c.state == "WAITING", notices.c.attempts > 0),
            attempts=notices.c.attempts - 1,
            not_before_at=until,
        )

    def parked(self, id: NoticeId, *, why: str) -> None:
        self._settle(id, notices.c.state == "WAITING", state="PARKED", parked_why=why)

    def skipped(self, id: NoticeId) -> None:
        self._settle(id, notices.c.state == "WAITING", state="SKIPPED")

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

    def _park_what_was_begun_twice(self) -> None:
        self.connection.execute(
            update(notices)
            .where(
                WAITING_NOTICES,
                notices.c.attempts >= ATTEMPTS_MAX,
                notices.c.claimed_until_at <= self.now,
            )
            .values(state="PARKED", parked_why=UNKNOWN_OUTCOME, claimed_until_at=None)
        )

    def _first_of_each_chat(self, most: int) -> Select[Any]:
        """Due notices in the order of their time, those left out whose chat has another one
        that is due before or is being sent.
        """
        other = notices.alias("other")
        earlier = or_(
            other.c.not_before_at < notices.c.not_before_at,
            and_(other.c.not_before_at == notices.c.not_before_at, other.c.id < notices.c.id),
        )
        in_the_way = (
            select(other.c.id)
            .where(
                other.c.account_id == notices.c.account_id,
                held(other.c.state, "WAITING"),
                other.c.not_before_at <= self.now,
                or_(other.c.claimed_until_at > self.now, earlier),
            )
            .exists()
        )
        return (
            select(notices, accounts.c.chat, accounts.c.language)
            .join(accounts, accounts.c.id == notices.c.account_id)
            .where(
                WAITING_NOTICES,
                notices.c.not_before_at <= self.now,
                or_(notices.c.claimed_until_at.is_(None), notices.c.claimed_until_at <= self.now),
                ~in_the_way,
            )
            .order_by(notices.c.not_before_at, notices.c.id)
            .limit(most)
            .with_for_update(skip_locked=True, of=notices)
        )

    def _settle(self, id: NoticeId, condition: ColumnElement[bool], **values: object) -> None:
        self.connection.execute(
            update(notices)
            .where(notices.c.id == id, condition)
            .values(claimed_until_at=None, **values)
        )


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
