"""Reminders of the day, and where the runs stand (ENR-8, LED-5, LED-7)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.domain.daily import Position, Step
from core.domain.enrollment import Enrollment
from core.domain.funding import Parameters
from core.domain.ids import MunicipalityId
from core.domain.notice import Facts, NoticeKind
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from tests.builders import (
    NOMINAL,
    Town,
    add_funded_child,
    add_parent,
    add_request,
    add_staff,
    found_town,
)
from tests.db.days import run, told
from tests.db.test_daily_funding import with_next_year


class TestRemind:
    async def test_enr_8_the_provider_is_reminded_on_day_5_and_on_no_other(
        self, database: Database
    ) -> None:
        def prepare(uow: UnitOfWork) -> tuple[Town, int]:
            town, _, certificate = with_next_year(uow)
            add_staff(uow, town.provider)
            return town, add_request(uow, town, certificate).id

        town, request = await database.perform(prepare)

        notices = {}
        for day in (24, 25, 26):
            await run(database, town, Step.REMIND, date(2020, 8, day))
            notices[day] = await told(database)

        assert (notices[24], notices[26]) == ([], [])
        (notice,) = notices[25]
        assert (notice.kind, notice.chat) == (NoticeKind.REQUEST_UNANSWERED, 200)
        assert notice.facts.enrollment == request

    async def test_led_7_lapsing_money_is_told_60_and_14_days_before_the_end(
        self, database: Database
    ) -> None:
        town, _, certificate = await database.perform(with_next_year)
        days = [date(2020, 11, day) for day in (1, 2)] + [date(2020, 12, day) for day in (17, 18)]

        notices = {}
        for on in days:
            await run(database, town, Step.REMIND, on, chunk=1)
            notices[on] = await told(database)

        assert [len(notices[on]) for on in days] == [1, 0, 1, 0]
        assert notices[days[0]][0].kind is NoticeKind.MONEY_LAPSING
        assert notices[days[0]][0].facts == Facts(
            certificate=certificate.id,
            period=town.period.id,
            amount=NOMINAL,
            on=date(2020, 12, 31),
        )

    async def test_requests_and_money_of_one_day_are_both_told_in_chunks_of_one(
        self, database: Database
    ) -> None:
        def prepare(uow: UnitOfWork) -> Town:
            town = found_town(uow, parameters=Parameters(lapsing_days=(128,)))
            add_staff(uow, town.provider)
            for n in range(3):
                certificate = add_funded_child(uow, town, n=n, full_name=f"К {n}")
                add_parent(uow, certificate, chat=n)
                add_request(uow, town, certificate)
            return town

        town = await database.perform(prepare)
        await run(database, town, Step.REMIND, date(2020, 8, 25), chunk=1)

        kinds = [notice.kind for notice in await told(database)]
        assert kinds.count(NoticeKind.REQUEST_UNANSWERED) == 3
        assert kinds.count(NoticeKind.MONEY_LAPSING) == 3


class TestOtherParameters:
    """What is set meanwhile neither loses a reminder nor brings it twice."""

    @pytest.mark.parametrize("kind", ["REQUEST_UNANSWERED", "OFFER_UNANSWERED"])
    async def test_enr_8_what_waits_is_reminded_of_once_whatever_the_days_become(
        self, database: Database, kind: str
    ) -> None:
        def prepare(uow: UnitOfWork) -> Town:
            town, _, certificate = with_next_year(uow)
            add_staff(uow, town.provider)
            for screen in ("one", "two"):
                request = add_request(uow, town, certificate, key=screen)
                if kind == "OFFER_UNANSWERED":
                    uow.enrollments.save(request.offered(on=request.requested_on))
            return town

        town = await database.perform(prepare)
        told_on = {}
        for day, days in ((24, 8), (26, 5), (27, 5), (28, 8)):
            await remind_after(database, town, days)
            await run(database, town, Step.REMIND, date(2020, 8, day), chunk=1)
            told_on[day] = [notice.kind.value for notice in await told(database)]

        assert told_on == {24: [], 26: [kind, kind], 27: [], 28: []}

    async def test_enr_8_an_offer_that_follows_a_reminded_request_is_reminded_of_itself(
        self, database: Database
    ) -> None:
        def prepare(uow: UnitOfWork) -> tuple[Town, Enrollment]:
            town, _, certificate = with_next_year(uow)
            add_staff(uow, town.provider)
            return town, add_request(uow, town, certificate)

        def offer(uow: UnitOfWork) -> None:
            uow.enrollments.save(request.offered(on=date(2020, 8, 26)))

        town, request = await database.perform(prepare)
        await run(database, town, Step.REMIND, date(2020, 8, 25))
        await database.perform(offer)
        for day in (4, 5, 6):
            await run(database, town, Step.REMIND, date(2020, 9, day))

        kinds = [notice.kind for notice in await told(database)]
        assert kinds == [NoticeKind.REQUEST_UNANSWERED, NoticeKind.OFFER_UNANSWERED]

    @pytest.mark.parametrize(
        ("set_to", "told_on"),
        [
            # Sixty days before the end is 1 November, fourteen is 17 December.
            ({1: (60, 14), 2: (55, 14)}, [1, 6, 47]),
            ({1: (14,), 10: (60, 14)}, [10, 47]),
            ({1: (60, 14), 2: (90, 14)}, [1, 47]),
            ({1: (60, 14), 45: (16, 13)}, [1, 45, 48]),
            ({1: (60, 14), 47: ()}, [1]),
        ],
    )
    async def test_led_7_lapsing_money_is_told_since_its_day_and_once(
        self, database: Database, set_to: dict[int, tuple[int, ...]], told_on: list[int]
    ) -> None:
        town, _, _ = await database.perform(with_next_year)
        found = []

        for day in range(1, 62):
            if day in set_to:
                await set_parameters(database, town, Parameters(lapsing_days=set_to[day]))
            on = date(2020, 10, 31) + timedelta(days=day)
            await run(database, town, Step.REMIND, on, chunk=1)
            found += [day for _ in await told(database)]

        assert found == told_on


async def remind_after(database: Database, town: Town, days: int) -> None:
    parameters = Parameters(request_reminder_days=days, offer_reminder_days=days)
    await set_parameters(database, town, parameters)


async def set_parameters(database: Database, town: Town, parameters: Parameters) -> None:
    period = town.period.id

    def change(uow: UnitOfWork) -> None:
        uow.municipalities.change_period(period, parameters, closed_from=None)

    await database.perform(change)


class TestPosition:
    async def test_runs_begin_when_the_first_period_opens_and_go_on_where_they_stopped(
        self, database: Database
    ) -> None:
        town, _, _ = await database.perform(with_next_year)
        place = town.municipality.id
        first = Position(place, date(2019, 12, 2))
        moved = Position(place, date(2020, 3, 1), Step.CHARGE, (town.period.id, 17))

        def locked(uow: UnitOfWork) -> Position | None:
            return uow.daily.locked_position(place)

        assert await database.perform(locked) == first
        assert await database.perform(locked) == first
        await database.perform(lambda uow: uow.daily.move(moved))
        assert await database.perform(locked) == moved

    async def test_without_a_period_there_is_nothing_to_run(self, database: Database) -> None:
        missing = MunicipalityId(10**6)

        assert await database.perform(lambda uow: uow.daily.locked_position(missing)) is None
