"""Reminders of the day, and where the runs stand (ENR-8, LED-5, LED-7)."""

from __future__ import annotations

from datetime import date

from core.domain.daily import Position, Step
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
