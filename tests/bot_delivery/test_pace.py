"""At most one message a second to a chat, 25 in all, and none before its time (promise S4)."""

import asyncio
import heapq
from collections import defaultdict
from itertools import pairwise

from bot.notices.pace import Pace


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
