"""Who sends which notice, and what became of it: the statements of the relay."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    func,
    or_,
    select,
    update,
)

from db.among import among
from db.prepared import Prepared
from db.tables.base import Instant, held
from db.tables.messages import WAITING_NOTICES, accounts, notices

ATTEMPTS_MAX = 2
UNKNOWN_OUTCOME = "unknown-outcome"


def _due() -> Select[Any]:
    """Due notices in the order of their time, of each chat the first, and of none to which one is
    being sent. They are looked for among so many at the front of the queue; `looked_at` of them
    were there.

    An index of each chat's own would find more at once, but a day's notices are written in the
    order of certificates, and every few of them would move another page of it.
    """
    now = bindparam("the_now", type_=Instant)
    other = notices.alias("other")
    being_sent = select(other.c.account_id).where(
        held(other.c.state, "WAITING"), other.c.claimed_until_at > now
    )
    free = and_(
        WAITING_NOTICES,
        notices.c.not_before_at <= now,
        or_(notices.c.claimed_until_at.is_(None), notices.c.claimed_until_at <= now),
    )
    order = (notices.c.not_before_at, notices.c.id)
    front = (
        select(notices.c.account_id, *order)
        .where(free, notices.c.account_id.not_in(being_sent))
        .order_by(*order)
        .limit(bindparam("the_front", type_=Integer))
        .subquery()
    )
    nth = func.row_number().over(
        partition_by=front.c.account_id, order_by=(front.c.not_before_at, front.c.id)
    )
    looked_at = select(
        front.c.id, nth.label("nth"), func.count().over().label("looked_at")
    ).subquery()
    return (
        select(notices, accounts.c.chat, accounts.c.language, looked_at.c.looked_at)
        .join(looked_at, looked_at.c.id == notices.c.id)
        .join(accounts, accounts.c.id == notices.c.account_id)
        # Asked again, for somebody else may have claimed it while its row was waited for.
        .where(looked_at.c.nth == 1, free)
        .order_by(*order)
        .limit(bindparam("the_most", type_=Integer))
        .with_for_update(skip_locked=True, of=notices)
    )


def _settled(*conditions: ColumnElement[bool], **values: object) -> Prepared:
    which = (among(notices.c.id, "the_ids"), *conditions)
    return Prepared(update(notices).where(*which).values(claimed_until_at=None, **values))


# Of the front of the queue several times as much is looked at as is wanted.
FRONT = 4
DUE = Prepared(_due())
PARK_BEGUN_TWICE = Prepared(
    update(notices)
    .where(
        WAITING_NOTICES,
        notices.c.attempts >= ATTEMPTS_MAX,
        notices.c.claimed_until_at <= bindparam("the_now", type_=Instant),
    )
    .values(state="PARKED", parked_why=UNKNOWN_OUTCOME, claimed_until_at=None)
)
BEGIN = Prepared(
    update(notices)
    .where(among(notices.c.id, "the_ids"))
    .values(attempts=notices.c.attempts + 1, claimed_until_at=bindparam("the_lease", type_=Instant))
)
UNDER_WAY = Prepared(
    select(notices.c.id)
    .where(
        notices.c.claimed_until_at > bindparam("the_until", type_=Instant),
        ~among(notices.c.id, "the_ids"),
    )
    .limit(1)
)
# Not written out as `held` does it: these are found by their ids, not by an index of what waits.
_WAITING = notices.c.state == "WAITING"
SENT = _settled(or_(_WAITING, notices.c.state == "PARKED"), state="SENT")
SKIPPED = _settled(_WAITING, state="SKIPPED")
PARKED = _settled(_WAITING, state="PARKED", parked_why=bindparam("the_why", type_=String))
POSTPONED = _settled(
    _WAITING,
    notices.c.attempts > 0,
    attempts=notices.c.attempts - 1,
    not_before_at=bindparam("the_until", type_=Instant),
)
