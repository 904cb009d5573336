"""What comes back from terminated contracts and unanswered requests (ENR-8, ENR-9)."""

from __future__ import annotations

from datetime import date

from core.domain.certificate import Certificate
from core.domain.daily import Step
from core.domain.enrollment import Enrollment, State
from core.domain.funding import ReleaseAt
from core.domain.money import Money
from core.domain.notice import Facts, NoticeKind
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from tests.builders import (
    Town,
    add_contract,
    add_funded_child,
    add_parent,
    add_request,
    add_staff,
    found_town,
)
from tests.db.days import ensure_money_is_right, keys, money, run, taken, told, write


def one_request(uow: UnitOfWork) -> tuple[Town, Certificate, Enrollment]:
    """Asked on 20 August; parent and staff have an account each."""
    town = found_town(uow)
    certificate = add_funded_child(uow, town)
    add_parent(uow, certificate)
    add_staff(uow, town.provider)
    return town, certificate, add_request(uow, town, certificate)


def one_terminated(uow: UnitOfWork) -> tuple[Town, Certificate, Enrollment]:
    """X6 before its first charge: the notice is of 17 October."""
    town = found_town(uow)
    certificate = add_funded_child(uow, town)
    add_parent(uow, certificate)
    contract = add_contract(uow, town, certificate)
    ending = contract.left(on=date(2020, 10, 17), release_at=ReleaseAt.NEXT_MONTH)
    uow.enrollments.save(ending)
    return town, certificate, ending


async def state(database: Database, enrollment: Enrollment) -> State:
    found = await database.read(lambda uow: uow.enrollments.get(enrollment.id))
    assert found is not None
    return found.state


class TestRelease:
    async def test_x6_later_months_come_back_on_the_first_of_the_next(
        self, database: Database
    ) -> None:
        town, certificate, ending = await database.perform(one_terminated)

        before = await run(database, town, Step.RELEASE, date(2020, 10, 31))
        for _ in range(2):
            await run(database, town, Step.RELEASE, date(2020, 11, 1))
        await run(database, town, Step.CHARGE, date(2020, 11, 1))

        assert before == []
        assert await money(database, town, certificate) == (1062658, 0, 447542, 0)
        assert f"release:{ending.id}:termination" in await keys(database, ending.id)
        await ensure_money_is_right(database)

    async def test_a_release_is_told_with_the_rest_after_it(self, database: Database) -> None:
        town, certificate, ending = await database.perform(one_terminated)

        await run(database, town, Step.RELEASE, date(2020, 11, 1))

        (notice,) = await told(database)
        assert notice.kind is NoticeKind.MONEY_RELEASED
        assert notice.facts == Facts(
            certificate=certificate.id,
            period=town.period.id,
            enrollment=ending.id,
            amount=Money(452458),
            rest=Money(1062658),
            on=date(2020, 9, 1),
        )

    async def test_in_a_period_that_lapsed_what_comes_back_lapses_too(
        self, database: Database
    ) -> None:
        town, certificate, ending = await database.perform(one_terminated)
        await run(database, town, Step.LAPSE, date(2021, 1, 1))

        await run(database, town, Step.RELEASE, date(2021, 1, 1))

        assert await money(database, town, certificate) == (0, 447542, 0, 1062658)
        entries = await database.read(
            lambda uow: uow.ledger.entries(certificate.id, town.period.id)
        )
        assert [entry.movement.key for entry in entries[-3:]] == [
            "lapse:end",
            f"release:{ending.id}:termination",
            f"lapse:release:{ending.id}:termination",
        ]
        await ensure_money_is_right(database)

    async def test_contracts_come_back_in_chunks_of_certificates(self, database: Database) -> None:
        def prepare(uow: UnitOfWork) -> Town:
            town = found_town(uow)
            for n in range(5):
                certificate = add_funded_child(uow, town, n=n, full_name=f"Котова Анна {n}")
                contract = add_contract(uow, town, certificate)
                left = contract.left(on=date(2020, 10, 17), release_at=ReleaseAt.NEXT_MONTH)
                uow.enrollments.save(left)
            return town

        town = await database.perform(prepare)

        cursors = await run(database, town, Step.RELEASE, date(2020, 11, 1), chunk=2)

        assert len(cursors) == 3
        await ensure_money_is_right(database)


class TestExpire:
    async def test_enr_8_a_request_expires_in_the_run_of_day_14(self, database: Database) -> None:
        town, certificate, request = await database.perform(one_request)

        before = await run(database, town, Step.EXPIRE, date(2020, 9, 2))
        waiting = await state(database, request)
        for _ in range(2):
            await run(database, town, Step.EXPIRE, date(2020, 9, 3))

        assert (before, waiting) == ([], State.REQUESTED)
        assert await state(database, request) is State.EXPIRED
        assert await money(database, town, certificate) == (1510200, 0, 0, 0)
        assert await taken(database, town.group) == 0
        assert (await keys(database, request.id))[1:] == [f"release:{request.id}:expired"]
        await ensure_money_is_right(database)

    async def test_both_sides_are_told(self, database: Database) -> None:
        town, certificate, request = await database.perform(one_request)

        await run(database, town, Step.EXPIRE, date(2020, 9, 3))

        parent, staff = await told(database)
        assert {parent.kind, staff.kind} == {NoticeKind.REQUEST_EXPIRED}
        assert (parent.chat, staff.chat) == (100, 200)
        assert parent.facts == Facts(
            certificate=certificate.id,
            period=town.period.id,
            enrollment=request.id,
            amount=Money(900000),
            on=date(2020, 9, 1),
        )
        assert staff.facts == Facts(
            certificate=certificate.id, enrollment=request.id, on=date(2020, 12, 31)
        )

    async def test_requests_of_a_period_that_ended_expire_whatever_their_age(
        self, database: Database
    ) -> None:
        town, _, request = await database.perform(one_request)
        late = f"UPDATE enrollments SET waits_since = '2020-12-30' WHERE id = {request.id}"  # noqa: S608
        await write(database, late)

        before = await run(database, town, Step.EXPIRE, date(2020, 12, 31))
        await run(database, town, Step.EXPIRE, date(2021, 1, 1))

        assert before == []
        assert await state(database, request) is State.EXPIRED

    async def test_chunks_give_every_place_back_once(self, database: Database) -> None:
        def prepare(uow: UnitOfWork) -> Town:
            town = found_town(uow)
            for n in range(5):
                certificate = add_funded_child(uow, town, n=n, full_name=f"Котова Анна {n}")
                add_request(uow, town, certificate)
            return town

        town = await database.perform(prepare)

        cursors = await run(database, town, Step.EXPIRE, date(2020, 9, 30), chunk=2)

        assert len(cursors) == 3
        assert await taken(database, town.group) == 0
        await ensure_money_is_right(database)

    async def test_a_free_request_expires_without_an_entry(self, database: Database) -> None:
        def prepare(uow: UnitOfWork) -> tuple[Town, Enrollment]:
            town = found_town(uow)
            certificate = add_funded_child(uow, town)
            return town, add_request(uow, town, certificate, price=Money(0))

        town, request = await database.perform(prepare)

        await run(database, town, Step.EXPIRE, date(2020, 9, 3))

        assert await state(database, request) is State.EXPIRED
        assert await keys(database, request.id) == []
