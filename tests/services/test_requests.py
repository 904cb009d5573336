"""Asking for a place (ENR-1, ENR-3, ENR-5): all reasons at once, nothing half-booked."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from core.domain.actor import Family
from core.domain.eligibility import Reason
from core.domain.enrollment import Enrollment, State
from core.domain.errors import CalculationChanged, KeyReused, NotAllowed, RequestRefused
from core.domain.ids import CertificateId, GroupId
from core.domain.money import Money
from core.domain.notice import NoticeKind
from core.domain.program import AgeRange, Offering, Registry
from core.services.certificates import fund_certificate
from core.services.requests import EnrollmentRequest, quote_enrollment, request_enrollment
from tests.builders import child_named
from tests.services.world import AUTUMN, World

START = AUTUMN.first


def wanting(
    world: World, offering: Offering, share: int = 900000, rest: int = 0
) -> EnrollmentRequest:
    return EnrollmentRequest(
        world.anya.id, offering.group.id, START, Money(share), Money(rest), "the-key"
    )


async def nothing_moved(world: World, offering: Offering) -> bool:
    untouched = await world.money() == (1510200, 0, 0)
    return untouched and await world.places_taken(offering.group.id) == 0


async def test_enr_5_a_request_takes_a_place_and_reserves_the_certificates_share(
    world: World,
) -> None:
    offering = await world.group()

    enrollment = await world.request(offering)

    assert enrollment.state is State.REQUESTED
    assert enrollment.requested_on == date(2020, 8, 20)
    assert await world.money() == (610200, 900000, 0)
    assert await world.places_taken(offering.group.id) == 1


async def test_m6_the_same_press_twice_asks_once(world: World) -> None:
    offering = await world.group()

    first = await world.perform(request_enrollment, world.parent, wanting(world, offering))
    second = await world.perform(request_enrollment, world.parent, wanting(world, offering))

    assert first == second
    assert await world.money() == (610200, 900000, 0)
    assert await world.places_taken(offering.group.id) == 1


async def test_m6_one_screen_cannot_ask_for_two_groups(world: World) -> None:
    chess, dance = await world.group(), await world.group()
    await world.perform(request_enrollment, world.parent, wanting(world, chess))

    with pytest.raises(KeyReused):
        await world.perform(request_enrollment, world.parent, wanting(world, dance))

    assert await world.places_taken(dance.group.id) == 0


async def test_enr_5_sums_that_were_not_shown_are_not_booked(world: World) -> None:
    offering = await world.group()

    with pytest.raises(CalculationChanged) as changed:
        await world.perform(request_enrollment, world.parent, wanting(world, offering, 899999, 1))

    assert changed.value.calculation.certificate.total == Money(900000)
    assert await nothing_moved(world, offering)


async def test_enr_3_all_reasons_come_at_once_and_nothing_is_written(world: World) -> None:
    offering = await world.group(places=0, ages=AgeRange(5, 6))

    with pytest.raises(RequestRefused) as refused:
        await world.perform(request_enrollment, world.parent, wanting(world, offering))

    assert refused.value.reasons == (Reason.NO_PLACES, Reason.AGE)
    assert await nothing_moved(world, offering)


async def test_enr_3_a_day_of_a_period_that_lapsed_is_closed_and_not_without_an_agreement(
    world: World,
) -> None:
    offering = await world.group()
    await world.run_days(date(2021, 1, 2))

    with pytest.raises(RequestRefused) as refused:
        await world.perform(request_enrollment, world.parent, wanting(world, offering))

    # Its money went back unused in November.
    assert refused.value.reasons == (
        Reason.CERTIFICATE_NOT_FUNDED,
        Reason.PERIOD_CLOSED,
        Reason.DATES,
    )


async def test_reg_4_what_is_not_certified_cannot_be_asked_for(world: World) -> None:
    offering = await world.group(certify=False)

    with pytest.raises(RequestRefused) as refused:
        await world.request(offering)

    assert refused.value.reasons == (Reason.NOT_CERTIFIED,)


async def test_reg_6_a_group_without_dates_or_places_is_shown_and_not_open(world: World) -> None:
    for offering in (await world.group(days=None), await world.group(places=None)):
        quote = await world.ask(
            quote_enrollment, world.parent, world.anya.id, offering.group.id, START
        )

        assert quote.price.reasons == (Reason.MODULE_CLOSED,)


async def test_enr_3_the_same_module_cannot_be_joined_twice_at_once(world: World) -> None:
    offering = await world.group()
    await world.request(offering)

    with pytest.raises(RequestRefused) as refused:
        await world.request(offering)

    assert refused.value.reasons == (Reason.ALREADY_ENROLLED,)


async def test_enr_3_an_accounting_certificate_opens_budget_programs_only(world: World) -> None:
    petya = await world.certificate("Котов Пётр", date(2011, 1, 1))
    family = await world.link(world.parent_account, petya.id)
    certified, budget = await world.group(), await world.group(registry=Registry.GENERAL)

    paid = await world.ask(quote_enrollment, family, petya.id, certified.group.id, START)
    free = await world.ask(quote_enrollment, family, petya.id, budget.group.id, START)
    asked = await world.perform(
        request_enrollment,
        family,
        EnrollmentRequest(petya.id, budget.group.id, START, Money(0), Money(0), "key"),
    )

    assert paid.price.reasons == (Reason.CERTIFICATE_NOT_FUNDED, Reason.NO_MONEY)[:1]
    assert free.price.reasons == ()
    assert asked.agreed.total == Money(0)
    assert await world.ask(lambda uow: uow.ledger.entries_of(asked.id)) == ()


async def test_cert_12_the_certified_and_the_general_registry_exclude_each_other(
    world: World,
) -> None:
    await world.request(await world.group())

    with pytest.raises(RequestRefused) as refused:
        await world.request(await world.group(registry=Registry.GENERAL))

    assert refused.value.reasons == (Reason.REGISTRY_CONFLICT,)


async def test_foreign_missing_and_merely_looked_at_children_are_refused_alike(
    world: World,
) -> None:
    offering = await world.group()
    stranger = Family((await world.account(300)).id)
    looking = replace(world.parent, acting=frozenset(), looking=frozenset({world.anya.id}))
    missing = replace(wanting(world, offering), certificate=CertificateId(10**6))
    no_group = replace(wanting(world, offering), group=GroupId(10**6))

    for actor, request in (
        (stranger, wanting(world, offering)),
        (looking, wanting(world, offering)),
        (world.parent, missing),
        (world.parent, no_group),
    ):
        with pytest.raises(NotAllowed):
            await world.perform(request_enrollment, actor, request)
    with pytest.raises(NotAllowed):
        await world.ask(quote_enrollment, world.parent, world.anya.id, no_group.group, AUTUMN.first)
    assert await nothing_moved(world, offering)


async def test_m2_the_last_places_go_to_as_many_as_there_are(world: World) -> None:
    offering = await world.group(places=3, price=100000)
    families = []
    for n in range(8):
        child = await world.certificate(child_named(n), date(2010, 5, 5))
        await world.perform(fund_certificate, world.officer, child.id)
        families.append(await world.link(world.parent_account, child.id))

    async def ask(family: Family) -> Enrollment | RequestRefused:
        request = EnrollmentRequest(
            min(family.acting), offering.group.id, START, Money(100000), Money(0), "key"
        )
        try:
            return await world.perform(request_enrollment, family, request)
        except RequestRefused as refusal:
            return refusal

    answers = await asyncio.gather(*map(ask, families))

    refusals = [answer for answer in answers if isinstance(answer, RequestRefused)]
    assert len(refusals) == 5
    assert {refusal.reasons for refusal in refusals} == {(Reason.NO_PLACES,)}
    assert await world.places_taken(offering.group.id) == 3


async def test_m2_one_certificate_cannot_promise_the_same_money_twice(world: World) -> None:
    offerings = [await world.group(price=900000) for _ in range(6)]

    async def ask(offering: Offering) -> str:
        request = replace(wanting(world, offering), key=f"key-{offering.group.id}")
        try:
            await world.perform(request_enrollment, world.parent, request)
        except CalculationChanged:
            return "changed"
        return "booked"

    answers = await asyncio.gather(*map(ask, offerings))

    assert sorted(answers) == ["booked", *["changed"] * 5]
    assert await world.money() == (610200, 900000, 0)


async def test_led_7_low_money_is_told_once_a_period(world: World) -> None:
    await world.request(await world.group(price=1300000))
    await world.request(await world.group(price=100000))

    notices = await world.notices()

    assert notices.count(NoticeKind.MONEY_LOW) == 1
