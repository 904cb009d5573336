"""Finding the handler among all real ones, against a dispatcher that has one."""

from __future__ import annotations

from time import perf_counter
from typing import Any

from aiogram import Bot, Dispatcher, Router
from aiogram.types import CallbackQuery, Update

from bench.stand_in import TOKEN
from bot.keyboards.callbacks import NothingPressed
from bot.updates.dispatch import make_dispatcher
from core.domain.ids import AccountId
from core.domain.views import Account, Presence
from tests.nowhere import Nowhere

ROUNDS = 5


async def measure(updates: int) -> float:
    """The rate through all real handlers as a part of the rate through one; best of some rounds."""
    bot = Bot(TOKEN, session=Nowhere())
    account = Account(
        id=AccountId(1), chat=1, language="ru", consented=True, acting=frozenset(),
        looking=frozenset(), staff_of=(), operator_of=frozenset(), operator_name="",
    )  # fmt: skip

    async def read(*_: object, **__: object) -> Any:  # noqa: ANN401 - one answer to one question
        return Presence(account, {})

    ours, one = make_dispatcher(read, read), _with_one_handler()
    rates = [
        (await _seconds(one, bot, updates)) / (await _seconds(ours, bot, updates))
        for _ in range(ROUNDS)
    ]
    return max(rates)


def _with_one_handler() -> Dispatcher:
    router = Router()

    @router.callback_query()
    async def pressed(query: CallbackQuery) -> None:
        await query.answer()

    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.include_router(router)
    return dispatcher


async def _seconds(dispatcher: Dispatcher, bot: Bot, updates: int) -> float:
    raw: dict[str, Any] = {
        "id": "1",
        "from": {"id": 1, "is_bot": False, "first_name": "x"},
        "chat_instance": "1",
        "data": NothingPressed().pack(),
        "message": {
            "message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "x",
        },
    }  # fmt: skip
    pressed = [
        Update.model_validate({"update_id": n, "callback_query": raw}, context={"bot": bot})
        for n in range(updates)
    ]
    begun = perf_counter()
    for update in pressed:
        await dispatcher.feed_update(bot, update)
    return perf_counter() - begun
