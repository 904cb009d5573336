"""Limits of a period and ceilings of agreements: who sets them, what they count, what they stop."""

from __future__ import annotations

from datetime import date

import pytest

from core.domain.actor import Actor, MunicipalityOfficer
from core.domain.eligibility import Reason
from core.domain.errors import BadValue, NotAllowed, NotFound, RequestRefused
from core.domain.funding import Conclusion, Parameters, Prolongation, ReleaseAt
from core.domain.grounds import RefusalReason
from core.domain.ids import MunicipalityId, ProviderId
from core.domain.limits import Ceiling, Limit, Limited
from core.domain.money import Money
from core.domain.notice import NoticeKind
from core.domain.program import Direction, Registry
from core.services import ceilings, limits
from core.services.answers import confirm_enrollment, refuse_enrollment
from core.services.invitations import accept_invitation, invite_operator
from core.services.leaving import leave_enrollment
from tests.services.world import OPERATOR, World

SPORTS = Direction.SPORTS
NOVEMBER = date(2020, 11, 1)


async def limited(world: World, what: Limited, most: int | None) -> Limit | None:
    await world.perform(limits.limit_open, world.officer, world.period, what, most)
    return await limit(world, what)


async def limit(world: World, what: Limited) -> Limit | None:
    found = await world.ask(limits.limits_of_period, world.period)
    if isinstance(what, Direction):
        return found.directions.get(what)
    return found.providers.get(what)


async def test_a_limit_counts_what_is_open_when_it_is_set_and_from_then_on(world: World) -> None:
    await world.request(await world.group(price=100000))
    provider = world.provider.id

    assert await limited(world, SPORTS, 2) == Limit(2, 1)
    assert await limited(world, provider, 3) == Limit(3, 1)
    second = await world.request(await world.group(price=100000))
    assert await limit(world, SPORTS) == Limit(2, 2)
    with pytest.raises(RequestRefused) as no:
        await world.request(await world.group(price=100000))
    assert no.value.reasons == (Reason.DIRECTION_FULL,)

    await world.perform(refuse_enrollment, world.staff, second.id, RefusalReason.GROUP_FULL)
    assert await limit(world, SPORTS) == Limit(2, 1)
    assert await limit(world, provider) == Limit(3, 1)
    assert await limited(world, SPORTS, None) is None
    await world.request(await world.group(price=100000))
    assert await limit(world, provider) == Limit(3, 2)


async def test_a_contract_keeps_its_place_in_a_limit_until_it_is_ending(world: World) -> None:
    contract = await world.request(await world.group())
    await limited(world, SPORTS, 5)

    await world.perform(confirm_enrollment, world.staff, contract.id)
    assert await limit(world, SPORTS) == Limit(5, 1)
    await world.run_days(NOVEMBER)
    last = date(2020, 11, 30)
    await world.perform(leave_enrollment, world.parent, contract.id, shown_last_day=last)

    assert await limit(world, SPORTS) == Limit(5, 0)


async def test_a_limit_below_what_is_open_only_stops_what_is_new(world: World) -> None:
    asked = await world.request(await world.group(price=100000))

    assert await limited(world, SPORTS, 0) == Limit(0, 1)
    assert await limited(world, world.provider.id, 1) == Limit(1, 1)

    with pytest.raises(RequestRefused) as no:
        await world.request(await world.group(price=100000))
    assert no.value.reasons == (Reason.PROVIDER_FULL, Reason.DIRECTION_FULL)
    confirmed = await world.perform(confirm_enrollment, world.staff, asked.id)
    assert confirmed.concluded


async def test_a_budget_program_counts_for_its_provider_and_for_no_direction(world: World) -> None:
    await limited(world, SPORTS, 0)
    await limited(world, world.provider.id, 1)

    await world.request(await world.group(registry=Registry.GENERAL))

    assert await limit(world, SPORTS) == Limit(0, 0)
    assert await limit(world, world.provider.id) == Limit(1, 1)
    with pytest.raises(RequestRefused) as no:
        await world.request(await world.group(registry=Registry.SIGNIFICANT))
    assert no.value.reasons == (Reason.PROVIDER_FULL,)


