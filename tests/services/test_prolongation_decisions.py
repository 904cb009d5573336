"""The old contract's last day: who goes on, and in whose place (ENR-10, ENR-6, LED-5)."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from core.domain.calendar import Days
from core.domain.enrollment import State
from core.domain.funding import Parameters, Prolongation
from core.domain.ledger import EntryKind
from core.domain.money import Money
from core.domain.notice import Notice, NoticeKind
from core.ports.unit_of_work import UnitOfWork
from core.services.acceptance import accept_enrollment
from core.services.accounts import switch_notices
from core.services.invitations import accept_invitation, invite_staff
from tests.services.school_years import (
    ASKED_ON,
    IN_2021,
    LAST_DAY,
    OFFERED_ON,
    SCHOOL_YEAR,
    ensure_money_is_right,
    offered,
    school_year,
)
from tests.services.world import World


@pytest.fixture
async def world(bare_world: World) -> World:
    await bare_world.build(on=ASKED_ON)
    return bare_world


class TestTheLastDay:
    async def test_silence_is_a_yes_while_the_parent_pays_nothing_more(self, world: World) -> None:
        following, _, old = await school_year(world)

        await world.run_days(LAST_DAY - timedelta(days=1))
        before = await offered(world, old)
        await world.run_days(LAST_DAY)
        new = await offered(world, old)
        await world.run_days(date(2021, 1, 1))

        assert (before.state, new.state, new.concluded_on) == (
            State.OFFERED,
            State.ACTIVE,
            LAST_DAY,
        )
        assert [
            entry.movement.key
            for entry in await world.entries(following.id)
            if entry.movement.kind is EntryKind.CHARGE
        ] == [f"charge:{new.id}:2021-01"]
        told = await world.notices()
        assert told.count(NoticeKind.PROLONGATION_CONCLUDED) == 1
        assert told.count(NoticeKind.PROLONGATION_AGREED) == 1
        await ensure_money_is_right(world)

    @pytest.mark.parametrize(
        ("nominal", "state"),
        [(IN_2021 - 1, State.ACTIVE), (IN_2021 - 2, State.EXPIRED)],
        ids=["a kopeck more is rounding", "two kopecks more need a word"],
    )
    async def test_silence_is_no_yes_to_a_growing_share(
        self, world: World, nominal: int, state: State
    ) -> None:
        following, group, old = await school_year(world, nominal=Money(nominal))

        await world.run_days(date(2021, 1, 1))

        assert (await offered(world, old)).state is state
        if state is State.EXPIRED:
            assert await world.money(following.id) == (nominal, 0, 0)
            assert await world.places_taken(group.group.id) == 0
            told = await world.notices()
            assert told.count(NoticeKind.PROLONGATION_EXPIRED) == 1
            assert told.count(NoticeKind.PROLONGATION_DECLINED) == 1
        await ensure_money_is_right(world)

    @pytest.mark.parametrize("accepts", [True, False])
    async def test_where_a_yes_is_asked_for_silence_is_none(
        self, bare_world: World, *, accepts: bool
    ) -> None:
        world = bare_world
        await world.build(Parameters(prolongation=Prolongation.ACCEPTANCE), on=ASKED_ON)
        _, _, old = await school_year(world)
        await world.run_days(OFFERED_ON)
        new = await offered(world, old)
        if accepts:
            await world.perform(accept_enrollment, world.parent, new.id)

        await world.run_days(date(2021, 1, 1))

        expected = State.ACTIVE if accepts else State.EXPIRED
        assert (await world.enrollment(new.id)).state is expected
        await ensure_money_is_right(world)

    @pytest.mark.parametrize(
        ("nominal", "kind"),
        [(IN_2021, NoticeKind.PROLONGATION_AGREED),
         (IN_2021 - 2, NoticeKind.PROLONGATION_DECLINED)],
    )  # fmt: skip
    async def test_led_7_the_provider_is_told_in_the_morning_unless_it_switched_that_off(
        self, world: World, nominal: int, kind: NoticeKind
    ) -> None:
        _, _, old = await school_year(world, nominal=Money(nominal))
        colleague = await world.account(778)
        invited = await world.perform(invite_staff, world.staff, world.provider.id)
        await world.perform(accept_invitation, colleague, invited.token)
        await world.perform(switch_notices, colleague, kind, off=True)

        await world.run_days(LAST_DAY)
        world.clock.move_to(LAST_DAY, time(8, 59))
        at_night = await world.perform(_claimed)
        world.clock.move_to(LAST_DAY, time(9))
        in_the_morning = await world.perform(_claimed)

        assert kind not in {notice.kind for notice in at_night}
        (told,) = [notice for notice in in_the_morning if notice.kind is kind]
        new = await offered(world, old)
        assert (told.account, told.facts.enrollment) == (world.staff.account, new.id)
        assert told.facts.certificate == new.certificate

    async def test_days_missed_over_the_years_end_are_caught_up(self, world: World) -> None:
        following, group, old = await school_year(world)
        await world.run_days(date(2020, 12, 10))

        await world.run_days(date(2021, 1, 2), chunk=1)

        new = await offered(world, old)
        assert (new.state, new.concluded_on, new.charged_months) == (State.ACTIVE, LAST_DAY, 1)
        assert await world.places_taken(group.group.id) == 1
        assert (await world.money(following.id))[0] == 1510200 - IN_2021
        await ensure_money_is_right(world)

    async def test_after_the_contract_goes_on_the_place_comes_back_at_its_own_end(
        self, world: World
    ) -> None:
        few_days = Days(SCHOOL_YEAR.first, date(2021, 1, 4))
        _, group, old = await school_year(world, days=few_days)

        await world.run_days(date(2021, 1, 5))

        assert (await offered(world, old)).state is State.CLOSED
        assert await world.places_taken(group.group.id) == 0

    async def test_enr_8_its_clock_does_not_run_for_it(self, bare_world: World) -> None:
        world = bare_world
        await world.build(Parameters(prolongation_working_days=20), on=ASKED_ON)
        _, _, old = await school_year(world)

        await world.run_days(LAST_DAY - timedelta(days=1))

        new = await offered(world, old)
        assert new.waits_since == date(2020, 12, 4)
        assert new.state is State.OFFERED


def _claimed(uow: UnitOfWork) -> list[Notice]:
    """All that may be sent by now."""
    found: list[Notice] = []
    while claimed := uow.outbox.claim(most=100, lease=timedelta(minutes=1)):
        found += claimed
        for notice in claimed:
            uow.outbox.sent(notice.id)
    return found
