"""Section 9 of the rules, played through the services, the ledger read back after every step."""

from __future__ import annotations

from datetime import date, time

import pytest

from core.domain.calendar import Days
from core.domain.certificate_errors import NominalTooLow
from core.domain.eligibility import Reason
from core.domain.enrollment import Enrollment, State
from core.domain.errors import RequestRefused
from core.domain.ledger import EntryKind
from core.domain.money import Money
from core.domain.notice import NoticeKind
from core.domain.pricing import Installments
from core.services.answers import confirm_enrollment
from core.services.auditing import audit_money
from core.services.leaving import cost_of_leaving, leave_enrollment
from core.services.provisions import set_nominal
from tests.services.test_queues import children, counted, fund, kinds, limit, places
from tests.services.world import NOMINAL, World

SCHOOL_YEAR = Days(date(2020, 9, 1), date(2021, 5, 31))


def kopecks(plan: Installments) -> list[int]:
    return [amount.kopecks for _, amount in plan]


async def x1(world: World) -> Enrollment:
    world.clock.move_to(date(2020, 8, 20))
    return await world.request(await world.group(price=900000))


async def x5(world: World) -> Enrollment:
    enrollment = await x1(world)
    world.clock.move_to(date(2020, 8, 28))
    return await world.perform(confirm_enrollment, world.staff, enrollment.id)


async def test_x1_the_certificate_pays_everything_and_610200_stay(world: World) -> None:
    enrollment = await x1(world)

    assert kopecks(enrollment.agreed.certificate) == [221313, 226229, 226229, 226229]
    assert enrollment.agreed.parent.total.kopecks == 0
    assert await world.money() == (610200, 900000, 0)


async def test_x2_the_normative_cost_is_the_ceiling_and_the_year_ends_the_contract(
    world: World,
) -> None:
    offering = await world.group(days=SCHOOL_YEAR, price=2730000, normative=2457000)

    enrollment = await world.request(offering)

    assert enrollment.days.last == date(2020, 12, 31)
    assert enrollment.agreed.total.kopecks == 1220000
    assert kopecks(enrollment.agreed.certificate) == [270000, 276000, 276000, 276000]
    assert kopecks(enrollment.agreed.parent) == [30002, 30666, 30666, 30666]
    assert await world.money() == (412200, 1098000, 0)


async def test_x3_the_rest_of_the_certificate_is_spent_and_a_third_request_finds_no_money(
    world: World,
) -> None:
    await x1(world)

    second = await world.request(await world.group(price=732000))
    with pytest.raises(RequestRefused) as refused:
        await world.request(await world.group(price=100000))

    assert kopecks(second.agreed.certificate) == [150051, 153383, 153383, 153383]
    assert kopecks(second.agreed.parent) == [29952, 30616, 30616, 30616]
    assert refused.value.reasons == (Reason.NO_MONEY,)
    assert await world.money() == (0, 1510200, 0)


async def test_x4_a_start_in_october_pays_for_its_days_only(world: World) -> None:
    enrollment = await world.request(await world.group(price=1220000), date(2020, 10, 16))

    assert len(enrollment.days) == 77
    assert kopecks(enrollment.agreed.certificate) == [160000, 305000, 305000]


async def test_x5_every_month_is_charged_on_its_first_and_a_repeated_run_changes_nothing(
    world: World,
) -> None:
    enrollment = await x5(world)
    expected = {
        date(2020, 8, 31): (610200, 900000, 0),
        date(2020, 9, 1): (610200, 678687, 221313),
        date(2020, 10, 1): (610200, 452458, 447542),
        date(2020, 11, 1): (610200, 226229, 673771),
        date(2020, 12, 1): (610200, 0, 900000),
    }

    for day, money in expected.items():
        await world.run_days(day)
        assert await world.money() == money
        await world.run_days(day)
        assert await world.money() == money

    kinds = [entry.movement.kind for entry in await world.entries()]
    assert kinds == [EntryKind.GRANT, EntryKind.RESERVE, *[EntryKind.CHARGE] * 4]
    assert [entry.number for entry in await world.entries()] == [1, 2, 3, 4, 5, 6]
    assert (await world.enrollment(enrollment.id)).next_charge_on is None
    assert await world.ask(audit_money) == ()


async def test_x6_leaving_in_october_keeps_october_and_returns_the_rest_in_november(
    world: World,
) -> None:
    enrollment = await x5(world)
    await world.run_days(date(2020, 10, 17))

    cost = await world.ask(cost_of_leaving, world.parent, enrollment.id)
    left = await world.perform(
        leave_enrollment, world.parent, enrollment.id, shown_last_day=cost.last_day
    )
    await world.run_days(date(2020, 10, 31))
    before = await world.money()
    await world.run_days(date(2020, 11, 1))

    assert (cost.last_day, cost.returns.kopecks) == (date(2020, 10, 31), 452458)
    assert cost.returns_on == date(2020, 11, 1)
    assert left.state is State.ENDING
    # October is paid in full, because on its 1st the contract had not ended (LED-4).
    assert before == (610200, 452458, 447542)
    assert await world.money() == (1062658, 0, 447542)
    assert (await world.enrollment(enrollment.id)).state is State.CLOSED
    await world.run_days(date(2020, 12, 1))
    assert await world.money() == (1062658, 0, 447542)
    assert await world.ask(audit_money) == ()


