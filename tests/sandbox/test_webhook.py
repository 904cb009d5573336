"""A bot with a webhook gets everything, again and again until it says 2xx."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
from aiohttp import MultipartWriter, web

from sandbox.people import Person
from sandbox.server import Sandbox
from tests.sandbox.barebot import BareBot
from tests.sandbox.waiting import at, eventually

Answer = Callable[[dict[str, object]], web.Response]


class Hook:
    """An address that notes what comes and answers what the test wants."""

    def __init__(self) -> None:
        self.url = ""
        self.got: list[dict[str, object]] = []
        self.secrets: list[str | None] = []
        self.answer: Answer = lambda _: web.Response()
        self.news = asyncio.Event()

    async def receive(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.got.append(update)
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.news.set()
        return self.answer(update)

    async def until(self, count: int) -> None:
        async with asyncio.timeout(60):
            while len(self.got) < count:
                self.news.clear()
                await self.news.wait()

    @property
    def texts(self) -> list[object]:
        messages = [update["message"] for update in self.got]
        return [message["text"] for message in messages if isinstance(message, dict)]


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.add_routes([web.post("/hook", hook.receive)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()


async def test_updates_come_in_order_with_the_secret(
    bot: BareBot, anna: Person, hook: Hook
) -> None:
    await bot.call("setWebhook", url=hook.url, secret_token="shared-secret_1")
    anna.send("раз")
    anna.send("два")
    await hook.until(3)

    assert hook.texts == ["/start", "раз", "два"]
    assert hook.secrets == ["shared-secret_1"] * 3


async def test_what_was_not_accepted_comes_again_and_holds_back_its_chat_only(
    bot: BareBot, sandbox: Sandbox, anna: Person, ben: Person, hook: Hook
) -> None:
    def fail_for_anna_twice(update: dict[str, object]) -> web.Response:
        message = update["message"]
        assert isinstance(message, dict)
        tries = sum(got["update_id"] == update["update_id"] for got in hook.got)
        of_anna = message["text"] == "/start" and message["from"]["id"] == anna.id
        return web.Response(status=500 if of_anna and tries < 3 else 200)

    hook.answer = fail_for_anna_twice
    anna.send("потом")
    ben.send("я ни при чём")
    await bot.call("setWebhook", url=hook.url)
    await hook.until(5)

    of_anna = [text for text in hook.texts if text != "я ни при чём"]
    assert of_anna == ["/start", "/start", "/start", "потом"]
    assert hook.texts.count("я ни при чём") == 1


async def test_the_last_failure_is_told_and_nothing_is_lost(
    bot: BareBot, anna: Person, hook: Hook
) -> None:
    hook.answer = lambda _: web.Response(status=503)
    await bot.call("setWebhook", url=hook.url, max_connections=1)
    await hook.until(2)

    told = (await bot.call("getWebhookInfo")).message

    assert told["url"] == hook.url
    assert told["pending_update_count"] == 1
    assert told["last_error_message"] == "Wrong response from the webhook: 503 Service Unavailable"
    assert told["max_connections"] == 1


async def test_an_address_where_nobody_answers_is_tried_again(
    bot: BareBot, sandbox: Sandbox, anna: Person, hook: Hook
) -> None:
    await bot.call("setWebhook", url="http://127.0.0.1:9/nobody")
    await eventually(lambda: sandbox.bot.webhook.error != "")

    await bot.call("setWebhook", url=hook.url)
    await hook.until(1)

    assert hook.texts == ["/start"]


async def test_after_deletion_updates_wait_for_a_poll(
    bot: BareBot, anna: Person, hook: Hook
) -> None:
    await bot.call("setWebhook", url=hook.url, drop_pending_updates=True)
    await bot.call("deleteWebhook")
    anna.send("кому?")

    (update,) = await bot.updates()

    assert at(update, "message", "text") == "кому?"
    assert hook.got == []
    assert (await bot.call("getWebhookInfo")).message["url"] == ""


async def test_a_method_named_in_the_answer_is_carried_out(
    bot: BareBot, anna: Person, hook: Hook
) -> None:
    def reply(update: dict[str, object]) -> web.Response:
        return web.json_response({"method": "sendMessage", "chat_id": 101, "text": "сразу"})

    hook.answer = reply
    await bot.call("setWebhook", url=hook.url)
    await anna.until(lambda: len(anna.answers) == 1)

    assert anna.answers[0].text == "сразу"


async def test_the_answer_may_be_multipart_as_some_clients_write_it(
    bot: BareBot, anna: Person, hook: Hook
) -> None:
    def reply(update: dict[str, object]) -> web.Response:
        writer = MultipartWriter("form-data")
        for name, value in {"method": "sendMessage", "chat_id": "101", "text": "частями"}.items():
            writer.append(value).set_content_disposition("form-data", name=name)
        return web.Response(body=writer)

    hook.answer = reply
    await bot.call("setWebhook", url=hook.url)
    await anna.until(lambda: len(anna.answers) == 1)

    assert anna.answers[0].text == "частями"


@pytest.mark.parametrize(
    ("parameters", "description"),
    [
        ({"url": "ftp://127.0.0.1/"}, "Bad Request: invalid webhook URL specified"),
        ({"url": "http://[::1/"}, "Bad Request: invalid webhook URL specified"),
        (
            {"url": "http://example.org/"},
            "Bad Request: bad webhook: An HTTPS URL must be provided for webhook",
        ),
        (
            {"url": "https://example.org/"},
            "Bad Request: bad webhook: Failed to resolve host: Name or service not known",
        ),
        (
            {"url": "http://localhost/", "secret_token": "с пробелом"},
            "Bad Request: secret token contains unallowed characters",
        ),
        (
            {"url": "http://localhost/", "secret_token": "a" * 257},
            "Bad Request: secret token is too long",
        ),
    ],
)
async def test_an_address_that_cannot_be_is_refused(
    bot: BareBot, parameters: dict[str, object], description: str
) -> None:
    said = await bot.call("setWebhook", **parameters)

    assert said.refusal == description
