"""Providers enter the registry and leave it, and what becomes of their enrollments (REG-2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.domain.actor import Actor
from core.domain.eligibility import Reason
from core.domain.enrollment import WAITING, State
from core.domain.errors import BadValue, NotAllowed, NotFound, RequestRefused, WrongState
from core.domain.grounds import Ground, Side
from core.domain.ids import EnrollmentId, ProviderId
from core.domain.notice import NoticeKind
from core.domain.program import ProviderState, Registry
from core.domain.searching import SearchQuery
from core.services.answers import confirm_enrollment
from core.services.auditing import audit_money
from core.services.catalog import search_programs
from core.services.imports import import_program
from core.services.leaving import leave_enrollment
from core.services.provider_registry import (
    add_provider,
    correct_provider,
    move_provider,
    provider_details,
)
from core.services.registries import provider_with_inn
from core.services.settling import settle_provider
from db.providers import SqlProviders
from tests.domain.test_registering import CLUB, DETAILS
from tests.services.world import OPERATOR, World
from tests.simulation.registries_to_repeat import DANCE

TODAY = date(2020, 8, 20)
ACTIVE, REFUSED = ProviderState.ACTIVE, ProviderState.REFUSED
SUSPENDED, EXCLUDED = ProviderState.SUSPENDED, ProviderState.EXCLUDED


async def state(world: World, inn: str = CLUB.inn) -> ProviderState:
    return (await world.ask(provider_with_inn, inn)).provider.state


async def moved(world: World, to: ProviderState, reason: str = "жалобы") -> None:
    """Into a state, and what follows from it, one enrollment at a time."""
    await world.perform(move_provider, OPERATOR, world.provider.id, to, reason)
    while await world.perform(settle_provider, OPERATOR, world.provider.id, 1):
        pass


async def test_a_new_provider_is_refused_corrects_and_is_accepted(world: World) -> None:
    added = await world.perform(add_provider, OPERATOR, CLUB, DETAILS)
    provider = added.provider.id
    assert await state(world) is ProviderState.NEW
    with pytest.raises(BadValue):
        await world.perform(move_provider, OPERATOR, provider, REFUSED, " ")

    await world.perform(move_provider, OPERATOR, provider, REFUSED, "нет лицензии")
    details = await world.ask(provider_details, OPERATOR, provider)
    assert (await state(world), details.state_reason) == (REFUSED, "нет лицензии")
    licensed = replace(DETAILS, licence="ЛО-39 2")
    corrected = await world.perform(correct_provider, OPERATOR, CLUB, licensed)

    assert corrected.provider.state is ProviderState.NEW
    assert await world.ask(provider_details, OPERATOR, provider) == licensed
    await world.perform(move_provider, OPERATOR, provider, ACTIVE)
    assert await state(world) is ACTIVE
    recorded = await world.ask(lambda uow: uow.trail.of(f"provider:{provider}"))
    assert [each["act"] for each in recorded] == [
        "add-provider", "move-provider", "correct-provider", "move-provider", "move-provider",
    ]  # fmt: skip
    assert recorded[2]["changed"] == "licence"
    with pytest.raises(BadValue):
        await world.perform(add_provider, OPERATOR, CLUB, DETAILS)


async def test_what_does_not_exist_or_is_no_step_is_refused(world: World) -> None:
    with pytest.raises(NotFound):
        await world.perform(correct_provider, OPERATOR, CLUB, DETAILS)
    with pytest.raises(NotFound):
        await world.perform(move_provider, OPERATOR, ProviderId(10**6), ACTIVE)
    with pytest.raises(NotFound):
        await world.perform(settle_provider, OPERATOR, ProviderId(10**6))
    with pytest.raises(NotFound):
        await world.perform(add_provider, OPERATOR, replace(CLUB, municipality_code="X"), DETAILS)
    with pytest.raises(WrongState):
        await world.perform(move_provider, OPERATOR, world.provider.id, REFUSED, "поздно")
    await moved(world, EXCLUDED)
    with pytest.raises(WrongState):
        await world.perform(move_provider, OPERATOR, world.provider.id, ACTIVE)


async def test_only_operators_keep_providers(world: World) -> None:
    others: list[Actor] = [world.officer, world.staff, world.parent]
    for actor in others:
        with pytest.raises(NotAllowed):
            await world.perform(add_provider, actor, CLUB, DETAILS)
        with pytest.raises(NotAllowed):
            await world.perform(correct_provider, actor, CLUB, DETAILS)
        with pytest.raises(NotAllowed):
            await world.perform(move_provider, actor, world.provider.id, SUSPENDED)
        with pytest.raises(NotAllowed):
            await world.perform(settle_provider, actor, world.provider.id)
        with pytest.raises(NotAllowed):
            await world.ask(provider_details, actor, world.provider.id)


async def test_reg_2_a_suspended_provider_loses_its_requests_and_keeps_its_contracts(
    world: World,
) -> None:
    offering, other = await world.group(), await world.group(price=100000)
    contract = await world.request(offering)
    await world.perform(confirm_enrollment, world.staff, contract.id)
    waiting = await world.request(other)

    await moved(world, SUSPENDED)

    refused = await world.enrollment(waiting.id)
    assert (refused.state, refused.ground) == (State.REFUSED, Ground.PROVIDER_SUSPENDED)
    assert (await world.enrollment(contract.id)).state is State.ACTIVE
    assert await world.places_taken(other.group.id) == 0
    assert await world.money() == (610200, 900000, 0)
    with pytest.raises(RequestRefused) as no:
        await world.request(await world.group(price=1))
    assert no.value.reasons == (Reason.PROVIDER_INACTIVE,)
    told = await world.notices()
    assert told.count(NoticeKind.REQUEST_REFUSED) == told.count(NoticeKind.PROVIDER_MOVED) == 1

    await moved(world, ACTIVE)
    await world.request(await world.group(price=1))
    assert await world.ask(audit_money) == ()


async def test_reg_2_contracts_of_an_excluded_provider_end_as_by_enr_9(world: World) -> None:
    contract = await world.request(await world.group())
    await world.perform(confirm_enrollment, world.staff, contract.id)
    await world.run_days(date(2020, 10, 17))

    await moved(world, EXCLUDED)
    await moved(world, EXCLUDED)

    ended = await world.enrollment(contract.id)
    assert (ended.state, ended.days.last) == (State.ENDING, date(2020, 10, 31))
    assert (ended.ended_by, ended.ground) == (Side.MUNICIPALITY, Ground.MUNICIPAL_ORDER)
    assert (await world.notices()).count(NoticeKind.CONTRACT_TERMINATED) == 1
    await world.run_days(date(2020, 11, 1))
    assert await world.money() == (1062658, 0, 447542)
    assert await world.ask(audit_money) == ()


async def test_reg_2_before_the_first_day_everything_comes_back_at_once(world: World) -> None:
    offering = await world.group()
    contract = await world.request(offering)
    await world.perform(confirm_enrollment, world.staff, contract.id)
    waiting = await world.request(await world.group(price=100000))

    await moved(world, EXCLUDED)

    assert (await world.enrollment(contract.id)).state is State.WITHDRAWN
    assert (await world.enrollment(waiting.id)).ground is Ground.PROVIDER_EXCLUDED
    assert await world.places_taken(offering.group.id) == 0
    assert await world.money() == (1510200, 0, 0)
    assert await world.ask(audit_money) == ()


async def test_what_was_answered_while_a_provider_leaves_stays_as_it_was_answered(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    declined = await world.request(await world.group(price=100000))
    await world.perform(leave_enrollment, world.parent, declined.id, shown_last_day=TODAY)
    ending = await world.request(await world.group())
    await world.perform(confirm_enrollment, world.staff, ending.id)
    await world.perform(leave_enrollment, world.parent, ending.id, shown_last_day=TODAY)
    money = await world.money()
    await world.perform(move_provider, OPERATOR, world.provider.id, EXCLUDED, "жалобы")

    for id_, asked_for in ((declined.id, WAITING), (ending.id, {State.ACTIVE})):

        def a_moment_ago(
            _: object, __: object, states: object, *, most: int,
            stale: EnrollmentId = id_, wanted: object = asked_for,
        ) -> tuple[EnrollmentId, ...]:  # fmt: skip
            return (stale,)[:most] if states == wanted else ()

        monkeypatch.setattr(SqlProviders, "enrollments", a_moment_ago)
        await world.perform(settle_provider, OPERATOR, world.provider.id)

    assert (await world.enrollment(declined.id)).state is State.WITHDRAWN
    assert (await world.enrollment(ending.id)).ended_by is Side.FAMILY
    assert await world.money() == money


async def test_reg_2_a_request_that_costs_the_certificate_nothing_is_refused_and_moves_nothing(
    world: World,
) -> None:
    waiting = await world.request(await world.group(registry=Registry.GENERAL))

    await moved(world, SUSPENDED)

    assert (await world.enrollment(waiting.id)).state is State.REFUSED
    assert await world.money() == (1510200, 0, 0)


async def test_the_same_correction_again_changes_nothing_and_an_excluded_one_is_not_corrected(
    world: World,
) -> None:
    provider = (await world.perform(add_provider, OPERATOR, CLUB, DETAILS)).provider.id
    same = await world.perform(add_provider, OPERATOR, CLUB, DETAILS)
    assert same.provider.id == provider
    await world.perform(move_provider, OPERATOR, provider, ACTIVE)
    named = replace(CLUB, name="Клуб «Белая ладья»")

    for _ in range(2):
        corrected = await world.perform(correct_provider, OPERATOR, named, DETAILS)
        assert corrected.provider.name == "Клуб «Белая ладья»"
    recorded = await world.ask(lambda uow: uow.trail.of(f"provider:{provider}"))
    assert [each["act"] for each in recorded].count("correct-provider") == 1

    await world.perform(move_provider, OPERATOR, provider, EXCLUDED, "закрыт")
    with pytest.raises(WrongState):
        await world.perform(correct_provider, OPERATOR, CLUB, DETAILS)


async def test_a_provider_with_another_name_is_found_by_it(world: World) -> None:
    club = await world.perform(add_provider, OPERATOR, CLUB, DETAILS)
    await world.perform(move_provider, OPERATOR, club.provider.id, ACTIVE)
    its_program = replace(DANCE, provider_inn=CLUB.inn)
    await world.perform(import_program, OPERATOR, its_program, certify=True)
    query = SearchQuery(text="Ферзь")
    assert (await world.ask(search_programs, world.parent, query, world.anya.id)).cards == ()

    await world.perform(correct_provider, OPERATOR, replace(CLUB, name="Ферзь"), DETAILS)

    (card,) = (await world.ask(search_programs, world.parent, query, world.anya.id)).cards
    assert card.provider.name == "Ферзь"
