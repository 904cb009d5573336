"""What the desk and its families meet rarely: a place that goes meanwhile, another period."""

from __future__ import annotations

from datetime import date

import pytest

from core.domain.calendar import Days
from core.domain.eligibility import Reason
from core.domain.enrollment import State
from core.domain.errors import NotAllowed, RequestRefused
from core.domain.money import Money
from core.domain.program import Registry
from core.services.acceptance import accept_enrollment
from core.services.desk_offers import Shares, desk_starts
from core.services.places import take_place
from tests.services.test_desk_offers import offered
from tests.services.world import AUTUMN, World

NOTHING = Shares(Money(0), Money(0))


async def test_the_last_place_may_go_while_somebody_is_asking_for_it(world: World) -> None:
    offering = await world.group(places=1)
    await world.perform(take_place, offering.group.id)

    with pytest.raises(RequestRefused) as refused:
        await world.perform(take_place, offering.group.id)

    assert refused.value.reasons == (Reason.NO_PLACES,)
    assert await world.places_taken(offering.group.id) == 1


async def test_an_offer_that_costs_the_certificate_nothing_is_accepted_and_moves_nothing(
    world: World,
) -> None:
    offer = await offered(world, await world.group(registry=Registry.GENERAL))

    accepted = await world.perform(accept_enrollment, world.parent, offer.id, NOTHING)

    assert accepted.state is State.ACTIVE
    assert await world.money() == (1510200, 0, 0)


async def test_an_offer_is_not_accepted_into_another_period_than_it_was_made_for(
    world: World,
) -> None:
    through_winter = Days(date(2020, 9, 1), date(2021, 5, 31))
    await world.run_days(date(2020, 12, 24))
    await world.add_period(Days(date(2021, 1, 1), date(2021, 12, 31)))
    free_of_charge = await world.group(days=through_winter, registry=Registry.GENERAL)
    offer = await offered(world, free_of_charge, date(2020, 12, 28))
    # Before the daily run has come to it.
    world.clock.move_to(date(2021, 1, 1))

    with pytest.raises(RequestRefused) as refused:
        await world.perform(accept_enrollment, world.parent, offer.id, NOTHING)

    assert refused.value.reasons == (Reason.DATES,)


async def test_the_desk_is_shown_days_of_its_own_groups_only(world: World) -> None:
    offering = await world.group()

    starts = await world.ask(desk_starts, world.staff, offering.group.id)

    assert (starts.offering, starts.days[0]) == (offering, AUTUMN.first)
    with pytest.raises(NotAllowed):
        await world.ask(desk_starts, world.parent, offering.group.id)
