"""Contracts concluded when the offers are made are asked about at once (ENR-10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.domain.calendar import Days
from core.domain.eligibility import Reason
from core.domain.enrollment import Enrollment, State
from core.domain.funding import Conclusion
from core.domain.notice import NoticeKind
from core.domain.program import AgeRange
from core.services.acceptance import accept_enrollment
from core.services.answers import confirm_enrollment
from core.services.certificates import fund_certificate
from core.services.moving import move_enrollment
from core.services.prolonging import going_on as asked_about
from tests.services.school_years import (
    ANY_AGE,
    ASKED_ON,
    LAST_DAY,
    NEXT_YEAR,
    OFFERED_ON,
    PRICE,
    SCHOOL_YEAR,
    ensure_money_is_right,
    going_on,
    offered,
    told_of,
)
from tests.services.test_moving import GROUP, groups
from tests.services.world import DEFAULTS, World

DAY = timedelta(days=1)
BY_ACCEPTANCE = replace(DEFAULTS, conclusion=Conclusion.ON_PARENT_ACCEPTANCE)


@pytest.fixture
async def world(bare_world: World) -> World:
    await bare_world.build(on=ASKED_ON)
    await bare_world.add_period(NEXT_YEAR)
    return bare_world


async def concluded(
    world: World,
    on: date,
    *,
    ages: AgeRange = ANY_AGE,
    days: Days = SCHOOL_YEAR,
    run_before: bool = True,
) -> Enrollment:
    """Asked for and confirmed on a day, after that day's run or before it."""
    group = await world.group(days=days, price=PRICE, ages=ages, places=1)
    await world.run_days(on if run_before else on - DAY)
    world.clock.move_to(on)
    request = await world.request(group, on)
    return await world.perform(confirm_enrollment, world.staff, request.id)


@pytest.mark.parametrize("on", [OFFERED_ON, OFFERED_ON + DAY, LAST_DAY])
async def test_enr_10_a_contract_concluded_after_the_offers_is_asked_about_at_once(
    world: World, on: date
) -> None:
    old = await concluded(world, on)

    new = await offered(world, old)

    assert (new.state, new.continues, new.days.first) == (State.OFFERED, old.id, NEXT_YEAR.first)
    assert await told_of(world, NoticeKind.PROLONGATION_OFFERED) == [(new.id, ())]
    await ensure_money_is_right(world)


async def test_enr_10_until_the_day_before_the_offers_it_is_the_runs_to_ask(world: World) -> None:
    old = await concluded(world, OFFERED_ON - DAY)

    before = await going_on(world, old)
    await world.run_days(OFFERED_ON)

    assert before is None
    assert await told_of(world, NoticeKind.PROLONGATION_OFFERED) == [
        ((await offered(world, old)).id, ())
    ]


async def test_what_is_concluded_before_the_hour_of_the_offers_is_the_runs_to_ask_once(
    world: World,
) -> None:
    old = await concluded(world, OFFERED_ON, run_before=False)
    before = await going_on(world, old)

    await world.run_days(OFFERED_ON)
    new = await offered(world, old)
    await world.run_days(OFFERED_ON + DAY)

    assert before is None
    assert await offered(world, old) == new
    assert (await world.notices()).count(NoticeKind.PROLONGATION_OFFERED) == 1


async def test_confirming_twice_asks_once(world: World) -> None:
    old = await concluded(world, OFFERED_ON + DAY)

    await world.perform(confirm_enrollment, world.staff, old.id)

    assert (await world.notices()).count(NoticeKind.PROLONGATION_OFFERED) == 1


@pytest.mark.parametrize("on", [OFFERED_ON + DAY, LAST_DAY])
async def test_it_goes_on_in_the_place_of_the_old_contract(world: World, on: date) -> None:
    old = await concluded(world, on)

    await world.run_days(date(2021, 1, 2))

    new = await offered(world, old)
    assert (new.state, new.holds_place) == (State.ACTIVE, True)
    assert await world.places_taken(old.group) == 1
    assert new.charged_months == 1
    await ensure_money_is_right(world)


async def test_the_family_of_the_last_day_may_answer_on_it(world: World) -> None:
    old = await concluded(world, LAST_DAY)
    new = await offered(world, old)

    asked = await world.ask(asked_about, new)
    accepted = await world.perform(accept_enrollment, world.parent, new.id)

    assert asked is not None
    assert asked.answer_until == LAST_DAY
    assert accepted.accepted_on == LAST_DAY


async def test_a_child_too_old_for_the_next_period_is_told_so_at_once_and_once(
    world: World,
) -> None:
    world.anya = await world.certificate("Котов Илья Игоревич", date(2010, 1, 1))
    world.parent = await world.link(world.parent_account, world.anya.id)
    await world.perform(fund_certificate, world.officer, world.anya.id)
    old = await concluded(world, OFFERED_ON + DAY, ages=AgeRange(5, 10))

    await world.run_days(LAST_DAY)

    assert await going_on(world, old) is None
    assert await told_of(world, NoticeKind.PROLONGATION_IMPOSSIBLE) == [(old.id, (Reason.AGE,))]


async def test_nothing_is_said_where_the_group_ends_with_the_period(world: World) -> None:
    old = await concluded(world, OFFERED_ON + DAY, days=Days(SCHOOL_YEAR.first, LAST_DAY))

    assert await going_on(world, old) is None
    assert NoticeKind.PROLONGATION_IMPOSSIBLE not in await world.notices()


@pytest.mark.parametrize(("on", "asked_by_moving"), [(OFFERED_ON - DAY, 0), (LAST_DAY, 1)])
async def test_enr_13_moving_into_a_group_that_goes_on_asks_if_the_run_could_not(
    world: World, on: date, asked_by_moving: int
) -> None:
    _, ends, goes_on = await groups(
        world,
        replace(GROUP, title="Б", days=Days(SCHOOL_YEAR.first, LAST_DAY)),
        replace(GROUP, title="В", days=SCHOOL_YEAR),
    )
    request = await world.request(ends, SCHOOL_YEAR.first)
    old = await world.perform(confirm_enrollment, world.staff, request.id)
    await world.run_days(on)
    before = (await world.notices()).count(NoticeKind.PROLONGATION_OFFERED)

    for _ in range(2):
        await world.perform(move_enrollment, world.parent, old.id, goes_on.group.id)

    after = (await world.notices()).count(NoticeKind.PROLONGATION_OFFERED)
    assert (before, after) == (0, asked_by_moving)
    await world.run_days(date(2021, 1, 2))
    new = await offered(world, old)
    assert (new.state, new.group) == (State.ACTIVE, goes_on.group.id)
    await ensure_money_is_right(world)


async def test_enr_2_the_parents_word_that_concludes_asks_too(bare_world: World) -> None:
    world = bare_world
    await world.build(BY_ACCEPTANCE, on=ASKED_ON)
    await world.add_period(NEXT_YEAR)
    confirmed = await concluded(world, OFFERED_ON + DAY)
    before = await going_on(world, confirmed)

    await world.perform(accept_enrollment, world.parent, confirmed.id)

    assert before is None
    assert (await offered(world, confirmed)).state is State.OFFERED
