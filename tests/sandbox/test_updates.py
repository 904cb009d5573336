"""A bot that polls gets everything, in order, until it says that it has it."""

import asyncio

from sandbox.people import Person
from sandbox.server import Sandbox
from tests.sandbox.barebot import BareBot
from tests.sandbox.waiting import eventually

OTHER_POLLER = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


def texts(updates: list[dict[str, object]]) -> list[object]:
    messages = [update["message"] for update in updates]
    return [message["text"] for message in messages if isinstance(message, dict)]


def ids(updates: list[dict[str, object]]) -> list[int]:
    return [number for update in updates if isinstance(number := update["update_id"], int)]


async def test_what_is_not_confirmed_comes_again(bot: BareBot, anna: Person) -> None:
    anna.send("раз")
    anna.send("два")

    first = await bot.updates()
    again = await bot.updates()
    rest = await bot.updates(offset=ids(first)[1])
    none = await bot.updates(offset=ids(first)[-1] + 1)

    assert texts(first) == texts(again) == ["/start", "раз", "два"]
    assert texts(rest) == ["раз", "два"]
    assert none == []


async def test_ids_go_up_by_one(bot: BareBot, anna: Person) -> None:
    anna.send("раз")

    first, second = ids(await bot.updates())

    assert second == first + 1


async def test_a_limit_and_a_negative_offset_are_obeyed(bot: BareBot, anna: Person) -> None:
    for number in range(1, 4):
        anna.send(str(number))

    limited = await bot.updates(limit=2)
    last = await bot.updates(offset=-2)
    after = await bot.updates()

    assert texts(limited) == ["/start", "1"]
    assert texts(last) == texts(after) == ["2", "3"]


async def test_a_poll_waits_and_wakes_when_something_comes(
    bot: BareBot, sandbox: Sandbox, anna: Person
) -> None:
    confirmed = ids(await bot.updates())[-1] + 1
    poll = asyncio.create_task(bot.updates(offset=confirmed, timeout=50))
    await eventually(lambda: sandbox.bot.updates.polled)

    anna.send("проснись")

    assert texts(await poll) == ["проснись"]


async def test_a_poll_without_a_timeout_returns_at_once(bot: BareBot) -> None:
    assert await bot.updates() == []


async def test_a_second_poller_ends_the_first(bot: BareBot, sandbox: Sandbox, ben: Person) -> None:
    first = asyncio.create_task(bot.call("getUpdates", timeout=50))
    await eventually(lambda: sandbox.bot.updates.polled)
    second = asyncio.create_task(bot.updates(timeout=50))

    ended = await first
    ben.start()

    assert (ended.status, ended.refusal) == (409, OTHER_POLLER)
    assert texts(await second) == ["/start"]


async def test_the_wish_for_kinds_of_updates_is_remembered(bot: BareBot, anna: Person) -> None:
    await bot.updates(allowed_updates=["my_chat_member"], offset=-1)
    anna.send("не слышно")
    anna.block()
    anna.unblock()
    only_blocks = await bot.updates(timeout=0)
    await bot.updates(allowed_updates=[])
    anna.send("слышно")

    kinds = [set(update) - {"update_id"} for update in only_blocks]
    assert kinds == [{"message"}, {"my_chat_member"}, {"my_chat_member"}]
    assert texts([(await bot.updates())[-1]]) == ["слышно"]


async def test_polls_and_webhooks_exclude_each_other(bot: BareBot, sandbox: Sandbox) -> None:
    poll = asyncio.create_task(bot.call("getUpdates", timeout=50))
    await eventually(lambda: sandbox.bot.updates.polled)

    await bot.call("setWebhook", url="http://127.0.0.1:9/hook")
    meanwhile = await bot.call("getUpdates")
    await bot.call("deleteWebhook")
    afterwards = await bot.call("getUpdates")

    assert (await poll).refusal == "Conflict: terminated by setWebhook request"
    assert (meanwhile.status, meanwhile.refusal) == (409, WEBHOOK_ACTIVE)
    assert afterwards.status == 200


async def test_each_bot_has_its_own_updates(bot: BareBot, sandbox: Sandbox, anna: Person) -> None:
    other = sandbox.world.bot_with("8:another-bot")
    sandbox.person(anna.id, bot=other).send("другому боту")

    assert texts(await bot.updates()) == ["/start"]
    bot.token = "8:another-bot"
    assert texts(await bot.updates()) == ["другому боту"]
