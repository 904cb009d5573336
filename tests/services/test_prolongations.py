"""Contracts go on into the next period, or are told why not (ENR-10, ENR-6, LED-5)."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.domain.actor import Family, ProviderStaff, System
from core.domain.calendar import Days
from core.domain.eligibility import Reason
from core.domain.enrollment import Enrollment, Origin, State
from core.domain.errors import NotAllowed, WrongState
from core.domain.funding import FundingPeriod, Parameters, Prolongation
from core.domain.ids import EnrollmentId
from core.domain.ledger import EntryKind
from core.domain.money import Money
from core.domain.notice import NoticeKind
from core.domain.program import AgeRange, Offering, Registry
from core.ports.unit_of_work import UnitOfWork
from core.services.acceptance import accept_enrollment
from core.services.answers import confirm_enrollment
from core.services.auditing import audit_money
from core.services.certificates import fund_certificate
from core.services.daily_run import advance_daily_run
from core.services.leaving import leave_enrollment, withdraw_enrollment
from tests.services.world import DEFAULTS, NOMINAL, World

SCHOOL_YEAR = Days(date(2020, 12, 1), date(2021, 5, 31))
NEXT_YEAR = Days(date(2021, 1, 1), date(2021, 12, 31))
Codes = tuple[str, ...]
OFFERED_ON = date(2020, 12, 18)  # ten working days, from the 18th to the 31st
LAST_DAY = date(2020, 12, 31)
# 10 000 kopecks for each of 182 days, 151 of which are in the next period.
PRICE = 1820000
IN_2021 = 1510000
ASKED_ON = date(2020, 11, 30)
ANY_AGE = AgeRange(5, 17)


@pytest.fixture
async def world(bare_world: World) -> World:
    await bare_world.build(on=ASKED_ON)
    return bare_world


async def contract(world: World, group: Offering) -> Enrollment:
    """From the first of December to the period's end, all of it paid by the certificate."""
    request = await world.request(group, SCHOOL_YEAR.first)
    return await world.perform(confirm_enrollment, world.staff, request.id)


async def school_year(
    world: World,
    *,
    nominal: Money = NOMINAL,
    parameters: Parameters = DEFAULTS,
    registry: Registry = Registry.CERTIFIED,
    days: Days = SCHOOL_YEAR,
    ages: AgeRange = ANY_AGE,
) -> tuple[FundingPeriod, Offering, Enrollment]:
    """A contract in a group that goes on in 2021."""
    following = await world.add_period(NEXT_YEAR, parameters, nominal=nominal)
    group = await world.group(days=days, price=PRICE, registry=registry, ages=ages)
    return following, group, await contract(world, group)


async def going_on(world: World, old: Enrollment) -> Enrollment | None:
    def ask(uow: UnitOfWork, id: EnrollmentId) -> Enrollment | None:
        return uow.prolongations.continuing(id)

    return await world.ask(ask, old.id)


async def offered(world: World, old: Enrollment) -> Enrollment:
    found = await going_on(world, old)
    assert found is not None
    return found


async def told_of(world: World, kind: NoticeKind) -> list[tuple[EnrollmentId | None, Codes]]:
    """The enrollments and codes of all notices of a kind."""

    def claim(uow: UnitOfWork) -> list[tuple[EnrollmentId | None, Codes] | None]:
        claimed = sorted(uow.outbox.claim(most=100, lease=timedelta(minutes=1)), key=lambda n: n.id)
        for notice in claimed:
            uow.outbox.sent(notice.id)
        return [(n.facts.enrollment, n.facts.codes) if n.kind is kind else None for n in claimed]

    world.clock.instant += timedelta(days=1)
    found: list[tuple[EnrollmentId | None, Codes]] = []
    while claimed := await world.perform(claim):
        found += [each for each in claimed if each is not None]
    return found


async def ensure_money_is_right(world: World) -> None:
    assert await world.ask(audit_money) == ()


