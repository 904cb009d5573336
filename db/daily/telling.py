"""Notices to many at once, beside the change that they tell."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Insert, Subquery, insert, literal, null, select

from core.domain.notice import NoticeKind
from db.daily.runs import Certificates, Run
from db.outbox import COLUMNS, head
from db.tables.base import Instant
from db.tables.messages import links, notices, staff


def tell_families(
    run: Run,
    kind: NoticeKind,
    rows: Subquery,
    *,
    period: int | None = None,
    certificates: Certificates | None = None,
) -> None:
    """A notice to every account linked to the certificates of `rows`, from the hour on at which
    families may be told.

    The facts are the columns of `rows` that are named after those of a notice, `kopecks` being
    the amount. `certificates` is where the rows are, if that is a range.
    """
    telling = telling_families(
        kind,
        rows,
        period=null() if period is None else literal(period),
        certificates=certificates,
        not_before=literal(run.today.not_before, Instant),
        now=literal(run.now, Instant),
    )
    run.connection.execute(telling)


def telling_families(
    kind: NoticeKind,
    rows: FromClause,
    *,
    period: ColumnElement[Any],
    certificates: Certificates | None,
    not_before: ColumnElement[datetime],
    now: ColumnElement[datetime],
) -> Insert:
    """The statement of `tell_families`."""
    told = select(
        links.c.account_id,
        *head(links.c.account_id, literal(kind.value), not_before, now),
        *_facts(rows, period),
    ).join(rows, rows.c.certificate_id == links.c.certificate_id)
    if certificates is not None:
        told = told.where(certificates.among(links.c.certificate_id))
    return insert(notices).from_select(COLUMNS, told)


def tell_staff(run: Run, kind: NoticeKind, rows: Subquery) -> None:
    """A notice to everybody who answers for the providers of `rows`, from the hour on at which
    families may be told: the run works at night, and nothing of it needs an answer before then.
    """
    now, not_before = literal(run.now, Instant), literal(run.today.not_before, Instant)
    told = select(
        staff.c.account_id,
        *head(staff.c.account_id, literal(kind.value), not_before, now),
        *_facts(rows, null()),
    ).join(rows, rows.c.provider_id == staff.c.provider_id)
    run.connection.execute(insert(notices).from_select(COLUMNS, told))


def _facts(rows: FromClause, period: ColumnElement[Any]) -> tuple[ColumnElement[Any], ...]:
    # Whose staff is told is in `provider_id`; what they are told about a provider is named anew.
    columns = (
        "enrollment_id",
        "month",
        "kopecks",
        "rest_kopecks",
        "on_day",
        "about_provider_id",
        "program_id",
        "application_id",
        "codes",
    )
    named = (rows.c[name] if name in rows.c else null() for name in columns)
    return (rows.c.certificate_id, period, *named)
