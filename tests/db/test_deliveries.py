"""Updates are remembered in the transaction of their effect (promise S3), both databases."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from core.domain.delivery import Delivery, Handled
from core.ports.unit_of_work import UnitOfWork
from core.services.accounts import arrive_with
from core.services.deliveries import forget_deliveries
from core.services.erasing import erase_account
from db.clock import ClockFrom
from db.database import Database

FIRST = Delivery(bot=42, number=1000, chat=7)


def keep(uow: UnitOfWork, delivery: Delivery, step: int = 1) -> bool:
    uow.accounts.add(FIRST.chat, language="ru")
    return uow.deliveries.keep(delivery, step=step, found={"awaiting": "name"})


def handled(uow: UnitOfWork, delivery: Delivery) -> Handled | None:
    """As somebody who is known hears of it."""
    present = uow.accounts.presence(FIRST.chat, delivery)
    return None if present is None else present.handled


async def test_a_step_is_kept_once_and_tells_what_it_found(database: Database) -> None:
    before = await database.read(handled, FIRST)
    kept = [await database.perform(keep, FIRST, step) for step in (1, 1, 2, 1)]

    assert before is None
    assert kept == [True, False, True, False]
    assert await database.read(handled, FIRST) == Handled({"awaiting": "name"}, outdated=False)


async def test_a4_no_account_is_made_for_what_was_handled_before_it_was_erased(
    database: Database,
) -> None:
    account = await database.perform(arrive_with, FIRST, "ru")
    assert account is not None
    same = await database.perform(arrive_with, FIRST, "ru")
    await database.perform(lambda uow: uow.deliveries.keep(FIRST, step=1, found={}))
    await database.perform(erase_account, account.family)

    again = await database.perform(arrive_with, FIRST, "ru")
    by_chat = await database.read(lambda uow: uow.accounts.by_chat(FIRST.chat))
    written = await database.perform(arrive_with, Delivery(42, 1001, FIRST.chat), "ru")

    assert (same, again, by_chat) == (account, None, None)
    assert written is not None
    assert written.id != account.id


async def test_a4_what_was_sent_before_an_account_was_erased_makes_none(
    database: Database, clock: ClockFrom
) -> None:
    account = await database.perform(arrive_with, FIRST, "ru")
    assert account is not None
    before = clock.now()
    clock.advance_to(before + timedelta(seconds=30))
    await database.perform(erase_account, account.family)
    erased = await database.read(lambda uow: uow.erasures.noted()[-1].at)

    def sent(at: datetime | None) -> Delivery:
        return Delivery(42, 1001, FIRST.chat, at)

    same_second = erased.replace(microsecond=0)
    early = [
        await database.perform(arrive_with, sent(at), "ru")
        for at in (before, same_second - timedelta(seconds=1), datetime.fromtimestamp(0, UTC))
    ]
    by_chat = await database.read(lambda uow: uow.accounts.by_chat(FIRST.chat))
    anew = await database.perform(arrive_with, sent(same_second), "ru")
    again = await database.perform(arrive_with, sent(before), "ru")

    assert (early, by_chat) == ([None, None, None], None)
    assert anew is not None
    assert again == anew


async def test_another_bot_and_another_number_are_other_updates(database: Database) -> None:
    others = (Delivery(43, 1000, 7), Delivery(42, 1001, 7))

    await database.perform(keep, FIRST)

    assert [await database.read(handled, each) for each in others] == [None, None]


async def test_a_later_effect_in_the_same_chat_makes_an_update_outdated(
    database: Database,
) -> None:
    # Numbers may begin anew, so the later one may have the smaller number.
    later, elsewhere = Delivery(42, 5, 7), Delivery(42, 1001, 8)
    await database.perform(keep, FIRST)
    await database.perform(keep, elsewhere)

    at_first = await database.read(handled, FIRST)
    await database.perform(keep, later)
    then = await database.read(handled, FIRST)

    assert (at_first and at_first.outdated, then and then.outdated) == (False, True)


async def test_of_many_who_keep_the_same_step_at_once_one_is_the_first(
    database: Database,
) -> None:
    kept = await asyncio.gather(*(database.perform(keep, FIRST) for _ in range(12)))

    assert sorted(kept) == [False] * 11 + [True]


async def test_an_effect_that_is_undone_is_not_remembered(database: Database) -> None:
    def fail(uow: UnitOfWork) -> None:
        keep(uow, FIRST)
        raise LookupError

    await asyncio.gather(database.perform(fail), return_exceptions=True)

    assert await database.read(handled, FIRST) is None


async def test_old_ones_are_forgotten_and_young_ones_are_not(
    database: Database, clock: ClockFrom
) -> None:
    young = Delivery(42, 3, 7)
    await database.perform(keep, FIRST)
    clock.advance_to(clock.now() + timedelta(days=4))
    await database.perform(keep, young)

    more = await database.perform(forget_deliveries)

    assert not more
    assert await database.read(handled, FIRST) is None
    assert await database.read(handled, young) is not None
