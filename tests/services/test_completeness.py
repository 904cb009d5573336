"""A provider says how much of a month's lessons it gave; the rest comes back (LED-4, ENR-14)."""

from __future__ import annotations

import asyncio
from datetime import date, time

import pytest

from core.domain.actor import Actor, ProviderStaff, System
from core.domain.calendar import Month
from core.domain.errors import BadValue, NotAllowed
from core.domain.ids import GroupId, ProviderId
from core.domain.money import Money
from core.domain.program import Registry
from core.domain.registry_errors import MonthNotTaught
from core.services.auditing import audit_money
from core.services.completeness import (
    MonthOfGroup,
    enter_completeness,
    month_of_group,
    months_of_group,
)
from core.services.enrollment_looks import look_at_enrollment
from core.services.families import enrollment_card
from core.services.notices import told
from tests.services.given_lessons import (
    DAY,
    NOVEMBER,
    OCTOBER,
    SEPTEMBER,
    contract,
    enter,
    entered,
    notices_of,
)
from tests.services.world import OPERATOR, World


async def test_led_4_what_a_provider_says_stays_on_record_when_it_is_corrected(
    world: World,
) -> None:
    offering, _ = await contract(world, date(2020, 10, 31))

    await enter(world, offering, 80)
    world.clock.instant += DAY
    await enter(world, offering, 90)
    again = await world.perform(enter_completeness, world.staff, offering.group.id, OCTOBER, 90)

    staff = world.staff.code
    assert await entered(world, offering) == [(OCTOBER, 1, 80, staff), (OCTOBER, 2, 90, staff)]
    assert (again.number, again.percent) == (2, 90)
    records = await world.ask(lambda uow: uow.trail.of(f"group:{offering.group.id}"))
    kept = [each for each in records if each["act"] == "enter-completeness"]
    assert [(each.get("was"), each["percent"], each["month"]) for each in kept] == [
        (None, "80", "2020-10"), ("80", "90", "2020-10"),
    ]  # fmt: skip


async def test_of_many_words_at_once_each_is_kept_in_its_turn(world: World) -> None:
    offering, _ = await contract(world, date(2020, 10, 31))

    await asyncio.gather(*(enter(world, offering, percent) for percent in range(90, 98)))

    said = await entered(world, offering)
    assert [number for _, number, _, _ in said] == list(range(1, 9))
    assert {percent for _, _, percent, _ in said} == set(range(90, 98))


async def test_led_4_saying_it_moves_no_money(world: World) -> None:
    offering, _ = await contract(world, date(2020, 10, 31))
    before = await world.money(), len(await world.entries())

    await enter(world, offering, 0)

    assert (await world.money(), len(await world.entries())) == before
    assert await world.ask(audit_money) == ()


@pytest.mark.parametrize(
    ("today", "month"),
    [
        (date(2020, 9, 30), OCTOBER),
        (date(2020, 10, 31), Month(2020, 8)),
        (date(2020, 10, 31), Month(2021, 1)),
    ],
)
async def test_a_month_to_come_or_without_lessons_is_refused(
    world: World, today: date, month: Month
) -> None:
    offering, _ = await contract(world, today)

    with pytest.raises(MonthNotTaught):
        await enter(world, offering, 80, month)

    assert await entered(world, offering) == []


async def test_a_month_may_be_told_from_its_first_day_on(world: World) -> None:
    offering, _ = await contract(world, date(2020, 10, 1))

    await enter(world, offering, 80)

    assert [each[:3] for each in await entered(world, offering)] == [(OCTOBER, 1, 80)]


@pytest.mark.parametrize("percent", [-1, 101])
async def test_what_is_no_share_is_refused(world: World, percent: int) -> None:
    offering, _ = await contract(world, date(2020, 10, 31))

    with pytest.raises(BadValue, match="percent"):
        await enter(world, offering, percent)

    assert await entered(world, offering) == []


