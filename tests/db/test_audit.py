"""The audit finds what does not add up, and nothing else (LED-1)."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from core.domain.auditing import Discrepancy
from core.domain.daily import Step
from core.domain.enrollment import Enrollment
from core.domain.funding import ReleaseAt
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from db.unit_of_work import SqlUnitOfWork
from tests.builders import Town, add_contract, add_funded_child, add_request, found_town
from tests.db.days import run, write

# What nobody may do is done to the tables without their triggers, as a damaged disk would.
UNLOCK = {
    "sqlite": ("DROP TRIGGER ledger_refuses_update", "DROP TRIGGER ledger_refuses_delete"),
    "postgresql": ("DROP TRIGGER ledger_is_only_added_to ON ledger",),
}


RICHER = (
    "UPDATE balances SET available_kopecks = available_kopecks + 1,"
    " nominal_kopecks = nominal_kopecks + 1"
)


async def prepare(database: Database) -> tuple[Town, Enrollment]:
    """X5 on 1 October, a request beside it and a terminated contract."""

    def enroll(uow: UnitOfWork) -> tuple[Town, Enrollment]:
        town = found_town(uow)
        certificate = add_funded_child(uow, town)
        contract = add_contract(uow, town, certificate)
        other = add_funded_child(uow, town, n=2, full_name="Котов Иван")
        add_request(uow, town, other)
        ending = add_contract(uow, town, other, key="screen-2")
        uow.enrollments.save(ending.left(on=date(2020, 9, 20), release_at=ReleaseAt.NEXT_MONTH))
        return town, contract

    town, contract = await database.perform(enroll)
    await run(database, town, Step.CHARGE, date(2020, 10, 1))
    return town, contract


async def audit(database: Database, *, most: int = 10) -> list[Discrepancy]:
    def both(uow: UnitOfWork) -> list[Discrepancy]:
        return [*uow.audit.balances(most=most), *uow.audit.schedules(most=most)]

    return await database.read(both)


async def damage(database: Database, statement: str) -> None:
    def unlock(uow: UnitOfWork) -> None:
        assert isinstance(uow, SqlUnitOfWork)
        for drop in UNLOCK[uow.connection.dialect.name]:
            uow.connection.execute(text(drop))

    await database.perform(unlock)
    await write(database, statement)


async def test_where_everything_adds_up_nothing_is_found(database: Database) -> None:
    town, _ = await prepare(database)

    found = [await audit(database)]
    for step in (Step.RELEASE, Step.EXPIRE, Step.CHARGE):
        await run(database, town, step, date(2020, 12, 31))
        found.append(await audit(database))
    for step in (Step.CLOSE_ENROLLMENTS, Step.LAPSE):
        await run(database, town, step, date(2021, 1, 1))
        found.append(await audit(database))

    assert found == [[]] * 6


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        (
            "UPDATE ledger SET amount = amount - 1 WHERE kind = 'CHARGE'",
            {"balance", "schedule", "entry"},
        ),
        ("DELETE FROM ledger WHERE kind = 'CHARGE'", {"balance", "schedule"}),
        ("UPDATE ledger SET number = number + 1 WHERE kind = 'CHARGE'", {"balance"}),
        ("UPDATE ledger SET number = 1 WHERE kind = 'RESERVE'", {"balance"}),
        ("UPDATE ledger SET key = key || '0' WHERE kind = 'RESERVE'", {"entry"}),
        ("UPDATE ledger SET key = 'x' WHERE kind = 'GRANT'", {"entry"}),
        ("UPDATE ledger SET key = 'grant:2' WHERE kind = 'GRANT'", {"entry"}),
        ("UPDATE ledger SET key = 'grant:0' WHERE kind = 'GRANT'", {"entry"}),
        ("UPDATE ledger SET key = 'grant:1:1' WHERE kind = 'GRANT'", {"entry"}),
        ("UPDATE ledger SET month = '2020-09' WHERE kind = 'RESERVE'", {"entry"}),
        (RICHER, {"balance"}),
        ("UPDATE balances SET entries = entries + 1", {"balance"}),
        ("UPDATE schedules SET charged_months = charged_months + 1", {"schedule"}),
        ("UPDATE schedules SET charged_months = 4, due_on = NULL", {"schedule"}),
        ("UPDATE schedules SET due_on = NULL", {"schedule"}),
        ("UPDATE schedules SET other_kopecks = other_kopecks + 1", {"schedule"}),
        ("UPDATE schedules SET last_day = '2020-12-30'", {"schedule"}),
        ("DELETE FROM schedules", {"schedule"}),
        ("UPDATE enrollments SET release_on = NULL", {"schedule"}),
        ("UPDATE enrollments SET certificate_other_kopecks = certificate_other_kopecks + 1",
         {"schedule", "entry"}),
        ("UPDATE enrollments SET state = 'REFUSED' WHERE state = 'REQUESTED'", {"schedule"}),
    ],
)  # fmt: skip
async def test_every_damage_is_found(database: Database, statement: str, what: set[str]) -> None:
    await prepare(database)

    await damage(database, statement)

    assert {discrepancy.what for discrepancy in await audit(database)} == what


@pytest.mark.parametrize(
    "change",
    [
        "amount = amount + 1",
        "source = 'AVAILABLE'",
        "target = 'AVAILABLE'",
        "kind = 'RELEASE'",
        "kind = 'LAPSE'",
        "certificate_id = (SELECT max(id) FROM certificates)",
        "enrollment_id = (SELECT max(id) FROM enrollments)",
        "enrollment_id = NULL",
        "month = '2020-11'",
        "month = NULL",
        "key = 'charge:1:2020-11'",
    ],
)
async def test_any_single_change_of_a_charge_is_found_before_its_day_is_sealed(
    database: Database, change: str
) -> None:
    await prepare(database)
    one = "SELECT min(enrollment_id) FROM ledger WHERE kind = 'CHARGE'"
    which = f"kind = 'CHARGE' AND enrollment_id = ({one}) AND month = '2020-10'"

    try:
        await damage(database, f"UPDATE ledger SET {change} WHERE {which}")  # noqa: S608
    except IntegrityError:
        # The table itself does not take it, triggers or not.
        return

    assert await audit(database) != []


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("RELEASE", "replace(key, 'termination', 'conclusion')"),
        ("RELEASE", "replace(key, 'termination', 'expired')"),
        ("RELEASE", "replace(key, 'expired', 'withdrawn')"),
        ("RELEASE", "replace(key, 'release:', 'release:9')"),
        ("LAPSE", "'lapse:certificate-closed'"),
        ("LAPSE", "'lapse:release:1:termination'"),
        ("LAPSE", "'end'"),
    ],
)
async def test_a_key_that_is_another_one_s_is_found(
    database: Database, kind: str, key: str
) -> None:
    town, _ = await prepare(database)
    for step in (Step.RELEASE, Step.EXPIRE, Step.CHARGE):
        await run(database, town, step, date(2020, 12, 31))
    for step in (Step.CLOSE_ENROLLMENTS, Step.LAPSE):
        await run(database, town, step, date(2021, 1, 1))
    changed = f"UPDATE ledger SET key = {key} WHERE kind = '{kind}' AND key <> {key}"  # noqa: S608

    await damage(database, changed)

    assert {discrepancy.what for discrepancy in await audit(database)} == {"entry"}


async def test_a_discrepancy_says_where_and_what(database: Database) -> None:
    town, contract = await prepare(database)
    await damage(
        database,
        f"UPDATE schedules SET charged_months = 1 WHERE enrollment_id = {contract.id}",  # noqa: S608
    )

    (found,) = await audit(database)

    assert found == Discrepancy(
        "schedule",
        contract.certificate,
        town.period.id,
        contract.id,
        expected="held 678687 charged 221313 in 1",
        found="held 452458 charged 447542 in 2",
    )


async def test_no_more_is_named_than_was_asked_for(database: Database) -> None:
    await prepare(database)
    await damage(database, "UPDATE ledger SET number = number + 1")

    assert len(await audit(database)) == 2
    assert len(await audit(database, most=1)) == 1


MISCOUNTED = {
    "UPDATE nominals SET funded = funded + 1": "category:1 2 3020400",
    "UPDATE nominals SET funded_total_kopecks = 1": "category:1 2 3020400",
    "UPDATE certificates SET state = 'FROZEN' WHERE id = 1": "category:1 1 1510200",
    "UPDATE groups SET places_taken = places_taken + 1": "group:1 3",
    "UPDATE agreements SET ceiling_kopecks = 10000000": "agreement:1 2410200",
    "INSERT INTO provider_limits (period_id, provider_id, most, open) VALUES (1, 1, 9, 1)": (
        "provider:1 2"
    ),
    "INSERT INTO direction_limits (period_id, direction, most, open) VALUES (1, 'ARTS', 9, 1)": (
        "direction:ARTS 0"
    ),
}


@pytest.mark.parametrize(("damage_done", "expected"), MISCOUNTED.items())
async def test_every_counter_is_counted_anew(
    database: Database, damage_done: str, expected: str
) -> None:
    await prepare(database)
    before = await database.read(lambda uow: uow.audit.counters(most=10))

    await write(database, damage_done)

    (found,) = await database.read(lambda uow: uow.audit.counters(most=10))
    assert before == ()
    assert (found.what, found.certificate, found.expected) == ("counter", None, expected)
    assert found.found != expected
