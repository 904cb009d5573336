"""What was said of months is only added to, and the audit holds every refund against it (LED-4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.exc import DBAPIError

from core.domain.actor import System
from core.domain.calendar import Month
from core.domain.completeness import ChangeOfGroup, Completeness
from core.domain.daily import Step
from core.domain.enrollment import Enrollment
from core.domain.ids import GroupId
from core.domain.money import Money
from core.domain.movements import refund
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from tests.builders import TEN_PLACES, Town, add_contract, add_funded_child, found_town
from tests.db.days import run, write
from tests.db.test_audit import audit, damage

SEPTEMBER, OCTOBER, NOVEMBER = (Month(2020, month) for month in (9, 10, 11))
SAID_AT = datetime(2020, 11, 2, 10, tzinfo=UTC)
RETURNED = Money(45246)  # of 226229 at 80 per cent


async def prepare(database: Database) -> Enrollment:
    """X1 in a group of its own town, charged until November; October at 80 per cent, said twice."""

    def enroll(uow: UnitOfWork) -> tuple[Town, Enrollment]:
        town = found_town(uow)
        contract = add_contract(uow, town, add_funded_child(uow, town))
        return town, contract

    town, contract = await database.perform(enroll)
    await run(database, town, Step.CHARGE, date(2020, 11, 1))
    for number, percent in enumerate((90, 80), 1):
        await database.perform(say, contract.group, OCTOBER, percent, number)
    return contract


def say(uow: UnitOfWork, group: GroupId, month: Month, percent: int, number: int = 1) -> None:
    uow.completeness.enter(Completeness(group, month, number, percent, "staff:1", SAID_AT))


def give_back(uow: UnitOfWork, contract: Enrollment, month: Month, amount: Money) -> None:
    movement = refund(contract, month, amount)
    assert movement is not None
    uow.ledger.post(movement, by=System())


async def test_a_refund_that_is_what_was_said_adds_up(database: Database) -> None:
    contract = await prepare(database)

    await database.perform(give_back, contract, OCTOBER, RETURNED)

    assert await audit(database) == []


@pytest.mark.parametrize(
    ("month", "kopecks"),
    [
        (OCTOBER, 45245),
        (OCTOBER, 45247),
        (OCTOBER, 22623),  # at the 90 per cent that were corrected
        (SEPTEMBER, 1),  # of which nobody said anything
        (Month(2020, 12), 45246),  # not charged
    ],
)
async def test_any_other_refund_is_found(database: Database, month: Month, kopecks: int) -> None:
    contract = await prepare(database)
    if month == Month(2020, 12):
        await database.perform(say, contract.group, month, 80)

    await database.perform(give_back, contract, month, Money(kopecks))

    assert [each.what for each in await audit(database)] == ["entry"]


@pytest.mark.parametrize(
    "change",
    [
        "amount = amount - 1",
        "month = '2020-09'",
        "month = NULL",
        "key = 'refund:1:2020-09'",
        "key = 'refund:1:2020-10:again'",
        "enrollment_id = NULL",
        "kind = 'RELEASE'",
        "number = 2",
    ],
)
async def test_any_single_change_of_a_refund_is_found(database: Database, change: str) -> None:
    contract = await prepare(database)
    await database.perform(give_back, contract, OCTOBER, RETURNED)

    try:
        await damage(database, f"UPDATE ledger SET {change} WHERE kind = 'REFUND'")  # noqa: S608
    except DBAPIError:
        # The table itself does not take it, triggers or not.
        return

    assert await audit(database) != []


async def test_a_refund_after_which_another_share_was_said_is_found(database: Database) -> None:
    contract = await prepare(database)
    await database.perform(give_back, contract, OCTOBER, RETURNED)

    await database.perform(say, contract.group, OCTOBER, 70, 3)

    assert [(each.what, each.expected) for each in await audit(database)] == [("entry", "67869")]


async def test_a_refund_is_held_against_the_group_where_the_child_was_then(
    database: Database,
) -> None:
    contract = await prepare(database)

    def elsewhere(uow: UnitOfWork) -> GroupId:
        other = uow.intake.add_group(contract.module, replace(TEN_PLACES, title="Вечер"))
        uow.completeness.leave_group(contract.id, ChangeOfGroup(other, date(2020, 11, 1)))
        say(uow, other, OCTOBER, 50)
        return other

    other = await database.perform(elsewhere)
    before = [await _settled(database, group) for group in (contract.group, other)]
    await database.perform(give_back, contract, OCTOBER, Money(113114))

    assert await audit(database) == []
    assert before == [False, False]
    assert [await _settled(database, group) for group in (contract.group, other)] == [False, True]


async def _settled(database: Database, group: GroupId, month: Month = OCTOBER) -> bool:
    return await database.read(lambda uow: uow.completeness.settled(group, month))


async def test_only_the_month_that_came_back_is_settled(database: Database) -> None:
    contract = await prepare(database)
    await database.perform(give_back, contract, OCTOBER, RETURNED)

    settled = [
        await _settled(database, contract.group, month) for month in (SEPTEMBER, OCTOBER, NOVEMBER)
    ]

    assert settled == [False, True, False]


async def test_a_group_is_read_with_all_that_was_said_and_who_was_in_it(
    database: Database,
) -> None:
    contract = await prepare(database)
    await database.perform(say, contract.group, SEPTEMBER, 70)

    kept = await database.read(lambda uow: uow.completeness.group(contract.group))
    missing = await database.read(lambda uow: uow.completeness.group(GroupId(10**6)))

    assert kept is not None
    assert missing is None
    assert kept.zone.key == "Europe/Kaliningrad"
    assert [(e.month, e.number, e.percent) for e in kept.entered] == [
        (SEPTEMBER, 1, 70), (OCTOBER, 1, 90), (OCTOBER, 2, 80),
    ]  # fmt: skip
    assert {each.recorded_at for each in kept.entered} == {SAID_AT}
    assert [(each.id, list(left)) for each, left in kept.contracts] == [(contract.id, [])]


async def test_who_left_a_group_is_still_read_with_it(database: Database) -> None:
    contract = await prepare(database)

    def leave(uow: UnitOfWork) -> tuple[GroupId, GroupId]:
        first, second = (
            uow.intake.add_group(contract.module, replace(TEN_PLACES, title=title))
            for title in ("А", "Б")
        )
        for group, day in ((first, 3), (second, 5)):
            left = ChangeOfGroup(group, date(2020, 11, day))
            uow.completeness.leave_group(contract.id, left)
        return first, second

    first, second = await database.perform(leave)

    kept = await database.read(lambda uow: uow.completeness.group(first))
    said, left = await database.read(lambda uow: uow.completeness.of_enrollment(contract.id))
    assert kept is not None
    assert [each.group for each in said] == [contract.group] * 2
    assert [each.left for each in left] == [first, second]
    assert [(each.id, tuple(through)) for each, through in kept.contracts] == [(contract.id, left)]


@pytest.mark.parametrize("table", ["completeness", "group_changes"])
@pytest.mark.parametrize("act", ["UPDATE {0} SET number = 9", "DELETE FROM {0}"])
async def test_what_was_said_stays(database: Database, table: str, act: str) -> None:
    contract = await prepare(database)
    left = ChangeOfGroup(contract.group, date(2020, 10, 2))
    await database.perform(lambda uow: uow.completeness.leave_group(contract.id, left))

    with pytest.raises(DBAPIError, match=f"{table} is only added to"):
        await write(database, act.format(table))


@pytest.mark.parametrize(
    ("percent", "number", "lock"),
    [(101, 9, "completeness_is_a_share"), (80, 0, "completeness_is_counted_from_one")],
)
async def test_the_table_itself_refuses_what_the_rules_do(
    database: Database, percent: int, number: int, lock: str
) -> None:
    contract = await prepare(database)

    with pytest.raises(DBAPIError, match=lock):
        await database.perform(say, contract.group, OCTOBER, percent, number)
