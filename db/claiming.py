"""Who sends which notice, and what became of it: the statements of the relay."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, String, and_, bindparam, or_, select, update

from db.among import among
from db.prepared import Prepared
from db.tables.base import Instant, held
from db.tables.messages import WAITING_NOTICES, accounts, notices

ATTEMPTS_MAX = 2
UNKNOWN_OUTCOME = "unknown-outcome"


def _due() -> Select[Any]:
    """Due notices in the order of their time, those left out whose chat has another one that is
    due before or is being sent.
    """
    other, now = notices.alias("other"), bindparam("the_now", type_=Instant)
    earlier = or_(
        other.c.not_before_at < notices.c.not_before_at,
        and_(other.c.not_before_at == notices.c.not_before_at, other.c.id < notices.c.id),
    )
    in_the_way = (
        select(other.c.id)
        .where(
            other.c.account_id == notices.c.account_id,
            held(other.c.state, "WAITING"),
            other.c.not_before_at <= now,
            or_(other.c.claimed_until_at > now, earlier),
        )
        .exists()
    )
    return (
        select(notices, accounts.c.chat, accounts.c.language)
        .join(accounts, accounts.c.id == notices.c.account_id)
        .where(
            WAITING_NOTICES,
            notices.c.not_before_at <= now,
            or_(notices.c.claimed_until_at.is_(None), notices.c.claimed_until_at <= now),
            ~in_the_way,
        )
        .order_by(notices.c.not_before_at, notices.c.id)
        .limit(bindparam("the_most", type_=Integer))
        .with_for_update(skip_locked=True, of=notices)
    )


def _settled(*conditions: ColumnElement[bool], **values: object) -> Prepared:
    which = (among(notices.c.id, "the_ids"), *conditions)
    return Prepared(update(notices).where(*which).values(claimed_until_at=None, **values))


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
