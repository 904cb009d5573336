"""One who taps without end is told once and holds nobody up (promise R4)."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime
from itertools import count

import pytest
from aiogram.types import Chat, Message, Update

from bot.updates import floods
from bot.updates.floods import Floods, Verdict
from bot.updates.intake import BACKLOG_OF_A_CHAT, Intake
from tests.simulation.share import share

FLOODER, NORMAL = 1, range(2, 52)
_numbers = count(1)


class Seconds:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def update(chat: int) -> Update:
    message = Message(
        message_id=1, date=datetime.now(UTC), chat=Chat(id=chat, type="private"), text="тук"
    )
    return Update(update_id=next(_numbers), message=message)


class Handled:
    """What an intake had handled, in its order, and who was warned."""

    def __init__(self, seconds: Seconds) -> None:
        self.chats: list[int] = []
        self.warned: list[int] = []
        self.intake = Intake(self._feed, self._warn, floods=Floods(monotonic=seconds))

    async def _feed(self, update: Update) -> None:
        assert update.message is not None
        self.chats.append(update.message.chat.id)

    async def _warn(self, update: Update) -> None:
        assert update.message is not None
        self.warned.append(update.message.chat.id)


def most_between(chats: list[int], normal: int) -> int:
    """The most of the flooder's updates between two of a normal account's."""
    most = between = 0
    seen = False
    for chat in chats:
        if chat == normal:
            most, between, seen = max(most, between) if seen else most, 0, True
        between += chat == FLOODER
    return most


async def flooded(taps: int, per_normal_tap: int) -> Handled:
    """10,000 taps a minute beside fifty people who tap one after the other."""
    seconds = Seconds()
    handled = Handled(seconds)
    people = list(NORMAL) * (taps // per_normal_tap // len(NORMAL))
    for person in people:
        for _ in range(per_normal_tap):
            seconds.now += 60 / 10_000
            handled.intake.take(update(FLOODER))
        handled.intake.take(update(person))
        await handled.intake.lanes.rest(5)
    return handled


async def ensure_harmless(taps: int) -> None:
    handled = await flooded(taps, per_normal_tap=4)

    of_each = Counter(handled.chats)
    assert {of_each[person] for person in NORMAL} == {taps // 4 // len(NORMAL)}
    assert max(most_between(handled.chats, person) for person in NORMAL) <= 5
    assert of_each[FLOODER] <= 6
    assert handled.warned == [FLOODER]


async def test_r4_a_flood_of_one_slows_nobody_and_is_told_once() -> None:
    await ensure_harmless(2000)


@pytest.mark.slow
async def test_r4_ten_minutes_of_ten_thousand_taps_each() -> None:
    await ensure_harmless(share(100_000, least=2_000))


async def test_a_full_batch_of_one_is_a_flood_from_its_first_update_on() -> None:
    handled = Handled(Seconds())

    handled.intake.take_backlog([update(FLOODER) for _ in range(97)] + [update(2)])
    await handled.intake.lanes.rest(5)

    assert Counter(handled.chats) == {FLOODER: floods.AT_ONCE, 2: 1}
    assert handled.warned == [FLOODER]
    assert handled.intake.passed_over == 97 - floods.AT_ONCE - 1


async def test_what_waited_for_a_bot_that_was_away_is_no_flood() -> None:
    handled = Handled(Seconds())

    handled.intake.take_backlog([update(3) for _ in range(BACKLOG_OF_A_CHAT)])
    await handled.intake.lanes.rest(5)

    assert Counter(handled.chats) == {3: BACKLOG_OF_A_CHAT}
    assert handled.warned == []


async def test_a_hurrying_thumb_is_no_flood() -> None:
    seconds = Seconds()
    judged = Floods(monotonic=seconds)
    verdicts = []

    for _ in range(60):
        seconds.now += 0.3
        verdicts.append(judged.judge(3))

    assert set(verdicts) == {Verdict.HANDLED}


async def test_whoever_slows_down_is_heard_again() -> None:
    seconds = Seconds()
    judged = Floods(monotonic=seconds)
    for _ in range(50):
        judged.judge(FLOODER)

    verdicts = []
    for _ in range(4):
        seconds.now += 1
        verdicts.append(judged.judge(FLOODER))

    assert verdicts[0] is Verdict.PASSED_OVER
    assert verdicts[-1] is Verdict.HANDLED


async def test_only_so_many_chats_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floods, "CHATS_REMEMBERED", 10)
    seconds = Seconds()
    judged = Floods(monotonic=seconds)

    for chat in range(100):
        seconds.now += 1
        judged.judge(chat)

    assert judged.remembered <= 10


async def test_a_slow_chat_holds_up_no_other() -> None:
    handled: list[int] = []
    free = asyncio.Event()

    async def feed(update: Update) -> None:
        assert update.message is not None
        if update.message.chat.id == 2:
            await free.wait()
        handled.append(update.message.chat.id)

    intake = Intake(feed, feed)
    for chat in (2, 3, 2, 4):
        intake.take(update(chat))
    await intake.lanes.rest(0.05)
    meanwhile = list(handled)
    free.set()
    await intake.lanes.rest(5)

    assert meanwhile == [3, 4]
    assert handled == [3, 4, 2, 2]
