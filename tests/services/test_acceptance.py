"""Contracts that the parent's acceptance concludes (ENR-2, `ON_PARENT_ACCEPTANCE`)."""

from __future__ import annotations

from datetime import date

import pytest

from core.domain.actor import Family
from core.domain.enrollment import State
from core.domain.errors import NotAllowed, WrongState
from core.domain.funding import Conclusion, Parameters
from core.domain.grounds import RefusalReason, Side
from core.domain.ids import EnrollmentId
from core.domain.notice import NoticeKind
from core.services.acceptance import accept_enrollment, decline_enrollment
from core.services.answers import confirm_enrollment, refuse_enrollment
from core.services.leaving import cost_of_leaving, leave_enrollment
from core.services.providers import desk
from tests.builders import add_parent
from tests.services.world import World

ACCEPTED_BY_PARENTS = Parameters(conclusion=Conclusion.ON_PARENT_ACCEPTANCE)


@pytest.fixture
async def world(bare_world: World) -> World:
    await bare_world.build(ACCEPTED_BY_PARENTS)
    return bare_world


async def test_enr_2_the_confirmation_offers_the_place_and_books_nothing_new(world: World) -> None:
    offering = await world.group()
    request = await world.request(offering)
    world.clock.move_to(date(2020, 8, 25))

    offered = await world.perform(confirm_enrollment, world.staff, request.id)
    again = await world.perform(confirm_enrollment, world.staff, request.id)

    assert again == offered
    assert (offered.state, offered.concluded_on) == (State.OFFERED, None)
    assert (offered.requested_on, offered.waits_since) == (date(2020, 8, 20), date(2020, 8, 25))
    assert await world.money() == (610200, 900000, 0)
    assert await world.places_taken(offering.group.id) == 1
    assert (await world.ask(desk, world.staff, world.provider.id)).requests == ()
    assert await world.notices() == [NoticeKind.REQUEST_RECEIVED, NoticeKind.PLACE_OFFERED]


async def test_enr_2_the_parents_acceptance_concludes_once(world: World) -> None:
    await world.perform(add_parent, world.anya, chat=400)
    request = await world.request(await world.group())
    await world.perform(confirm_enrollment, world.staff, request.id)

    before = await world.notices()

    first = await world.perform(accept_enrollment, world.parent, request.id)
    second = await world.perform(accept_enrollment, world.parent, request.id)

    assert first == second
    assert (first.state, first.concluded_on) == (State.ACTIVE, date(2020, 8, 20))
    # The other parent is told; who accepted has it on the screen.
    assert (await world.notices())[len(before) :] == [
        NoticeKind.REQUEST_CONFIRMED,
        NoticeKind.OFFER_ACCEPTED,
    ]


async def test_enr_7_x11_applies_to_a_late_acceptance(world: World) -> None:
    """X11, but that the parent is late and not the provider."""
    await world.run_days(date(2020, 10, 5))
    request = await world.request(
        await world.group(price=1220000, normative=1220000), date(2020, 10, 6)
    )
    await world.perform(confirm_enrollment, world.staff, request.id)
    await world.run_days(date(2020, 10, 16))

    accepted = await world.perform(accept_enrollment, world.parent, request.id)
    await world.run_days(date(2020, 10, 16))

    assert accepted.days.first == date(2020, 10, 16)
    assert accepted.charged_months == 1
    assert await world.money() == (740200, 610000, 160000)


async def test_enr_7_an_acceptance_after_the_last_day_expires_the_offer(world: World) -> None:
    offering = await world.group()
    request = await world.request(offering)
    await world.perform(confirm_enrollment, world.staff, request.id)
    world.clock.move_to(date(2021, 1, 2))

    answered = await world.perform(accept_enrollment, world.parent, request.id)
    again = await world.perform(accept_enrollment, world.parent, request.id)

    assert answered.state is State.EXPIRED
    assert again == answered
    assert await world.money() == (1510200, 0, 0)
    assert await world.places_taken(offering.group.id) == 0
    assert (await world.notices()).count(NoticeKind.REQUEST_EXPIRED) == 2


