"""Holds everything that the database keeps of money against the model (promise M1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from sqlalchemy import func, select

from core.domain.auditing import Discrepancy
from core.ports.unit_of_work import UnitOfWork
from core.services.auditing import audit_money
from db.contracts import ENROLLMENTS
from db.tables.messages import notices
from db.tables.money import applications, balances, category_queue, certificates, ledger
from db.tables.periods import nominals
from db.unit_of_work import SqlUnitOfWork
from tests.services.world import World
from tests.simulation.auditor_of_offices import offices_expected, offices_kept
from tests.simulation.auditor_of_registries import registries_expected, registries_kept
from tests.simulation.books import Line
from tests.simulation.model import Model
from tests.simulation.model_certificates import counts
from tests.simulation.papers import Child, Contract

Kept = dict[str, Any]
Ask = Callable[..., Any]
BUCKETS = ("AVAILABLE", "RESERVED", "DEBITED", "LAPSED")
# Notices to families that the model can count.
COUNTED = (
    "APPLICATION_CONFIRMED", "APPLICATION_REFUSED", "CERTIFICATE_CLOSED", "CERTIFICATE_FROZEN",
    "CERTIFICATE_FUNDED", "CERTIFICATE_UNFROZEN", "CERTIFICATE_UNFUNDED", "CHARGE_POSTED",
    "COMPLETENESS_ENTERED",
    "LESSONS_CHANGED", "NOMINAL_CHANGED", "PLACE_OFFERED", "PROLONGATION_IMPOSSIBLE",
    "PROLONGATION_OFFERED", "QUEUE_JOINED",
)  # fmt: skip

# Made once: this is asked after every act.
_BALANCES, _CERTIFICATES, _NOMINALS = select(balances), select(certificates), select(nominals)
_APPLICATIONS = select(applications)
_LEDGER = select(ledger).order_by(ledger.c.number)
_QUEUES = select(category_queue).order_by(category_queue.c.id)
_TOLD = (
    select(notices.c.kind, func.count()).where(notices.c.kind.in_(COUNTED)).group_by(notices.c.kind)
)


async def ensure_same(world: World, model: Model, said: list[str]) -> None:
    """A few short queries; what the product's own audit says is asked at the end."""
    kept = await world.database.read(tables_kept)
    story = "\n".join(said)

    for what, expected in everything_expected(model).items():
        assert kept[what] == expected, f"{what}: {differing(kept[what], expected)}\n{story}"
    for at, expected in counters(model).items():
        assert kept["counters"][at] == expected, f"counters of {at}\n{story}"


def differing(kept: Kept, expected: Kept) -> str:
    """What the database and the model say of those things of which they do not say the same."""
    said = [(at, kept.get(at), expected.get(at)) for at in {*kept, *expected}]
    return "; ".join(f"{at} is {found}, not {told}" for at, found, told in said if found != told)


async def ensure_audited(world: World, said: list[str]) -> None:
    assert await world.database.read(audit_money) == (), "\n".join(said)


def everything_kept(uow: UnitOfWork) -> tuple[Kept, tuple[Discrepancy, ...]]:
    """What the tables hold, in the words of the model; and what the audit says."""
    return tables_kept(uow), audit_money(uow)


def tables_kept(uow: UnitOfWork) -> Kept:
    assert isinstance(uow, SqlUnitOfWork)
    ask = uow.connection.execute
    return {
        "entries": _entries(ask),
        "balances": {
            (row.certificate_id, row.period_id): (
                row.available_kopecks, row.reserved_kopecks,
                row.debited_kopecks, row.lapsed_kopecks, row.nominal_kopecks,
            )
            for row in ask(_BALANCES)
            if row.entries
        },
        "enrollments": {
            row.id: (
                row.state, row.first_day, row.last_day, row.concluded_on,
                row.charged_months, row.release_on, row.continues_id, row.accepted_on,
                row.group_id, row.holds_place, row.terminated_on,
            )
            for row in ask(ENROLLMENTS)
        },
        "certificates": {
            row.id: (
                row.kind, row.state, row.valid_until, row.funded_on, row.frozen_on,
                row.frozen_kopecks, row.closed_because, row.category_id,
            )
            for row in ask(_CERTIFICATES)
        },
        "queues": _queues(ask),
        "counters": {
            (row.category_id, row.period_id): (
                row.nominal_kopecks, row.max_certificates, row.max_total_kopecks,
                row.funded, row.funded_total_kopecks,
            )
            for row in ask(_NOMINALS)
        },
        "applications": {
            row.id: (row.state, row.certificate_id) for row in ask(_APPLICATIONS)
        },
        "notices": dict(map(tuple, ask(_TOLD))),
        **registries_kept(ask),
        **offices_kept(ask),
    }  # fmt: skip


def _entries(ask: Ask) -> dict[tuple[int, int], list[Line]]:
    lines: defaultdict[tuple[int, int], list[Line]] = defaultdict(list)
    numbers: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for row in ask(_LEDGER):
        at = row.certificate_id, row.period_id
        numbers[at].append(row.number)
        lines[at].append(
            (
                row.kind,
                row.source,
                row.target,
                row.key,
                row.amount,
                row.enrollment_id,
                row.month,
            )
        )
    for at, given in numbers.items():
        assert given == [*range(1, len(given) + 1)], at
    return {at: sorted(of, key=str) for at, of in lines.items()}


def _queues(ask: Ask) -> dict[int, list[int]]:
    queues: defaultdict[int, list[int]] = defaultdict(list)
    for row in ask(_QUEUES):
        queues[row.category_id].append(row.certificate_id)
    return dict(queues)


def everything_expected(model: Model) -> Kept:
    categories = [category for place in model.places for category in place.categories]
    return {
        "entries": {at: sorted(of, key=str) for at, of in model.lines.items() if of},
        "balances": {
            at: (*(money[bucket] for bucket in BUCKETS), -money["FUND"])
            for at, money in model.money.items()
            if model.lines[at]
        },
        "enrollments": {c.id: _contract(model, c) for c in model.contracts.values()},
        "certificates": {child.id: _certificate(child) for child in model.children},
        "queues": {c.id: [child.id for child in c.queue] for c in categories if c.queue},
        "applications": {
            each.id: (each.state, each.child and each.child.id) for each in model.applications
        },
        "notices": {kind: told for kind, told in model.told.items() if told},
        **registries_expected(model),
        **offices_expected(model),
    }


def _contract(model: Model, c: Contract) -> tuple[object, ...]:
    return (
        c.state, c.first, c.last, c.concluded, c.charged, c.release_on,
        c.continues and c.continues.id, c.accepted, c.course.group, model.holds_place(c),
        c.ended_on,
    )  # fmt: skip


def _certificate(child: Child) -> tuple[object, ...]:
    kind = "FUNDED" if child.funded else "ACCOUNTING"
    return (
        kind, child.state, child.valid_until, child.funded_on, child.frozen_on,
        child.frozen_amount, child.closed_because, child.category.id,
    )  # fmt: skip


def counters(model: Model) -> dict[tuple[int, int], tuple[int | None, ...]]:
    """What the limits of categories count; of a period that has lapsed nothing any more."""
    found: dict[tuple[int, int], tuple[int | None, ...]] = {}
    for place in model.places:
        for category in place.categories:
            for period in place.periods:
                has = category.provisions.get(period.id)
                if has is not None and not period.lapsed:
                    funded = sum(counts(child, category, period) for child in model.children)
                    found[category.id, period.id] = (
                        has.nominal, has.most, has.most_kopecks, funded, funded * has.nominal
                    )  # fmt: skip
    return found
