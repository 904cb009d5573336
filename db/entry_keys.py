"""Which key an entry must have by its own columns, and by the entries that it follows (LED-2)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, case, cast, exists, func, or_

from core.domain.certificate import CertificateState
from core.domain.enrollment import State
from core.domain.ledger import EntryKind
from db.daily.posting import key
from db.tables.enrollments import enrollments
from db.tables.money import certificates, ledger

_GRANT = "grant:"
_NUMBERED = f"^{_GRANT}[1-9][0-9]{{0,8}}$"
_CLOSED = "certificate-closed"


def has_its_key() -> ColumnElement[bool]:
    """Of an entry joined with its enrollment, where it has one, and with its certificate."""
    contract, kind = enrollments.c.id, ledger.c.kind
    return case(
        (kind == EntryKind.RESERVE, ledger.c.key == key("reserve", contract)),
        (kind == EntryKind.RELEASE, _released()),
        (kind == EntryKind.CHARGE, ledger.c.key == key("charge", contract, ledger.c.month)),
        (kind == EntryKind.GRANT, _granted()),
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
        .where(_beside(charged), charged.c.kind == EntryKind.CHARGE)
        .where(charged.c.key == key("charge", ledger.c.enrollment_id, ledger.c.month))
        .where(charged.c.number < ledger.c.number)
    )


def _released() -> ColumnElement[bool]:
    """Why it was released is what became of the enrollment."""
    late = enrollments.c.first_day == enrollments.c.concluded_on
    ground = func.lower(func.replace(enrollments.c.ground, "_", "-"))
    return or_(
        _release("refused", State.REFUSED),
        _release(ground, State.REFUSED),
        _release("withdrawn", State.WITHDRAWN),
        _release("expired", State.EXPIRED),
        and_(ledger.c.key == key("release", enrollments.c.id, "conclusion"), late),
        and_(
            _release("termination", State.ENDING, State.CLOSED),
            enrollments.c.terminated_on.is_not(None),
        ),
    )


def _release(because: str | ColumnElement[str], *states: State) -> ColumnElement[bool]:
    return and_(
        ledger.c.key == key("release", enrollments.c.id, because),
        enrollments.c.state.in_(states),
    )


def _granted() -> ColumnElement[bool]:
    """With the number of one of the certificate's fundings (CERT-5)."""
    number = cast(func.substr(ledger.c.key, len(_GRANT) + 1), Integer)
    # A text that is no number is not made one, whichever condition a database asks first.
    return case(
        (ledger.c.key.regexp_match(_NUMBERED), number <= certificates.c.fundings), else_=False
    )


def _adjusted() -> ColumnElement[bool]:
    """A new nominal's, a funding's that was taken back, or after what was released (CERT-8)."""
    given = ledger.alias("given")
    funding = func.substr(given.c.key, len(_GRANT) + 1)
    taken_back = (
        exists()
        .where(_beside(given), given.c.kind == EntryKind.GRANT)
        .where(ledger.c.key.in_([key("adjust", funding, why) for why in ("unfunded", "frozen")]))
    )
    return or_(
        ledger.c.key == key("adjust", "nominal", ledger.c.number), taken_back, _after("adjust")
    )


def _lapsed() -> ColumnElement[bool]:
    """At the period's end, with the certificate, or after what was released later (LED-5)."""
    closed = certificates.c.state == CertificateState.CLOSED
    return or_(
        ledger.c.key == key("lapse", "end"),
        and_(ledger.c.key == key("lapse", _CLOSED), closed),
        _after("lapse"),
    )


def _after(what: str) -> ColumnElement[bool]:
    """It sends on, kopeck for kopeck, what another entry gave back."""
    before = ledger.alias("before")
    gave_back = before.c.kind.in_((EntryKind.RELEASE, EntryKind.REFUND))
    return (
        exists()
        .where(_beside(before), gave_back, before.c.amount == ledger.c.amount)
        .where(ledger.c.key == key(what, before.c.key))
    )


def _beside(other: Any) -> ColumnElement[bool]:  # noqa: ANN401 - an alias knows no columns
    """Of the same certificate and period."""
    return and_(
        other.c.period_id == ledger.c.period_id,
        other.c.certificate_id == ledger.c.certificate_id,
    )
