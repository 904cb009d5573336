"""The family's word, and what a termination of the old contract takes along (ENR-10)."""

from __future__ import annotations

from datetime import date, time

import pytest

from core.domain.actor import Family, ProviderStaff, System
from core.domain.drafts import GroupDraft, ModuleDraft, ProgramDraft
from core.domain.enrollment import State
from core.domain.errors import NotAllowed, WrongState
from core.domain.money import Money
from core.domain.notice import NoticeKind
from core.domain.program import AgeRange, Direction, Form, Offering, Registry, Slot
from core.ports.unit_of_work import UnitOfWork
from core.services import imports
from core.services.acceptance import accept_enrollment
from core.services.leaving import leave_enrollment, withdraw_enrollment
from core.services.moving import move_enrollment
from tests.services.school_years import (
    ASKED_ON,
    LAST_DAY,
    NEXT_YEAR,
    OFFERED_ON,
    PRICE,
    SCHOOL_YEAR,
    contract,
    ensure_money_is_right,
    offered,
    school_year,
)
from tests.services.world import INN, OPERATOR, World


@pytest.fixture
async def world(bare_world: World) -> World:
    await bare_world.build(on=ASKED_ON)
    return bare_world


class TestTheFamilysWord:
    async def test_a_yes_is_kept_and_said_once(self, world: World) -> None:
        _, _, old = await school_year(world)
        await world.run_days(OFFERED_ON)
        new = await offered(world, old)

        first = await world.perform(accept_enrollment, world.parent, new.id)
        world.clock.move_to(date(2020, 12, 20))
        second = await world.perform(accept_enrollment, world.parent, new.id)

        assert first == second
        assert (first.state, first.accepted_on) == (State.OFFERED, OFFERED_ON)

    async def test_only_who_acts_for_the_child_may_accept(self, world: World) -> None:
        _, _, old = await school_year(world)
        await world.run_days(OFFERED_ON)
        new = await offered(world, old)

        for stranger in (
            Family(world.parent.account, looking=frozenset({world.anya.id})),
            Family(world.parent.account),
            ProviderStaff(world.staff.account, world.provider.id),
            System(),
        ):
            with pytest.raises(NotAllowed):
                await world.perform(accept_enrollment, stranger, new.id)

    async def test_an_answer_after_the_old_contract_is_too_late(self, world: World) -> None:
        _, _, old = await school_year(world)
        await world.run_days(OFFERED_ON)
        new = await offered(world, old)
        world.clock.move_to(date(2021, 1, 1))

        with pytest.raises(WrongState):
            await world.perform(accept_enrollment, world.parent, new.id)

    async def test_a_no_gives_the_money_back_and_leaves_the_place_to_the_old_contract(
        self, world: World
    ) -> None:
        following, group, old = await school_year(world)
        await world.run_days(OFFERED_ON)
        new = await offered(world, old)

        declined = await world.perform(withdraw_enrollment, world.parent, new.id)
        again = await world.perform(withdraw_enrollment, world.parent, new.id)
        taken = await world.places_taken(group.group.id)
        await world.run_days(date(2021, 1, 1))

        assert declined.state is again.state is State.WITHDRAWN
        assert (taken, await world.places_taken(group.group.id)) == (1, 0)
        assert await world.money(following.id) == (1510200, 0, 0)
        assert NoticeKind.PROLONGATION_DECLINED in await world.notices()
        await ensure_money_is_right(world)

    async def test_a_concluded_one_is_withdrawn_before_its_first_day(self, world: World) -> None:
        following, group, old = await school_year(world)
        await world.run_days(LAST_DAY)
        new = await offered(world, old)

        await world.perform(withdraw_enrollment, world.parent, new.id)
        taken = await world.places_taken(group.group.id)
        await world.run_days(date(2021, 1, 1))

        assert (await world.enrollment(new.id)).state is State.WITHDRAWN
        assert (taken, await world.places_taken(group.group.id)) == (1, 0)
        assert await world.money(following.id) == (1510200, 0, 0)
        await ensure_money_is_right(world)

    @pytest.mark.parametrize("on", [date(2020, 12, 20), LAST_DAY])
    async def test_a_termination_of_the_old_contract_takes_it_along(
        self, world: World, on: date
    ) -> None:
        following, group, old = await school_year(world)
        await world.run_days(on)

        for _ in range(2):
            await world.perform(leave_enrollment, world.parent, old.id, shown_last_day=LAST_DAY)
        await world.run_days(date(2021, 1, 1))

        assert (await offered(world, old)).state is State.WITHDRAWN
        assert await world.money(following.id) == (1510200, 0, 0)
        assert await world.places_taken(group.group.id) == 0
        told = await world.notices()
        assert told.count(NoticeKind.PROLONGATION_WITHDRAWN) == 1
        await ensure_money_is_right(world)


@pytest.mark.parametrize("on", [OFFERED_ON, LAST_DAY])
async def test_enr_13_a_change_of_group_takes_it_along_offered_or_concluded(
    world: World, on: date
) -> None:
    await world.add_period(NEXT_YEAR)
    money = Money(PRICE)
    drafts = tuple(
        GroupDraft(title, 2, SCHOOL_YEAR, 10, None, "ул. Мира, 1", (Slot(1, time(16)),))
        for title in ("А", "Б")
    )
    program = ProgramDraft(
        INN, "KLG", "Танцы", "", Direction.ARTS, Registry.CERTIFIED, Form.IN_PERSON,
        AgeRange(5, 17), False, (ModuleDraft("1", money, money, drafts),),  # noqa: FBT003
    )  # fmt: skip
    await world.perform(imports.import_program, OPERATOR, program, certify=True)
    first, second = await world.ask(_groups_of_the_provider, world)
    old = await contract(world, first)
    await world.run_days(on)

    await world.perform(move_enrollment, world.parent, old.id, second.group.id)
    await world.run_days(date(2021, 1, 1))

    new = await offered(world, old)
    assert (new.state, new.group, new.holds_place) == (State.ACTIVE, second.group.id, True)
    assert await world.places_taken(first.group.id) == 0
    assert await world.places_taken(second.group.id) == 1


def _groups_of_the_provider(uow: UnitOfWork, world: World) -> tuple[Offering, ...]:
    return uow.catalog.groups(provider=world.provider.id, page=1, size=100)
