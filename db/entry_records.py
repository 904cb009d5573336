"""What the audit trail and the marks of periods say of an entry without a contract (A7, LED-2).

An act and its record bear the same instant, because both are of one transaction. Where a record
of another act is held against an entry, order is asked of the records' own numbers: an act that
waited for a lock began before the one for which it waited.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select

from core.domain.ledger import EntryKind
from db.daily.posting import key
from db.tables.messages import audit_trail
from db.tables.money import certificates, ledger
from db.tables.periods import categories

_FUND, _CLOSE, _LAPSE = "fund", "close", "lapse"
_TAKE_BACK = ("unfund", "freeze")
_TAKEN_BACK = ("unfunded", "frozen")


def has_its_funding() -> ColumnElement[bool]:
    """Of a GRANT: that it has the number of the funding that it came with, or, where the period
    opened later, of the one that lasted then (CERT-5).
    """
    own = audit_trail.alias("own")
    with_funding = exists().where(_together(own, _FUND), _numbered(own, "grant"))
    # A clock that stands lets a period's nominal and the next funding be of one instant.
    also_before = _is_together(*_TAKE_BACK)
    opened = and_(or_(~_is_together(_FUND), also_before), _lasted_then())
    return case(
        # Most were funded once, and nobody looks for what came later.
        (certificates.c.fundings == 1, ledger.c.key == key("grant", certificates.c.fundings)),
        else_=or_(with_funding, opened),
    )


def _lasted_then() -> ColumnElement[bool]:
    """No other funding came on a later day; where one is of this day, it is the one that was
    taken back next. The order within a day is asked of no clock: the one that is set for trying
    things begins anew with each command.
    """
    later, same = audit_trail.alias("later_day"), audit_trail.alias("same_day")
    day = func.date(ledger.c.recorded_at)
    since = select(func.count()).where(_of_certificate(later, _FUND), func.date(later.c.at) > day)
    then = certificates.c.fundings - since.correlate(ledger, certificates).scalar_subquery()
    another = exists().where(_of_certificate(same, _FUND), func.date(same.c.at) == day)
    back, sooner = ledger.alias("back"), ledger.alias("sooner")
    next_one = ~exists().where(_took_back_later(sooner), sooner.c.number < back.c.number)
    with_it = or_(
        *(
            func.replace(back.c.key, "adjust", "grant") == ledger.c.key + f":{why}"
            for why in _TAKEN_BACK
        )
    )
    return case(
        (
            and_(another, exists().where(_took_back_later(back))),
            exists().where(_took_back_later(back), next_one, with_it),
        ),
        else_=ledger.c.key == key("grant", then),
    )


def _took_back_later(other: Any) -> ColumnElement[bool]:  # noqa: ANN401 - an alias
    ways = or_(*(other.c.key.like(f"adjust:%:{why}") for why in _TAKEN_BACK))
    after = other.c.number > ledger.c.number
    return and_(beside(other), other.c.kind == EntryKind.ADJUST, after, ways)


def was_taken_back() -> ColumnElement[bool]:
    """Of an ADJUST: that its funding was taken back then, and in the way that it names."""
    ways = []
    for act, because in zip(_TAKE_BACK, _TAKEN_BACK, strict=True):
        own = audit_trail.alias(f"own_{act}")
        ways.append(exists().where(_together(own, act), _numbered(own, "adjust", because)))
    return or_(*ways)


def nominal_was_set() -> ColumnElement[bool]:
    """Of an ADJUST: that a category's nominal was changed then (CERT-8)."""
    of_categories = select(key("category", categories.c.id))
    changed = select(audit_trail.c.at).where(
        audit_trail.c.subject.in_(of_categories), audit_trail.c.act == "set-nominal"
    )
    return and_(
        ledger.c.key == key("adjust", "nominal", ledger.c.number),
        ledger.c.recorded_at.in_(changed),
    )


def was_closed_then() -> ColumnElement[bool]:
    """Of a LAPSE: that its certificate was closed by the same act (CERT-9)."""
    return _is_together(_CLOSE)


def was_closed_before() -> ColumnElement[bool]:
    """Of a LAPSE: that its certificate had been closed."""
    closed = audit_trail.alias("closed")
    return exists().where(_of_certificate(closed, _CLOSE), closed.c.at < ledger.c.recorded_at)


def period_lapsed_then() -> ColumnElement[bool]:
    """Of a LAPSE: that its period was found empty at the very instant, as by a standing clock."""
    mark = audit_trail.alias("mark")
    return exists().where(_of_period(mark), mark.c.at == ledger.c.recorded_at)


def period_lapsed_before() -> ColumnElement[bool]:
    """Of a LAPSE: that nothing of its period was available any more (LED-5)."""
    mark = audit_trail.alias("mark")
    return exists().where(_of_period(mark), mark.c.at < ledger.c.recorded_at)


def _numbered(own: Any, *parts: str) -> ColumnElement[bool]:  # noqa: ANN401 - an alias
    """With how many fundings there had been when `own` was recorded."""
    later = audit_trail.alias("later")
    since = select(func.count()).where(_of_certificate(later, _FUND), later.c.id > own.c.id)
    then = certificates.c.fundings - since.correlate(own, ledger).scalar_subquery()
    first, *rest = parts
    return ledger.c.key == key(first, then, *rest)


def _is_together(*acts: str) -> ColumnElement[bool]:
    return exists().where(_together(audit_trail.alias("same"), *acts))


def _together(record: Any, *acts: str) -> ColumnElement[bool]:  # noqa: ANN401 - an alias
    return and_(_of_certificate(record, *acts), record.c.at == ledger.c.recorded_at)


def _of_certificate(record: Any, *acts: str) -> ColumnElement[bool]:  # noqa: ANN401 - an alias
    subject = key("certificate", ledger.c.certificate_id)
    return and_(record.c.subject == subject, record.c.act.in_(acts))


def _of_period(record: Any) -> ColumnElement[bool]:  # noqa: ANN401 - an alias
    return and_(record.c.subject == key("period", ledger.c.period_id), record.c.act == _LAPSE)


def beside(other: Any) -> ColumnElement[bool]:  # noqa: ANN401 - an alias knows no columns
    """Of the same certificate and period."""
    return and_(
        other.c.period_id == ledger.c.period_id,
        other.c.certificate_id == ledger.c.certificate_id,
    )
