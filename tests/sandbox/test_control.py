"""The whole sandbox can be driven over HTTP, but only from here."""

import asyncio
import json

import pytest
from aiohttp import ClientSession, FormData

from sandbox.people import Person
from sandbox.server import Sandbox
from tests.sandbox.barebot import BareBot, button, buttons
from tests.sandbox.clocks import FakeControls
from tests.sandbox.pictures import png
from tests.sandbox.waiting import at, eventually


async def told(http: ClientSession, method: str, path: str, **body: object) -> dict[str, object]:
    async with http.request(method, f"/sandbox/{path}", json=body) as response:
        answer = await response.json()
        assert isinstance(answer, dict)
        return answer | {"status": response.status}


async def test_a_script_can_talk_to_the_bot(http: ClientSession, bot: BareBot, ben: Person) -> None:
    await told(http, "POST", "people/102/start", payload="abc")
    sent = await bot.say(ben.id, "<b>Да?</b>", parse_mode="HTML", reply_markup=buttons([button()]))
    before = await told(http, "GET", "people/102")
    pressed = await told(http, "POST", "people/102/press", message_id=sent.message_id, button="Да")
    await bot.call("answerCallbackQuery", callback_query_id=pressed["query"])

    start, question = (at(before, "messages", number) for number in (0, 1))
    assert (at(start, "mine"), at(start, "text")) == (True, "/start abc")
    assert at(question, "buttons") == [[button()]]
    assert at(question, "entities") == [{"type": "bold", "offset": 0, "length": 3}]
    assert before["unread"] == 1
    assert ben.notices[-1].query == pressed["query"]


async def test_every_deed_has_a_path(http: ClientSession, bot: BareBot, anna: Person) -> None:
    await bot.say(101, reply_markup={"keyboard": [["Да"]]})
    first = await told(http, "POST", "people/101/send", text="раз")
    deeds: dict[str, dict[str, object]] = {
        "edit": {"message_id": first["id"], "text": "два"},
        "tap": {"text": "Да"},
        "contact": {},
        "sticker": {"emoji": "🎈"},
        "voice": {"seconds": 2},
        "forge": {"message_id": 1, "callback_data": "x"},
        "read": {},
        "language": {"language": "en"},
        "block": {},
        "unblock": {},
    }
    statuses = {
        name: (await told(http, "POST", f"people/101/{name}", **body))["status"]
        for name, body in deeds.items()
    }
    await told(http, "POST", "people/101/contact", of=102)
    await told(http, "POST", "people/101/contact", phone="+7999", first_name="Дед")

    assert set(statuses.values()) == {200}
    kinds = [m.content.kind for m in anna.messages if not m.by_bot]
    assert kinds == ["text", "text", "text", "contact", "sticker", "voice", "contact", "contact"]
    assert anna.account.language == "en"


async def test_files_are_sent_and_had_again(http: ClientSession, anna: Person) -> None:
    for field, content in (("photo", png(30, 20)), ("document", b"<script>")):
        form = FormData(quote_fields=False)
        form.add_field(field, content, filename="страница.html", content_type="text/html")
        await http.post(f"/sandbox/people/101/{field}", data=form)
    photo, document = (m.content.file for m in anna.messages[1:])
    assert photo is not None
    assert document is not None

    async with http.get(f"/sandbox/files/{document.id}") as response:
        # A page of somebody else must not run among ours.
        assert response.headers["Content-Type"] == "application/octet-stream"
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert await response.read() == b"<script>"
    async with http.get("/sandbox/files/unheard-of") as response:
        assert response.status == 404


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("people/999/send", {"text": "кто я?"}, 404),
        ("people/101/dance", {}, 404),
        ("people/101/send", {"text": ""}, 409),
        ("people/101/press", {"message_id": 1, "button": "Нет"}, 409),
        ("people/101/contact", {"of": 999}, 409),
        ("people/101/photo", {}, 409),
        ("people/101/document", {}, 409),
        ("clock", {"to": "yesterday"}, 400),
    ],
)
async def test_what_cannot_be_done_is_answered_with_a_reason(
    http: ClientSession, anna: Person, path: str, body: dict[str, object], status: int
) -> None:
    answer = await told(http, "POST", path, **body)

    assert answer["status"] == status
    assert answer["error"]


async def test_time_moves_and_the_bot_restarts(http: ClientSession, controls: FakeControls) -> None:
    day = await told(http, "POST", "clock", to="next-day")
    month = await told(http, "POST", "clock", to="next-month")
    await told(http, "POST", "restart")

    assert [day["clock"], month["clock"]] == [
        "2026-08-21T08:00:00+00:00",
        "2026-09-21T08:00:00+00:00",
    ]
    assert controls.restarts == 1


