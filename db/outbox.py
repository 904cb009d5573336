"""Notices that wait to be sent, one row for each chat that is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    func,
    insert,
    literal,
    null,
    or_,
    select,
    update,
)

from core.domain.calendar import Month
from core.domain.ids import AccountId, CertificateId, NoticeId, ProviderId
from core.domain.money import Money
from core.domain.notice import Facts, Notice, NoticeKind
from db.statements import Columns
from db.tables.base import Instant, held
from db.tables.messages import WAITING_NOTICES, accounts, links, notices, staff, switches

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


@dataclass(frozen=True, slots=True)
class SqlOutbox:
    connection: Connection
    now: datetime

    def to_family(
        self, certificate: CertificateId, kind: NoticeKind, facts: Facts, *, not_before: datetime
    ) -> None:
        told = select(
            links.c.account_id,
            *head(links.c.account_id, kind, not_before=not_before, now=self.now),
            *_literals(facts),
        ).where(links.c.certificate_id == certificate)
        self.connection.execute(insert(notices).from_select(COLUMNS, told))

    def to_staff(
        self,
        provider: ProviderId,
        kind: NoticeKind,
        facts: Facts,
        *,
        besides: AccountId | None = None,
    ) -> None:
        told = select(
            staff.c.account_id,
            *head(staff.c.account_id, kind, not_before=self.now, now=self.now),
            *_literals(facts),
        ).where(staff.c.provider_id == provider)
        if besides is not None:
            told = told.where(staff.c.account_id != besides)
        self.connection.execute(insert(notices).from_select(COLUMNS, told))

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

    def waiting(self) -> int:
        return (
            self.connection.scalar(select(func.count()).select_from(notices).where(WAITING_NOTICES))
            or 0
        )

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


def head(
    account: ColumnElement[Any], kind: NoticeKind, *, not_before: datetime, now: datetime
) -> tuple[Any, ...]:
    """What every new notice to an account begins with; SKIPPED where the kind is switched off."""
    switched_off = select(switches.c.kind).where(
        switches.c.account_id == account, switches.c.kind == kind.value
    )
    return (
        literal(kind.value).label("kind"),
        case((switched_off.exists(), "SKIPPED"), else_="WAITING").label("state"),
        literal(0).label("attempts"),
        literal(not_before, Instant).label("not_before_at"),
        literal(now, Instant).label("written_at"),
    )


def _literals(facts: Facts) -> tuple[Any, ...]:
    values = (
        facts.certificate,
        facts.period,
        facts.enrollment,
        None if facts.month is None else str(facts.month),
        None if facts.amount is None else facts.amount.kopecks,
        None if facts.rest is None else facts.rest.kopecks,
        facts.on,
    )
    return tuple(
        (null() if value is None else literal(value, column.type)).label(column.name)
        for column, value in zip(_FACTS, values, strict=True)
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
        ),
        attempts=row.attempts,
    )
