"""Notices that stand in front of a person, because nobody knows whether they arrived (S2)."""

from __future__ import annotations

from core.domain.actor import Act, Actor, Operator, Subject, ensure_may
from core.domain.errors import NotAllowed
from core.domain.ids import NoticeId
from core.domain.parked import ParkedNotice, ParkedWhy
from core.ports.unit_of_work import UnitOfWork


def parked_page(
    uow: UnitOfWork, actor: Actor, why: ParkedWhy | None = None, *, page: int, size: int
) -> tuple[int, tuple[ParkedNotice, ...]]:
    """How many notices of the operator's municipalities are parked, and a page of them.

    Raises:
        NotAllowed: Only operators look after them.
    """
    operator = _operator(actor)
    places = operator.municipalities
    count = uow.parked.count(places, why)
    return count, uow.parked.page(places, why, page=page, size=size)


def is_parked(uow: UnitOfWork, actor: Actor, id: NoticeId) -> bool:
    """Whether the notice waits for a person now.

    Raises:
        NotAllowed: Unknown, or of another municipality.
    """
    return _parked(uow, actor, id) is not None


def may_have_arrived_twice(uow: UnitOfWork, actor: Actor, id: NoticeId) -> bool:
    """Whether a third send of a parked notice would be asked for, which `retry_notice` makes of
    it only `once_more`.

    Raises:
        NotAllowed: Unknown, or of another municipality.
    """
    notice = _parked(uow, actor, id)
    return notice is not None and notice.may_have_arrived_twice


def retry_notice(
    uow: UnitOfWork, actor: Actor, id: NoticeId, *, once_more: bool = False
) -> NoticeId:
    """Have a parked notice sent once more, at once but for the family's quiet hours; one that may
    have arrived says so, and one of a kind that is switched off meanwhile is skipped.

    Nothing changes for one that is not parked any more: so does a second call. Nor for one that
    may have arrived twice already, unless `once_more` says that the actor was told so (S2).

    Raises:
        NotAllowed: Unknown, or of another municipality.
    """
    notice = _parked(uow, actor, id)
    if notice is not None and (once_more or not notice.may_have_arrived_twice):
        uow.parked.retry(notice.id, attempts=notice.attempts_when_retried)
        uow.trail.record(actor, "retry_notice", f"notice:{id}", before=notice.why.value)
    return id


def drop_notice(uow: UnitOfWork, actor: Actor, id: NoticeId) -> NoticeId:
    """Give a parked notice up; as `retry_notice` otherwise.

    Raises:
        NotAllowed: Unknown, or of another municipality.
    """
    notice = _parked(uow, actor, id)
    if notice is not None:
        uow.parked.drop([notice.id])
        uow.trail.record(actor, "drop_notice", f"notice:{id}", before=notice.why.value)
    return id


def _parked(uow: UnitOfWork, actor: Actor, id: NoticeId) -> ParkedNotice | None:
    place = uow.parked.municipality_of(id)
    if place is None:
        raise NotAllowed
    ensure_may(actor, Act.KEEP_NOTICES, Subject(municipality=place[0]))
    return uow.parked.locked(id)


def _operator(actor: Actor) -> Operator:
    if not isinstance(actor, Operator):
        raise NotAllowed
    return actor
