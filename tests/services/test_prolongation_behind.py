"""No prolongation is lost because a run was behind, or its day was set too late (ENR-10, M7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.domain.actor import System
from core.domain.eligibility import Reason
from core.domain.enrollment import Enrollment, State
from core.domain.funding import Parameters, Prolongation
from core.domain.money import Money
from core.domain.notice import NoticeKind
from core.ports.unit_of_work import UnitOfWork
from core.services.answers import confirm_enrollment
from core.services.daily_run import advance_daily_run
from core.services.limits import change_period
from core.services.module_prices import set_price
from core.services.prolonging import going_on as asked_about
from tests.services.school_years import (
    ASKED_ON,
    IN_2021,
    LAST_DAY,
    NEXT_YEAR,
    OFFERED_ON,
    PRICE,
    SCHOOL_YEAR,
    another_child,
    contract,
    ensure_money_is_right,
    going_on,
    offered,
    school_year,
    told_of,
)
from tests.services.world import DEFAULTS, World

DAY = timedelta(days=1)
OPENS_ON = date(2020, 12, 2)
MADE, IMPOSSIBLE = NoticeKind.PROLONGATION_OFFERED, NoticeKind.PROLONGATION_IMPOSSIBLE
EARLIER = replace(DEFAULTS, prolongation_working_days=15)


@pytest.fixture
async def world(bare_world: World) -> World:
    await bare_world.build(on=ASKED_ON)
    return bare_world


async def concluded(world: World, on: date) -> Enrollment:
    """Asked for and confirmed on a day, whatever was run until then."""
    group = await world.group(days=SCHOOL_YEAR, price=PRICE)
    world.clock.move_to(on)
    request = await world.request(group, on)
    return await world.perform(confirm_enrollment, world.staff, request.id)


async def set_days(world: World, parameters: Parameters) -> None:
    await world.perform(change_period, world.officer, world.period, parameters, closed_from=None)


async def told(world: World) -> tuple[int, int]:
    """How often a family was told of an offer, and of none."""
    kinds = await world.notices()
    return kinds.count(MADE), kinds.count(IMPOSSIBLE)


class TestARunThatIsBehind:
    @pytest.mark.parametrize(
        "last_run", [OPENS_ON - DAY, OPENS_ON, OFFERED_ON - DAY, OFFERED_ON, date(2020, 12, 21)]
    )
    async def test_m7_whenever_the_last_run_was_a_contract_of_today_goes_on(
        self, world: World, last_run: date
    ) -> None:
        following = await world.add_period(NEXT_YEAR)
        await world.run_days(last_run)
        old = await concluded(world, date(2020, 12, 22))

        await world.run_days(date(2020, 12, 22))
        new = await offered(world, old)
        await world.run_days(date(2021, 1, 1))

        assert (new.state, new.requested_on) == (State.OFFERED, date(2020, 12, 22))
        assert new.agreed.certificate.total == Money(IN_2021)
        assert (await offered(world, old)).state is State.ACTIVE
        assert await told(world) == (1, 0)
        _, reserved, debited = await world.money(following.id)
        assert reserved + debited == IN_2021
        await ensure_money_is_right(world)

    async def test_m7_the_money_may_come_with_the_run_of_the_offers_itself(
        self, world: World
    ) -> None:
        days = (NEXT_YEAR.first - OFFERED_ON).days
        await world.add_period(NEXT_YEAR, replace(DEFAULTS, opens_days_before=days))
        await world.run_days(OFFERED_ON - DAY)
        old = await concluded(world, OFFERED_ON)

        await world.run_days(OFFERED_ON)

        assert (await offered(world, old)).state is State.OFFERED
        assert await told(world) == (1, 0)

    async def test_m7_a_contract_of_the_last_day_has_it_to_answer_however_late_the_run(
        self, world: World
    ) -> None:
        await world.add_period(NEXT_YEAR)
        await set_days(world, replace(DEFAULTS, prolongation=Prolongation.ACCEPTANCE))
        await world.run_days(OPENS_ON - DAY)
        old = await concluded(world, LAST_DAY)

        await world.run_days(LAST_DAY)
        new = await offered(world, old)
        asked = await world.ask(asked_about, new)
        await world.run_days(date(2021, 1, 1))

        assert (new.state, (await offered(world, old)).state) == (State.OFFERED, State.EXPIRED)
        assert await world.places_taken(old.group) == 0
        await ensure_money_is_right(world)
        assert asked is not None
        assert asked.answer_until == LAST_DAY

    async def test_led_5_what_is_concluded_between_two_chunks_is_asked_once_before_or_behind(
        self, world: World
    ) -> None:
        await world.add_period(NEXT_YEAR)
        group = await world.group(days=SCHOOL_YEAR, price=PRICE)
        await world.run_days(OFFERED_ON - DAY)
        requests = [await world.request(group, OFFERED_ON - DAY)]
        for n in range(3):
            await another_child(world, n)
            requests.append(await world.request(group, OFFERED_ON - DAY))
        for each in requests[1:3]:
            await world.perform(confirm_enrollment, world.staff, each.id)
        world.clock.move_to(OFFERED_ON)
        while await told(world) == (0, 0):
            place = world.municipality.id
            await world.perform(advance_daily_run, System(), place, OFFERED_ON, 1)

        olds = [
            await world.perform(confirm_enrollment, world.staff, each.id)
            for each in (requests[0], requests[3])
        ]
        at_once = [await going_on(world, old) is not None for old in olds]
        await world.run_days(OFFERED_ON + DAY, chunk=1)

        assert at_once == [True, False]
        assert [(await offered(world, old)).state for old in olds] == [State.OFFERED] * 2
        assert await told(world) == (4, 0)
        await ensure_money_is_right(world)


class TestADayThatHadPassed:
    async def test_enr_10_more_working_days_set_too_late_ask_with_the_next_run(
        self, world: World
    ) -> None:
        _, _, old = await school_year(world)
        await world.run_days(date(2020, 12, 15))
        await set_days(world, EARLIER)
        before = await going_on(world, old)

        await world.run_days(date(2020, 12, 16))
        new = await offered(world, old)
        await world.run_days(date(2021, 1, 1))

        assert before is None
        assert (new.state, new.requested_on) == (State.OFFERED, date(2020, 12, 16))
        assert (await offered(world, old)).state is State.ACTIVE
        assert await told(world) == (1, 0)

    @pytest.mark.parametrize("added_on", [date(2020, 12, 20), date(2020, 12, 30)])
    async def test_enr_10_a_period_set_too_late_is_offered_with_the_next_run(
        self, world: World, added_on: date
    ) -> None:
        group = await world.group(days=SCHOOL_YEAR, price=PRICE)
        old = await contract(world, group)
        await world.run_days(added_on)
        await world.add_period(NEXT_YEAR)
        price = Money(PRICE)
        await world.perform(set_price, world.staff, group.module.id, NEXT_YEAR, price)

        await world.run_days(added_on + DAY)
        new = await offered(world, old)
        asked = await world.ask(asked_about, new)
        await world.run_days(date(2021, 1, 2))

        assert asked is not None
        assert asked.answer_until == max(added_on + DAY, date(2020, 12, 30))
        assert (await offered(world, old)).state is State.ACTIVE
        assert await told(world) == (1, 0)
        await ensure_money_is_right(world)

    async def test_after_the_old_last_day_nothing_is_offered_any_more(self, world: World) -> None:
        old = await contract(world, await world.group(days=SCHOOL_YEAR, price=PRICE))
        await world.run_days(LAST_DAY)
        await world.add_period(NEXT_YEAR)

        late = await concluded(world, LAST_DAY)
        await world.run_days(date(2021, 1, 3))

        assert await going_on(world, old) is None
        # No run was to come that could ask; the next year's money was not there yet.
        assert await told_of(world, IMPOSSIBLE) == [(late.id, (Reason.NO_MONEY,))]


class TestOnce:
    async def test_who_was_told_why_not_is_not_told_again(self, world: World) -> None:
        await school_year(world, parameters=replace(DEFAULTS, opens_days_before=0))
        await world.run_days(LAST_DAY)
        await set_days(world, EARLIER)

        for n in range(1, 4):
            await world.run_days(LAST_DAY + n * DAY)

        assert await told(world) == (0, 1)

    async def test_fewer_working_days_set_after_the_offers_ask_a_new_contract_at_once(
        self, world: World
    ) -> None:
        _, _, first = await school_year(world)
        await world.run_days(OFFERED_ON)
        await set_days(world, replace(DEFAULTS, prolongation_working_days=5))
        await another_child(world, 1)

        old = await concluded(world, OFFERED_ON + DAY)
        new = await going_on(world, old)
        await world.run_days(LAST_DAY)

        assert new is not None
        assert await told(world) == (2, 0)
        assert await going_on(world, first) is not None

    async def test_led_5_that_all_were_asked_is_kept_and_recorded_once(self, world: World) -> None:
        _, _, old = await school_year(world)

        await world.run_days(OFFERED_ON - DAY)
        before = await world.ask(_marked, old)
        await world.run_days(LAST_DAY)

        assert (before, await world.ask(_marked, old)) == ((False, 0), (True, 1))


def _marked(uow: UnitOfWork, old: Enrollment) -> tuple[bool, int]:
    acts = [row["act"] for row in uow.trail.of(f"period:{old.period}")]
    return uow.municipalities.period(old.period).offered, acts.count("offer")
