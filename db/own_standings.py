"""The standing of each child of a family, in one question with who asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, select

from core.domain.ids import CertificateId
from core.domain.standing import Standing
from db.balances import by_certificate
from db.conditions import conditions_with
from db.periods import PERIODS
from db.standing import COMMITMENTS, as_standing
from db.tables.enrollments import enrollments
from db.tables.money import balances, certificates
from db.tables.periods import funding_periods
from db.together import Question


def about_each(own: Select[Any]) -> dict[str, Question]:
    """The questions for the standings of these certificates, to be asked together with EVERYBODY
    of them.
    """
    places = select(certificates.c.municipality_id).where(certificates.c.id.in_(own))
    return {
        "periods": PERIODS.add_columns(balances, certificates.c.id.label("whose"))
        .join(certificates, certificates.c.municipality_id == funding_periods.c.municipality_id)
        .outerjoin(
            balances,
            and_(
                balances.c.period_id == funding_periods.c.id,
                balances.c.certificate_id == certificates.c.id,
            ),
        )
        .where(certificates.c.id.in_(own))
        .order_by(funding_periods.c.first_day),
        "commitments": COMMITMENTS.where(enrollments.c.certificate_id.in_(own)),
        "conditions": conditions_with(None, of=funding_periods.c.municipality_id.in_(places)),
    }


def as_standings(
    connection: Connection,
    children: Sequence[Any],
    found: Mapping[str, Sequence[Any]],
    *,
    now: datetime,
) -> Mapping[CertificateId, Standing]:
    """Of the rows of EVERYBODY and those that these questions found."""
    periods, conditions = defaultdict(list), defaultdict(list)
    for each in found["periods"]:
        periods[each.whose].append(each)
    for each in found["conditions"]:
        conditions[each.municipality_id].append(each)
    commitments = by_certificate(found["commitments"])
    return {
        CertificateId(row.id): as_standing(
            connection,
            {
                "child": [row],
                "periods": periods[row.id],
                "commitments": commitments[row.id],
                "conditions": conditions[row.municipality_id],
            },
            now=now,
        )
        for row in children
    }
