"""What comes back of a month that was not given whole (LED-4, LED-5, CERT-8, ENR-13)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.domain.calendar import Month
from core.domain.errors import WrongState
from core.domain.ids import GroupId
from core.domain.ledger import EntryKind
from core.domain.money import Money
from core.domain.program import Offering, Registry
from core.domain.registry_errors import MonthSettled
from core.ports.unit_of_work import UnitOfWork
from core.services.auditing import audit_money
from core.services.completeness import enter_completeness, month_of_group
from core.services.families import enrollment_card
from core.services.freezing import freeze_certificate
from core.services.groups import group_draft
from core.services.leaving import leave_enrollment
from core.services.moving import move_enrollment
from tests.services.given_lessons import (
    NOVEMBER,
    OCTOBER,
    SEPTEMBER,
    contract,
    enter,
    entered,
    notices_of,
    refunded,
)
from tests.services.world import World


async def test_enr_13_a_month_counts_in_the_group_where_the_child_was_at_its_end(
    world: World,
) -> None:
    offering, enrollment = await contract(world, date(2020, 10, 20))
    other = await world.perform(another_group, offering)
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


def another_group(uow: UnitOfWork, beside: Offering) -> GroupId:
    draft = replace(group_draft(beside.group), title="Группа 2")
    return uow.intake.add_group(beside.module.id, draft)
