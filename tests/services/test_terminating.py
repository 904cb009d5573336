"""Ending a contract by the provider: the family's sums, on a ground that it is told (ENR-9)."""

from __future__ import annotations

from datetime import date

import pytest

from core.domain.actor import ProviderStaff
from core.domain.enrollment import Enrollment, State
from core.domain.errors import BadValue, LeavingChanged, NotAllowed, NothingOwed, WrongState
from core.domain.funding import Parameters, ReleaseAt
from core.domain.grounds import PROVIDER_GROUNDS, Ground, Side, grounds_of_provider
from core.domain.ids import EnrollmentId, ProviderId
from core.domain.notice import NoticeKind
from core.services.answers import confirm_enrollment
from core.services.enrollment_looks import look_at_enrollment
from core.services.leaving import leave_enrollment
from core.services.terminating import contracts, cost_of_termination, terminate_enrollment
from tests.services.world import World

BREACHED = Ground.ADMISSION_BREACHED
LAST_OF_OCTOBER = date(2020, 10, 31)


async def contract(world: World) -> Enrollment:
    request = await world.request(await world.group())
    return await world.perform(confirm_enrollment, world.staff, request.id)


async def partly_paid(world: World) -> Enrollment:
    """Its price is above what the certificate has."""
    request = await world.request(await world.group(price=2000000))
    return await world.perform(confirm_enrollment, world.staff, request.id)


async def test_x6_by_the_provider_has_the_same_sums_as_by_the_parent(world: World) -> None:
    active = await contract(world)
    await world.run_days(date(2020, 10, 17))

    cost = await world.ask(cost_of_termination, world.staff, active.id)
    ended = await world.perform(
        terminate_enrollment, world.staff, active.id, BREACHED, shown_last_day=cost.last_day
    )
    await world.run_days(date(2020, 11, 1))

    assert (cost.last_day, cost.withdraws) == (LAST_OF_OCTOBER, False)
    assert (cost.still_charged.kopecks, cost.parent_owes.kopecks) == (0, 0)
    assert ended.state is State.ENDING
    assert (ended.terminated_on, ended.ended_by, ended.ground) == (
        date(2020, 10, 17),
        Side.PROVIDER,
        BREACHED,
    )
    assert await world.money() == (1062658, 0, 447542)


async def test_terminating_twice_ends_once_and_tells_once(world: World) -> None:
    active = await contract(world)
    await world.run_days(date(2020, 10, 17))
    when = {"shown_last_day": LAST_OF_OCTOBER}

    first = await world.perform(terminate_enrollment, world.staff, active.id, BREACHED, **when)
    second = await world.perform(terminate_enrollment, world.staff, active.id, BREACHED, **when)
    with pytest.raises(WrongState):
        await world.perform(terminate_enrollment, world.staff, active.id, Ground.LAW, **when)

    assert second == first
    assert (await world.notices()).count(NoticeKind.CONTRACT_TERMINATED) == 1
    assert NoticeKind.CONTRACT_ENDING not in await world.notices()


async def test_before_the_first_day_the_contract_is_withdrawn_with_place_and_money(
    world: World,
) -> None:
    active = await contract(world)

    cost = await world.ask(cost_of_termination, world.staff, active.id)
    ended = await world.perform(
        terminate_enrollment, world.staff, active.id, BREACHED, shown_last_day=cost.last_day
    )

    assert cost.withdraws
    assert (ended.state, ended.holds_place) == (State.WITHDRAWN, False)
    assert await world.money() == (1510200, 0, 0)
    assert await world.places_taken(active.group) == 0


async def test_released_at_once_where_the_municipality_wants_it(bare_world: World) -> None:
    world = bare_world
    await world.build(Parameters(release_at=ReleaseAt.AT_ONCE))
    active = await contract(world)
    await world.run_days(date(2020, 10, 17))

    await world.perform(
        terminate_enrollment, world.staff, active.id, BREACHED, shown_last_day=LAST_OF_OCTOBER
    )

    assert await world.money() == (1062658, 0, 447542)


async def test_a_last_day_that_changed_overnight_ends_nothing(world: World) -> None:
    active = await contract(world)
    await world.run_days(date(2020, 11, 1))

    with pytest.raises(LeavingChanged):
        await world.perform(
            terminate_enrollment, world.staff, active.id, BREACHED, shown_last_day=LAST_OF_OCTOBER
        )

    assert (await world.enrollment(active.id)).state is State.ACTIVE


