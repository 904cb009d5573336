"""What SQL past the services may not do to money and history (promises M2, M4)."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from core.ports.unit_of_work import UnitOfWork
from core.services.answers import confirm_enrollment
from core.services.auditing import audit_money
from db import migrate
from db.database import Database
from db.unit_of_work import SqlUnitOfWork
from tests.db import test_history as history
from tests.services.world import World

CHARGE = (
    "INSERT INTO ledger (period_id, certificate_id, key, number, kind, source, target, amount,"
    " enrollment_id, month, actor, recorded_at)"
    " SELECT period_id, certificate_id, {key}, 99, {kind},"
    " 'RESERVED', 'DEBITED', {amount}, enrollment_id, month, actor, recorded_at FROM ledger"
    " WHERE kind = 'CHARGE'"
)
ATTACKS = {
    "a second charge of a month": CHARGE.format(key="key", kind="kind", amount=1),
    "under another key": CHARGE.format(key="key || 'x'", kind="kind", amount=1),
    "a charge of no month": CHARGE.format(key="'r'", kind="kind", amount=1).replace(
        "month, actor, recorded_at FROM", "NULL, actor, recorded_at FROM"
    ),
    "a charge that calls itself a release": CHARGE.format(key="'r'", kind="'RELEASE'", amount=1),
    "a charge that calls itself a refund": CHARGE.format(key="'r'", kind="'REFUND'", amount=1),
    "a kind that nobody knows": CHARGE.format(key="'r'", kind="'GIFT'", amount=1),
    "half a kopeck less than nothing": CHARGE.format(key="'r'", kind="kind", amount=-1),
    "a certificate overdrawn": "UPDATE balances SET available_kopecks = available_kopecks - 610201,"
    " reserved_kopecks = reserved_kopecks + 610201",
    "money out of nowhere": "UPDATE balances SET available_kopecks = available_kopecks + 1",
    "a group oversold": "UPDATE groups SET places_taken = places_total + 1",
    "a group made smaller than it is": "UPDATE groups SET places_total = 0",
    "a contract without its certificate": "UPDATE enrollments SET certificate_id = 999999",
    "a negative installment": "UPDATE enrollments SET certificate_other_kopecks = -1",
}


async def test_m2_the_database_itself_refuses_every_attack_on_a_running_contract(
    world: World,
) -> None:
    contract = await world.request(await world.group())
    await world.perform(confirm_enrollment, world.staff, contract.id)
    await world.run_days(contract.days.first)
    before = await world.entries()

    for name, attack in ATTACKS.items():
        with pytest.raises(DBAPIError, match=r"(?i)constraint"):
            await world.perform(execute, attack)
        assert await world.entries() == before, name

    assert await world.money() == (610200, 678687, 221313)
    assert await world.ask(audit_money) == ()


def execute(uow: UnitOfWork, statement: str) -> None:
    assert isinstance(uow, SqlUnitOfWork)
    uow.connection.execute(text(statement))


async def test_m4_history_is_only_added_to_after_all_migrations_went_up_down_and_up(
    migrated_url: str, database: Database
) -> None:
    migrate.downgrade(migrated_url)
    migrate.upgrade(migrated_url)
    await database.perform(history.write_history)
    before = await database.read(history.everything)
    attacks = history.ATTACKS["both"] + history.ATTACKS[await database.read(history.dialect)]

    for attack in attacks:
        with pytest.raises(DBAPIError, match="is only added to"):
            await database.perform(history.rewrite, attack)

    assert await database.read(history.everything) == before
