"""All that decides about requests of many children of one municipality, read together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection, Date, bindparam, select

from core.domain.actor import System
from core.domain.calendar import Days
from core.domain.eligibility import Commitment
from core.domain.ids import CertificateId, ModuleId, PeriodId
from core.domain.ledger import Balance
from core.domain.program import Registry
from core.domain.standing import Standing
from db.balances import as_balance
from db.certificates import SqlCertificates
from db.people import SqlPeople
from db.tables.enrollments import DESK_OFFER_ROWS, enrollments, live
from db.tables.money import balances
from db.tables.registries import modules, programs

_BALANCES = select(balances).where(
    balances.c.period_id == bindparam("period"),
    balances.c.certificate_id.in_(bindparam("certificates", expanding=True)),
)
_COMMITMENTS = (
    select(
        enrollments.c.certificate_id,
        enrollments.c.module_id,
        programs.c.registry,
        enrollments.c.first_day,
        enrollments.c.last_day,
        enrollments.c.holds_place,
    )
    .join(modules, modules.c.id == enrollments.c.module_id)
    .join(programs, programs.c.id == modules.c.program_id)
    .where(
        enrollments.c.certificate_id.in_(bindparam("certificates", expanding=True)),
        live(bindparam("on", type_=Date)),
        # Nobody is bound by what the desk offered before the parent's yes (ENR-12).
        ~DESK_OFFER_ROWS,
    )
    .order_by(enrollments.c.id)
)

# The daily run decides about everybody and shows nobody.
_RUN: Final = System()


def standings(
    connection: Connection,
    ids: Collection[CertificateId],
    *,
    period: PeriodId,
    on: date,
    now: datetime,
) -> Mapping[CertificateId, Standing]:
    """As `Certificates.standing`, on a date and with the balances of one period only; what the
    municipality sets is asked once for all of them.
    """
    if not ids:
        return {}
    certificates = SqlCertificates(connection, now)
    found = certificates.get(ids)
    children = SqlPeople(connection).children([each.child for each in found], of=_RUN)
    money = _balances(connection, ids, period)
    bound = _commitments(connection, ids, on)
    common = certificates.standing(found[0].id, of=_RUN)
    return {
        each.id: replace(
            common,
            child=children[each.child],
            certificate=each,
            balances={period: money[each.id]} if each.id in money else {},
            commitments=tuple(bound[each.id]),
        )
        for each in found
    }


def _balances(
    connection: Connection, ids: Collection[CertificateId], period: PeriodId
) -> Mapping[CertificateId, Balance]:
    rows = connection.execute(_BALANCES, {"period": period, "certificates": list(ids)})
    return {CertificateId(row.certificate_id): as_balance(row) for row in rows}


def _commitments(
    connection: Connection, ids: Collection[CertificateId], on: date
) -> Mapping[CertificateId, list[Commitment]]:
    found: dict[CertificateId, list[Commitment]] = defaultdict(list)
    for row in connection.execute(_COMMITMENTS, {"certificates": list(ids), "on": on}):
        found[row.certificate_id].append(
            Commitment(
                ModuleId(row.module_id),
                Registry(row.registry),
                Days(row.first_day, row.last_day),
                row.holds_place,
            )
        )
    return found