class TestTheOffer:
    async def test_enr_10_it_is_made_ten_working_days_before_the_next_period(
        self, world: World
    ) -> None:
        following, group, old = await school_year(world)

        await world.run_days(OFFERED_ON - timedelta(days=1))
        before = await going_on(world, old)
        await world.run_days(OFFERED_ON)
        new = await offered(world, old)

        assert before is None
        assert (new.state, new.origin, new.continues) == (
            State.OFFERED,
            Origin.PROLONGATION,
            old.id,
        )
        assert new.days == Days(date(2021, 1, 1), date(2021, 5, 31))
        assert (new.period, new.group, new.waits_since) == (
            following.id,
            group.group.id,
            OFFERED_ON,
        )
        assert await world.money(following.id) == (1510200 - IN_2021, IN_2021, 0)
        assert [entry.movement.key for entry in await world.entries(following.id)] == [
            "grant:1",
            f"reserve:{new.id}",
        ]
        await ensure_money_is_right(world)

    async def test_enr_6_it_holds_one_place_together_with_the_old_contract(
        self, world: World
    ) -> None:
        _, group, old = await school_year(world)

        await world.run_days(OFFERED_ON)
        with_offer = await world.places_taken(group.group.id)
        await world.run_days(date(2021, 1, 2))

        new = await offered(world, old)
        assert (with_offer, await world.places_taken(group.group.id)) == (1, 1)
        assert new.holds_place
        assert not (await world.enrollment(old.id)).holds_place

    async def test_a_full_group_does_not_speak_against_going_on(self, world: World) -> None:
        await world.add_period(NEXT_YEAR)
        group = await world.group(days=SCHOOL_YEAR, price=PRICE, places=1)
        old = await contract(world, group)

        await world.run_days(OFFERED_ON)

        assert (await offered(world, old)).state is State.OFFERED

    async def test_the_family_is_told_once_whatever_often_the_run_runs(self, world: World) -> None:
        await school_year(world)

        for _ in range(3):
            await world.run_days(OFFERED_ON)
        await world.run_days(OFFERED_ON + timedelta(days=3))

        told = await world.notices()
        assert told.count(NoticeKind.PROLONGATION_OFFERED) == 1

    async def test_nothing_is_offered_where_the_group_ends_with_the_period(
        self, world: World
    ) -> None:
        _, _, old = await school_year(world, days=Days(SCHOOL_YEAR.first, LAST_DAY))

        await world.run_days(OFFERED_ON)

        assert await going_on(world, old) is None
        assert NoticeKind.PROLONGATION_IMPOSSIBLE not in await world.notices()

    async def test_nothing_is_offered_to_a_contract_that_was_terminated(self, world: World) -> None:
        _, _, old = await school_year(world)
        await world.run_days(date(2020, 12, 2))
        await world.perform(leave_enrollment, world.parent, old.id, shown_last_day=LAST_DAY)

        await world.run_days(OFFERED_ON)

        assert await going_on(world, old) is None

    async def test_two_contracts_of_a_child_share_what_the_next_period_gives(
        self, world: World
    ) -> None:
        following = await world.add_period(NEXT_YEAR)
        olds = [
            await contract(world, await world.group(days=SCHOOL_YEAR, price=910000))
            for _ in range(2)
        ]

        await world.run_days(OFFERED_ON)

        new = [await offered(world, old) for old in olds]
        assert [each.agreed.certificate.total for each in new] == [Money(755000), Money(755000)]
        assert await world.money(following.id) == (200, 1510000, 0)
        assert (await world.notices()).count(NoticeKind.MONEY_LOW) == 1
        await ensure_money_is_right(world)

    async def test_a_budget_program_goes_on_without_a_kopeck(self, world: World) -> None:
        following, _, old = await school_year(world, registry=Registry.SIGNIFICANT)

        await world.run_days(date(2021, 1, 1))

        new = await offered(world, old)
        assert (new.state, new.agreed.total) == (State.ACTIVE, Money(0))
        assert await world.money(following.id) == (1510200, 0, 0)


class TestReasonsAgainst:
    async def test_a_child_that_grew_out_of_the_group_is_told_why(self, bare_world: World) -> None:
        # Anya is eleven on 4 March 2021, still ten on the next period's first day.
        world = bare_world
        await world.build(on=ASKED_ON)
        _, _, stays = await school_year(world, ages=AgeRange(5, 10))
        world.anya = await world.certificate("Котов Илья Игоревич", date(2010, 1, 1))
        await world.perform(fund_certificate, world.officer, world.anya.id)
        world.parent = await world.link(world.parent_account, world.anya.id)
        grows = await contract(world, await world.group(days=SCHOOL_YEAR, ages=AgeRange(5, 10)))

        await world.run_days(OFFERED_ON)

        assert await going_on(world, grows) is None
        assert (await offered(world, stays)).state is State.OFFERED
        assert (await told_of(world, NoticeKind.PROLONGATION_IMPOSSIBLE)) == [
            (grows.id, (Reason.AGE,))
        ]

    async def test_a_period_that_is_not_open_has_no_money_and_takes_nobody(
        self, world: World
    ) -> None:
        _, group, old = await school_year(world, parameters=replace(DEFAULTS, opens_days_before=5))

        await world.run_days(date(2021, 1, 2))

        assert await going_on(world, old) is None
        assert (await world.notices()).count(NoticeKind.PROLONGATION_IMPOSSIBLE) == 1
        assert await world.places_taken(group.group.id) == 0
        assert (await world.enrollment(old.id)).state is State.CLOSED
        await ensure_money_is_right(world)


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


async def test_m3_two_runs_at_once_offer_and_conclude_each_contract_once(world: World) -> None:
    await world.add_period(NEXT_YEAR)
    group = await world.group(days=SCHOOL_YEAR, price=PRICE)
    olds = [await contract(world, group)]
    for n in range(4):
        world.anya = await world.certificate(f"Ребёнок Номер{n}", date(2010, 5, 5))
        await world.perform(fund_certificate, world.officer, world.anya.id)
        world.parent = await world.link(world.parent_account, world.anya.id)
        olds.append(await contract(world, group))
    await world.run_days(date(2020, 12, 17))

    for through in (OFFERED_ON, date(2021, 1, 1)):
        world.clock.move_to(through)
        await asyncio.gather(*(_run(world, through) for _ in range(3)))

    states = [(await offered(world, old)).state for old in olds]
    assert states == [State.ACTIVE] * 5
    assert await world.places_taken(group.group.id) == 5
    told = await world.notices()
    assert told.count(NoticeKind.PROLONGATION_OFFERED) == 5
    assert told.count(NoticeKind.PROLONGATION_CONCLUDED) == 5
    await ensure_money_is_right(world)


async def _run(world: World, through: date) -> None:
    finished = False
    while not finished:
        place = world.municipality.id
        done = await world.perform(advance_daily_run, System(), place, through, 2)
        finished = done.finished