async def test_x9_a_changed_nominal_moves_what_is_available_or_nothing_at_all(
    world: World,
) -> None:
    await world.request(await world.group(price=900000))
    seen = []

    for roubles in (16000, 9000, 9000):
        nominal = Money.roubles(roubles)
        await world.perform(set_nominal, world.officer, world.category, world.period, nominal)
        seen.append(await world.money())
    with pytest.raises(NominalTooLow) as refused:
        await world.perform(
            set_nominal, world.officer, world.category, world.period, Money.roubles(8000)
        )

    assert seen == [(700000, 900000, 0), (0, 900000, 0), (0, 900000, 0)]
    assert (refused.value.numbers, refused.value.count) == (("3901000001",), 1)
    assert await world.money() == (0, 900000, 0)
    moved = [(e.movement.kind, e.movement.amount.kopecks) for e in await world.entries()]
    assert moved[2:] == [(EntryKind.ADJUST, 89800), (EntryKind.ADJUST, 700000)]
    told = [each for each in await world.notices() if each is NoticeKind.NOMINAL_CHANGED]
    assert len(told) == 2
    assert (await counted(world)).total == Money.roubles(9000)
    assert await world.ask(audit_money) == ()


async def test_x10_a_raised_limit_funds_the_first_who_wait_in_the_same_transaction(
    world: World,
) -> None:
    await limit(world, max_certificates=2)
    second, third, fourth = await children(world, 3)
    await world.link(await world.account(300), third.id)
    for each in (second, third, fourth):
        await fund(world, each)

    await limit(world, max_certificates=3)

    assert await kinds(world, [second, third, fourth]) == ["FUNDED", "FUNDED", "ACCOUNTING"]
    assert await places(world) == {fourth.id: 1}
    (entry,) = await world.ask(lambda uow: uow.ledger.entries(third.id, world.period.id))
    assert (entry.movement.kind, entry.movement.amount) == (EntryKind.GRANT, NOMINAL)
    assert (entry.movement.key, entry.actor) == ("grant:1", world.officer.code)
    assert await world.notices() == [NoticeKind.QUEUE_JOINED, NoticeKind.CERTIFICATE_FUNDED]
    assert ((await counted(world)).funded, await world.ask(audit_money)) == (3, ())


async def test_x11_a_late_confirmation_gives_back_the_days_that_passed_and_charges_at_once(
    world: World,
) -> None:
    offering = await world.group(price=1220000)
    world.clock.move_to(date(2020, 10, 5))
    request = await world.request(offering, date(2020, 10, 6))
    await world.run_days(date(2020, 10, 16))
    asked = await world.money()

    confirmed = await world.perform(confirm_enrollment, world.staff, request.id)

    assert asked == (640200, 870000, 0)
    assert confirmed.days.first == date(2020, 10, 16)
    assert confirmed.agreed.certificate.total.kopecks == 770000
    assert await world.money() == (740200, 610000, 160000)
    await world.run_days(date(2020, 10, 16))
    assert await world.money() == (740200, 610000, 160000)
    assert await world.ask(audit_money) == ()


async def test_x12_the_rest_lapses_on_new_years_day_and_the_next_nominal_is_there(
    world: World,
) -> None:
    enrollment = await x5(world)
    following = await world.add_period(Days(date(2021, 1, 1), date(2021, 12, 31)))
    await world.run_days(date(2020, 12, 31))
    granted_early = await world.money(following.id)

    await world.run_days(date(2021, 1, 1))

    assert granted_early == (1510200, 0, 0)
    assert await world.money() == (0, 0, 900000)
    last = (await world.entries())[-1].movement
    assert (last.kind, last.amount.kopecks) == (EntryKind.LAPSE, 610200)
    assert await world.money(following.id) == (1510200, 0, 0)
    assert (await world.enrollment(enrollment.id)).state is State.CLOSED
    assert await world.ask(audit_money) == ()


async def test_x5_confirmed_before_the_hour_of_the_run_september_is_still_charged_once(
    world: World,
) -> None:
    request = await x1(world)
    world.clock.move_to(date(2020, 9, 1), time(0, 5))

    await world.perform(confirm_enrollment, world.staff, request.id)
    await world.run_days(date(2020, 9, 1))

    assert await world.money() == (610200, 678687, 221313)
