"""Leaving (ENR-9): the cost first, then the end; withdrawn before the first day."""

from __future__ import annotations

from datetime import date

import pytest

from core.domain.enrollment import State
from core.domain.errors import LeavingChanged, NotAllowed, WrongState
from core.domain.funding import Parameters, ReleaseAt
from core.domain.grounds import RefusalReason
from core.domain.ids import EnrollmentId
from core.domain.notice import NoticeKind
from core.services.answers import confirm_enrollment, refuse_enrollment
from core.services.leaving import cost_of_leaving, leave_enrollment
from tests.services.world import World


async def test_a_waiting_request_is_withdrawn_with_place_and_money(world: World) -> None:
    offering = await world.group()
    request = await world.request(offering)

    cost = await world.ask(cost_of_leaving, world.parent, request.id)
    left = await world.perform(
        leave_enrollment, world.parent, request.id, shown_last_day=cost.last_day
    )
    again = await world.perform(
        leave_enrollment, world.parent, request.id, shown_last_day=cost.last_day
    )

    assert cost.withdraws
    assert cost.returns.kopecks == 900000
    assert left.state is State.WITHDRAWN
    assert again == left
    assert await world.money() == (1510200, 0, 0)
    assert await world.places_taken(offering.group.id) == 0
    assert NoticeKind.REQUEST_WITHDRAWN in await world.notices()


async def test_a_contract_before_its_first_day_is_withdrawn_too(world: World) -> None:
    request = await world.request(await world.group())
    await world.perform(confirm_enrollment, world.staff, request.id)

    left = await world.perform(
        leave_enrollment, world.parent, request.id, shown_last_day=date(2020, 8, 20)
    )

    assert left.state is State.WITHDRAWN
    assert await world.money() == (1510200, 0, 0)


async def test_enr_9_the_cost_names_what_is_still_charged_and_owed(world: World) -> None:
    offering = await world.group(price=1220000, normative=1098000)
    request = await world.request(offering)
    await world.perform(confirm_enrollment, world.staff, request.id)
    world.clock.move_to(date(2020, 9, 10))

    cost = await world.ask(cost_of_leaving, world.parent, request.id)

    assert not cost.withdraws
    assert cost.last_day == date(2020, 9, 30)
    assert cost.returns.kopecks == 3 * 276000
    assert cost.returns_on == date(2020, 10, 1)
    assert cost.still_charged.kopecks == 270000
    assert cost.parent_owes.kopecks == 30002


async def test_enr_9_a_cost_that_changed_overnight_is_shown_again(world: World) -> None:
    request = await world.request(await world.group())
    await world.perform(confirm_enrollment, world.staff, request.id)
    await world.run_days(date(2020, 9, 30))
    cost = await world.ask(cost_of_leaving, world.parent, request.id)
    await world.run_days(date(2020, 10, 1))

    with pytest.raises(LeavingChanged):
        await world.perform(
            leave_enrollment, world.parent, request.id, shown_last_day=cost.last_day
        )

    assert (await world.enrollment(request.id)).state is State.ACTIVE


async def test_enr_9_who_took_back_a_request_is_asked_again_about_a_contract(world: World) -> None:
    request = await world.request(await world.group())
    cost = await world.ask(cost_of_leaving, world.parent, request.id)
    await world.perform(confirm_enrollment, world.staff, request.id)

    with pytest.raises(LeavingChanged):
        await world.perform(
            leave_enrollment, world.parent, request.id,
            shown_last_day=cost.last_day, shown_waiting=True,
        )  # fmt: skip

    assert (await world.enrollment(request.id)).state is State.ACTIVE
    left = await world.perform(
        leave_enrollment, world.parent, request.id,
        shown_last_day=cost.last_day, shown_waiting=False,
    )  # fmt: skip
    assert left.state is State.WITHDRAWN


async def test_enr_9_the_place_is_held_until_the_last_day(world: World) -> None:
    offering = await world.group()
    request = await world.request(offering)
    await world.perform(confirm_enrollment, world.staff, request.id)
    await world.run_days(date(2020, 10, 17))
    await world.perform(
        leave_enrollment, world.parent, request.id, shown_last_day=date(2020, 10, 31)
    )

    await world.run_days(date(2020, 10, 31))
    held = await world.places_taken(offering.group.id)
    await world.run_days(date(2020, 11, 1))

    assert held == 1
    assert await world.places_taken(offering.group.id) == 0
    notices = await world.notices()
    assert NoticeKind.CONTRACT_ENDING in notices
    assert NoticeKind.MONEY_RELEASED in notices


async def test_what_has_ended_cannot_be_left_and_strangers_learn_nothing(world: World) -> None:
    request = await world.request(await world.group())
    await world.perform(refuse_enrollment, world.staff, request.id, RefusalReason.GROUP_FULL)

    with pytest.raises(WrongState):
        await world.perform(
            leave_enrollment, world.parent, request.id, shown_last_day=date(2020, 8, 20)
        )
    for actor, wanted in ((world.staff, request.id), (world.parent, EnrollmentId(10**6))):
        with pytest.raises(NotAllowed):
            await world.perform(leave_enrollment, actor, wanted, shown_last_day=date(2020, 8, 20))
        with pytest.raises(NotAllowed):
            await world.ask(cost_of_leaving, actor, wanted)


async def test_enr_9_release_at_once_returns_the_later_months_with_the_notice(
    bare_world: World,
) -> None:
    world = bare_world
    await world.build(Parameters(release_at=ReleaseAt.AT_ONCE))
    request = await world.request(await world.group())
    await world.perform(confirm_enrollment, world.staff, request.id)
    await world.run_days(date(2020, 10, 17))

    await world.perform(
        leave_enrollment, world.parent, request.id, shown_last_day=date(2020, 10, 31)
    )

    assert await world.money() == (1062658, 0, 447542)
    await world.run_days(date(2020, 11, 1))
    assert await world.money() == (1062658, 0, 447542)
