"""When Telegram says "too many requests"."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession

from sandbox.pace import Pace
from sandbox.people import Person
from sandbox.profiles import Profile
from sandbox.server import Sandbox
from tests.sandbox.barebot import BareBot
from tests.sandbox.clocks import Seconds


async def test_a_flood_refuses_a_number_of_sends_and_says_how_long_to_wait(
    bot: BareBot, sandbox: Sandbox, anna: Person
) -> None:
    sandbox.flood(calls=2, retry_after=7)

    said = [await bot.say(anna.id) for _ in range(3)]

    assert [answer.status for answer in said] == [429, 429, 200]
    assert said[0].refusal == "Too Many Requests: retry after 7"
    assert said[0].body["parameters"] == {"retry_after": 7}
    assert said[0].headers["Retry-After"] == "7"


async def test_a_flood_lasts_its_seconds_and_names_what_is_left(
    bot: BareBot, sandbox: Sandbox, anna: Person, seconds: Seconds
) -> None:
    sandbox.flood(seconds=10)
    first = await bot.say(anna.id)
    seconds.passed += 6.5
    later = await bot.say(anna.id)
    seconds.passed += 4
    over = await bot.say(anna.id)

    assert [said.body["parameters"] for said in (first, later)] == [
        {"retry_after": 10},
        {"retry_after": 4},
    ]
    assert over.status == 200


async def test_polls_and_answers_to_buttons_pass_through_a_flood(
    bot: BareBot, sandbox: Sandbox, anna: Person
) -> None:
    sandbox.flood(calls=1)

    assert len(await bot.updates()) == 1
    assert (await bot.call("getMe")).status == 200
    assert (await bot.say(anna.id)).status == 429


@pytest.fixture
async def strict(seconds: Seconds) -> AsyncIterator[BareBot]:
    """A bot in a sandbox that enforces Telegram's rates."""
    people = [Profile(number, "Кто-то") for number in range(1, 41)]
    sandbox = Sandbox(people=people, pace=Pace(rate_limits=True, monotonic=seconds))
    await sandbox.start()
    for profile in people:
        sandbox.person(profile.id).start()
    async with ClientSession(sandbox.url) as http:
        yield BareBot(http, sandbox.token)
    await sandbox.stop()


async def test_one_chat_takes_one_message_a_second(strict: BareBot, seconds: Seconds) -> None:
    first, hasty = await strict.say(1), await strict.say(1)
    seconds.passed += 1
    patient = await strict.say(1)

    assert [said.status for said in (first, hasty, patient)] == [200, 429, 200]


async def test_thirty_messages_a_second_are_enough(strict: BareBot, seconds: Seconds) -> None:
    statuses = [(await strict.say(number)).status for number in range(1, 32)]
    seconds.passed += 1
    patient = await strict.say(31)

    assert statuses == [200] * 30 + [429]
    assert patient.status == 200
