"""Quiet hours are looked at again when a notice is sent, whatever brought it there at night."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from core.domain.actor import Family
from core.domain.application import ApplicationRefusal
from core.domain.funding import Parameters
from core.domain.notice import Notice, NoticeKind
from core.ports.unit_of_work import UnitOfWork
from core.services.answers import confirm_enrollment
from core.services.application_answers import refuse_application
from core.services.invitations import accept_invitation, invite_operator
from core.services.notices import told_each
from core.services.told import Later, Told
from tests.services.applying import mother, sent
from tests.services.test_saved_searches import bring, save, tick
from tests.services.world import KALININGRAD, OPERATOR, World

__all__ = ["mother"]

DAY = date(2020, 8, 20)
NINE = datetime(2020, 8, 21, 9, tzinfo=KALININGRAD).astimezone(UTC)


def _claimed(uow: UnitOfWork) -> tuple[Notice, ...]:
    claimed = uow.outbox.claim(most=50, lease=timedelta(minutes=1))
    for each in claimed:
        uow.outbox.skipped(each.id)
    return claimed


async def waiting(world: World) -> dict[NoticeKind, Notice]:
    """What is due now, to be asked about at other hours."""
    found: dict[NoticeKind, Notice] = {}
    while more := await world.perform(_claimed):
        found |= {each.kind: each for each in more}
    return found


async def said(world: World, notice: Notice, day: date, at: time) -> Told | Later | None:
    world.clock.move_to(day, at)
    (said_now,) = await world.ask(told_each, [notice])
    return said_now


async def test_a_family_is_told_nothing_between_nine_and_nine(world: World) -> None:
    request = await world.request(await world.group())
    await world.perform(confirm_enrollment, world.staff, request.id)
    confirmed = (await waiting(world))[NoticeKind.REQUEST_CONFIRMED]

    at_day = [await said(world, confirmed, DAY, at) for at in (time(9), time(20, 59, 59))]
    evening = await said(world, confirmed, DAY, time(21))
    morning = await said(world, confirmed, date(2020, 8, 21), time(8, 59, 59))

    assert all(isinstance(each, Told) for each in at_day)
    assert evening == morning == Later(NINE)


async def test_the_hours_are_those_of_the_municipality(bare_world: World) -> None:
    await bare_world.build(Parameters(notices_from=time(7), notices_until=time(22)))
    request = await bare_world.request(await bare_world.group())
    await bare_world.perform(confirm_enrollment, bare_world.staff, request.id)
    confirmed = (await waiting(bare_world))[NoticeKind.REQUEST_CONFIRMED]

    assert isinstance(await said(bare_world, confirmed, DAY, time(21, 59)), Told)
    assert isinstance(await said(bare_world, confirmed, DAY, time(7)), Told)
    seven = NINE - timedelta(hours=2)
    assert await said(bare_world, confirmed, DAY, time(22)) == Later(seven)


async def test_providers_are_told_at_any_hour(world: World) -> None:
    await world.request(await world.group())
    received = (await waiting(world))[NoticeKind.REQUEST_RECEIVED]

    assert isinstance(await said(world, received, DAY, time(23)), Told)


async def test_operators_are_told_at_any_hour(world: World, mother: Family) -> None:
    place = world.municipality.id
    operator = await world.perform(invite_operator, OPERATOR, place, "Анна")
    await world.perform(accept_invitation, await world.account(300), operator.token)
    await sent(world, mother)
    received = (await waiting(world))[NoticeKind.APPLICATION_RECEIVED]

    assert isinstance(await said(world, received, DAY, time(23)), Told)


async def test_an_applicant_without_a_certificate_has_quiet_hours_too(
    world: World, mother: Family
) -> None:
    application = await sent(world, mother)
    reason = ApplicationRefusal.DATA_DIFFER
    await world.perform(refuse_application, world.officer, application.id, reason)
    refused = (await waiting(world))[NoticeKind.APPLICATION_REFUSED]

    assert isinstance(await said(world, refused, DAY, time(12)), Told)
    assert await said(world, refused, DAY, time(23)) == Later(NINE)


async def test_news_of_a_saved_search_wait_for_the_morning_with_a_child_and_without(
    world: World,
) -> None:
    for child in (True, False):
        await save(world, child=child)
        await bring(world, f"Робототехника {child}")
        await tick(world)
        news = (await waiting(world))[NoticeKind.SEARCH_FOUND]

        assert isinstance(await said(world, news, DAY, time(12)), Told)
        assert await said(world, news, DAY, time(23)) == Later(NINE)
        world.clock.move_to(DAY + timedelta(days=1))
