"""Who sends which notice, and what became of it: the statements of the relay."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    Update,
    and_,
    bindparam,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.sql.dml import ReturningUpdate

from db.among import among
from db.prepared import Prepared
from db.tables.base import Id, Instant
from db.tables.messages import WAITING_NOTICES, accounts, notices

ATTEMPTS_MAX = 2
UNKNOWN_OUTCOME = "unknown-outcome"

_NOW = bindparam("the_now", type_=Instant)
_IN_TURN = (notices.c.not_before_at, notices.c.id)
# Not written out as `held` does it: what is found by its id, or by the end of its claim, is not
# looked for in the index of what waits.
_WAITING = notices.c.state == "WAITING"


_UNCLAIMED = or_(notices.c.claimed_until_at.is_(None), notices.c.claimed_until_at <= _NOW)


def _free(waiting: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(waiting, notices.c.not_before_at <= _NOW, _UNCLAIMED)


def _next() -> Select[Any]:
    """The ids of due notices in the order of their time, of each chat the first, and of none of
    `the_busy` accounts. They are looked for among so many at the front of the queue;
    `looked_at` of them were there.

    An index of each chat's own would find more at once, but a day's notices are written in the
    order of certificates, and every few of them would move another page of it.
    """
    front = (
        select(notices.c.account_id, *_IN_TURN)
        .where(_free(WAITING_NOTICES), ~among(notices.c.account_id, "the_busy"))
        .order_by(*_IN_TURN)
        .limit(bindparam("the_front", type_=Integer))
        .subquery()
    )
    nth = func.row_number().over(
        partition_by=front.c.account_id, order_by=(front.c.not_before_at, front.c.id)
    )
    looked_at = select(
        front.c.id, front.c.not_before_at, nth.label("nth"), func.count().over().label("looked_at")
    ).subquery()
    return (
        select(looked_at.c.id, looked_at.c.looked_at)
        .where(looked_at.c.nth == 1)
        .order_by(looked_at.c.not_before_at, looked_at.c.id)
    )


def _due() -> Select[Any]:
    """The first of `the_ids` that are still free, each kept to oneself.

    A statement of its own: PostgreSQL plans without knowing how short a limit is, and joined to
    the front of a long queue it would read the accounts from the first to the one that it wants.
    """
    return (
        select(notices, accounts.c.chat, accounts.c.language)
        .join(accounts, accounts.c.id == notices.c.account_id)
        # Asked again, for somebody else may have claimed it meanwhile.
        .where(among(notices.c.id, "the_ids"), _free(_WAITING))
        .order_by(*_IN_TURN)
        .limit(bindparam("the_most", type_=Integer))
        .with_for_update(skip_locked=True, of=notices)
    )


def _at_once(beginning: Update) -> ReturningUpdate[Any]:
    """`DUE` and `BEGIN` in one way to PostgreSQL: the rows as they were before, in any order."""
    due = _due().cte("due")
    return beginning.where(notices.c.id == due.c.id).returning(*due.c)


def _settled(*conditions: ColumnElement[bool], **values: object) -> Prepared:
    which = (among(notices.c.id, "the_ids"), *conditions)
    return Prepared(update(notices).where(*which).values(claimed_until_at=None, **values))


# Of the front of the queue several times as much is looked at as is wanted.
FRONT = 4
# Those that somebody is sending, or began to send and was killed. Asked alone, and not within the
# next: that one is planned before it is known how few they are.
BEGUN = Prepared(
    select(
        notices.c.id, notices.c.account_id, notices.c.attempts, notices.c.claimed_until_at
    ).where(_WAITING, notices.c.claimed_until_at.is_not(None))
)
NEXT = Prepared(_next())
DUE = Prepared(_due())
PARK_BEGUN_TWICE = Prepared(
    update(notices)
    .where(
        _WAITING,
        notices.c.attempts >= ATTEMPTS_MAX,
        notices.c.claimed_until_at <= _NOW,
    )
    .values(state="PARKED", parked_why=UNKNOWN_OUTCOME, claimed_until_at=None)
)
_BEGINNING = update(notices).values(
    attempts=notices.c.attempts + 1, claimed_until_at=bindparam("the_lease", type_=Instant)
)
BEGIN = Prepared(_BEGINNING.where(among(notices.c.id, "the_ids")))
BEGIN_DUE = Prepared(_at_once(_BEGINNING))
SENT = _settled(or_(_WAITING, notices.c.state == "PARKED"), state="SENT")
SKIPPED = _settled(_WAITING, state="SKIPPED")
SKIP_UNWANTED = Prepared(
    update(notices)
    .where(
        WAITING_NOTICES,
        notices.c.account_id == bindparam("the_account", type_=Id),
        notices.c.kind == bindparam("the_kind", type_=String),
        _UNCLAIMED,
    )
    .values(state="SKIPPED", claimed_until_at=None)
)
PARKED = _settled(_WAITING, state="PARKED", parked_why=bindparam("the_why", type_=String))
POSTPONED = _settled(
    _WAITING,
    notices.c.attempts > 0,
    attempts=notices.c.attempts - 1,
    not_before_at=bindparam("the_until", type_=Instant),
)