async def test_reg_2_a_ceiling_counts_what_is_reserved_and_debited(world: World) -> None:
    contract = await world.request(await world.group())
    provider = world.provider.id

    used = await world.perform(
        ceilings.set_ceiling, world.officer, provider, world.period, Money(1500000)
    )
    await world.perform(confirm_enrollment, world.staff, contract.id)
    await world.run_days(NOVEMBER)

    assert (used.ceiling, used.committed) == (Money(1500000), Money(900000))
    assert await world.ask(lambda uow: uow.limits.ceiling(provider, world.period.id)) == Ceiling(
        Money(1500000), Money(900000)
    )
    last = date(2020, 11, 30)
    await world.perform(leave_enrollment, world.parent, contract.id, shown_last_day=last)
    await world.run_days(date(2020, 12, 1))
    assert await world.ask(ceilings.agreement_used, provider, world.period) == ceilings.Used(
        Money(1500000), Money(673771)
    )


async def test_reg_2_a_request_beyond_the_ceiling_is_refused_to_the_kopeck(world: World) -> None:
    provider = world.provider.id
    exact = await world.group(price=100000)
    too_much = await world.group(price=100001)
    most = Money(100000)

    await world.perform(ceilings.set_ceiling, world.officer, provider, world.period, most)

    with pytest.raises(RequestRefused) as no:
        await world.request(too_much)
    assert no.value.reasons == (Reason.AGREEMENT_EXHAUSTED,)
    asked = await world.request(exact)
    await world.request(await world.group(registry=Registry.SIGNIFICANT, price=None))
    lower = await world.perform(
        ceilings.set_ceiling, world.officer, provider, world.period, Money(1)
    )
    assert (lower.ceiling, lower.committed) == (Money(1), Money(100000))
    assert (await world.perform(confirm_enrollment, world.staff, asked.id)).concluded
    await world.perform(ceilings.set_ceiling, world.officer, provider, world.period, None)


async def warnings(world: World) -> int:
    told = await world.notices()
    return told.count(NoticeKind.AGREEMENT_NEARLY_USED)


async def test_reg_2_both_sides_are_warned_once_above_nine_tenths_of_the_ceiling(
    world: World,
) -> None:
    account = await world.account(300)
    place = world.municipality.id
    invited = await world.perform(invite_operator, OPERATOR, place, "Анна")
    await world.perform(accept_invitation, account, invited.token)
    provider, officer = world.provider.id, world.officer
    await world.perform(ceilings.set_ceiling, officer, provider, world.period, Money(200000))

    await world.request(await world.group(price=180000))
    assert await warnings(world) == 0
    await world.request(await world.group(price=1))
    assert await warnings(world) == 2
    await world.request(await world.group(price=1))
    assert await warnings(world) == 2

    await world.perform(ceilings.set_ceiling, officer, provider, world.period, Money(200001))
    assert await warnings(world) == 2
    await world.perform(ceilings.set_ceiling, officer, provider, world.period, Money(300000))
    assert await warnings(world) == 2
    await world.perform(ceilings.set_ceiling, officer, provider, world.period, Money(190000))
    assert await warnings(world) == 4