@pytest.mark.parametrize("ground", sorted(Ground))
async def test_only_the_listed_grounds_are_the_providers(world: World, ground: Ground) -> None:
    active = await partly_paid(world)
    today = date(2020, 8, 20)

    if ground in PROVIDER_GROUNDS:
        ended = await world.perform(
            terminate_enrollment, world.staff, active.id, ground, shown_last_day=today
        )
        assert ended.ground is ground
    else:
        with pytest.raises(BadValue):
            await world.perform(
                terminate_enrollment, world.staff, active.id, ground, shown_last_day=today
            )


async def test_enr_9_no_payment_is_overdue_where_the_parent_pays_nothing(world: World) -> None:
    free, today, overdue = await contract(world), date(2020, 8, 20), Ground.PAYMENT_OVERDUE
    paid = await partly_paid(world)
    read, end = cost_of_termination, terminate_enrollment

    with pytest.raises(NothingOwed):
        await world.ask(read, world.staff, free.id, ground=overdue)
    with pytest.raises(NothingOwed):
        await world.perform(end, world.staff, free.id, overdue, shown_last_day=today)
    cost = await world.ask(read, world.staff, paid.id, ground=overdue)
    ended = await world.perform(end, world.staff, paid.id, overdue, shown_last_day=cost.last_day)

    assert (await world.enrollment(free.id)) == free
    assert ended.ground is overdue
    share = free.agreed.parent.total
    assert set(PROVIDER_GROUNDS) - set(grounds_of_provider(share)) == {overdue}
    assert set(grounds_of_provider(paid.agreed.parent.total)) == PROVIDER_GROUNDS


async def test_a_request_is_refused_and_not_terminated(world: World) -> None:
    request = await world.request(await world.group())

    with pytest.raises(WrongState):
        await world.ask(cost_of_termination, world.staff, request.id)
    with pytest.raises(WrongState):
        await world.perform(
            terminate_enrollment,
            world.staff,
            request.id,
            BREACHED,
            shown_last_day=date(2020, 8, 20),
        )


async def test_what_the_family_ended_the_provider_cannot_end_again(world: World) -> None:
    active = await contract(world)
    await world.run_days(date(2020, 10, 17))
    left = await world.perform(
        leave_enrollment, world.parent, active.id, shown_last_day=LAST_OF_OCTOBER
    )

    with pytest.raises(WrongState):
        await world.perform(
            terminate_enrollment, world.staff, active.id, BREACHED, shown_last_day=LAST_OF_OCTOBER
        )

    assert (left.terminated_on, left.ended_by) == (date(2020, 10, 17), Side.FAMILY)
    assert await world.enrollment(active.id) == left


async def test_only_the_own_provider_ends_contracts_and_others_learn_nothing(world: World) -> None:
    active = await contract(world)
    foreign = ProviderStaff(world.staff.account, ProviderId(10**6))

    for actor, wanted in (
        (foreign, active.id),
        (world.parent, active.id),
        (world.officer, active.id),
        (world.staff, EnrollmentId(10**6)),
    ):
        with pytest.raises(NotAllowed):
            await world.ask(cost_of_termination, actor, wanted)
        with pytest.raises(NotAllowed):
            await world.perform(
                terminate_enrollment, actor, wanted, BREACHED, shown_last_day=date(2020, 8, 20)
            )
    with pytest.raises(NotAllowed):
        await world.ask(contracts, world.parent, world.provider.id)


async def test_contracts_are_listed_without_requests_and_page_by_page(world: World) -> None:
    made = [await world.request(await world.group(price=1000)) for _ in range(8)]
    for request in made[:7]:
        await world.perform(confirm_enrollment, world.staff, request.id)

    first = await world.ask(contracts, world.staff, world.provider.id)
    beyond = await world.ask(contracts, world.staff, world.provider.id, page=9)

    assert (first.count, first.pages, len(first.lines)) == (7, 2, 6)
    assert (beyond.page, len(beyond.lines)) == (2, 1)
    listed = {line.enrollment.id for line in first.lines + beyond.lines}
    assert listed == {request.id for request in made[:7]}


async def test_its_provider_sees_what_ending_would_mean_and_no_balance(world: World) -> None:
    active = await contract(world)

    look = await world.ask(look_at_enrollment, world.staff, active.id)

    assert (look.entries, look.leaving) == ((), None)
    assert look.termination is not None
    assert look.termination.withdraws
