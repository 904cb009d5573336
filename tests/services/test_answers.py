"""The provider's answer: confirm, refuse, twice, late, and by somebody else."""

from __future__ import annotations

from datetime import date

import pytest

from core.domain.actor import ProviderStaff
from core.domain.enrollment import State
from core.domain.errors import CommentNeeded, NotAllowed, WrongState
from core.domain.grounds import RefusalReason
from core.domain.ids import EnrollmentId, ProviderId
from core.domain.notice import NoticeKind
from core.services.answers import (
    confirm_enrollment,
    refuse_enrollment,
)
from core.services.providers import desk, request_card
from tests.services.world import World


async def test_a_request_waits_for_its_provider_with_short_name_and_age_only(
    world: World,
) -> None:
    request = await world.request(await world.group())

    waiting = await world.ask(desk, world.staff, world.provider.id)
    card = await world.ask(request_card, world.staff, request.id)

    assert (waiting.provider, waiting.requests) == (world.provider, (card,))
    assert (card.child_short_name, card.child_age) == ("Анна К.", 10)
    assert await world.notices() == [NoticeKind.REQUEST_RECEIVED]


async def test_confirming_twice_enrolls_once_and_notifies_once(world: World) -> None:
    request = await world.request(await world.group())

    first = await world.perform(confirm_enrollment, world.staff, request.id)
    second = await world.perform(confirm_enrollment, world.staff, request.id)

    assert first == second
    assert first.state is State.ACTIVE
    assert await world.notices() == [NoticeKind.REQUEST_RECEIVED, NoticeKind.REQUEST_CONFIRMED]


async def test_refusing_gives_back_place_and_money_and_says_why(world: World) -> None:
    offering = await world.group()
    request = await world.request(offering)

    refused = await world.perform(
        refuse_enrollment, world.staff, request.id, RefusalReason.LEVEL_MISMATCH, " Рано "
    )
    again = await world.perform(
        refuse_enrollment, world.staff, request.id, RefusalReason.LEVEL_MISMATCH, "Рано"
    )
    with pytest.raises(WrongState):
        await world.perform(
            refuse_enrollment, world.staff, request.id, RefusalReason.OTHER, "другое"
        )

    assert refused.state is State.REFUSED
    assert again == refused
    assert await world.money() == (1510200, 0, 0)
    assert await world.places_taken(offering.group.id) == 0
    kept = await world.ask(lambda uow: uow.enrollments.refusal(request.id, of=world.staff))
    assert kept == (RefusalReason.LEVEL_MISMATCH, "Рано")
    assert await world.notices() == [NoticeKind.REQUEST_RECEIVED, NoticeKind.REQUEST_REFUSED]


async def test_another_reason_has_to_be_named(world: World) -> None:
    request = await world.request(await world.group())

    with pytest.raises(CommentNeeded):
        await world.perform(refuse_enrollment, world.staff, request.id, RefusalReason.OTHER, " ")

    assert (await world.enrollment(request.id)).state is State.REQUESTED
    await world.perform(refuse_enrollment, world.staff, request.id, RefusalReason.OTHER, "ремонт")
    kept = await world.ask(lambda uow: uow.enrollments.refusal(request.id, of=world.staff))
    assert kept == (RefusalReason.OTHER, "ремонт")


async def test_what_was_refused_cannot_be_confirmed_and_the_other_way_round(
    world: World,
) -> None:
    refused, confirmed = (
        await world.request(await world.group(price=1000)),
        await world.request(await world.group(price=1000)),
    )
    await world.perform(refuse_enrollment, world.staff, refused.id, RefusalReason.GROUP_FULL)
    await world.perform(confirm_enrollment, world.staff, confirmed.id)

    with pytest.raises(WrongState):
        await world.perform(confirm_enrollment, world.staff, refused.id)
    with pytest.raises(WrongState):
        await world.perform(refuse_enrollment, world.staff, confirmed.id, RefusalReason.GROUP_FULL)


async def test_another_provider_a_parent_and_a_wrong_id_are_answered_alike(world: World) -> None:
    request = await world.request(await world.group())
    foreign = ProviderStaff(world.staff.account, ProviderId(10**6))

    for actor, wanted in (
        (foreign, request.id),
        (world.parent, request.id),
        (world.staff, EnrollmentId(10**6)),
    ):
        with pytest.raises(NotAllowed):
            await world.perform(confirm_enrollment, actor, wanted)
        with pytest.raises(NotAllowed):
            await world.perform(refuse_enrollment, actor, wanted, RefusalReason.GROUP_FULL)
        with pytest.raises(NotAllowed):
            await world.ask(request_card, actor, wanted)
    assert (await world.enrollment(request.id)).state is State.REQUESTED


async def test_enr_7_an_answer_after_the_last_day_expires_the_request(world: World) -> None:
    offering = await world.group()
    request = await world.request(offering)
    world.clock.move_to(date(2021, 1, 2))

    answered = await world.perform(confirm_enrollment, world.staff, request.id)

    assert answered.state is State.EXPIRED
    assert await world.money() == (1510200, 0, 0)
    assert await world.places_taken(offering.group.id) == 0
    assert NoticeKind.REQUEST_EXPIRED in await world.notices()


async def test_enr_8_a_request_reminds_on_day_5_and_expires_on_day_14(world: World) -> None:
    offering = await world.group()
    request = await world.request(offering)

    await world.run_days(date(2020, 8, 24))
    assert NoticeKind.REQUEST_UNANSWERED not in await world.notices()
    await world.run_days(date(2020, 8, 25))
    assert (await world.notices()).count(NoticeKind.REQUEST_UNANSWERED) == 1
    await world.run_days(date(2020, 9, 2))
    still = await world.enrollment(request.id)
    await world.run_days(date(2020, 9, 3))

    assert still.state is State.REQUESTED
    assert (await world.enrollment(request.id)).state is State.EXPIRED
    assert (await world.notices()).count(NoticeKind.REQUEST_UNANSWERED) == 1
    assert await world.money() == (1510200, 0, 0)
    assert await world.places_taken(offering.group.id) == 0
