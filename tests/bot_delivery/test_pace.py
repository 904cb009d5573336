"""At most one message a second to a chat, 25 in all, and none before its time (promise S4)."""

import asyncio
import heapq
from collections import defaultdict
from itertools import pairwise

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import GetMe

from bot.notices.pace import Pace
from bot.session import JsonSession
from bot.showing import Forbidden, patiently


class Seconds:
    """Time that passes only while everybody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Event]] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        woken = asyncio.Event()
        heapq.heappush(self._sleepers, (self.now + seconds, id(woken), woken))
        await woken.wait()

    async def pass_until(self, *tasks: "asyncio.Task[None]") -> None:
        while not all(task.done() for task in tasks):
            await asyncio.sleep(0)
            if self._sleepers:
                self.now, _, woken = heapq.heappop(self._sleepers)
                woken.set()
            await asyncio.sleep(0)


async def calls(pace: Pace, seconds: Seconds, chats: list[int]) -> list[tuple[float, int]]:
    made: list[tuple[float, int]] = []

    async def call(chat: int) -> None:
        await pace.turn(chat)
        made.append((seconds.now, chat))

    await seconds.pass_until(*(asyncio.create_task(call(chat)) for chat in chats))
    return made


async def test_25_a_second_in_all() -> None:
    seconds = Seconds()
    pace = Pace(monotonic=seconds, sleep=seconds.sleep)

    made = await calls(pace, seconds, list(range(60)))

    assert all(later - earlier >= 0.0399 for (earlier, _), (later, _) in pairwise(made))
    assert len(made) == 60


async def test_one_a_second_to_a_chat_while_others_go_on() -> None:
    seconds = Seconds()
    pace = Pace(monotonic=seconds, sleep=seconds.sleep)

    made = await calls(pace, seconds, [1, 1, 1, 2, 3])

    times = defaultdict(list)
    for at, chat in made:
        times[chat].append(at)
    assert all(later - earlier >= 1 for earlier, later in pairwise(times[1]))
    assert max(times[2] + times[3]) < 1


async def test_a_flood_of_one_chat_is_its_own() -> None:
    seconds = Seconds()
    pace = Pace(monotonic=seconds, sleep=seconds.sleep)

    pace.flooded(1, 30)

    assert pace.wait(1) == 30
    assert pace.wait(2) <= 0


async def test_a_flood_of_two_chats_at_once_is_everybodys() -> None:
    seconds = Seconds()
    pace = Pace(monotonic=seconds, sleep=seconds.sleep)

    pace.flooded(1, 30)
    pace.flooded(2, 20)

    assert pace.wait(3) == 30


async def test_a_flood_that_is_over_is_forgotten() -> None:
    seconds = Seconds()
    pace = Pace(monotonic=seconds, sleep=seconds.sleep)

    pace.flooded(1, 30)
    seconds.now = 31
    pace.flooded(2, 20)

    assert pace.wait(3) <= 0


async def test_a_screen_waits_for_no_turn_but_takes_one() -> None:
    seconds = Seconds()
    pace = Pace(monotonic=seconds, sleep=seconds.sleep)
    await pace.turn(1)

    pace.shown(2)

    assert pace.forbidden(3) == 0
    assert pace.wait(3) == pytest.approx(0.08)
    assert pace.wait(2) == pytest.approx(1)


async def test_a_rush_of_screens_leaves_notices_a_fifth_and_is_soon_forgotten() -> None:
    seconds = Seconds()
    pace = Pace(monotonic=seconds, sleep=seconds.sleep)
    await pace.turn(1)

    for chat in range(100, 1100):
        pace.shown(chat)
    rushed = pace.wait(2)
    seconds.now = 1.0
    await pace.turn(3)

    assert rushed == pytest.approx(0.2)
    assert pace.wait(4) == pytest.approx(0.04)


class Screens:
    """Screens that a bot shows beside a relay with this pace, by the fake clock."""

    def __init__(self, pace: Pace, seconds: Seconds) -> None:
        self.seconds = seconds
        self.bot = Bot("42:TEST", session=JsonSession(pace=pace))
        self.called: list[tuple[int, float]] = []
        self.refusals: list[int] = []

    async def show(self, chat: int) -> None:
        await patiently(self.bot, chat, lambda: self._call(chat))

    async def _call(self, chat: int) -> None:
        self.called.append((chat, self.seconds.now))
        if self.refusals:
            raise TelegramRetryAfter(GetMe(), "Too Many Requests", self.refusals.pop())

    async def shown(self, *chats: int) -> list[tuple[int, float]]:
        tasks = [asyncio.create_task(self.show(chat)) for chat in chats]
        await self.seconds.pass_until(*tasks)
        await asyncio.gather(*tasks)
        return self.called


@pytest.fixture
def seconds(monkeypatch: pytest.MonkeyPatch) -> Seconds:
    found = Seconds()
    real = asyncio.sleep

    async def sleep(pause: float) -> None:
        await (found.sleep(pause) if pause else real(0))

    monkeypatch.setattr(asyncio, "sleep", sleep)
    return found


async def test_s4_what_the_relay_was_told_holds_for_screens(seconds: Seconds) -> None:
    pace = Pace(monotonic=seconds, sleep=seconds.sleep)
    screens = Screens(pace, seconds)
    pace.flooded(1, 5)

    alone = [*await screens.shown(1, 2)]
    pace.flooded(1, 4)
    pace.flooded(2, 3)
    everybody = (await screens.shown(3))[2:]

    assert alone == [(2, 0.0), (1, 5.0)]
    assert everybody == [(3, 9.0)]


async def test_s4_what_a_screen_was_told_holds_for_the_relay(seconds: Seconds) -> None:
    pace = Pace(monotonic=seconds, sleep=seconds.sleep)
    screens = Screens(pace, seconds)
    screens.refusals = [7]

    showing_it = asyncio.create_task(screens.show(1))
    for _ in range(10):
        await asyncio.sleep(0)
    told = pace.wait(1), pace.forbidden(1), pace.forbidden(2)
    await seconds.pass_until(showing_it)

    assert told == (7, 7, 0)
    assert screens.called == [(1, 0.0), (1, 7.0)]


async def test_s4_nobody_is_called_before_a_time_that_is_too_far_to_wait_for(
    seconds: Seconds,
) -> None:
    pace = Pace(monotonic=seconds, sleep=seconds.sleep)
    screens = Screens(pace, seconds)
    pace.flooded(1, 30)

    with pytest.raises(Forbidden):
        await screens.show(1)

    assert screens.called == []
