"""The audit trail says of each answer what was before it and what is after it."""

from __future__ import annotations

from datetime import date

from core.domain.grounds import RefusalReason
from core.services.answers import confirm_enrollment, refuse_enrollment
from core.services.leaving import leave_enrollment
from tests.services.world import World

START = date(2020, 9, 1)


async def _recorded(world: World, id: int) -> list[tuple[str, str | None, str | None]]:
    trail = await world.ask(lambda uow: uow.trail.of(f"enrollment:{id}"))
    return [(each["act"], each.get("before"), each.get("after")) for each in trail]


async def test_from_which_state_to_which_an_answer_leads_is_recorded(world: World) -> None:
    offering = await world.group(price=100000)
    refused = await world.request(offering, START)
    await world.perform(refuse_enrollment, world.staff, refused.id, RefusalReason.GROUP_FULL)
    confirmed = await world.request(offering, START)
    await world.perform(confirm_enrollment, world.staff, confirmed.id)
    today = date(2020, 8, 20)
    await world.perform(leave_enrollment, world.parent, confirmed.id, shown_last_day=today)

    of_refused = await _recorded(world, refused.id)
    of_confirmed = await _recorded(world, confirmed.id)

    assert ("refuse", "REQUESTED", "REFUSED") in of_refused
    assert ("confirm", "REQUESTED", "ACTIVE") in of_confirmed
    assert ("leave", "ACTIVE", "WITHDRAWN") in of_confirmed
