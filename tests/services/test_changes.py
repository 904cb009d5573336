"""Who changed what and when, also where nobody did it by hand (ENR-14)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from core.domain.certificate import ClosingReason
from core.domain.ids import EnrollmentId
from core.domain.program import ProviderState
from core.services.answers import confirm_enrollment
from core.services.closing import close_certificate
from core.services.enrollment_looks import look_at_enrollment
from core.services.families import enrollment_card
from core.services.groups import archive_group
from core.services.moving import move_enrollment
from core.services.provider_registry import move_provider
from core.services.settling import settle_provider
from tests.services.school_years import ASKED_ON, LAST_DAY, OFFERED_ON, offered, school_year
from tests.services.test_moving import GROUP, groups
from tests.services.world import OPERATOR, World

ASKED = ("2020-08-20", "parent", "request")


async def changes(world: World, id: EnrollmentId) -> list[tuple[str, str, str]]:
    card = await world.ask(enrollment_card, world.parent, id)
    look = await world.perform(look_at_enrollment, world.staff, id)
    assert look.changes == card.changes
    return [(each.on.isoformat(), each.by, each.act) for each in card.changes]


async def test_enr_14_a_contract_that_ran_out_says_when_its_lessons_ended(world: World) -> None:
    asked = await world.request(await world.group())
    await world.perform(confirm_enrollment, world.staff, asked.id)

    await world.run_days(date(2021, 1, 1))

    assert await changes(world, asked.id) == [
        ASKED,
        ("2020-08-20", "staff", "confirm"),
        ("2021-01-01", "system", "close"),
    ]


async def test_enr_14_a_request_without_an_answer_says_when_it_was_closed(world: World) -> None:
    asked = await world.request(await world.group())

    await world.run_days(date(2020, 9, 3))

    assert await changes(world, asked.id) == [ASKED, ("2020-09-03", "system", "expire")]


async def test_enr_14_what_another_act_ended_says_whose_act_it_was(world: World) -> None:
    asked = await world.request(await world.group())

    await world.perform(close_certificate, world.officer, world.anya.id, ClosingReason.WISH)

    assert await changes(world, asked.id) == [ASKED, ("2020-08-20", "municipality", "refuse")]


async def test_enr_14_what_ended_with_many_others_is_told_too(world: World) -> None:
    asked = await world.request(await world.group())
    confirmed = await world.request(await world.group(price=300000))
    await world.perform(confirm_enrollment, world.staff, confirmed.id)

    await world.perform(move_provider, OPERATOR, world.provider.id, ProviderState.EXCLUDED, "суд")
    while await world.perform(settle_provider, OPERATOR, world.provider.id, 1):
        pass

    assert (await changes(world, asked.id))[1:] == [("2020-08-20", "system", "refuse")]
    assert (await changes(world, confirmed.id))[2:] == [("2020-08-20", "municipality", "terminate")]


async def test_enr_14_a_change_of_group_says_from_where_to_where_also_to_archived_ones(
    world: World,
) -> None:
    first, second = await groups(world, replace(GROUP, title="Б"))
    asked = await world.request(first)
    await world.perform(move_enrollment, world.parent, asked.id, second.group.id)
    await world.perform(archive_group, OPERATOR, first.group.id)

    card = await world.ask(enrollment_card, world.parent, asked.id)
    look = await world.perform(look_at_enrollment, world.staff, asked.id)

    assert [each.groups for each in card.changes] == [None, ("А", "Б")]
    assert look.changes == card.changes


async def test_enr_14_a_prolongation_says_when_it_was_offered_and_concluded(
    bare_world: World,
) -> None:
    world = bare_world
    await world.build(on=ASKED_ON)
    _, _, old = await school_year(world)

    await world.run_days(LAST_DAY + timedelta(days=1))

    new = await offered(world, old)
    assert await changes(world, new.id) == [
        (OFFERED_ON.isoformat(), "system", "offer"),
        (LAST_DAY.isoformat(), "system", "conclude"),
    ]
