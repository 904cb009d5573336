"""Which key an entry must have by its columns, by what it follows, and by records (LED-2)."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, case, exists, func, or_

from core.domain.certificate import CertificateState
from core.domain.enrollment import State
from core.domain.grounds import Ground
from core.domain.ledger import EntryKind
from db.daily.posting import key, later_months, reserved_by_request
from db.entry_records import (
    beside,
    has_its_funding,
    nominal_was_set,
    period_lapsed_before,
    period_lapsed_then,
    was_closed_before,
    was_closed_then,
    was_taken_back,
)
from db.tables.enrollments import enrollments
from db.tables.money import certificates, ledger
from db.tables.periods import funding_periods

_CLOSED = "certificate-closed"
_WITH_CERTIFICATE = (Ground.CERTIFICATE_FROZEN.value, Ground.CERTIFICATE_CLOSED.value)
_BEFORE = ledger.alias("before")


def has_its_key() -> ColumnElement[bool]:
    """Of an entry joined with its enrollment, where it has one, and with its certificate."""
    contract, kind = enrollments.c.id, ledger.c.kind
    return case(
        (kind == EntryKind.RESERVE, ledger.c.key == key("reserve", contract)),
        (kind == EntryKind.RELEASE, _released()),
        (kind == EntryKind.CHARGE, ledger.c.key == key("charge", contract, ledger.c.month)),
        (kind == EntryKind.GRANT, has_its_funding()),
        (kind == EntryKind.ADJUST, _adjusted()),
        (kind == EntryKind.LAPSE, _lapsed()),
        (kind == EntryKind.REFUND, ledger.c.key == key("refund", contract, ledger.c.month)),
        else_=False,
    )


def is_of_its_kind() -> ColumnElement[bool]:
    """Only charges and what comes back of them are of a month, and only movements of a contract
    are of an enrollment.
    """
    of_months = ledger.c.kind.in_((EntryKind.CHARGE, EntryKind.REFUND))
    of_contracts = or_(of_months, ledger.c.kind.in_((EntryKind.RESERVE, EntryKind.RELEASE)))
    return and_(
        of_months == ledger.c.month.is_not(None),
        of_contracts == ledger.c.enrollment_id.is_not(None),
    )


def follows_its_charge() -> ColumnElement[bool]:
    """Of what came back of a month: that it was charged before."""
    charged = ledger.alias("charged")
    return (
        exists()
        .where(beside(charged), charged.c.kind == EntryKind.CHARGE)
        .where(charged.c.key == key("charge", ledger.c.enrollment_id, ledger.c.month))
        .where(charged.c.number < ledger.c.number)
    )


def _released() -> ColumnElement[bool]:
    """Why it was released is what became of the enrollment."""
    ground = enrollments.c.ground
    with_certificate = ground.in_(_WITH_CERTIFICATE)
    because = func.lower(func.replace(ground, "_", "-"))
    return or_(
        and_(
            _release("refused", State.REFUSED),
            or_(ground.is_(None), ground.not_in(_WITH_CERTIFICATE)),
        ),
        and_(_release(because, State.REFUSED), with_certificate),
        _release("withdrawn", State.WITHDRAWN),
        _release("expired", State.EXPIRED),
        and_(ledger.c.key == key("release", enrollments.c.id, "conclusion"), _saved()),
        and_(_release("termination", State.ENDING, State.CLOSED), _came_back()),
    )


def _release(because: str | ColumnElement[str], *states: State) -> ColumnElement[bool]:
    return and_(
        ledger.c.key == key("release", enrollments.c.id, because),
        enrollments.c.state.in_(states),
    )


def _saved() -> ColumnElement[bool]:
    """It is what a late conclusion left of the sum that was reserved (ENR-7)."""
    asked = ledger.alias("asked")
    return (
        exists()
        .where(beside(asked), asked.c.key == key("reserve", enrollments.c.id))
        .where(asked.c.amount - ledger.c.amount == reserved_by_request())
    )


def _came_back() -> ColumnElement[bool]:
    """It is what was agreed for the months after the last payable one, and is due no more."""
    months = later_months(enrollments.c.agreed_last_day, enrollments.c.last_day)
    return and_(
        enrollments.c.terminated_on.is_not(None),
        enrollments.c.release_on.is_(None),
        ledger.c.amount == enrollments.c.certificate_other_kopecks * months,
    )


def _adjusted() -> ColumnElement[bool]:
    """A new nominal's, a funding's that was taken back, or after what was released (CERT-8)."""
    return or_(nominal_was_set(), was_taken_back(), _after("adjust"))


def _lapsed() -> ColumnElement[bool]:
    """At the period's end, with the certificate, or after what was released later (LED-5)."""
    closed = certificates.c.state == CertificateState.CLOSED
    period_over = exists().where(
        funding_periods.c.id == ledger.c.period_id, funding_periods.c.lapsed
    )
    return or_(
        and_(ledger.c.key == key("lapse", "end"), _of_an_end()),
        and_(ledger.c.key == key("lapse", _CLOSED), closed, was_closed_then()),
        and_(_after("lapse"), or_(closed, period_over)),
    )


def _of_an_end() -> ColumnElement[bool]:
    """Neither was the certificate closed then, nor did it come back when it was too late."""
    closed = certificates.c.state == CertificateState.CLOSED
    with_certificate = and_(closed, was_closed_then(), ~period_lapsed_then())
    passed_on = and_(
        exists().where(_passed_on()),
        or_(period_lapsed_before(), and_(closed, was_closed_before())),
    )
    return and_(~with_certificate, ~passed_on)


def _after(what: str) -> ColumnElement[bool]:
    """It sends on, kopeck for kopeck and at once, what another entry gave back."""
    return exists().where(_passed_on(), ledger.c.key == key(what, _BEFORE.c.key))


def _passed_on() -> ColumnElement[bool]:
    """What is refused together with its certificate is taken with all that is available."""
    refused = [
        _BEFORE.c.key == key("release", _BEFORE.c.enrollment_id, each.lower().replace("_", "-"))
        for each in _WITH_CERTIFICATE
    ]
    return and_(
        beside(_BEFORE),
        _BEFORE.c.kind.in_((EntryKind.RELEASE, EntryKind.REFUND)),
        _BEFORE.c.amount == ledger.c.amount,
        _BEFORE.c.recorded_at == ledger.c.recorded_at,
        _BEFORE.c.number < ledger.c.number,
        ~or_(*refused),
    )