async def test_a_period_s_parameters_are_changed_by_its_municipality_and_put_on_record(
    world: World,
) -> None:
    parameters = Parameters(
        conclusion=Conclusion.ON_PARENT_ACCEPTANCE,
        release_at=ReleaseAt.AT_ONCE,
        prolongation=Prolongation.ACCEPTANCE,
        opens_days_before=10,
        issue_working_days=5,
    )

    changed = await world.perform(
        limits.change_period, world.officer, world.period, parameters, closed_from=NOVEMBER
    )
    await world.perform(
        limits.change_period, world.officer, changed, parameters, closed_from=NOVEMBER
    )

    assert (changed.parameters, changed.closed_from) == (parameters, NOVEMBER)
    assert changed.opens_on == date(2019, 12, 22)
    assert await world.ask(lambda uow: uow.municipalities.period(world.period.id)) == changed
    recorded = await world.ask(lambda uow: uow.trail.of(f"period:{world.period.id}"))
    assert [each["act"] for each in recorded] == ["add-period", "change-period"]
    assert recorded[-1]["release_at"] == "NEXT_MONTH -> AT_ONCE"
    world.clock.move_to(NOVEMBER)
    with pytest.raises(RequestRefused) as no:
        await world.request(await world.group(), start=date(2020, 11, 2))
    assert no.value.reasons == (Reason.PERIOD_CLOSED,)


async def test_what_cannot_be_a_limit_is_refused_and_nothing_is_written(world: World) -> None:
    period, officer, provider = world.period, world.officer, world.provider.id
    for most in (-1, limits.LIMIT_MAX + 1):
        with pytest.raises(BadValue):
            await world.perform(limits.limit_open, officer, period, SPORTS, most)
        with pytest.raises(BadValue):
            await world.perform(limits.limit_registry, officer, period, Registry.GENERAL, most)
    with pytest.raises(BadValue):
        await world.perform(limits.limit_registry, officer, period, Registry.CERTIFIED, 1)
    with pytest.raises(BadValue):
        await world.perform(
            ceilings.set_ceiling, officer, provider, period, ceilings.CEILING_MAX + Money(1)
        )
    with pytest.raises(BadValue):
        await world.perform(
            limits.change_period, officer, period,
            Parameters(opens_days_before=10**6), closed_from=None,
        )  # fmt: skip
    with pytest.raises(NotFound):
        await world.perform(ceilings.set_ceiling, officer, ProviderId(10**6), period, Money(1))
    await world.perform(limits.limit_registry, officer, period, Registry.GENERAL, 2)
    await world.perform(limits.limit_registry, officer, period, Registry.GENERAL, None)

    assert (await world.ask(limits.limits_of_period, period)).registries == {}
    recorded = await world.ask(lambda uow: uow.trail.of(f"period:{period.id}"))
    assert [each["act"] for each in recorded] == ["add-period", "limit", "limit"]


async def test_only_the_own_municipality_sets_limits(world: World) -> None:
    others: list[Actor] = [
        OPERATOR, world.staff, world.parent,
        MunicipalityOfficer("Олег", MunicipalityId(10**6)),
    ]  # fmt: skip
    for actor in others:
        with pytest.raises(NotAllowed):
            await world.perform(limits.limit_open, actor, world.period, SPORTS, 1)
        with pytest.raises(NotAllowed):
            await world.perform(limits.limit_registry, actor, world.period, Registry.GENERAL, 1)
        with pytest.raises(NotAllowed):
            await world.perform(
                limits.change_period, actor, world.period, Parameters(), closed_from=None
            )
        with pytest.raises(NotAllowed):
            await world.perform(
                ceilings.set_ceiling, actor, world.provider.id, world.period, Money(1)
            )


async def test_a_lapsed_period_is_not_changed_any_more(world: World) -> None:
    await world.run_days(date(2021, 1, 1))
    period = await world.ask(lambda uow: uow.municipalities.period(world.period.id))

    with pytest.raises(BadValue):
        await world.perform(limits.limit_open, world.officer, period, SPORTS, 1)


async def test_the_limits_of_one_child_s_standing_are_those_of_its_municipality(
    world: World,
) -> None:
    await limited(world, SPORTS, 4)
    await limited(world, world.provider.id, 5)

    anya = world.anya.id
    standing = await world.ask(lambda uow: uow.certificates.standing(anya, of=world.parent))

    assert standing.limits == {
        (world.period.id, SPORTS): Limit(4, 0),
        (world.period.id, world.provider.id): Limit(5, 0),
    }
