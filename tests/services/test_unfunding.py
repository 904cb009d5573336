"""Money that nobody uses goes back, by wish and by the daily run (CERT-6)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.domain.calendar import Days
from core.domain.certificate import Certificate, CertificateKind
from core.domain.certificate_errors import CertificateInUse
from core.domain.errors import NotAllowed
from core.domain.funding import Parameters
from core.domain.grounds import RefusalReason
from core.domain.ledger import EntryKind
from core.domain.money import Money
from core.domain.notice import Notice, NoticeKind
from core.domain.program import ProviderState, Registry
from core.domain.provision import Limits
from core.ports.unit_of_work import UnitOfWork
from core.services.answers import confirm_enrollment, refuse_enrollment
from core.services.auditing import audit_money
from core.services.certificates import ask_funding, fund_certificate
from core.services.leaving import withdraw_enrollment
from core.services.limits import change_period
from core.services.provider_registry import move_provider
from core.services.provisions import set_limits
from core.services.settling import settle_provider
from core.services.unfunding import unfund_certificate
from tests.services.world import DEFAULTS, OPERATOR, World

FUNDED_ON = date(2020, 8, 20)
DECEMBER = Days(date(2020, 12, 1), date(2020, 12, 31))
NEXT_YEAR = Days(date(2021, 1, 1), date(2021, 12, 31))


async def now(world: World) -> Certificate:
    (certificate,) = await world.ask(lambda uow: uow.certificates.get([world.anya.id]))
    return certificate


async def unused(world: World, through: date) -> bool:
    """Run the days; whether the certificate has lost its money by then."""
    await world.run_days(through)
    return not (await now(world)).funded


async def told_of_disuse(world: World) -> list[NoticeKind]:
    kinds = {NoticeKind.CERTIFICATE_UNUSED, NoticeKind.CERTIFICATE_UNFUNDED}
    return [kind for kind in await world.notices() if kind in kinds]


async def test_cert_6_a_certificate_goes_back_to_accounting_on_its_holders_wish(
    world: World,
) -> None:
    following = await world.add_period(NEXT_YEAR, Parameters(opens_days_before=200))
    await world.run_days(date(2020, 8, 20))

    first = await world.perform(unfund_certificate, world.parent, world.anya.id)
    again = await world.perform(unfund_certificate, world.parent, world.anya.id)

    assert first == again == await now(world)
    assert (first.kind, first.funded_on) == (CertificateKind.ACCOUNTING, None)
    for period in (world.period, following):
        assert await world.money(period.id) == (0, 0, 0)
        last = (await world.entries(period.id))[-1].movement
        assert (last.kind, last.key) == (EntryKind.ADJUST, "adjust:1:unfunded")
    assert await told_of_disuse(world) == [NoticeKind.CERTIFICATE_UNFUNDED]
    assert await world.ask(audit_money) == ()


async def test_cert_6_asked_for_again_it_is_granted_anew(world: World) -> None:
    for _ in range(2):
        await world.perform(unfund_certificate, world.parent, world.anya.id)
        await world.perform(ask_funding, world.parent, world.anya.id)

    keys = [entry.movement.key for entry in await world.entries()]
    assert keys == ["grant:1", "adjust:1:unfunded", "grant:2", "adjust:2:unfunded", "grant:3"]
    assert await world.money() == (1510200, 0, 0)
    assert await world.ask(audit_money) == ()


async def test_cert_6_money_in_use_stays(world: World) -> None:
    request = await world.request(await world.group())

    with pytest.raises(CertificateInUse) as refused:
        await world.perform(unfund_certificate, world.officer, world.anya.id)
    with pytest.raises(NotAllowed):
        await world.perform(unfund_certificate, world.staff, world.anya.id)

    assert refused.value.enrollments == (request.id,)
    assert (await now(world)).funded


async def test_cert_6_a_freed_place_goes_to_the_first_who_waits(world: World) -> None:
    limits = Limits(max_certificates=1)
    await world.perform(set_limits, world.officer, world.category, world.period, limits)
    waiting = await world.certificate("Котов Ждун", date(2012, 1, 1))
    await world.perform(fund_certificate, world.officer, waiting.id)

    await world.perform(unfund_certificate, world.parent, world.anya.id)

    (after,) = await world.ask(lambda uow: uow.certificates.get([waiting.id]))
    assert after.funded
    assert await world.ask(audit_money) == ()


async def test_cert_6_after_more_than_90_days_without_a_request_money_goes_back(
    world: World,
) -> None:
    limits = Limits(max_certificates=1)
    await world.perform(set_limits, world.officer, world.category, world.period, limits)
    waiting = await world.certificate("Котов Ждун", date(2012, 1, 1))
    await world.perform(fund_certificate, world.officer, waiting.id)
    event = FUNDED_ON + timedelta(days=91)

    before_the_warning = await unused(world, event - timedelta(days=8))
    not_told = await told_of_disuse(world)
    await world.run_days(event - timedelta(days=7))
    warned = await told_of_disuse(world)
    still = await unused(world, event - timedelta(days=1))
    gone = await unused(world, event)

    assert (before_the_warning, not_told, still, gone) == (False, [], False, True)
    assert warned == [NoticeKind.CERTIFICATE_UNUSED]
    assert await told_of_disuse(world) == [*warned, NoticeKind.CERTIFICATE_UNFUNDED]
    assert await world.money() == (0, 0, 0)
    (after,) = await world.ask(lambda uow: uow.certificates.get([waiting.id]))
    assert (after.funded, after.funded_on) == (True, event)
    assert await world.ask(audit_money) == ()


@pytest.mark.parametrize(("clock", "told_before"), [(5, 5), (6, 6), (7, 7), (8, 7)])
async def test_cert_6_the_family_is_told_of_the_very_day_however_short_the_clock_is(
    bare_world: World, clock: int, told_before: int
) -> None:
    world = bare_world
    await world.build(Parameters(days_to_first_request=clock))
    event = FUNDED_ON + timedelta(days=clock + 1)

    await world.run_days(event - timedelta(days=told_before + 1))
    too_early = await told_of_disuse(world)
    await world.run_days(event - timedelta(days=told_before))
    world.clock.instant += timedelta(days=1)  # past the quiet hours
    warned = [notice async for notice in sent(world)]
    still = await unused(world, event - timedelta(days=1))

    assert (too_early, still) == ([], False)
    (told,) = [each for each in warned if each.kind is NoticeKind.CERTIFICATE_UNUSED]
    assert told.facts.on == event
    assert await unused(world, event)


@pytest.mark.parametrize(
    ("set_after", "clock", "told_on"),
    [
        # A day of the clock after which it is set; days until the family is told, each with the
        # day of the clock on which the money goes back.
        (55, 60, {56: 61}),
        (55, 57, {56: 58}),
        (84, 85, {84: 91, 85: 86}),
        (84, 95, {84: 91, 89: 96}),
        (55, 90, {84: 91}),
    ],
)
async def test_cert_6_the_family_is_told_once_of_each_day_that_other_parameters_bring(
    world: World, set_after: int, clock: int, told_on: dict[int, int]
) -> None:
    found = {}
    for n in range(54, max(told_on.values())):
        await world.run_days(FUNDED_ON + timedelta(days=n))
        if n == set_after:
            parameters = replace(DEFAULTS, days_to_first_request=clock)
            change = {"closed_from": None}
            await world.perform(change_period, world.officer, world.period, parameters, **change)
        night, world.clock.instant = world.clock.instant, world.clock.instant + timedelta(hours=23)
        for told in [each async for each in sent(world)]:
            if told.kind is NoticeKind.CERTIFICATE_UNUSED:
                assert told.facts.on is not None
                found[n] = (told.facts.on - FUNDED_ON).days
        world.clock.instant = night

    assert found == told_on
    assert await unused(world, FUNDED_ON + timedelta(days=[*told_on.values()][-1]))


@pytest.mark.parametrize("clock", [5, 6])
@pytest.mark.parametrize(
    ("withdrawn", "ended_on"),
    [(True, date(2020, 12, 31)), (True, date(2020, 12, 30)), (False, date(2020, 12, 28))],
)
async def test_cert_6_the_day_is_right_after_a_request_that_came_to_nothing_before_the_period(
    world: World, *, clock: int, withdrawn: bool, ended_on: date
) -> None:
    contract = await world.request(await world.group(days=DECEMBER), DECEMBER.first)
    await world.perform(confirm_enrollment, world.staff, contract.id)
    await world.add_period(NEXT_YEAR, Parameters(days_to_first_request=clock))
    await world.run_days(date(2020, 12, 20))
    wanted = await world.request(await world.group(days=NEXT_YEAR), NEXT_YEAR.first)
    await world.run_days(ended_on)
    if withdrawn:
        await world.perform(withdraw_enrollment, world.parent, wanted.id)
    else:
        reason = RefusalReason.GROUP_FULL
        await world.perform(refuse_enrollment, world.staff, wanted.id, reason)

    event = NEXT_YEAR.first + timedelta(days=1)
    while not await unused(world, event):
        event += timedelta(days=1)

    world.clock.instant += timedelta(days=1)  # past the quiet hours
    told = [each async for each in sent(world) if each.kind is NoticeKind.CERTIFICATE_UNUSED]
    assert [each.facts.on for each in told] == [event]


async def test_cert_6_neither_a_budget_program_nor_an_early_refusal_keeps_the_money(
    world: World,
) -> None:
    other = await world.certificate("Котов Другой", date(2010, 3, 4))
    await world.perform(fund_certificate, world.officer, other.id)
    free = await world.request(await world.group(registry=Registry.GENERAL))
    await world.perform(confirm_enrollment, world.staff, free.id)
    anya, parent = world.anya, world.parent
    world.anya, world.parent = other, await world.link(world.parent_account, other.id)
    request = await world.request(await world.group(days=DECEMBER), DECEMBER.first)
    await world.run_days(date(2020, 8, 30))
    await world.perform(refuse_enrollment, world.staff, request.id, RefusalReason.GROUP_FULL)

    assert not await unused(world, FUNDED_ON + timedelta(days=90))
    assert await unused(world, FUNDED_ON + timedelta(days=91))
    world.anya, world.parent = anya, parent
    assert not (await now(world)).funded


@pytest.mark.parametrize(("withdrawn", "days"), [(True, 8), (False, 10)])
async def test_cert_6_a_request_that_came_to_nothing_counts_until_some_days_after(
    world: World, *, withdrawn: bool, days: int
) -> None:
    ended_on = date(2020, 11, 25)
    world.clock.move_to(date(2020, 11, 15))
    request = await world.request(await world.group(days=DECEMBER), DECEMBER.first)
    await world.run_days(ended_on)
    if withdrawn:
        await world.perform(withdraw_enrollment, world.parent, request.id)
    else:
        await world.perform(refuse_enrollment, world.staff, request.id, RefusalReason.GROUP_FULL)

    assert not await unused(world, ended_on + timedelta(days=days - 1))
    warned = await told_of_disuse(world)
    assert await unused(world, ended_on + timedelta(days=days))

    assert warned == [NoticeKind.CERTIFICATE_UNUSED]
    assert await world.ask(audit_money) == ()


async def test_cert_6_a_request_refused_with_its_provider_counts_until_some_days_after_that(
    world: World,
) -> None:
    await world.run_days(date(2020, 11, 15))
    await world.request(await world.group(days=DECEMBER), DECEMBER.first)
    await world.run_days(date(2020, 11, 25))
    state = ProviderState.SUSPENDED
    await world.perform(move_provider, OPERATOR, world.provider.id, state)
    await world.perform(settle_provider, OPERATOR, world.provider.id)

    kept_until = [await unused(world, day) for day in (date(2020, 12, 4), date(2020, 12, 5))]

    assert kept_until == [False, True]


async def test_cert_6_the_clock_starts_with_the_period(world: World) -> None:
    await world.add_period(NEXT_YEAR)
    contract = await world.request(await world.group(days=DECEMBER), DECEMBER.first)
    await world.perform(confirm_enrollment, world.staff, contract.id)
    await world.run_days(date(2020, 12, 31))
    lasting = (await now(world)).funded

    assert lasting
    assert not await unused(world, date(2021, 4, 1))
    assert await unused(world, date(2021, 4, 2))


async def test_cert_6_all_that_goes_back_is_told_in_one_sum(world: World) -> None:
    following = await world.add_period(NEXT_YEAR, Parameters(opens_days_before=200))
    await world.run_days(FUNDED_ON + timedelta(days=91))
    world.clock.instant += timedelta(days=1)

    told = [notice async for notice in sent(world)]

    (back,) = [each for each in told if each.kind is NoticeKind.CERTIFICATE_UNFUNDED]
    periods = (world.period, following)
    movements = [(await world.entries(period.id))[-1].movement for period in periods]
    assert [each.key for each in movements] == ["adjust:1:unfunded"] * 2
    assert back.facts.amount == Money.total(each.amount for each in movements)


async def sent(world: World) -> AsyncIterator[Notice]:
    """Every notice that is due, sent one claim after the other."""

    def send(uow: UnitOfWork) -> list[Notice]:
        claimed = uow.outbox.claim(most=100, lease=timedelta(minutes=5))
        for notice in claimed:
            uow.outbox.sent(notice.id)
        return list(claimed)

    while claimed := await world.perform(send):
        for notice in claimed:
            yield notice
