"""A group's places hold, however a child gets into it: from the desk, from another group (M2)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Iterable

import pytest

from core.domain.drafts import GroupDraft
from core.domain.eligibility import Reason
from core.domain.enrollment import Enrollment, Origin
from core.domain.errors import DeskChildUnknown, RequestRefused
from core.domain.ids import GroupId
from core.domain.money import Money
from core.ports.unit_of_work import UnitOfWork
from core.services.acceptance import accept_enrollment
from core.services.auditing import audit_money
from core.services.desk_offers import DeskChild, Shares, offer_place
from core.services.invitations import accept_invitation, invite_family
from core.services.moving import move_enrollment
from core.services.requests import request_enrollment
from tests.builders import child_named
from tests.services.world import AUTUMN, World
from tests.simulation.crowd import FIRST_CHILD, children, patiently, wanted
from tests.simulation.share import share

ROOM = 10
PRICE = Money(100000)


async def all_at_once(acts: Iterable[Awaitable[Enrollment]]) -> int:
    """How many were let in; everybody else was told that there is no place."""
    answers = await asyncio.gather(*acts, return_exceptions=True)
    refused = [answer for answer in answers if not isinstance(answer, Enrollment)]
    for answer in refused:
        assert isinstance(answer, RequestRefused), repr(answer)
        assert answer.reasons == (Reason.NO_PLACES,)
    return len(answers) - len(refused)


async def race_from_the_desk(world: World, number: int) -> None:
    """So many families say yes at once to what the desk offered them (ENR-12)."""
    group = (await world.group(price=PRICE.kopecks, places=ROOM)).group.id
    families = await children(world, number)

    def offer(uow: UnitOfWork, n: int) -> Enrollment:
        (certificate,) = families[n].acting
        token = invite_family(uow, world.officer, certificate).token
        accept_invitation(uow, world.parent_account, token)
        child = DeskChild(f"3901{FIRST_CHILD + n:06d}", child_named(FIRST_CHILD + n))
        offered = offer_place(uow, world.staff, child, group, AUTUMN.first)
        assert not isinstance(offered, DeskChildUnknown)
        return offered

    offers = [await world.perform(offer, n) for n in range(number)]
    before = await world.places_taken(group)
    let_in = await all_at_once(
        patiently(world, accept_enrollment, family, offered.id, Shares(PRICE, Money(0)))
        for family, offered in zip(families, offers, strict=True)
    )

    assert {each.origin for each in offers} == {Origin.DESK}
    assert (before, let_in) == (0, ROOM)
    assert await world.places_taken(group) == ROOM
    assert await world.ask(audit_money) == ()


async def race_from_another_group(world: World, number: int) -> None:
    """So many children want to change at once to the evening's ten places (ENR-13)."""
    morning = await world.group(price=PRICE.kopecks, places=number)
    draft = GroupDraft("Вечер", 3, AUTUMN, ROOM, None, "ул. Мира, 1", ())

    def open_evening(uow: UnitOfWork) -> GroupId:
        return uow.intake.add_group(morning.module.id, draft)

    evening = await world.perform(open_evening)
    families = await children(world, number)
    asked = await asyncio.gather(
        *(
            patiently(world, request_enrollment, each, wanted(each, morning, PRICE, "screen"))
            for each in families
        )
    )
    let_in = await all_at_once(
        patiently(world, move_enrollment, family, request.id, evening)
        for family, request in zip(families, asked, strict=True)
    )

    assert let_in == ROOM
    assert await world.places_taken(evening) == ROOM
    assert await world.places_taken(morning.group.id) == number - ROOM
    assert await world.ask(audit_money) == ()


async def test_m2_of_forty_who_accept_at_once_what_the_desk_offered_ten_get_the_ten_places(
    world: World,
) -> None:
    await race_from_the_desk(world, 40)


async def test_m2_of_forty_who_change_at_once_to_a_group_ten_get_its_ten_places(
    world: World,
) -> None:
    await race_from_another_group(world, 40)


@pytest.mark.slow
async def test_m2_of_a_thousand_who_accept_at_once_what_the_desk_offered_ten_get_in(
    world: World,
) -> None:
    await race_from_the_desk(world, share(1000, least=20))


@pytest.mark.slow
async def test_m2_of_a_thousand_who_change_at_once_to_a_group_ten_get_in(world: World) -> None:
    await race_from_another_group(world, share(1000, least=20))