async def test_time_moves_to_the_end_even_when_nobody_waits_for_it(
    http: ClientSession, controls: FakeControls
) -> None:
    controls.slow.clear()
    asked = asyncio.create_task(http.post("/sandbox/clock", json={"to": "next-day"}))
    await eventually(lambda: controls.moving)

    asked.cancel()
    await asyncio.gather(asked, return_exceptions=True)
    controls.slow.set()

    await eventually(lambda: controls.moment.day == 21)


async def test_without_controls_time_and_restart_are_off() -> None:
    sandbox = Sandbox()
    await sandbox.start()
    async with ClientSession(sandbox.url) as http:
        state = await told(http, "GET", "state")
        answers = [
            await told(http, "POST", "clock", to="next-day"),
            await told(http, "POST", "restart"),
        ]
    await sandbox.stop()
    await sandbox.stop()

    assert state["controls"] is False
    assert [answer["status"] for answer in answers] == [409, 409]


async def test_a_flood_is_switched_on_and_off(
    http: ClientSession, bot: BareBot, anna: Person
) -> None:
    on = await told(http, "POST", "flood", calls=1000)
    refused = await bot.say(anna.id)
    off = await told(http, "DELETE", "flood")

    assert (on["flood"], off["flood"]) == (True, False)
    assert refused.status == 429
    assert (await bot.say(anna.id)).status == 200


async def test_the_inspector_shows_calls_with_their_verdicts(
    http: ClientSession, bot: BareBot, sandbox: Sandbox, anna: Person
) -> None:
    await bot.say(anna.id, "ладно")
    await bot.say(999, "никому")
    await bot.updates(offset=2**31)
    calls = at(await told(http, "GET", "calls"), "calls")
    good, bad = at(calls, 0), at(calls, 1)
    later = await told(http, "GET", f"calls?after={at(good, 'id')}")
    await told(http, "DELETE", "calls")

    assert (at(good, "method"), at(good, "ok")) == ("sendMessage", True)
    assert at(good, "parameters", "text") == "ладно"
    assert at(good, "answer", "message_id") == 2
    assert (at(bad, "code"), at(bad, "description")) == (400, "Bad Request: chat not found")
    assert later["calls"] == [bad]
    assert sandbox.calls == ()
    assert sandbox.token not in json.dumps(calls)


async def test_events_tell_what_happens(
    http: ClientSession, bot: BareBot, sandbox: Sandbox, anna: Person
) -> None:
    async with http.get("/sandbox/events") as stream:
        await stream.content.readline()
        await bot.say(anna.id, "новость")
        events: list[dict[str, object]] = []
        async with asyncio.timeout(60):
            while len(events) < 2:
                line = (await stream.content.readline()).decode()
                if line.startswith("data: "):
                    events.append(json.loads(line.removeprefix("data: ")))

    message, call = events
    assert (message["kind"], message["chat"], at(message, "message", "text")) == (
        "message",
        anna.id,
        "новость",
    )
    assert (call["kind"], at(call, "call", "method")) == ("call", "sendMessage")


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "sandbox.example.org"},
        {"Host": "127.0.0.1.example.org"},
        {"Host": "["},
        {"Origin": "https://example.org"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize("path", ["/sandbox/state", "/sandbox/people/101/send", "/bot1:a/getMe"])
async def test_foreign_pages_are_turned_away(
    http: ClientSession, path: str, headers: dict[str, str]
) -> None:
    async with http.post(path, headers=headers, json={"text": "x"}) as response:
        assert response.status == 403
    async with http.get("/sandbox/state", headers=headers) as response:
        assert response.status == 403


async def test_our_own_page_and_scripts_are_let_in(http: ClientSession, sandbox: Sandbox) -> None:
    own = {"Origin": sandbox.url, "Sec-Fetch-Site": "same-origin"}
    linked = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}

    async with http.get("/sandbox/state", headers=own) as response:
        assert response.status == 200
    async with http.get("/", headers=linked) as response:
        assert response.status == 200
        assert "default-src 'self'" in response.headers["Content-Security-Policy"]
        assert (await response.text()).startswith("<!doctype html>")


async def test_the_sandbox_serves_this_machine_only() -> None:
    with pytest.raises(ValueError, match="this machine only"):
        await Sandbox().start(host="0.0.0.0")  # noqa: S104 - that is what must not work
