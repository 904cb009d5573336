"""Charges of the daily run: each month on its day, once, as the schedule says (LED-3)."""

from __future__ import annotations

from datetime import date

from core.domain.calendar import Month
from core.domain.certificate import Certificate
from core.domain.daily import Step
from core.domain.enrollment import Enrollment, State
from core.domain.funding import ReleaseAt
from core.domain.money import Money
from core.domain.notice import Facts, NoticeKind
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from tests.builders import (
    ZONE,
    Town,
    add_child,
    add_contract,
    add_funded_child,
    add_parent,
    add_request,
    found_town,
)
from tests.db.days import ensure_money_is_right, keys, money, run, told

CHARGE = Step.CHARGE


def one_contract(uow: UnitOfWork) -> tuple[Town, Certificate, Enrollment]:
    town = found_town(uow)
    certificate = add_funded_child(uow, town)
    add_parent(uow, certificate)
    return town, certificate, add_contract(uow, town, certificate)


async def kept(database: Database, enrollment: Enrollment) -> Enrollment:
    found = await database.read(lambda uow: uow.enrollments.get(enrollment.id))
    assert found is not None
    return found


async def test_x5_each_month_is_charged_on_its_first_day(database: Database) -> None:
    town, certificate, contract = await database.perform(one_contract)
    expected = {
        date(2020, 8, 31): (610200, 900000, 0, 0),
        date(2020, 9, 1): (610200, 678687, 221313, 0),
        date(2020, 9, 30): (610200, 678687, 221313, 0),
        date(2020, 10, 1): (610200, 452458, 447542, 0),
        date(2020, 11, 1): (610200, 226229, 673771, 0),
        date(2020, 12, 1): (610200, 0, 900000, 0),
        date(2020, 12, 2): (610200, 0, 900000, 0),
    }

    for on, balance in expected.items():
        for _ in range(2):
            await run(database, town, CHARGE, on)
            assert await money(database, town, certificate) == balance

    charged = await kept(database, contract)
    assert charged.charged_months == 4
    assert charged.next_charge_on is None
    await ensure_money_is_right(database)


async def test_a_charge_is_told_with_month_amount_and_rest(database: Database) -> None:
    town, certificate, contract = await database.perform(one_contract)

    await run(database, town, CHARGE, date(2020, 9, 1))

    (notice,) = await told(database)
    assert notice.kind is NoticeKind.CHARGE_POSTED
    assert notice.facts == Facts(
        certificate=certificate.id,
        period=town.period.id,
        enrollment=contract.id,
        month=Month(2020, 9),
        amount=Money(221313),
        rest=Money(610200),
    )


async def test_months_that_were_missed_are_charged_together(database: Database) -> None:
    town, certificate, contract = await database.perform(one_contract)

    await run(database, town, CHARGE, date(2020, 11, 15))

    assert await keys(database, contract.id) == [
        f"reserve:{contract.id}",
        *(f"charge:{contract.id}:2020-{month:02d}" for month in (9, 10, 11)),
    ]
    assert await money(database, town, certificate) == (610200, 226229, 673771, 0)
    assert len(await told(database)) == 3
    await ensure_money_is_right(database)


async def test_led_1_a_month_of_0_kopecks_has_no_entry_and_counts(database: Database) -> None:
    def prepare(uow: UnitOfWork) -> tuple[Town, Enrollment]:
        town = found_town(uow)
        certificate = add_funded_child(uow, town)
        add_parent(uow, certificate)
        request = add_request(uow, town, certificate, price=Money(3))
        contract, _ = request.confirmed(on=uow.today(ZONE))
        uow.enrollments.save(contract)
        return town, contract

    town, contract = await database.perform(prepare)

    await run(database, town, CHARGE, date(2020, 12, 31))

    assert await keys(database, contract.id) == [
        f"reserve:{contract.id}",
        f"charge:{contract.id}:2020-09",
    ]
    assert (await kept(database, contract)).charged_months == 4
    assert len(await told(database)) == 1


async def test_a_child_without_money_in_a_free_program_keeps_nobody_from_being_charged(
    database: Database,
) -> None:
    def prepare(uow: UnitOfWork) -> tuple[Town, Enrollment, Enrollment]:
        town, _, paid = one_contract(uow)
        child = add_child(uow, town, n=9, full_name="Котов Пётр")
        free, _ = add_request(uow, town, child, price=Money(0)).confirmed(on=uow.today(ZONE))
        uow.enrollments.save(free)
        return town, paid, free

    town, paid, free = await database.perform(prepare)

    for n, month in enumerate((9, 10), 1):
        await run(database, town, CHARGE, date(2020, month, 1))

        assert (await kept(database, free)).charged_months == n
        assert (await kept(database, paid)).charged_months == n


async def test_a_contract_concluded_late_is_charged_from_its_conclusion_on(
    database: Database,
) -> None:
    def prepare(uow: UnitOfWork) -> tuple[Town, Enrollment]:
        town = found_town(uow)
        request = add_request(uow, town, add_funded_child(uow, town), start=date(2020, 9, 10))
        contract, _ = request.confirmed(on=date(2020, 9, 10))
        uow.enrollments.save(contract)
        return town, contract

    town, contract = await database.perform(prepare)

    assert await run(database, town, CHARGE, date(2020, 9, 9)) == []
    await run(database, town, CHARGE, date(2020, 9, 10))

    assert (await keys(database, contract.id))[1:] == [f"charge:{contract.id}:2020-09"]
    assert (await kept(database, contract)).next_charge_on == date(2020, 10, 1)


async def test_requests_and_withdrawn_contracts_are_not_charged(database: Database) -> None:
    def prepare(uow: UnitOfWork) -> Town:
        town = found_town(uow)
        certificate = add_funded_child(uow, town)
        add_request(uow, town, certificate)
        contract = add_contract(uow, town, certificate, key="screen-2")
        left = contract.left(on=date(2020, 8, 31), release_at=ReleaseAt.NEXT_MONTH)
        assert left.state is State.WITHDRAWN
        uow.enrollments.save(left)
        return town

    town = await database.perform(prepare)

    assert await run(database, town, CHARGE, date(2020, 12, 31)) == []


async def test_terminated_contracts_are_charged_through_the_month_of_the_notice(
    database: Database,
) -> None:
    town, _, contract = await database.perform(one_contract)
    ending = contract.left(on=date(2020, 10, 17), release_at=ReleaseAt.NEXT_MONTH)
    await database.perform(lambda uow: uow.enrollments.save(ending))

    await run(database, town, CHARGE, date(2020, 12, 31))

    assert (await keys(database, contract.id))[1:] == [
        f"charge:{contract.id}:2020-09",
        f"charge:{contract.id}:2020-10",
    ]
    await ensure_money_is_right(database)
