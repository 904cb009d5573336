"""A notice is sent once or twice, or parked in front of a person (promises S2 and S4)."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any, NoReturn, cast

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.middlewares.base import NextRequestMiddlewareType
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import TelegramMethod
from sqlalchemy import select, update
from structlog.testing import capture_logs

from bot.notices.drawing import Draw, Drawing, drawing_with
from bot.notices.pace import Pace
from bot.notices.sender import LEASE, Sender
from bot.render import Html
from bot.screen import Screen
from core.domain.notice import Facts, Notice, NoticeKind
from core.ports.acts import Acts
from core.ports.unit_of_work import UnitOfWork
from db.clock import ClockFrom
from db.database import Database
from db.tables.messages import notices
from db.unit_of_work import SqlUnitOfWork
from sandbox.profiles import Profile
from sandbox.server import Sandbox
from tests.bot_delivery.conftest import ANNA, BEN
from tests.builders import NOON, add_funded_child, add_parent, found_town
from tests.sandbox.waiting import eventually

NOBODY = 999


def plain(notice: Notice) -> Screen:
    return Screen(Html(f"notice to {notice.chat}"))


def each(draw: Callable[[Notice], Screen | None]) -> Draw:
    """Draw claimed notices one by one, with nothing read for them before."""

    async def drawn(notices: Sequence[Notice]) -> Sequence[Drawing]:
        return [partial(draw, notice) for notice in notices]

    return drawn


def notices_to(uow: UnitOfWork, *chats: int) -> None:
    """One notice for each chat, each about a child of its own."""
    town = found_town(uow)
    for n, chat in enumerate(chats, 1):
        child = add_funded_child(uow, town, n=n, full_name=f"Ребёнок Номер{n}")
        add_parent(uow, child, chat=chat)
        facts = Facts(certificate=child.id)
        uow.outbox.to_family(child.id, NoticeKind.MONEY_LOW, facts, not_before=uow.now)


async def states(database: Database) -> dict[int, tuple[str, int, str | None]]:
    """State, attempts and reason of every notice, by its number."""

    def read(uow: UnitOfWork) -> dict[int, tuple[str, int, str | None]]:
        assert isinstance(uow, SqlUnitOfWork)
        rows = uow.connection.execute(select(notices))
        return {row.id: (row.state, row.attempts, row.parked_why) for row in rows}

    return await database.read(read)


class Unhurried(Pace):
    """Pace has tests of its own."""

    seconds = 0.0

    async def turn(self, chat: int) -> None:
        await asyncio.sleep(0)


def sender(
    bot: Bot,
    database: Database,
    clock: ClockFrom,
    draw: Callable[[Notice], Screen | None] = plain,
) -> Sender:
    return Sender(bot, database.perform, each(draw), clock, pace=unhurried())


def unhurried() -> Pace:
    return Unhurried(monotonic=lambda: 0.0)


def forget_period_of_first(uow: UnitOfWork) -> None:
    """The first notice names a period that is not there."""
    assert isinstance(uow, SqlUnitOfWork)
    uow.connection.execute(update(notices).where(notices.c.id == 1).values(period_id=999))


def texts(telegram: Sandbox, chat: int) -> list[str]:
    return [message.text for message in telegram.person(chat).answers]


@pytest.fixture(autouse=True)
def both_have_started(telegram: Sandbox) -> None:
    telegram.person(ANNA.id).start()
    telegram.person(BEN.id).start()


async def test_a_notice_is_sent_once(
    telegram: Sandbox, bot: Bot, database: Database, clock: ClockFrom
) -> None:
    await database.perform(notices_to, ANNA.id, BEN.id)
    relay = sender(bot, database, clock)

    counts = [await relay.send_due() for _ in range(3)]

    assert counts == [2, 0, 0]
    assert texts(telegram, ANNA.id) == [f"notice to {ANNA.id}"]
    assert await states(database) == {1: ("SENT", 1, None), 2: ("SENT", 1, None)}


async def test_429_is_waited_for_and_does_not_count(
    telegram: Sandbox, bot: Bot, database: Database, clock: ClockFrom
) -> None:
    await database.perform(notices_to, ANNA.id)
    telegram.flood(calls=1, retry_after=7)
    relay = sender(bot, database, clock)

    await relay.send_due()
    too_early = await relay.send_due()
    clock.advance_to(clock.now() + timedelta(seconds=8))
    in_time = await sender(bot, database, clock).send_due()

    assert (too_early, in_time) == (0, 1)
    assert texts(telegram, ANNA.id) == [f"notice to {ANNA.id}"]
    assert await states(database) == {1: ("SENT", 1, None)}


async def test_blocked_gone_and_unknown_chats_are_parked_and_harm_nobody(
    telegram: Sandbox, bot: Bot, database: Database, clock: ClockFrom
) -> None:
    cleo = telegram.add_person(Profile(103, "Cleo"))
    cleo.start()
    cleo.deactivate()
    telegram.person(BEN.id).block()
    await database.perform(notices_to, BEN.id, cleo.id, NOBODY, ANNA.id)

    await sender(bot, database, clock).send_due()

    assert await states(database) == {
        1: ("PARKED", 1, "blocked"),
        2: ("PARKED", 1, "deactivated"),
        3: ("PARKED", 1, "chat-not-found"),
        4: ("SENT", 1, None),
    }


async def test_markup_that_telegram_refuses_goes_out_plain_with_an_alarm(
    telegram: Sandbox, bot: Bot, database: Database, clock: ClockFrom
) -> None:
    def broken(_: Notice) -> Screen:
        return Screen(Html("<b>9&nbsp;612 <br> ₽ &lt;left&gt;"))

    await database.perform(notices_to, ANNA.id)
    with capture_logs() as logs:
        await sender(bot, database, clock, broken).send_due()

    assert [text.replace("\xa0", " ") for text in texts(telegram, ANNA.id)] == ["9 612  ₽ <left>"]
    assert await states(database) == {1: ("SENT", 1, None)}
    assert any(log["event"] == "notice_markup_refused" for log in logs)


async def test_a_notice_that_cannot_be_drawn_does_not_stop_the_queue(
    telegram: Sandbox, bot: Bot, database: Database, clock: ClockFrom
) -> None:
    def draw(notice: Notice) -> Screen | None:
        if notice.chat == ANNA.id:
            raise LookupError("no message for this kind")
        return plain(notice) if notice.chat == BEN.id else None

    await database.perform(notices_to, ANNA.id, NOBODY, BEN.id)

    await sender(bot, database, clock, draw).send_due()

    assert await states(database) == {
        1: ("PARKED", 1, "cannot-be-drawn"),
        2: ("SKIPPED", 1, None),
        3: ("SENT", 1, None),
    }


async def answer_lost(
    make_request: NextRequestMiddlewareType[Any], bot: Bot, method: TelegramMethod[Any]
) -> NoReturn:
    """Deliver, and lose the answer."""
    await make_request(bot, method)
    raise TelegramNetworkError(method=method, message="Request timeout error")


async def test_a_send_of_unknown_outcome_is_repeated_once_and_says_so(
    telegram: Sandbox, database: Database, clock: ClockFrom
) -> None:
    await database.perform(notices_to, ANNA.id)
    async with AiohttpSession(api=TelegramAPIServer.from_base(telegram.url)) as session:
        session.middleware(answer_lost)
        relay = sender(Bot(telegram.token, session=session), database, clock)

        at_once = [await relay.send_due(), await relay.send_due()]
        clock.advance_to(clock.now() + LEASE)
        later = [await relay.send_due()]
        clock.advance_to(clock.now() + LEASE)
        never = [await relay.send_due()]

    assert at_once + later + never == [1, 0, 1, 0]
    first, second = texts(telegram, ANNA.id)
    assert second.endswith(first)
    assert "уже получали" in second
    assert await states(database) == {1: ("PARKED", 2, "unknown-outcome")}


async def test_a_server_that_was_never_reached_does_not_count(
    database: Database, clock: ClockFrom
) -> None:
    await database.perform(notices_to, ANNA.id)
    async with AiohttpSession(api=TelegramAPIServer.from_base("http://127.0.0.1:9")) as session:
        await sender(Bot("42:nobody-there", session=session), database, clock).send_due()

    assert await states(database) == {1: ("WAITING", 0, None)}


async def test_stopping_gives_back_what_was_claimed_and_not_begun(
    telegram: Sandbox, bot: Bot, database: Database, clock: ClockFrom
) -> None:
    await database.perform(notices_to, ANNA.id)
    relay = sender(bot, database, clock)
    relay.stop()

    await relay.send_due()

    assert texts(telegram, ANNA.id) == []
    assert await states(database) == {1: ("WAITING", 0, None)}


async def test_one_notice_that_cannot_be_read_leaves_the_others_alone(
    telegram: Sandbox, bot: Bot, database: Database, clock: ClockFrom
) -> None:
    await database.perform(notices_to, ANNA.id, BEN.id)
    await database.perform(forget_period_of_first)
    relay = Sender(bot, database.perform, drawing_with(database.read), clock, pace=unhurried())

    await relay.send_due()

    assert await states(database) == {1: ("PARKED", 1, "cannot-be-drawn"), 2: ("SENT", 1, None)}
    assert len(texts(telegram, BEN.id)) == 1


async def test_what_could_not_be_written_down_is_written_before_anything_else_is_sent(
    telegram: Sandbox, bot: Bot, database: Database, clock: ClockFrom
) -> None:
    away = True

    async def performed(act: Any, *args: object) -> Any:  # noqa: ANN401 - any act
        if away and act.__name__ == "_settle":
            raise ConnectionError
        return await database.perform(act, *args)

    await database.perform(notices_to, ANNA.id)
    relay = Sender(bot, cast("Acts", performed), each(plain), clock, pace=unhurried())
    with pytest.raises(ConnectionError):
        await relay.send_due()
    unwritten = await states(database)

    away = False
    clock.advance_to(clock.now() + LEASE)
    more = await relay.send_due()

    assert (unwritten, more) == ({1: ("WAITING", 1, None)}, 0)
    assert await states(database) == {1: ("SENT", 1, None)}
    assert len(texts(telegram, ANNA.id)) == 1


async def test_waking_is_enough_to_send_at_once(
    telegram: Sandbox,
    bot: Bot,
    database: Database,
    clock: ClockFrom,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.notices.sender.LOOK_SECONDS", 3600.0)
    relay = sender(bot, database, clock)
    running = asyncio.create_task(relay.run())
    await asyncio.sleep(0.05)

    await database.perform(notices_to, ANNA.id)
    relay.wake()
    await eventually(lambda: texts(telegram, ANNA.id) == [f"notice to {ANNA.id}"])

    relay.stop()
    await running


async def test_nothing_is_claimed_while_the_sender_rests(
    telegram: Sandbox, bot: Bot, database: Database, clock: ClockFrom
) -> None:
    await database.perform(notices_to, ANNA.id)
    relay = sender(bot, database, clock)

    async with relay.resting():
        sending = asyncio.create_task(relay.send_due())
        await asyncio.sleep(0.05)
        while_resting = await states(database)
    await sending

    assert while_resting == {1: ("WAITING", 0, None)}
    assert await states(database) == {1: ("SENT", 1, None)}


async def test_what_comes_here_at_night_is_sent_once_in_the_morning(
    telegram: Sandbox, bot: Bot, database: Database, clock: ClockFrom
) -> None:
    """Written by day, and the relay was down until eleven in the evening (LED-7)."""
    await database.perform(notices_to, ANNA.id)
    clock.advance_to(NOON + timedelta(hours=11))
    relay = Sender(bot, database.perform, drawing_with(database.read), clock, pace=unhurried())

    at_night = [await relay.send_due(), await relay.send_due()]
    asleep, told_at_night = await states(database), texts(telegram, ANNA.id)
    clock.advance_to(NOON + timedelta(hours=20, minutes=59))
    too_early = await relay.send_due()
    clock.advance_to(NOON + timedelta(hours=21, seconds=1))
    await relay.send_due()

    assert (at_night, too_early, told_at_night) == ([1, 0], 0, [])
    assert asleep == {1: ("WAITING", 0, None)}
    assert await states(database) == {1: ("SENT", 1, None)}
    (said,) = texts(telegram, ANNA.id)
    assert "уже получали" not in said