async def test_declining_gives_back_place_and_money_and_tells_the_staff(world: World) -> None:
    offering = await world.group()
    request = await world.request(offering)
    await world.perform(confirm_enrollment, world.staff, request.id)

    declined = await world.perform(decline_enrollment, world.parent, request.id)
    again = await world.perform(decline_enrollment, world.parent, request.id)

    assert again == declined
    assert (declined.state, declined.ended_by) == (State.WITHDRAWN, Side.FAMILY)
    assert await world.money() == (1510200, 0, 0)
    assert await world.places_taken(offering.group.id) == 0
    assert NoticeKind.OFFER_DECLINED in await world.notices()
    with pytest.raises(WrongState):
        await world.perform(accept_enrollment, world.parent, request.id)


async def test_leaving_an_offer_is_declining_it(world: World) -> None:
    request = await world.request(await world.group())
    await world.perform(confirm_enrollment, world.staff, request.id)

    cost = await world.ask(cost_of_leaving, world.parent, request.id)
    left = await world.perform(
        leave_enrollment, world.parent, request.id, shown_last_day=cost.last_day
    )

    assert (cost.withdraws, cost.returns.kopecks) == (True, 900000)
    assert left.state is State.WITHDRAWN
    assert NoticeKind.OFFER_DECLINED in await world.notices()


async def test_enr_8_an_offer_reminds_on_day_10_and_expires_on_day_14_of_the_offer(
    world: World,
) -> None:
    offering = await world.group()
    request = await world.request(offering)
    await world.run_days(date(2020, 8, 25))
    await world.perform(confirm_enrollment, world.staff, request.id)

    await world.run_days(date(2020, 9, 3))
    assert NoticeKind.OFFER_UNANSWERED not in await world.notices()
    await world.run_days(date(2020, 9, 4))
    assert (await world.notices()).count(NoticeKind.OFFER_UNANSWERED) == 1
    await world.run_days(date(2020, 9, 7))
    still = await world.enrollment(request.id)
    await world.run_days(date(2020, 9, 8))

    assert still.state is State.OFFERED
    assert (await world.enrollment(request.id)).state is State.EXPIRED
    assert (await world.notices()).count(NoticeKind.OFFER_UNANSWERED) == 1
    assert await world.money() == (1510200, 0, 0)
    assert await world.places_taken(offering.group.id) == 0


async def test_what_was_not_offered_can_be_neither_accepted_nor_declined(world: World) -> None:
    waiting = await world.request(await world.group(price=1000))
    refused = await world.request(await world.group(price=1000))
    await world.perform(refuse_enrollment, world.staff, refused.id, RefusalReason.GROUP_FULL)

    for request in (waiting, refused):
        with pytest.raises(WrongState):
            await world.perform(accept_enrollment, world.parent, request.id)
        with pytest.raises(WrongState):
            await world.perform(decline_enrollment, world.parent, request.id)


async def test_an_offer_stands_until_the_family_answers(world: World) -> None:
    request = await world.request(await world.group())
    await world.perform(confirm_enrollment, world.staff, request.id)

    with pytest.raises(WrongState):
        await world.perform(refuse_enrollment, world.staff, request.id, RefusalReason.GROUP_FULL)

    assert (await world.enrollment(request.id)).state is State.OFFERED


async def test_only_a_parent_who_may_act_answers_and_others_learn_nothing(world: World) -> None:
    request = await world.request(await world.group())
    await world.perform(confirm_enrollment, world.staff, request.id)
    looking = Family(world.parent.account, looking=frozenset({world.anya.id}))

    for actor, wanted in (
        (world.staff, request.id),
        (looking, request.id),
        (world.officer, request.id),
        (world.parent, EnrollmentId(10**6)),
    ):
        with pytest.raises(NotAllowed):
            await world.perform(accept_enrollment, actor, wanted)
        with pytest.raises(NotAllowed):
            await world.perform(decline_enrollment, actor, wanted)
