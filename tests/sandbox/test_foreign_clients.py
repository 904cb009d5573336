"""Libraries that know nothing of the sandbox work with it."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, TypeAlias

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter
from aiogram.types import BufferedInputFile
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest, Forbidden, RetryAfter
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from sandbox.people import Person
from sandbox.server import Sandbox
from tests.sandbox.echobot import EDITED, running
from tests.sandbox.pictures import png

# Of its six parameters none says anything here.
Python: TypeAlias = Application[Any, Any, Any, Any, Any, Any]


async def _greet(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Дальше", callback_data="on")]])
    assert update.message is not None
    await update.message.reply_html("<b>Здравствуйте</b>", reply_markup=markup)


async def _echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message is not None
    await update.message.reply_text(update.message.text or "")


async def _turn(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    query = update.callback_query
    assert query is not None
    await query.answer("Иду", show_alert=True)
    await query.edit_message_text("Следующий экран")
    assert query.message is not None
    await query.get_bot().send_document(query.message.chat.id, b"1;2", filename="итог.csv")


@pytest.fixture
async def application(sandbox: Sandbox) -> AsyncIterator[Python]:
    """python-telegram-bot, polling."""
    made = (
        Application.builder()
        .token(sandbox.token)
        .base_url(f"{sandbox.url}/bot")
        .base_file_url(f"{sandbox.url}/file/bot")
        .build()
    )
    made.add_handler(CommandHandler("start", _greet))
    made.add_handler(MessageHandler(filters.TEXT, _echo))
    made.add_handler(CallbackQueryHandler(_turn))
    await made.initialize()
    await made.start()
    assert made.updater is not None
    await made.updater.start_polling(timeout=5)
    yield made
    await made.updater.stop()
    await made.stop()
    await made.shutdown()


async def test_python_telegram_bot_talks_edits_and_sends_files(
    application: Python, ben: Person
) -> None:
    await ben.answered(ben.start())
    await ben.answered(ben.send("повтори"))
    query = ben.press(ben.answers[0].id, "Дальше")
    await ben.until(lambda: len(ben.answers) == 3)

    greeting, echo, document = ben.answers
    assert echo.text == "повтори"
    assert greeting.text == "Следующий экран"
    assert greeting.keyboard is None
    assert document.content.file is not None
    assert (document.content.file.name, document.content.file.content) == ("итог.csv", b"1;2")
    assert [(n.query, n.text, n.alert) for n in ben.notices] == [(query, "Иду", True)]


async def test_python_telegram_bot_knows_our_refusals(
    monkeypatch: pytest.MonkeyPatch,
    application: Python,
    sandbox: Sandbox,
    anna: Person,
    ben: Person,
) -> None:
    with pytest.raises(Forbidden):
        await application.bot.send_message(ben.id, "первым")
    with pytest.raises(BadRequest, match="Can't parse entities"):
        await application.bot.send_message(anna.id, "<b>", parse_mode="HTML")
    sandbox.flood(calls=1, retry_after=3)
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    with pytest.raises(RetryAfter):
        await application.bot.send_message(anna.id, "много")


async def test_aiogram_talks_edits_and_sends_files(sandbox: Sandbox, ben: Person) -> None:
    async with running(sandbox):
        await ben.answered(ben.start("invited"))
        await ben.until(lambda: len(ben.answers) == 2)
        welcome, screen = ben.answers
        await ben.answered(ben.press(screen.id, "⚠️ Окно"))
        ben.press(screen.id, "document")
        await ben.until(lambda: len(ben.answers) == 3)
        ben.press(screen.id, "edit")
        await ben.until(lambda: screen.text == EDITED)

    assert welcome.text == "Добро пожаловать, invited"
    assert ben.notices[0].alert
    assert ben.answers[-1].content.file is not None
    assert ben.answers[-1].content.file.content.startswith("месяц".encode())
    assert [item["command"] for item in ben.menu] == ["start", "help"]
    assert ben.menu[0]["description"] == "Start over"


async def test_aiogram_uploads_in_chunks_and_downloads(sandbox: Sandbox, anna: Person) -> None:
    bot = Bot(sandbox.token, session=AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url)))
    content = png(200, 100)

    sent = await bot.send_document(anna.id, BufferedInputFile(content, "план.png"))
    assert sent.document is not None
    downloaded = await bot.download(sent.document)
    photo = await bot.send_photo(anna.id, BufferedInputFile(content, "план.png"))
    await bot.session.close()

    assert downloaded is not None
    assert downloaded.read() == content
    assert photo.photo is not None
    assert (photo.photo[-1].width, photo.photo[-1].height) == (200, 100)


async def test_aiogram_knows_our_refusals(sandbox: Sandbox, anna: Person, ben: Person) -> None:
    bot = Bot(sandbox.token, session=AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url)))
    sandbox.flood(calls=1, retry_after=3)

    with pytest.raises(TelegramRetryAfter) as flood:
        await bot.send_message(anna.id, "много")
    with pytest.raises(TelegramForbiddenError):
        await bot.send_message(ben.id, "первым")
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_text(
            "раз", chat_id=anna.id, message_id=(await bot.send_message(anna.id, "раз")).message_id
        )
    await bot.session.close()

    assert flood.value.retry_after == 3


async def test_many_people_at_once_all_get_their_answers(sandbox: Sandbox, ben: Person) -> None:
    async with running(sandbox):
        sent = [ben.send(f"сообщение {number}") for number in range(50)]
        await ben.until(lambda: len(ben.answers) == len(sent))
        await asyncio.sleep(0)

    assert sorted(m.text for m in ben.answers) == sorted(m.text for m in sent)
