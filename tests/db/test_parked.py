"""Parked notices stand in front of a person, who decides (promise S2), both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from core.domain.actor import Family, MunicipalityOfficer, Operator, ProviderStaff
from core.domain.errors import NotAllowed
from core.domain.ids import AccountId, MunicipalityId, NoticeId, ProviderId
from core.domain.notice import Facts, Notice, NoticeKind
from core.domain.parked import MISSED_MOST, ParkedWhy
from core.ports.unit_of_work import UnitOfWork
from core.services.missed import drop_missed, missed, resend_missed
from core.services.parked_notices import (
    drop_notice,
    may_have_arrived_twice,
    parked_page,
    retry_notice,
)
from db.clock import ClockFrom
from db.database import Database
from db.tables.messages import notices
from db.unit_of_work import SqlUnitOfWork
from tests.builders import add_funded_child, add_parent, found_town

EVERYWHERE, HERE = Operator("Ольга"), MunicipalityId(1)
ELSEWHERE = Operator("Пётр", frozenset({MunicipalityId(9)}))
PARENT = Family(AccountId(1))


def parked(uow: UnitOfWork, why: ParkedWhy = ParkedWhy.BLOCKED, times: int = 1) -> None:
    """Notices to one parent that could not be delivered."""
    town = found_town(uow)
    child = add_funded_child(uow, town)
    add_parent(uow, child, chat=5)
    facts = Facts(certificate=child.id)
    for _ in range(times):
        uow.outbox.to_family(child.id, NoticeKind.MONEY_LOW, facts, not_before=uow.now)
        for notice in claim(uow):
            uow.outbox.parked(notice.id, why=why)


def claim(uow: UnitOfWork) -> tuple[Notice, ...]:
    return uow.outbox.claim(most=50, lease=timedelta(minutes=1))


def page(
    uow: UnitOfWork, operator: Operator, why: ParkedWhy | None = None
) -> tuple[int, list[NoticeId]]:
    count, found = parked_page(uow, operator, why, page=1, size=50)
    return count, [each.id for each in found]


async def test_an_operator_sees_what_was_parked_in_the_own_municipalities(
    database: Database,
) -> None:
    await database.perform(parked, times=2)

    assert await database.read(page, EVERYWHERE) == (2, [1, 2])
    assert await database.read(page, Operator("Анна", frozenset({HERE}))) == (2, [1, 2])
    assert await database.read(page, ELSEWHERE) == (0, [])
    assert await database.read(page, EVERYWHERE, ParkedWhy.REFUSED) == (0, [])
    assert await database.read(page, EVERYWHERE, ParkedWhy.BLOCKED) == (2, [1, 2])


@pytest.mark.parametrize(
    "actor",
    [
        PARENT,
        ProviderStaff(AccountId(1), ProviderId(1)),
        MunicipalityOfficer("Олег", HERE),
        ELSEWHERE,
    ],
)
async def test_nobody_else_may_and_missing_and_foreign_are_refused_alike(
    database: Database, actor: Family | ProviderStaff | MunicipalityOfficer | Operator
) -> None:
    await database.perform(parked)

    for notice in (NoticeId(1), NoticeId(77)):
        for act in (retry_notice, drop_notice):
            with pytest.raises(NotAllowed):
                await database.perform(act, actor, notice)


@pytest.mark.parametrize(("why", "sends"), [(ParkedWhy.BLOCKED, 0), (ParkedWhy.UNKNOWN_OUTCOME, 1)])
async def test_a_retried_notice_is_sent_again_and_says_so_where_it_may_have_arrived(
    database: Database, why: ParkedWhy, sends: int
) -> None:
    await database.perform(parked, why)

    first = await database.perform(retry_notice, EVERYWHERE, NoticeId(1))
    second = await database.perform(retry_notice, EVERYWHERE, NoticeId(1))
    claimed = await database.perform(claim)

    assert first == second == 1
    assert [(each.id, each.attempts) for each in claimed] == [(1, sends)]
    (record,) = await database.read(lambda uow: uow.trail.of("notice:1"))
    assert (record["act"], record["before"]) == ("retry_notice", why.value)


async def test_a_retried_notice_of_a_kind_that_is_switched_off_is_skipped(
    database: Database,
) -> None:
    await database.perform(parked)
    off = NoticeKind.MONEY_LOW
    await database.perform(lambda uow: uow.accounts.switch(AccountId(1), off, off=True))

    await database.perform(retry_notice, EVERYWHERE, NoticeId(1))

    assert await database.perform(claim) == ()
    assert await database.read(page, EVERYWHERE) == (0, [])
    assert await database.read(lambda uow: uow.outbox.waiting()) == 0


async def test_a_dropped_notice_is_never_sent(database: Database) -> None:
    await database.perform(parked)

    await database.perform(drop_notice, EVERYWHERE, NoticeId(1))
    await database.perform(drop_notice, EVERYWHERE, NoticeId(1))

    assert await database.read(page, EVERYWHERE) == (0, [])
    assert await database.perform(claim) == ()
    await database.perform(retry_notice, EVERYWHERE, NoticeId(1))
    assert await database.perform(claim) == ()


async def test_whoever_comes_back_gets_the_newest_ten_and_no_more(database: Database) -> None:
    await database.perform(parked, times=MISSED_MOST + 2)

    found = await database.read(missed, PARENT)
    await database.perform(resend_missed, PARENT)
    left = await database.read(missed, PARENT)
    (first,) = await database.perform(claim)

    assert (len(found.notices), len(left.notices)) == (MISSED_MOST + 2, 0)
    assert first.id == 3
    assert await database.read(page, EVERYWHERE) == (0, [])


async def test_old_news_and_what_may_have_arrived_are_not_offered(
    database: Database, clock: ClockFrom
) -> None:
    await database.perform(parked)
    clock.advance_to(clock.now() + timedelta(days=31))

    assert (await database.read(missed, PARENT)).notices == ()


async def test_what_is_not_wanted_is_given_up(database: Database) -> None:
    await database.perform(parked)

    await database.perform(drop_missed, PARENT)

    assert (await database.read(missed, PARENT)).notices == ()
    assert await database.perform(claim) == ()


@pytest.mark.parametrize(
    ("why", "attempts", "arrived"),
    [
        (ParkedWhy.UNKNOWN_OUTCOME, 2, 2),
        (ParkedWhy.UNKNOWN_OUTCOME, 1, 1),
        (ParkedWhy.RESTORED, 0, 1),
        (ParkedWhy.RESTORED, 2, 2),
        (ParkedWhy.BLOCKED, 1, 0),
        # The first call was not answered, the second one was refused.
        (ParkedWhy.BLOCKED, 2, 1),
    ],
)
async def test_s2_a_third_send_wants_a_person_who_was_told_so(
    database: Database, why: ParkedWhy, attempts: int, arrived: int
) -> None:
    def sent(uow: UnitOfWork) -> None:
        parked(uow, why)
        assert isinstance(uow, SqlUnitOfWork)
        uow.connection.execute(update(notices).values(attempts=attempts))

    await database.perform(sent)
    twice = await database.perform(may_have_arrived_twice, EVERYWHERE, NoticeId(1))
    await database.perform(retry_notice, EVERYWHERE, NoticeId(1))
    unasked = await database.perform(claim)
    await database.perform(retry_notice, EVERYWHERE, NoticeId(1), once_more=True)
    asked = await database.perform(claim)

    assert twice == (arrived == 2)
    assert [each.attempts for each in (*unasked, *asked)] == [min(1, arrived)]
    assert bool(asked) == twice
