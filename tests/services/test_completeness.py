"""A provider says how much of a month's lessons it gave; the rest comes back (LED-4, ENR-14)."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from core.domain.actor import Actor, ProviderStaff, System
from core.domain.calendar import Month
from core.domain.enrollment import Enrollment
from core.domain.errors import BadValue, NotAllowed, WrongState
from core.domain.ids import GroupId, ProviderId
from core.domain.ledger import EntryKind
from core.domain.money import Money
from core.domain.notice import Notice, NoticeKind
from core.domain.program import Offering, Registry
from core.domain.registry_errors import MonthNotTaught, MonthSettled
from core.ports.unit_of_work import UnitOfWork
from core.services.answers import confirm_enrollment
from core.services.auditing import audit_money
from core.services.completeness import (
    MonthOfGroup,
    enter_completeness,
    month_of_group,
    months_of_group,
    refund_month,
)
from core.services.enrollment_looks import look_at_enrollment
from core.services.families import enrollment_card
from core.services.freezing import freeze_certificate
from core.services.groups import group_draft
from core.services.leaving import leave_enrollment
from core.services.moving import move_enrollment
from core.services.notices import told
from core.services.registries import completeness_of_group
from tests.services.world import OPERATOR, World

SEPTEMBER, OCTOBER, NOVEMBER = (Month(2020, month) for month in (9, 10, 11))
DAY = timedelta(days=1)


async def contract(world: World, on: date, **of_group: object) -> tuple[Offering, Enrollment]:
    """X1 concluded on 28 August: 221313, then 226229 three times; charged until `on`."""
    offering = await world.group(**of_group)  # type: ignore[arg-type]
    asked = await world.request(offering)
    world.clock.move_to(date(2020, 8, 28))
    concluded = await world.perform(confirm_enrollment, world.staff, asked.id)
    await world.run_days(on)
    return offering, concluded


async def enter(world: World, offering: Offering, percent: int, month: Month = OCTOBER) -> None:
    await world.perform(enter_completeness, world.staff, offering.group.id, month, percent)


async def entered(world: World, offering: Offering) -> list[tuple[Month, int, int, str]]:
    said = await world.ask(completeness_of_group, offering.group.id)
    return [(each.month, each.number, each.percent, each.actor) for each in said]


async def notices_of(world: World) -> list[Notice]:
    """Those of completeness that are due; each chat gets one after the other."""
    found: list[Notice] = []
    while claimed := await world.perform(_claimed):
        found += claimed
    return [each for each in found if each.kind is NoticeKind.COMPLETENESS_ENTERED]


def _claimed(uow: UnitOfWork) -> tuple[Notice, ...]:
    claimed = uow.outbox.claim(most=100, lease=timedelta(minutes=1))
    for notice in claimed:
        uow.outbox.sent(notice.id)
    return claimed


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


async def test_enr_13_a_month_counts_in_the_group_where_the_child_was_at_its_end(
    world: World,
) -> None:
    offering, enrollment = await contract(world, date(2020, 10, 20))
    other = await world.perform(_another_group, offering)
    await world.perform(move_enrollment, world.parent, enrollment.id, other)
    await world.run_days(date(2020, 11, 1))
    await world.notices()
    await world.perform(enter_completeness, world.staff, other, SEPTEMBER, 10)
    await world.perform(enter_completeness, world.staff, offering.group.id, OCTOBER, 20)
    unheard = await notices_of(world)

    await world.perform(enter_completeness, world.staff, offering.group.id, SEPTEMBER, 70)
    await world.perform(enter_completeness, world.staff, other, OCTOBER, 80)

    card = await world.ask(enrollment_card, world.parent, enrollment.id)
    left, here = [
        await world.ask(month_of_group, world.staff, group, month)
        for group, month in ((offering.group.id, SEPTEMBER), (other, OCTOBER))
    ]
    returned = [await refunded(world, enrollment, month) for month in (SEPTEMBER, OCTOBER)]
    assert unheard == []
    assert [each.facts.month for each in await notices_of(world)] == [SEPTEMBER, OCTOBER]
    assert [(each.month, each.percent) for each in card.completeness] == [
        (SEPTEMBER, 70), (OCTOBER, 80),
    ]  # fmt: skip
    assert (left.charges, here.charges) == ((Money(221313),), (Money(226229),))
    assert returned == [66394, 45246]
    assert await world.ask(audit_money) == ()


async def refunded(world: World, enrollment: Enrollment, month: Month = OCTOBER) -> int:
    returned = await world.perform(refund_month, world.officer, enrollment.id, month)
    return returned.kopecks


async def test_led_4_the_difference_comes_back_once_when_the_month_is_settled(
    world: World,
) -> None:
    offering, enrollment = await contract(world, date(2020, 11, 1))
    await enter(world, offering, 80)

    returned = [await refunded(world, enrollment) for _ in range(2)]

    assert returned == [45246, 45246]
    assert await world.money() == (610200 + 45246, 226229, 673771 - 45246)
    refund = (await world.entries())[-1]
    assert refund.movement.key == f"refund:{enrollment.id}:2020-10"
    assert refund.actor == world.officer.code
    assert await world.ask(audit_money) == ()
    card = await world.ask(enrollment_card, world.parent, enrollment.id)
    assert card.returned == card.refunded(OCTOBER) == Money(45246)
    assert card.refunded(SEPTEMBER) == Money(0)


@pytest.mark.parametrize("said", [None, 100])
async def test_led_1_of_a_whole_month_nothing_comes_back(world: World, said: int | None) -> None:
    offering, enrollment = await contract(world, date(2020, 11, 1))
    if said is not None:
        await enter(world, offering, said)

    assert await refunded(world, enrollment) == 0
    assert EntryKind.REFUND not in {each.movement.kind for each in await world.entries()}


async def test_nothing_comes_back_of_a_month_that_was_not_charged(world: World) -> None:
    _, enrollment = await contract(world, date(2020, 10, 31))

    with pytest.raises(WrongState):
        await refunded(world, enrollment, NOVEMBER)


async def test_of_a_budget_place_nothing_comes_back(world: World) -> None:
    offering, enrollment = await contract(world, date(2020, 11, 1), registry=Registry.GENERAL)
    await enter(world, offering, 0)

    assert await refunded(world, enrollment) == 0


async def test_led_4_a_settled_month_is_not_said_anew_and_others_are(world: World) -> None:
    offering, enrollment = await contract(world, date(2020, 11, 1))
    await enter(world, offering, 80)
    await refunded(world, enrollment)

    with pytest.raises(MonthSettled):
        await enter(world, offering, 90)
    await enter(world, offering, 80)
    await enter(world, offering, 50, SEPTEMBER)

    assert [each[:3] for each in await entered(world, offering)] == [
        (SEPTEMBER, 1, 50), (OCTOBER, 1, 80),
    ]  # fmt: skip
    assert await world.ask(audit_money) == ()


async def test_led_5_a_refund_into_a_lapsed_period_lapses_at_once(world: World) -> None:
    offering, enrollment = await contract(world, date(2021, 1, 1))
    await enter(world, offering, 80, Month(2020, 12))
    before = await world.money()

    await refunded(world, enrollment, Month(2020, 12))

    refund, lapse = (await world.entries())[-2:]
    assert (await world.money())[0] == before[0] == 0
    assert refund.movement.kind is EntryKind.REFUND
    assert lapse.movement.key == f"lapse:refund:{enrollment.id}:2020-12"
    assert lapse.movement.amount == Money(45246)
    assert await world.ask(audit_money) == ()


async def test_cert_8_a_refund_to_a_frozen_certificate_goes_back_to_the_municipality(
    world: World,
) -> None:
    offering, enrollment = await contract(world, date(2020, 10, 17))
    last = date(2020, 10, 31)
    await world.perform(leave_enrollment, world.parent, enrollment.id, shown_last_day=last)
    await world.run_days(date(2020, 11, 2))
    await enter(world, offering, 80)
    await world.perform(freeze_certificate, world.officer, world.anya.id)

    await refunded(world, enrollment)

    sent_on = (await world.entries())[-1].movement
    assert (sent_on.kind, sent_on.key) == (
        EntryKind.ADJUST, f"adjust:refund:{enrollment.id}:2020-10",
    )  # fmt: skip
    assert (await world.money())[0] == 0
    assert await world.ask(audit_money) == ()


def _another_group(uow: UnitOfWork, beside: Offering) -> GroupId:
    draft = replace(group_draft(beside.group), title="Группа 2")
    return uow.intake.add_group(beside.module.id, draft)
