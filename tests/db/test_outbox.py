"""Notices: one per chat, claimed by one, never sent three times (promises S1, S2)."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import text

from core.domain.calendar import Month
from core.domain.ids import EnrollmentId, NoticeId
from core.domain.money import Money
from core.domain.notice import Facts, Notice, NoticeKind
from core.domain.views import Account
from core.ports.unit_of_work import UnitOfWork
from core.services.accounts import switch_notices
from db.clock import ClockFrom
from db.database import Database
from db.unit_of_work import SqlUnitOfWork
from tests.builders import NOON, Town, add_funded_child, add_parent, add_staff, found_town

LEASE = timedelta(minutes=5)
LOW = NoticeKind.MONEY_LOW


def family(uow: UnitOfWork, *, parents: int = 1) -> tuple[Town, Facts]:
    town = found_town(uow)
    certificate = add_funded_child(uow, town)
    for chat in range(parents):
        add_parent(uow, certificate, chat=chat)
    return town, Facts(certificate=certificate.id, period=town.period.id)


def tell(
    uow: UnitOfWork, facts: Facts, kind: NoticeKind = LOW, not_before: datetime = NOON
) -> None:
    assert facts.certificate is not None
    uow.outbox.to_family(facts.certificate, kind, facts, not_before=not_before)


def claim(uow: UnitOfWork, most: int = 100) -> tuple[Notice, ...]:
    return uow.outbox.claim(most=most, lease=LEASE)


def states(uow: UnitOfWork) -> list[tuple[str, int, str | None]]:
    assert isinstance(uow, SqlUnitOfWork)
    rows = uow.connection.execute(
        text("SELECT state, attempts, parked_why FROM notices ORDER BY id")
    )
    return [(state, attempts, why) for state, attempts, why in rows]


async def test_a_family_is_told_with_all_facts_once_per_parent(database: Database) -> None:
    town, facts = await database.perform(family, parents=2)
    facts = Facts(
        certificate=facts.certificate,
        period=town.period.id,
        enrollment=EnrollmentId(7),
        month=Month(2020, 9),
        amount=Money(221313),
        rest=Money(0),
        on=date(2020, 9, 1),
    )
    await database.perform(tell, facts)

    claimed = await database.perform(claim)

    assert [(notice.chat, notice.language) for notice in claimed] == [(0, "ru"), (1, "ru")]
    assert {notice.kind for notice in claimed} == {LOW}
    assert {notice.facts for notice in claimed} == {facts}
    assert {notice.attempts for notice in claimed} == {0}


async def test_of_a_contract_that_is_not_there_the_child_is_still_named(database: Database) -> None:
    _, facts = await database.perform(family)
    await database.perform(tell, replace(facts, enrollment=EnrollmentId(7)))
    claimed = await database.perform(claim)

    kept = await database.read(lambda uow: uow.outbox.behind(claimed))

    assert kept.lines == {}
    assert [child.full_name for child in kept.children.values()] == ["Котова Анна Игоревна"]


async def test_a_kind_that_was_switched_off_is_kept_as_skipped(database: Database) -> None:
    def prepare(uow: UnitOfWork) -> Facts:
        _, facts = family(uow, parents=2)
        first = uow.accounts.by_chat(0)
        assert first is not None
        uow.accounts.switch(first.id, LOW, off=True)
        tell(uow, facts)
        tell(uow, facts, NoticeKind.MONEY_LAPSED)
        return facts

    await database.perform(prepare)

    written = await database.read(states)
    assert sorted(state for state, _, _ in written) == ["SKIPPED", "WAITING", "WAITING", "WAITING"]
    assert await database.read(lambda uow: uow.outbox.waiting()) == 3


async def test_s1_what_waits_is_skipped_with_its_kind_but_what_is_being_sent_goes(
    database: Database, clock: ClockFrom
) -> None:
    def prepare(uow: UnitOfWork) -> Account:
        _, facts = family(uow, parents=2)
        for due in (NOON, NOON + timedelta(hours=20)):
            tell(uow, facts, LOW, due)
        tell(uow, facts, NoticeKind.MONEY_LAPSED, NOON + timedelta(hours=20))
        first = uow.accounts.by_chat(0)
        assert first is not None
        return first

    first = await database.perform(prepare)
    sending = await database.perform(claim)
    for off in (True, True, False):
        await database.perform(switch_notices, first, LOW, off=off)
    await database.perform(lambda uow: uow.outbox.sent(*(each.id for each in sending)))
    clock.advance_to(NOON + timedelta(hours=21))
    morning = [*await database.perform(claim)]
    await database.perform(lambda uow: uow.outbox.sent(*(each.id for each in morning)))
    morning += await database.perform(claim)

    assert sorted(each.chat for each in sending) == [0, 1]
    told = sorted((each.chat, each.kind) for each in morning)
    assert told == [(0, NoticeKind.MONEY_LAPSED), (1, NoticeKind.MONEY_LAPSED), (1, LOW)]
    written = [state for state, _, _ in await database.read(states)]
    assert written.count("SKIPPED") == 1


async def test_all_staff_are_told_at_once_but_for_whoever_knows(database: Database) -> None:
    def prepare(uow: UnitOfWork) -> None:
        town, facts = family(uow, parents=0)
        first, _, third = (add_staff(uow, town.provider, chat=chat) for chat in (1, 2, 3))
        kind = NoticeKind.REQUEST_ANSWERED
        uow.accounts.switch(third.id, kind, off=True)
        uow.outbox.to_staff(town.provider, kind, facts, besides=first.id)

    await database.perform(prepare)

    assert [notice.chat for notice in await database.perform(claim)] == [2]
    assert len(await database.read(states)) == 2


async def test_a_notice_waits_until_its_time(database: Database, clock: ClockFrom) -> None:
    _, facts = await database.perform(family)
    morning = NOON + timedelta(hours=20)
    await database.perform(tell, facts, LOW, morning)

    assert await database.perform(claim) == ()
    clock.advance_to(morning)

    assert len(await database.perform(claim)) == 1


async def test_the_oldest_come_first_and_one_of_each_chat(database: Database) -> None:
    _, facts = await database.perform(family, parents=3)
    for kind, age in ((LOW, 1), (NoticeKind.MONEY_LAPSED, 2), (NoticeKind.MONEY_GRANTED, 3)):
        await database.perform(tell, facts, kind, NOON - timedelta(hours=age))

    two = await database.perform(claim, 2)
    rest = await database.perform(claim)
    none = await database.perform(claim)

    assert [notice.chat for notice in (*two, *rest)] == [0, 1, 2]
    assert {notice.kind for notice in (*two, *rest)} == {NoticeKind.MONEY_GRANTED}
    assert none == ()


async def test_what_was_sent_makes_way_for_the_chats_next(database: Database) -> None:
    _, facts = await database.perform(family)
    await database.perform(tell, facts)
    await database.perform(tell, facts, NoticeKind.MONEY_LAPSED)

    (first,) = await database.perform(claim)
    await database.perform(lambda uow: uow.outbox.sent(first.id))
    (second,) = await database.perform(claim)

    assert [first.kind, second.kind] == [LOW, NoticeKind.MONEY_LAPSED]
    assert await database.read(lambda uow: uow.outbox.waiting()) == 1


async def test_s4_a_chat_that_fills_the_front_of_the_queue_holds_up_nobody(
    database: Database,
) -> None:
    def prepare(uow: UnitOfWork) -> None:
        town, facts = family(uow, parents=3)
        add_staff(uow, town.provider, chat=7)
        for _ in range(30):
            uow.outbox.to_staff(town.provider, LOW, facts)
        tell(uow, facts, LOW, uow.now)

    await database.perform(prepare)

    first = await database.perform(claim, 3)
    rest = await database.perform(claim, 3)
    await database.perform(lambda uow: uow.outbox.sent(first[0].id))
    nexts = await database.perform(claim, 3)

    assert [notice.chat for notice in first] == [7, 0, 1]
    assert [notice.chat for notice in rest] == [2]
    assert [notice.chat for notice in nexts] == [7]


async def test_of_many_claimers_each_notice_has_one(database: Database) -> None:
    _, facts = await database.perform(family, parents=40)
    await database.perform(tell, facts)

    claims = await asyncio.gather(*(database.perform(claim, 7) for _ in range(20)))

    ids = [notice.id for claimed in claims for notice in claimed]
    assert len(ids) == len(set(ids))
    left = await database.perform(claim)
    assert len(ids) + len(left) == 40


@pytest.mark.postgres
@pytest.mark.parametrize("migrated_url", ["postgresql"], indirect=True)
async def test_s4_two_bots_claim_by_turns(database: Database, clock: ClockFrom) -> None:
    def claimed(uow: UnitOfWork) -> tuple[Notice, ...]:
        return uow.outbox.claim(most=1, lease=LEASE, alone=timedelta(seconds=10))

    _, facts = await database.perform(family, parents=8)
    await database.perform(tell, facts)

    at_once = await asyncio.gather(*(database.perform(claimed) for _ in range(4)))
    (first,) = (notice for each in at_once for notice in each)
    meanwhile = await database.perform(claimed)
    await database.perform(lambda uow: uow.outbox.sent(first.id))
    (second,) = await database.perform(claimed)
    clock.advance_to(clock.now() + timedelta(seconds=11))
    (third,) = await database.perform(claimed)

    assert meanwhile == ()
    assert len({first.id, second.id, third.id}) == 3


@pytest.mark.postgres
@pytest.mark.parametrize("migrated_url", ["postgresql"], indirect=True)
async def test_s4_who_sends_claims_ahead_of_its_own_and_of_nobody_elses(
    database: Database,
) -> None:
    def claimed(uow: UnitOfWork, *own: NoticeId) -> list[NoticeId]:
        alone = timedelta(seconds=10)
        return [each.id for each in uow.outbox.claim(most=1, lease=LEASE, alone=alone, besides=own)]

    _, facts = await database.perform(family, parents=4)
    await database.perform(tell, facts)

    first = await database.perform(claimed)
    ahead = await database.perform(claimed, *first)
    others = await database.perform(claimed, *first)

    assert len({*first, *ahead}) == 2
    assert others == []


async def test_s2_a_lost_send_is_repeated_once_and_then_parked(
    database: Database, clock: ClockFrom
) -> None:
    _, facts = await database.perform(family)
    await database.perform(tell, facts)

    begun = []
    for hour in range(4):
        clock.advance_to(NOON + timedelta(hours=hour + 1))
        begun += [notice.attempts for notice in await database.perform(claim)]

    assert begun == [0, 1]
    assert await database.read(states) == [("PARKED", 2, "unknown-outcome")]


async def test_a_leased_notice_is_nobody_elses(database: Database, clock: ClockFrom) -> None:
    _, facts = await database.perform(family)
    await database.perform(tell, facts)
    await database.perform(claim)

    clock.advance_to(NOON + LEASE - timedelta(seconds=30))
    while_leased = await database.perform(claim)
    clock.advance_to(NOON + LEASE + timedelta(minutes=1))
    afterwards = await database.perform(claim)

    assert while_leased == ()
    assert len(afterwards) == 1


async def test_what_was_not_sent_for_sure_is_due_again_and_not_counted(
    database: Database, clock: ClockFrom
) -> None:
    _, facts = await database.perform(family)
    await database.perform(tell, facts)

    def postpone(uow: UnitOfWork, id: NoticeId) -> None:
        uow.outbox.postponed(id, until=uow.now + timedelta(minutes=1))

    for minute in (2, 4, 6):
        (notice,) = await database.perform(claim)
        assert notice.attempts == 0
        await database.perform(postpone, notice.id)
        assert await database.perform(claim) == ()
        clock.advance_to(NOON + timedelta(minutes=minute))


async def test_a_parked_notice_is_never_claimed_and_may_turn_out_to_be_sent(
    database: Database, clock: ClockFrom
) -> None:
    _, facts = await database.perform(family)
    await database.perform(tell, facts)
    (notice,) = await database.perform(claim)
    await database.perform(lambda uow: uow.outbox.parked(notice.id, why="blocked"))
    clock.advance_to(NOON + timedelta(days=1))

    assert await database.perform(claim) == ()
    assert await database.read(states) == [("PARKED", 1, "blocked")]
    await database.perform(lambda uow: uow.outbox.sent(notice.id))
    assert (await database.read(states))[0][0] == "SENT"


async def test_s1_a_notice_is_written_with_its_change_or_not_at_all(database: Database) -> None:
    _, facts = await database.perform(family)

    def tell_and_fail(uow: UnitOfWork) -> None:
        tell(uow, facts)
        raise RuntimeError("something else went wrong")

    with pytest.raises(RuntimeError):
        await database.perform(tell_and_fail)

    assert await database.read(states) == []
