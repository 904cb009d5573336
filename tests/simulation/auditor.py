"""Holds everything that the database keeps of money against the model (promise M1)."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import select

from core.domain.views import Discrepancy
from core.ports.unit_of_work import UnitOfWork
from core.services.auditing import audit_money
from db.tables.enrollments import enrollments
from db.tables.money import balances, certificates, ledger
from db.tables.registries import groups
from db.unit_of_work import SqlUnitOfWork
from tests.services.world import World
from tests.simulation.model import Line, Model

Kept = dict[str, Any]
BUCKETS = ("AVAILABLE", "RESERVED", "DEBITED", "LAPSED")


async def ensure_same(world: World, model: Model, said: list[str]) -> None:
    kept, differences = await world.database.read(everything_kept)
    story = "\n".join(said)

    assert differences == (), story
    for what, expected in everything_expected(model).items():
        assert kept[what] == expected, f"{what}\n{story}"


def everything_kept(uow: UnitOfWork) -> tuple[Kept, tuple[Discrepancy, ...]]:
    """What the tables hold, in the words of the model; and what the audit says."""
    assert isinstance(uow, SqlUnitOfWork)
    ask = uow.connection.execute
    lines: defaultdict[tuple[int, int], list[Line]] = defaultdict(list)
    numbers: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for row in ask(select(ledger).order_by(ledger.c.number)):
        at = row.certificate_id, row.period_id
        numbers[at].append(row.number)
        lines[at].append(
            (row.kind, row.source, row.target, row.amount, row.enrollment_id, row.month)
        )
    for at, given in numbers.items():
        assert given == [*range(1, len(given) + 1)], at
    kept: Kept = {
        "entries": {at: sorted(of, key=str) for at, of in lines.items()},
        "balances": {
            (row.certificate_id, row.period_id): (
                row.available_kopecks, row.reserved_kopecks,
                row.debited_kopecks, row.lapsed_kopecks, row.nominal_kopecks,
            )
            for row in ask(select(balances))
        },
        "enrollments": {
            row.id: (
                row.state, row.first_day, row.last_day, row.concluded_on,
                row.charged_months, row.release_on, row.continues_id, row.accepted_on,
            )
            for row in ask(select(enrollments))
        },
        "certificates": {
            row.id: (row.kind, row.state == "CLOSED", row.valid_until)
            for row in ask(select(certificates))
        },
        "places": {row.id: row.places_taken for row in ask(select(groups))},
    }  # fmt: skip
    return kept, audit_money(uow)


def everything_expected(model: Model) -> Kept:
    return {
        "entries": {at: sorted(of, key=str) for at, of in model.lines.items() if of},
        "balances": {
            at: (*(money[bucket] for bucket in BUCKETS), -money["FUND"])
            for at, money in model.money.items()
            if model.lines[at]
        },
        "enrollments": {
            c.id: (
                c.state, c.first, c.last, c.concluded, c.charged, c.release_on,
                c.continues and c.continues.id, c.accepted,
            )
            for c in model.contracts.values()
        },
        "certificates": {
            child.id: (
                "FUNDED" if child.funded else "ACCOUNTING", child.closed, child.valid_until,
            )
            for child in model.children
        },
        "places": {course.group: model.taken(course) for course in model.courses},
    }  # fmt: skip
