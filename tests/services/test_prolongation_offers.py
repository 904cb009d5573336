"""Going on into the next period is offered, or the family is told why not (ENR-10, ENR-6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.domain.calendar import Days
from core.domain.eligibility import Reason
from core.domain.enrollment import Origin, State
from core.domain.errors import RequestRefused
from core.domain.money import Money
from core.domain.notice import NoticeKind
from core.domain.program import AgeRange, Registry
from core.services.ceilings import set_ceiling
from core.services.certificates import fund_certificate
from core.services.leaving import leave_enrollment
from core.services.limits import limit_registry
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


@pytest.fixture
async def world(bare_world: World) -> World:
    await bare_world.build(on=ASKED_ON)
    return bare_world


class TestTheOffer:
    async def test_enr_10_it_is_made_ten_working_days_before_the_next_period(
        self, world: World
    ) -> None:
        following, group, old = await school_year(world)

        await world.run_days(OFFERED_ON - timedelta(days=1))
        before = await going_on(world, old)
        await world.run_days(OFFERED_ON)
        new = await offered(world, old)

        assert before is None
        assert (new.state, new.origin, new.continues) == (
            State.OFFERED,
            Origin.PROLONGATION,
            old.id,
        )
        assert new.days == Days(date(2021, 1, 1), date(2021, 5, 31))
        assert (new.period, new.group, new.waits_since) == (
            following.id,
            group.group.id,
            OFFERED_ON,
        )
        assert await world.money(following.id) == (1510200 - IN_2021, IN_2021, 0)
        assert [entry.movement.key for entry in await world.entries(following.id)] == [
            "grant:1",
            f"reserve:{new.id}",
        ]
        await ensure_money_is_right(world)

    async def test_enr_6_it_holds_one_place_together_with_the_old_contract(
        self, world: World
    ) -> None:
        _, group, old = await school_year(world)

        await world.run_days(OFFERED_ON)
        with_offer = await world.places_taken(group.group.id)
        await world.run_days(date(2021, 1, 2))

        new = await offered(world, old)
        assert (with_offer, await world.places_taken(group.group.id)) == (1, 1)
        assert new.holds_place
        assert not (await world.enrollment(old.id)).holds_place

    async def test_a_full_group_does_not_speak_against_going_on(self, world: World) -> None:
        await world.add_period(NEXT_YEAR)
        group = await world.group(days=SCHOOL_YEAR, price=PRICE, places=1)
        old = await contract(world, group)

        await world.run_days(OFFERED_ON)

        assert (await offered(world, old)).state is State.OFFERED

    async def test_the_family_is_told_once_whatever_often_the_run_runs(self, world: World) -> None:
        await school_year(world)

        for _ in range(3):
            await world.run_days(OFFERED_ON)
        await world.run_days(OFFERED_ON + timedelta(days=3))

        told = await world.notices()
        assert told.count(NoticeKind.PROLONGATION_OFFERED) == 1

    async def test_nothing_is_offered_where_the_group_ends_with_the_period(
        self, world: World
    ) -> None:
        _, _, old = await school_year(world, days=Days(SCHOOL_YEAR.first, LAST_DAY))

        await world.run_days(OFFERED_ON)

        assert await going_on(world, old) is None
        assert NoticeKind.PROLONGATION_IMPOSSIBLE not in await world.notices()

    async def test_nothing_is_offered_to_a_contract_that_was_terminated(self, world: World) -> None:
        _, _, old = await school_year(world)
        await world.run_days(date(2020, 12, 2))
        await world.perform(leave_enrollment, world.parent, old.id, shown_last_day=LAST_DAY)

        await world.run_days(OFFERED_ON)

        assert await going_on(world, old) is None

    async def test_two_contracts_of_a_child_share_what_the_next_period_gives(
        self, world: World
    ) -> None:
        following = await world.add_period(NEXT_YEAR)
        olds = [
            await contract(world, await world.group(days=SCHOOL_YEAR, price=910000))
            for _ in range(2)
        ]

        await world.run_days(OFFERED_ON)

        new = [await offered(world, old) for old in olds]
        assert [each.agreed.certificate.total for each in new] == [Money(755000), Money(755000)]
        assert await world.money(following.id) == (200, 1510000, 0)
        assert (await world.notices()).count(NoticeKind.MONEY_LOW) == 1
        await ensure_money_is_right(world)

    async def test_reg_2_both_sides_are_warned_when_little_of_the_agreement_is_left(
        self, world: World
    ) -> None:
        following, _, old = await school_year(world)
        ceiling = Money(1600000)
        await world.perform(set_ceiling, world.officer, world.provider.id, following, ceiling)

        await world.run_days(OFFERED_ON)

        assert (await offered(world, old)).state is State.OFFERED
        assert NoticeKind.AGREEMENT_NEARLY_USED in await world.notices()

    async def test_a_second_child_over_the_agreements_ceiling_is_told_so(
        self, world: World
    ) -> None:
        following, group, old = await school_year(world)
        await world.perform(
            set_ceiling, world.officer, world.provider.id, following, Money(1600000)
        )
        await another_child(world, 1)
        second = await contract(world, group)

        await world.run_days(OFFERED_ON)

        assert (await offered(world, old)).state is State.OFFERED
        assert await going_on(world, second) is None
        assert await told_of(world, NoticeKind.PROLONGATION_IMPOSSIBLE) == [
            (second.id, (Reason.AGREEMENT_EXHAUSTED,))
        ]
        await ensure_money_is_right(world)

    async def test_a_budget_program_goes_on_without_a_kopeck(self, world: World) -> None:
        following, _, old = await school_year(world, registry=Registry.SIGNIFICANT)

        await world.run_days(date(2021, 1, 1))

        new = await offered(world, old)
        assert (new.state, new.agreed.total) == (State.ACTIVE, Money(0))
        assert await world.money(following.id) == (1510200, 0, 0)

    async def test_enr_6_the_limit_per_child_counts_a_contract_and_its_prolongation_once(
        self, world: World
    ) -> None:
        await school_year(world, registry=Registry.SIGNIFICANT)
        await world.run_days(OFFERED_ON)
        registry, period = Registry.SIGNIFICANT, world.period
        await world.perform(limit_registry, world.officer, period, registry, 2)
        days = Days(SCHOOL_YEAR.first, LAST_DAY)

        world.clock.move_to(OFFERED_ON)
        start = OFFERED_ON + timedelta(days=1)
        await world.request(await world.group(days=days, registry=registry), start)
        with pytest.raises(RequestRefused) as no:
            await world.request(await world.group(days=days, registry=registry), start)

        assert no.value.reasons == (Reason.REGISTRY_LIMIT,)


class TestReasonsAgainst:
    async def test_a_child_that_grew_out_of_the_group_is_told_why(self, bare_world: World) -> None:
        # Anya is eleven on 4 March 2021, still ten on the next period's first day.
        world = bare_world
        await world.build(on=ASKED_ON)
        _, _, stays = await school_year(world, ages=AgeRange(5, 10))
        world.anya = await world.certificate("Котов Илья Игоревич", date(2010, 1, 1))
        await world.perform(fund_certificate, world.officer, world.anya.id)
        world.parent = await world.link(world.parent_account, world.anya.id)
        grows = await contract(world, await world.group(days=SCHOOL_YEAR, ages=AgeRange(5, 10)))

        await world.run_days(OFFERED_ON)

        assert await going_on(world, grows) is None
        assert (await offered(world, stays)).state is State.OFFERED
        assert (await told_of(world, NoticeKind.PROLONGATION_IMPOSSIBLE)) == [
            (grows.id, (Reason.AGE,))
        ]

    async def test_enr_10_a_period_that_opens_later_is_waited_for(self, world: World) -> None:
        opens = replace(DEFAULTS, opens_days_before=5)
        following, _, old = await school_year(world, parameters=opens)
        await world.run_days(following.opens_on - timedelta(days=1))
        early = await going_on(world, old)

        await world.run_days(following.opens_on)

        assert early is None
        assert (await offered(world, old)).requested_on == following.opens_on == date(2020, 12, 27)
        assert NoticeKind.PROLONGATION_IMPOSSIBLE not in await world.notices()

    async def test_a_period_that_opens_with_its_first_day_has_no_money_and_takes_nobody(
        self, world: World
    ) -> None:
        _, group, old = await school_year(world, parameters=replace(DEFAULTS, opens_days_before=0))
        await world.run_days(date(2020, 12, 30))
        assert NoticeKind.PROLONGATION_IMPOSSIBLE not in await world.notices()

        await world.run_days(date(2021, 1, 2))

        assert await going_on(world, old) is None
        assert (await world.notices()).count(NoticeKind.PROLONGATION_IMPOSSIBLE) == 1
        assert await world.places_taken(group.group.id) == 0
        assert (await world.enrollment(old.id)).state is State.CLOSED
        await ensure_money_is_right(world)
