"""The daily run (LED-5): in order, in chunks, killed anywhere, caught up, done once."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from core.domain.actor import MunicipalityOfficer, System
from core.domain.calendar import Days
from core.domain.certificate import CertificateState
from core.domain.drafts import MunicipalityDraft
from core.domain.enrollment import State
from core.domain.errors import DateNotReached, NotAllowed
from core.domain.funding import Parameters
from core.domain.ids import MunicipalityId
from core.domain.ledger import EntryKind
from core.domain.notice import NoticeKind
from core.ports.unit_of_work import UnitOfWork
from core.services.answers import confirm_enrollment
from core.services.auditing import audit_money
from core.services.certificates import fund_certificate
from core.services.daily_run import advance_daily_run, days_due
from core.services.leaving import leave_enrollment
from core.services.limits import change_period
from core.services.municipalities import add_municipality
from tests.builders import child_named
from tests.services.world import AUTUMN, OPERATOR, World


async def charges(world: World) -> list[str]:
    return [
        entry.movement.key
        for entry in await world.entries()
        if entry.movement.kind is EntryKind.CHARGE
    ]


@pytest.mark.parametrize("gap", [1, 3, 40])
async def test_m7_missed_days_are_caught_up_one_by_one(world: World, gap: int) -> None:
    contract = await world.request(await world.group())
    await world.perform(confirm_enrollment, world.staff, contract.id)
    await world.run_days(date(2020, 9, 30))

    await world.run_days(date.fromordinal(date(2020, 9, 30).toordinal() + gap))

    expected = [9, 10, 11] if gap == 40 else [9, 10]
    assert await charges(world) == [f"charge:{contract.id}:2020-{m:02d}" for m in expected]
    assert await world.ask(audit_money) == ()


async def test_m7_money_of_a_period_that_was_over_by_the_funding_is_not_given_late(
    world: World,
) -> None:
    following = await world.add_period(Days(date(2021, 1, 1), date(2021, 12, 31)))
    world.clock.move_to(date(2021, 1, 2))
    pavel = await world.certificate("Котов Павел Игоревич", date(2011, 5, 6))
    await world.perform(fund_certificate, world.officer, pavel.id)

    await world.run_days(date(2021, 1, 2))

    def keys(uow: UnitOfWork) -> list[list[str]]:
        both = [uow.ledger.entries(pavel.id, each) for each in (world.period.id, following.id)]
        return [[entry.movement.key for entry in entries] for entries in both]

    assert await world.ask(keys) == [[], ["grant:1"]]


async def test_m7_a_notice_of_termination_in_the_gap_is_obeyed(world: World) -> None:
    contract = await world.request(await world.group())
    await world.perform(confirm_enrollment, world.staff, contract.id)
    await world.run_days(date(2020, 9, 5))
    world.clock.move_to(date(2020, 10, 17))
    await world.perform(
        leave_enrollment, world.parent, contract.id, shown_last_day=date(2020, 10, 31)
    )

    await world.run_days(date(2020, 12, 2))

    assert await charges(world) == [f"charge:{contract.id}:2020-{m:02d}" for m in (9, 10)]
    assert await world.money() == (1062658, 0, 447542)


async def test_m3_chunks_of_one_and_four_runs_at_once_charge_each_contract_once(
    world: World,
) -> None:
    for n in range(7):
        child = await world.certificate(child_named(n), date(2010, 5, 5))
        await world.perform(fund_certificate, world.officer, child.id)
        world.parent = await world.link(world.parent_account, child.id)
        world.anya = child
        request = await world.request(await world.group())
        await world.perform(confirm_enrollment, world.staff, request.id)
    world.clock.move_to(date(2020, 10, 1), time(0, 10))

    async def run() -> None:
        finished = False
        while not finished:
            progress = await world.perform(
                advance_daily_run, System(), world.municipality.id, date(2020, 10, 1), 1
            )
            finished = progress.finished

    await asyncio.gather(*(run() for _ in range(4)))

    charged = await world.ask(lambda uow: uow.audit.schedules(most=10))
    assert charged == ()
    assert await world.ask(audit_money) == ()
    assert await world.money() == (610200, 452458, 447542)


async def test_led_3_a_month_of_0_kopecks_counts_as_charged_without_an_entry(
    world: World,
) -> None:
    contract = await world.request(await world.group(price=3))
    await world.perform(confirm_enrollment, world.staff, contract.id)

    await world.run_days(date(2020, 12, 1))

    amounts = [amount.kopecks for _, amount in contract.agreed.certificate]
    assert amounts == [3, 0, 0, 0]
    assert await charges(world) == [f"charge:{contract.id}:2020-09"]
    assert (await world.enrollment(contract.id)).charged_months == 4
    assert await world.ask(audit_money) == ()


async def test_led_5_a_charge_is_told_with_month_amount_and_rest(world: World) -> None:
    contract = await world.request(await world.group())
    await world.perform(confirm_enrollment, world.staff, contract.id)

    await world.run_days(date(2020, 10, 1))

    assert (await world.notices()).count(NoticeKind.CHARGE_POSTED) == 2


async def test_led_7_lapsing_money_is_told_60_and_14_days_before_the_end(
    bare_world: World,
) -> None:
    world = bare_world
    await world.build(Parameters(days_to_first_request=365))  # so that it is not returned unused
    told_by = {"2020-10-31": 0, "2020-11-01": 1, "2020-12-16": 1, "2020-12-17": 2}

    for day, told in told_by.items():
        await world.run_days(date.fromisoformat(day))
        assert (await world.notices()).count(NoticeKind.MONEY_LAPSING) == told


async def test_cert_1_a_certificate_is_closed_after_its_last_valid_day(world: World) -> None:
    child = await world.certificate("Взрослый Почти", date(2002, 9, 10))
    await world.perform(fund_certificate, world.officer, child.id)
    world.parent = await world.link(world.parent_account, child.id)
    world.anya = child
    offering = await world.group()
    world.clock.move_to(date(2020, 8, 30))
    request = await world.request(offering)

    await world.run_days(date(2020, 9, 9))
    on_the_last_day = await world.ask(lambda uow: uow.certificates.get([child.id]))
    await world.run_days(date(2020, 9, 10))

    closed = await world.ask(lambda uow: uow.certificates.get([child.id]))
    refused = await world.enrollment(request.id)
    assert request.days == Days(AUTUMN.first, date(2020, 9, 9))
    assert on_the_last_day[0].state is CertificateState.ACTIVE
    assert closed[0].state is CertificateState.CLOSED
    assert refused.state is State.REFUSED
    assert await world.money() == (0, 0, 0)
    assert await world.places_taken(offering.group.id) == 0
    assert await world.ask(audit_money) == ()


async def test_led_5_tomorrow_cannot_be_run_and_neither_can_somebody_elses_day(
    world: World,
) -> None:
    place = world.municipality.id

    with pytest.raises(DateNotReached):
        await world.perform(advance_daily_run, System(), place, date(2020, 8, 21))
    for actor in (world.parent, world.staff, MunicipalityOfficer("x", MunicipalityId(10**6))):
        with pytest.raises(NotAllowed):
            await world.perform(advance_daily_run, actor, place, date(2020, 8, 20))


async def test_which_days_are_due_is_asked_of_all_at_once_by_the_hours_of_their_periods(
    world: World,
) -> None:
    bare = MunicipalityDraft("39-gus", "Гусев", "Europe/Kaliningrad", "3902")
    await world.perform(add_municipality, OPERATOR, bare)
    late = replace(world.period.parameters, run_from=time(10, 1))
    await world.perform(change_period, world.officer, world.period, late, closed_from=None)
    today = world.clock.now().date()
    dues = []

    for at in (time(10), time(10, 1)):
        world.clock.move_to(today, at)
        dues.append({place.name: day for place, day in await world.ask(days_due)})

    assert dues == [
        {"Гусев": today, world.municipality.name: today - timedelta(days=1)},
        {"Гусев": today, world.municipality.name: today},
    ]
