"""Certificates are frozen, unfrozen and closed; money and places go on (CERT-8, CERT-9)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from core.domain.calendar import Days
from core.domain.certificate import Certificate, CertificateState, ClosingReason
from core.domain.certificate_errors import CertificateInUse, FreezingLasts
from core.domain.enrollment import Enrollment, State
from core.domain.errors import BadValue, NotAllowed, WrongState
from core.domain.grounds import Ground, Side
from core.domain.ledger import EntryKind
from core.domain.money import Money
from core.domain.movements import release
from core.domain.notice import NoticeKind
from core.domain.provision import Limits
from core.ports.unit_of_work import UnitOfWork
from core.services.answers import confirm_enrollment
from core.services.auditing import audit_money
from core.services.certificates import ask_funding, fund_certificate
from core.services.closing import close_certificate
from core.services.freezing import freeze_certificate, unfreeze_certificate
from core.services.leaving import cost_of_leaving, leave_enrollment
from core.services.provisions import set_limits
from core.services.returning import post_return
from tests.services.world import NOMINAL, World

Stop = Callable[[World], Awaitable[Certificate]]
NEXT_YEAR = Days(date(2021, 1, 1), date(2021, 12, 31))


async def ending_contract(world: World) -> Enrollment:
    """X6: the family leaves in October; 452458 are to be released on 1 November."""
    request = await world.request(await world.group())
    await world.perform(confirm_enrollment, world.staff, request.id)
    await world.run_days(date(2020, 10, 17))
    cost = await world.ask(cost_of_leaving, world.parent, request.id)
    return await world.perform(
        leave_enrollment, world.parent, request.id, shown_last_day=cost.last_day
    )


async def freeze(world: World) -> Certificate:
    return await world.perform(freeze_certificate, world.officer, world.anya.id)


async def close(world: World, because: ClosingReason = ClosingReason.MOVED) -> Certificate:
    return await world.perform(close_certificate, world.officer, world.anya.id, because)


async def waiting_child(world: World) -> Certificate:
    """Somebody who waits for the one place there is."""
    limits = Limits(max_certificates=1)
    await world.perform(set_limits, world.officer, world.category, world.period, limits)
    child = await world.certificate("Котов Ждун", date(2012, 1, 1))
    await world.perform(fund_certificate, world.officer, child.id)
    return child


async def funded(world: World, certificate: Certificate) -> bool:
    (found,) = await world.ask(lambda uow: uow.certificates.get([certificate.id]))
    return found.funded and found.state is CertificateState.ACTIVE


async def last_entry(world: World) -> tuple[EntryKind, str, int]:
    movement = (await world.entries())[-1].movement
    return movement.kind, movement.key, movement.amount.kopecks


async def test_cert_8_a_frozen_certificate_gives_back_its_money_its_requests_and_its_place(
    world: World,
) -> None:
    child = await waiting_child(world)
    offering = await world.group()
    request = await world.request(offering)

    frozen = await freeze(world)
    again = await freeze(world)

    refused = await world.enrollment(request.id)
    assert frozen == again
    assert (frozen.state, frozen.frozen_on) == (CertificateState.FROZEN, date(2020, 8, 20))
    assert frozen.frozen_amount == Money(1510200)
    assert (refused.state, refused.ground) == (State.REFUSED, Ground.CERTIFICATE_FROZEN)
    assert refused.ended_by is Side.MUNICIPALITY
    assert await world.places_taken(offering.group.id) == 0
    assert await world.money() == (0, 0, 0)
    assert await last_entry(world) == (EntryKind.ADJUST, "adjust:1:frozen", 1510200)
    assert await funded(world, child)
    assert {NoticeKind.CERTIFICATE_FROZEN, NoticeKind.REQUEST_WITHDRAWN} <= set(
        await world.notices()
    )
    assert await world.ask(audit_money) == ()


@pytest.mark.parametrize("stop", [freeze, close])
async def test_cert_8_and_cert_9_a_running_contract_has_to_be_ended_first(
    world: World, stop: Stop
) -> None:
    request = await world.request(await world.group())
    await world.perform(confirm_enrollment, world.staff, request.id)

    with pytest.raises(CertificateInUse) as refused:
        await stop(world)

    assert refused.value.enrollments == (request.id,)
    assert await funded(world, world.anya)


async def test_cert_8_what_returns_to_a_frozen_certificate_goes_on_to_the_fund(
    world: World,
) -> None:
    await ending_contract(world)
    frozen = await freeze(world)
    before = await world.money()

    await world.run_days(date(2020, 11, 1))

    assert frozen.frozen_amount == Money(610200)
    assert (before, await world.money()) == ((0, 452458, 447542), (0, 0, 447542))
    kind, key, amount = await last_entry(world)
    assert (kind, amount) == (EntryKind.ADJUST, 452458)
    assert key.startswith("adjust:release:")
    assert NoticeKind.MONEY_RELEASED not in await world.notices()
    assert await world.ask(audit_money) == ()


async def test_cert_9_what_returns_to_a_closed_certificate_lapses(world: World) -> None:
    await ending_contract(world)

    closed = await close(world)
    again = await close(world)
    with pytest.raises(WrongState):
        await close(world, ClosingReason.WISH)
    await world.run_days(date(2020, 11, 1))

    assert closed == again
    assert closed.closed_because is ClosingReason.MOVED
    assert await world.money() == (0, 0, 447542)
    kind, key, amount = await last_entry(world)
    assert (kind, amount) == (EntryKind.LAPSE, 452458)
    assert key.startswith("lapse:release:")
    assert await world.ask(audit_money) == ()


@pytest.mark.parametrize(
    ("stop", "kind", "prefix"),
    [(freeze, EntryKind.ADJUST, "adjust"), (close, EntryKind.LAPSE, "lapse")],
)
async def test_cert_8_and_cert_9_an_act_that_releases_later_passes_the_money_on_too(
    world: World, stop: Stop, kind: EntryKind, prefix: str
) -> None:
    contract = await ending_contract(world)
    await stop(world)

    def release_late(uow: UnitOfWork) -> None:
        movement = release(contract, Money(100), because="late")
        assert movement is not None
        for _ in range(2):
            post_return(uow, world.officer, world.period, movement)

    await world.perform(release_late)

    assert await last_entry(world) == (kind, f"{prefix}:release:{contract.id}:late", 100)
    assert (await world.money())[0] == 0


async def test_cert_8_a_frozen_certificate_gets_no_grant_and_is_unfrozen_in_a_later_period(
    world: World,
) -> None:
    following = await world.add_period(NEXT_YEAR)
    await freeze(world)
    await world.run_days(date(2020, 12, 31))
    with pytest.raises(FreezingLasts):
        await world.perform(unfreeze_certificate, world.officer, world.anya.id)
    with pytest.raises(WrongState):
        await world.perform(ask_funding, world.parent, world.anya.id)
    without_grant = await world.money(following.id)
    await world.run_days(date(2021, 1, 1))

    unfrozen = await world.perform(unfreeze_certificate, world.officer, world.anya.id)
    again = await world.perform(unfreeze_certificate, world.officer, world.anya.id)

    assert without_grant == (0, 0, 0)
    assert unfrozen == again
    assert (unfrozen.place, unfrozen.certificate.funded) == (None, True)
    assert (unfrozen.certificate.frozen_on, unfrozen.certificate.fundings) == (None, 2)
    assert await world.money(following.id) == (1510200, 0, 0)
    assert await world.ask(audit_money) == ()


async def test_cert_8_without_room_an_unfrozen_certificate_waits(world: World) -> None:
    following = await world.add_period(NEXT_YEAR)
    child = await waiting_child(world)
    await world.perform(
        set_limits, world.officer, world.category, following, Limits(max_certificates=1)
    )
    world.clock.move_to(date(2020, 12, 20))
    await freeze(world)
    await world.run_days(date(2021, 1, 1))

    unfrozen = await world.perform(unfreeze_certificate, world.officer, world.anya.id)

    assert await funded(world, child)
    assert (unfrozen.place, unfrozen.certificate.funded) == (1, False)
    assert await world.ask(audit_money) == ()


async def test_cert_9_closing_frees_the_place_and_the_money_lapses(world: World) -> None:
    child = await waiting_child(world)
    request = await world.request(await world.group())

    await close(world, ClosingReason.WISH)

    refused = await world.enrollment(request.id)
    balance = await world.ask(lambda uow: uow.ledger.balance(world.anya.id, world.period.id))
    assert (refused.state, refused.ground) == (State.REFUSED, Ground.CERTIFICATE_CLOSED)
    assert (balance.lapsed, balance.available) == (Money(1510200), Money(0))
    assert await funded(world, child)
    assert NoticeKind.CERTIFICATE_CLOSED in await world.notices()
    assert await world.ask(audit_money) == ()


async def test_cert_9_of_age_is_for_the_daily_run_and_closed_is_the_end(world: World) -> None:
    with pytest.raises(BadValue):
        await close(world, ClosingReason.ADULT)
    with pytest.raises(NotAllowed):
        await world.perform(close_certificate, world.parent, world.anya.id, ClosingReason.WISH)
    await freeze(world)
    await close(world)

    with pytest.raises(WrongState):
        await freeze(world)
    with pytest.raises(WrongState):
        await world.perform(unfreeze_certificate, world.officer, world.anya.id)


async def test_cert_8_one_that_waited_for_money_waits_again_behind_the_others(world: World) -> None:
    following, limits = await world.add_period(NEXT_YEAR), Limits(max_certificates=1)
    await world.perform(set_limits, world.officer, world.category, following, limits)
    # Whoever has the only place uses it, or it would be free by the new year (CERT-6).
    used = await world.request(await world.group())
    await world.perform(confirm_enrollment, world.staff, used.id)
    child = await waiting_child(world)
    other = await world.certificate("Котов Второй", date(2012, 1, 1))
    await world.perform(fund_certificate, world.officer, other.id)
    await world.perform(freeze_certificate, world.officer, child.id)
    moved_up = await world.ask(lambda uow: uow.queues.waiting([child.id, other.id]))
    await world.run_days(date(2021, 1, 1))
    (waits,) = moved_up.values()

    unfrozen = await world.perform(unfreeze_certificate, world.officer, child.id)
    again = await world.perform(unfreeze_certificate, world.officer, child.id)

    assert (waits.certificate, waits.place) == (other.id, 1)
    assert unfrozen == again
    assert not await funded(world, other)
    assert (unfrozen.place, unfrozen.certificate.funded) == (2, False)
    assert await world.ask(audit_money) == ()


async def test_cert_8_one_that_waited_for_money_gets_it_when_there_is_room(world: World) -> None:
    following = await world.add_period(NEXT_YEAR)
    child = await waiting_child(world)
    await world.perform(freeze_certificate, world.officer, child.id)
    await world.perform(set_limits, world.officer, world.category, world.period, Limits())
    await world.run_days(date(2021, 1, 1))

    unfrozen = await world.perform(unfreeze_certificate, world.officer, child.id)

    assert (unfrozen.place, unfrozen.certificate.funded) == (None, True)
    balance = await world.ask(lambda uow: uow.ledger.balance(child.id, following.id))
    assert balance.available == NOMINAL
    assert await world.ask(audit_money) == ()


async def test_cert_8_one_that_held_no_money_waits_for_none_when_unfrozen(world: World) -> None:
    await world.add_period(NEXT_YEAR)
    child = await world.certificate("Котов Учёт", date(2012, 1, 1))
    await world.perform(freeze_certificate, world.officer, child.id)
    await world.run_days(date(2021, 1, 1))

    unfrozen = await world.perform(unfreeze_certificate, world.officer, child.id)

    assert (unfrozen.place, unfrozen.certificate.funded) == (None, False)
