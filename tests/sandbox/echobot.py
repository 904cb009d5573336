"""A bot that shows everything a bot can show; any Telegram would do for it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command, CommandStart
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from sandbox.server import Sandbox
from tests.sandbox.pictures import png

GREETING = (
    "<b>Здравствуйте!</b> Это <i>эхо</i>: повторю всё, что вы напишете.\n"
    "<blockquote>Сертификат 2026: доступно 12\u00a0345,50\u00a0₽ "
    "из 23\u00a0000\u00a0₽</blockquote>\n"
    "Код <code>A-17</code>, секрет <tg-spoiler>вот он</tg-spoiler>, команды: /help"
)
EDITED = "Готово, экран изменён на месте ✅"
MENU = {
    "ru": [("start", "Начать сначала"), ("help", "Помощь")],
    "en": [("start", "Start over"), ("help", "Help")],
}


def keyboard(username: str) -> InlineKeyboardMarkup:
    def row(*buttons: InlineKeyboardButton) -> list[InlineKeyboardButton]:
        return list(buttons)

    return InlineKeyboardMarkup(
        inline_keyboard=[
            row(
                InlineKeyboardButton(text="✏️ Изменить", callback_data="edit"),
                InlineKeyboardButton(text="💬 Подсказка", callback_data="toast"),
            ),
            row(
                InlineKeyboardButton(text="⚠️ Окно", callback_data="alert"),
                InlineKeyboardButton(text="📄 Документ", callback_data="document"),
            ),
            row(
                InlineKeyboardButton(
                    text="🔗 Приглашение", url=f"https://t.me/{username}?start=invited"
                )
            ),
        ]
    )


def dispatcher(username: str) -> Dispatcher:
    """Handlers of the bot, one for each thing worth seeing."""
    root = Dispatcher(username=username)
    root.message.register(_start, CommandStart())
    root.message.register(_help, Command("help"))
    root.message.register(_contact, F.contact)
    root.message.register(_hide, F.text == "Скрыть")
    root.message.register(_echo, F.text)
    root.callback_query.register(_pressed)
    return root


async def _start(message: Message, username: str) -> None:
    payload = (message.text or "")[len("/start ") :]
    contact = KeyboardButton(text="📱 Поделиться номером", request_contact=True)
    await message.answer(
        "Добро пожаловать" + (f", {payload}" if payload else ""),
        reply_markup=ReplyKeyboardMarkup(
            keyboard=[[contact], [KeyboardButton(text="Скрыть")]], resize_keyboard=True
        ),
    )
    await message.answer(GREETING, parse_mode="HTML", reply_markup=keyboard(username))


async def _help(message: Message) -> None:
    picture = BufferedInputFile(png(320, 180), "picture.png")
    await message.answer_photo(picture, caption="Картинка с подписью")


async def _contact(message: Message) -> None:
    sender, shared = message.from_user, message.contact
    own = sender is not None and shared is not None and shared.user_id == sender.id
    await message.answer("Ваш номер" if own else "Чужой номер")


async def _hide(message: Message) -> None:
    await message.answer("Клавиатура убрана", reply_markup=ReplyKeyboardRemove())


async def _echo(message: Message, bot: Bot) -> None:
    await bot.send_chat_action(message.chat.id, "typing")
    await message.answer(message.text or "", entities=message.entities)


async def _pressed(query: CallbackQuery) -> None:
    if not isinstance(query.message, Message):
        await query.answer("Слишком старая кнопка")
    elif query.data == "edit":
        await query.answer()
        await query.message.edit_text(EDITED)
    elif query.data == "document":
        await query.answer()
        statement = BufferedInputFile("месяц;сумма\n".encode(), "выписка.csv")
        await query.message.answer_document(statement, caption="Выписка")
    else:
        await query.answer("Так и задумано", show_alert=query.data == "alert")


@asynccontextmanager
async def running(sandbox: Sandbox) -> AsyncIterator[Bot]:
    """Poll with a real client until the block ends."""
    server = TelegramAPIServer.from_base(sandbox.url)
    bot = Bot(sandbox.token, session=AiohttpSession(api=server))
    scope = BotCommandScopeAllPrivateChats()
    for code, commands in MENU.items():
        menu = [BotCommand(command=name, description=text) for name, text in commands]
        await bot.set_my_commands(menu, scope=scope, language_code=code)
    await bot.set_my_description("Повторяю всё, что мне пишут.")
    await bot.set_my_description("I repeat whatever I am told.", language_code="en")
    root = dispatcher(sandbox.bot.profile.username)
    polling = asyncio.create_task(root.start_polling(bot, handle_signals=False, polling_timeout=5))
    try:
        yield bot
    finally:
        await root.stop_polling()
        await polling
        await bot.session.close()
