"""The record of what happened by itself to many at once: a row for each of them (promise A7).

What moves nothing but money has no row here: its entry in the ledger says who moved what of which
certificate, from where to where and when (LED-1).
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ColumnElement, FromClause, case, insert, literal, select

from core.domain.certificate import CertificateKind, CertificateState
from core.domain.enrollment import State
from db.daily.posting import key
from db.daily.runs import Run
from db.tables.base import Instant
from db.tables.enrollments import enrollments
from db.tables.messages import audit_trail
from db.tables.money import certificates

_COLUMNS = ("at", "actor", "act", "subject", "details")


def record_enrollments(
    run: Run, act: str, which: ColumnElement[bool], after: State, **details: str
) -> None:
    """Say of each of these enrollments that its state changes; to be done before it does."""
    state = enrollments.c.state
    _record(run, act, enrollments, which, _changed(state, tuple(State), after, details))


def record_offers(run: Run, which: ColumnElement[bool]) -> None:
    """Say of each of these enrollments, which were not there before, that it was offered."""
    said = literal({"after": State.OFFERED}, JSON)
    _record(run, "offer", enrollments, which, said)


def record_states(
    run: Run, act: str, which: ColumnElement[bool], after: CertificateState, **details: str
) -> None:
    """The same of certificates, before their state changes."""
    state = certificates.c.state
    _record(run, act, certificates, which, _changed(state, tuple(CertificateState), after, details))


def record_kinds(
    run: Run, act: str, which: ColumnElement[bool], after: CertificateKind, **details: str
) -> None:
    """The same of certificates, before their kind changes."""
    kind = certificates.c.kind
    _record(run, act, certificates, which, _changed(kind, tuple(CertificateKind), after, details))


def record_mark(run: Run, act: str, period: int) -> None:
    """Say of a period that all its nominals are given, all its rests gone, or all asked."""
    row = {"at": run.now, "actor": run.actor, "act": act, "subject": f"period:{period}"}
    details = {"before": False, "after": True}
    run.connection.execute(insert(audit_trail), {**row, "details": details})


def _changed(
    column: ColumnElement[Any],
    values: Sequence[StrEnum],
    after: StrEnum,
    details: dict[str, str],
) -> ColumnElement[Any]:
    # A text for each value that a row may have: the two databases make JSON by different
    # functions, and both choose between texts.
    return case(
        *(
            (column == each.value, literal({"before": each, "after": after, **details}, JSON))
            for each in values
            if each is not after
        )
    )


def _record(
    run: Run, act: str, of: FromClause, which: ColumnElement[bool], said: ColumnElement[Any]
) -> None:
    noun = "certificate" if of is certificates else "enrollment"
    rows = (
        select(
            literal(run.now, Instant),
            literal(run.actor),
            literal(act),
            key(noun, of.c.id),
            said,
        )
        .where(which)
        .order_by(of.c.id)
    )
    run.connection.execute(insert(audit_trail).from_select(_COLUMNS, rows))
