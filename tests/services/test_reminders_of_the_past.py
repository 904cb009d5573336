"""A reminder that waited until what it reminds of was over is not told any more (LED-7)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from core.domain.calendar import Days
from core.domain.enrollment import State
from core.domain.notice import NoticeKind
from core.ports.unit_of_work import UnitOfWork
from core.services.answers import confirm_enrollment
from core.services.leaving import leave_enrollment
from core.services.notices import told
from tests.services.school_years import OFFERED_ON, offered, school_year
from tests.services.world import World

NEXT_YEAR = Days(date(2021, 1, 1), date(2021, 12, 31))


async def told_of(world: World) -> dict[NoticeKind, set[bool]]:
    """Of every notice that is due whether it still says something, by kind."""

    def look(uow: UnitOfWork) -> list[tuple[NoticeKind, bool]]:
        claimed = uow.outbox.claim(most=100, lease=timedelta(minutes=5))
        said = [(notice.kind, told(uow, notice) is not None) for notice in claimed]
        for notice in claimed:
            uow.outbox.sent(notice.id)
        return said

    found: defaultdict[NoticeKind, set[bool]] = defaultdict(set)
    while looked := await world.perform(look):
        for kind, says in looked:
            found[kind].add(says)
    return found


async def test_led_7_days_that_were_missed_remind_nobody_of_money_that_lapsed(
    world: World,
) -> None:
    await world.add_period(NEXT_YEAR)
    request = await world.request(await world.group())
    await world.perform(confirm_enrollment, world.staff, request.id)

    await world.run_days(date(2021, 1, 12))
    world.clock.instant += timedelta(days=1)
    said = await told_of(world)

    assert said[NoticeKind.MONEY_LAPSING] == {False}
    assert said[NoticeKind.MONEY_LAPSED] == {True}


async def test_m7_silence_decides_although_no_run_was_done_in_all_the_time_to_answer(
    world: World,
) -> None:
    """Days are caught up as if each had been run: LED-5 knows no other time to answer."""
    _, _, old = await school_year(world)
    await world.run_days(date(2020, 12, 10))
    waits = await world.request(await world.group(days=NEXT_YEAR, price=100), NEXT_YEAR.first)
    await world.run_days(OFFERED_ON - timedelta(days=1))
    await told_of(world)

    await world.run_days(date(2021, 1, 2))
    new = await offered(world, old)
    world.clock.instant += timedelta(days=1)
    said = await told_of(world)

    assert (new.state, new.concluded_on) == (State.ACTIVE, date(2020, 12, 31))
    assert new.days.first == NEXT_YEAR.first
    assert (await world.enrollment(waits.id)).state is State.EXPIRED
    assert said[NoticeKind.PROLONGATION_OFFERED] == {False}
    assert said[NoticeKind.PROLONGATION_CONCLUDED] == {True}
    assert said[NoticeKind.REQUEST_EXPIRED] == {True}
    leaving = await world.perform(
        leave_enrollment, world.parent, new.id, shown_last_day=date(2021, 1, 31)
    )
    assert leaving.state is State.ENDING


async def test_enr_8_a_provider_that_answered_overnight_is_not_reminded(world: World) -> None:
    request = await world.request(await world.group())
    await world.run_days(request.requested_on + timedelta(days=5))

    await world.perform(confirm_enrollment, world.staff, request.id)
    world.clock.instant += timedelta(days=1)

    assert (await told_of(world))[NoticeKind.REQUEST_UNANSWERED] == {False}


async def test_cert_6_who_has_lost_the_money_already_is_not_told_to_use_it(world: World) -> None:
    await world.run_days(date(2020, 8, 20) + timedelta(days=91))
    world.clock.instant += timedelta(days=1)

    said = await told_of(world)

    assert said[NoticeKind.CERTIFICATE_UNUSED] == {False}
    assert said[NoticeKind.CERTIFICATE_UNFUNDED] == {True}