async def test_nobody_but_the_own_staff_may_say_it_and_a_missing_group_is_answered_alike(
    world: World,
) -> None:
    offering, _ = await contract(world, date(2020, 10, 31))
    foreign = ProviderStaff(world.staff.account, ProviderId(10**6))
    others: tuple[Actor, ...] = (foreign, world.parent, OPERATOR, world.officer, System())
    tries = [(other, offering.group.id) for other in others]

    for actor, group in [*tries, (world.staff, GroupId(10**6))]:
        for percent in (80, 101):
            with pytest.raises(NotAllowed):
                await world.perform(enter_completeness, actor, group, OCTOBER, percent)
        with pytest.raises(NotAllowed):
            await world.ask(months_of_group, actor, group)
        with pytest.raises(NotAllowed):
            await world.ask(month_of_group, actor, group, OCTOBER)

    assert await entered(world, offering) == []


async def test_the_provider_sees_what_its_word_would_mean(world: World) -> None:
    offering, _ = await contract(world, date(2020, 11, 3))
    await enter(world, offering, 75, SEPTEMBER)

    found = await world.ask(months_of_group, world.staff, offering.group.id)
    october = await world.ask(month_of_group, world.staff, offering.group.id, OCTOBER)

    assert [each.month for each in found.months] == [NOVEMBER, OCTOBER, SEPTEMBER]
    assert [each.said and each.said.percent for each in found.months] == [None, None, 75]
    assert (
        found.months[1] == october == MonthOfGroup(found.offering, OCTOBER, None, (Money(226229),))
    )
    assert [october.returning(percent).kopecks for percent in (100, 80, 0)] == [0, 45246, 226229]
    with pytest.raises(MonthNotTaught):
        await world.ask(month_of_group, world.staff, offering.group.id, Month(2020, 12))


async def test_families_are_told_what_comes_back_and_of_every_correction(world: World) -> None:
    offering, enrollment = await contract(world, date(2020, 10, 31))
    await world.notices()

    sums = []
    for percent in (100, 80, 80, 50, 100):
        await enter(world, offering, percent)
        sums += [
            (each.facts.amount, each.facts.codes, each.facts.month, each.facts.enrollment)
            for each in await notices_of(world)
        ]

    assert sums == [
        (Money(45246), ("80", "2"), OCTOBER, enrollment.id),
        (Money(113114), ("50", "3"), OCTOBER, enrollment.id),
        (Money(0), ("100", "4"), OCTOBER, enrollment.id),
    ]


async def test_at_night_only_what_still_holds_in_the_morning_is_told(world: World) -> None:
    offering, _ = await contract(world, date(2020, 10, 31))
    await world.notices()
    world.clock.move_to(date(2020, 10, 31), time(23))
    await enter(world, offering, 80)
    await enter(world, offering, 70)

    at_once = await notices_of(world)
    world.clock.move_to(date(2020, 11, 1), time(9))
    waiting = await notices_of(world)
    heard = [await world.ask(told, each) for each in waiting]

    assert at_once == []
    assert [each.facts.codes for each in waiting] == [("80", "1"), ("70", "2")]
    assert [each is not None for each in heard] == [False, True]


async def test_where_no_money_hangs_on_it_nobody_is_told(world: World) -> None:
    offering, enrollment = await contract(world, date(2020, 10, 31), registry=Registry.GENERAL)
    await world.notices()

    await enter(world, offering, 40)

    card = await world.ask(enrollment_card, world.parent, enrollment.id)
    assert await notices_of(world) == []
    assert [(each.month, each.percent) for each in card.completeness] == [(OCTOBER, 40)]


async def test_enr_14_the_family_sees_it_with_who_said_it_and_when(world: World) -> None:
    offering, enrollment = await contract(world, date(2020, 10, 31))
    await enter(world, offering, 80)
    world.clock.instant += DAY
    await enter(world, offering, 90)

    card = await world.ask(enrollment_card, world.parent, enrollment.id)
    look = await world.perform(look_at_enrollment, world.parent, enrollment.id)

    said = [each for each in card.changes if each.act == "completeness"]
    assert [(each.month, each.percent) for each in card.completeness] == [(OCTOBER, 90)]
    assert [(each.on, each.by) for each in said] == [
        (date(2020, 10, 31), "staff"), (date(2020, 11, 1), "staff"),
    ]  # fmt: skip
    assert [each.completeness and each.completeness.percent for each in said] == [80, 90]
    assert look.changes == card.changes
