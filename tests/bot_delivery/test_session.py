"""The bot's session says everything that aiogram's does, only faster."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs

import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import AiogramError, TelegramNetworkError
from aiogram.methods import (
    AnswerCallbackQuery,
    AnswerInlineQuery,
    EditMessageText,
    GetMe,
    GetUpdates,
    RestrictChatMember,
    SendMessage,
    SendPhoto,
    SetMyCommands,
    TelegramMethod,
)
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BufferedInputFile,
    ChatPermissions,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    ReplyKeyboardRemove,
)
from aiohttp import web

from bot.keyboards.buttons import Button, board
from bot.render import Html
from bot.screen import Screen, edit, send
from bot.session import JsonSession
from tests.bot.judge import TOKEN

YES = {
    "message_id": 1,
    "date": 1,
    "chat": {"id": 1, "type": "private"},
    "text": "said",
}
REFUSALS: list[tuple[int, dict[str, Any]]] = [
    (429, {"description": "Too Many Requests", "parameters": {"retry_after": 7}}),
    (400, {"description": "upgraded", "parameters": {"migrate_to_chat_id": -100}}),
    (400, {"description": "Bad Request: can't parse entities: unclosed"}),
    (401, {"description": "Unauthorized"}),
    (403, {"description": "Forbidden: bot was blocked by the user"}),
    (404, {"description": "Not Found"}),
    (409, {"description": "Conflict"}),
    (413, {"description": "Request Entity Too Large"}),
    (500, {"description": "Internal Server Error"}),
    (502, {"description": "restart"}),
]
_BUTTONS = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="Да", callback_data="yes", url=None)], []]
)
CALLS: list[TelegramMethod[Any]] = [
    SendMessage(chat_id=1, text="Аня", reply_markup=_BUTTONS),
    SendMessage(chat_id=1, text="x", reply_markup=ReplyKeyboardRemove(remove_keyboard=True)),
    SendMessage(chat_id=1, text="x", not_in_the_library_yet={"new": [1, None]}),
    SendPhoto(chat_id=1, photo="known-file", caption="x", has_spoiler=False),
    EditMessageText(chat_id=1, message_id=2, text="x", parse_mode=None, reply_markup=_BUTTONS),
    AnswerCallbackQuery(callback_query_id="7", text="x", show_alert=True),
    AnswerInlineQuery(
        inline_query_id="7",
        results=[
            InlineQueryResultArticle(
                id="1",
                title="Шахматы",
                input_message_content=InputTextMessageContent(message_text="x"),
                reply_markup=_BUTTONS,
            )
        ],
        cache_time=0,
    ),
    SetMyCommands(
        commands=[BotCommand(command="start", description="x")],
        scope=BotCommandScopeAllPrivateChats(),
    ),
    RestrictChatMember(
        chat_id=1,
        user_id=2,
        permissions=ChatPermissions(can_send_messages=False),
        until_date=datetime(2026, 9, 1, tzinfo=UTC),
    ),
    GetUpdates(offset=1, allowed_updates=["message", "callback_query"]),
    GetMe(),
]
OURS_AND_AIOGRAMS = (JsonSession, AiohttpSession)


class Server:
    """Answers what it is told to; `heard` is the type and the body of each call."""

    def __init__(self) -> None:
        self.status = 200
        self.text = json.dumps({"ok": True, "result": YES})
        self.heard: list[tuple[str, bytes]] = []
        self.url = ""

    async def answer(self, request: web.Request) -> web.Response:
        self.heard.append((request.content_type, await request.read()))
        return web.Response(status=self.status, text=self.text)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    serving = Server()
    app = web.Application()
    app.router.add_post("/{path:.*}", serving.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    serving.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield serving
    await runner.cleanup()


async def raised_by(make: Callable[..., AiohttpSession], url: str) -> AiogramError:
    async with make(api=TelegramAPIServer.from_base(url)) as session:
        with pytest.raises(AiogramError) as refused:
            await send(Bot(TOKEN, session=session), 1, Screen(Html("text")))
    return refused.value


@pytest.mark.parametrize(("status", "said"), REFUSALS)
async def test_every_refusal_is_what_aiogram_makes_of_it(
    server: Server, status: int, said: dict[str, Any]
) -> None:
    server.status, server.text = status, json.dumps({"ok": False, "error_code": status, **said})

    ours, aiograms = [await raised_by(make, server.url) for make in OURS_AND_AIOGRAMS]

    assert type(ours) is type(aiograms)
    assert str(ours) == str(aiograms)
    for fact in ("retry_after", "migrate_to_chat_id"):
        assert getattr(ours, fact, None) == getattr(aiograms, fact, None)


@pytest.mark.parametrize("text", ["", "<html>", "[]", '{"ok": false}', '"yes"'])
async def test_a_yes_that_is_none_is_no_yes(server: Server, text: str) -> None:
    server.text = text

    ours, aiograms = [await raised_by(make, server.url) for make in OURS_AND_AIOGRAMS]

    assert type(ours) is type(aiograms)


async def test_a_server_that_is_not_there_is_a_network_error() -> None:
    ours, aiograms = [await raised_by(make, "http://127.0.0.1:9") for make in OURS_AND_AIOGRAMS]

    assert type(ours) is type(aiograms) is TelegramNetworkError
    assert type(ours.__cause__) is type(aiograms.__cause__)


async def test_bodies_are_json_and_say_nothing_that_was_not_said(server: Server) -> None:
    screen = Screen(Html("<b>Аня</b>"), board([Button("Да", "yes")], []))
    async with JsonSession(api=TelegramAPIServer.from_base(server.url)) as session:
        bot = Bot(TOKEN, session=session)
        await send(bot, 1, screen)
        message = await bot.send_message(2, "other", disable_notification=False)
        await edit(bot, message, screen)

    said = {
        "text": "<b>Аня</b>",
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        "reply_markup": {"inline_keyboard": [[{"text": "Да", "callback_data": "yes"}]]},
    }
    assert {kind for kind, _ in server.heard} == {"application/json"}
    assert [json.loads(body) for _, body in server.heard] == [
        {"chat_id": 1, **said},
        {"chat_id": 2, "text": "other", "disable_notification": False},
        {"chat_id": 1, "message_id": 1, **said},
    ]


async def test_the_same_keyboard_goes_through_any_session(server: Server) -> None:
    screen = Screen(Html("x"), board([Button("Да", "yes"), Button("Сайт", url="https://x.org")]))
    async with AiohttpSession(api=TelegramAPIServer.from_base(server.url)) as session:
        await send(Bot(TOKEN, session=session), 1, screen)

    ((_, body),) = server.heard
    yes, site = {"text": "Да", "callback_data": "yes"}, {"text": "Сайт", "url": "https://x.org"}
    said = parse_qs(body.decode())
    assert json.loads(said["reply_markup"][0]) == {"inline_keyboard": [[yes, site]]}


def formed(session: AiohttpSession, bot: Bot, method: TelegramMethod[Any]) -> dict[str, str]:
    """What aiogram would write into the fields of a form."""
    fields = {}
    for name, value in method.model_dump(warnings=False).items():
        prepared = session.prepare_value(value, bot=bot, files={})
        if prepared not in (None, ""):
            fields[name] = prepared
    return fields


@pytest.mark.parametrize("method", CALLS, ids=lambda call: type(call).__name__)
async def test_each_call_says_what_aiograms_form_would(
    server: Server, method: TelegramMethod[Any]
) -> None:
    async with JsonSession(api=TelegramAPIServer.from_base(server.url)) as session:
        bot = Bot(TOKEN, session=session, default=DefaultBotProperties(protect_content=True))
        form = formed(session, bot, method)
        with suppress(AiogramError):  # the server says the same of everything
            await session.make_request(bot, method)

    ((_, body),) = server.heard
    said = json.loads(body)
    assert said.keys() == form.keys()
    assert form == {
        name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=True)
        for name, value in said.items()
    }


async def test_what_goes_with_a_file_goes_in_parts(server: Server) -> None:
    async with JsonSession(api=TelegramAPIServer.from_base(server.url)) as session:
        await Bot(TOKEN, session=session).send_document(1, BufferedInputFile(b"1;2", "a.csv"))

    ((kind, body),) = server.heard
    assert kind == "multipart/form-data"
    assert b"1;2" in body


@pytest.mark.parametrize(("address", "pauses"), [("https://a.test", 1), ("http://a.test", 0)])
async def test_a_session_is_closed_and_waits_only_for_what_is_sealed_on_the_way(
    address: str, pauses: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr("aiogram.client.session.aiohttp.asyncio.sleep", sleep)
    session = JsonSession(api=TelegramAPIServer.from_base(address))
    await session.close()
    opened = await session.create_session()
    await session.close()

    assert opened.closed
    assert len(slept) == pauses
