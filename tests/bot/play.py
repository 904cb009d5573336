"""People who talk to the real conversation, over a real database and a strict Telegram."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Concatenate, Final, ParamSpec, TypeVar

from aiogram import Bot, Dispatcher
from aiogram.types import Update
from sqlalchemy import func, select

from bot.screen import send
from bot.views.notices import notice_screen
from core.domain.notice import Notice
from core.ports.unit_of_work import UnitOfWork
from core.services.notices import told
from db.database import Database
from db.tables.messages import deliveries
from db.unit_of_work import SqlUnitOfWork
from sandbox.chats import Chat
from sandbox.messages import Message
from sandbox.people import Person
from sandbox.server import Sandbox
from tests.builders import Town

P = ParamSpec("P")
R = TypeVar("R")
NO_BREAK = "\u00a0"
# What puts something before a person.
SHOWING: Final = frozenset({"sendMessage", "editMessageText", "sendDocument", "sendPhoto"})


@dataclass
class Play:
    """Everything that a scene needs. Nothing happens between two awaits of a scene."""

    sandbox: Sandbox
    bot: Bot
    dispatcher: Dispatcher
    database: Database
    town: Town
    repeated: int = 0
    # To one press.
    answers_most: ClassVar[int] = 1

    async def perform(
        self, act: Callable[Concatenate[UnitOfWork, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        return await self.database.perform(act, *args, **kwargs)

    def actor(self, person: int) -> Actor:
        return Actor(self, self.sandbox.person(person))

    async def settle(self) -> None:
        """Handle all updates that wait, in order."""
        while updates := await self.bot.get_updates(timeout=0):
            for update in updates:
                await self.feed(update)
            await self.bot.get_updates(offset=updates[-1].update_id + 1, limit=1, timeout=0)

    async def feed(self, update: Update) -> None:
        await self.dispatcher.feed_update(self.bot, update)

    async def relay(self) -> None:
        """Send all notices that are due."""
        while notices := await self.perform(_claim):
            for notice in notices:
                known = await self.database.read(told, notice)
                if known is not None:
                    await send(self.bot, notice.chat, notice_screen(known, notice.language))
                await self.perform(_sent, notice)


def _claim(uow: UnitOfWork) -> tuple[Notice, ...]:
    return uow.outbox.claim(most=50, lease=timedelta(minutes=1))


def _sent(uow: UnitOfWork, notice: Notice) -> None:
    uow.outbox.sent(notice.id)


class TwicePlay(Play):
    """Whatever had an effect is delivered once more at once, and has to be answered alike (S3)."""

    answers_most: ClassVar[int] = 2

    async def feed(self, update: Update) -> None:
        before = await self.database.read(_handled)
        first = await self._shown_by(update)
        if await self.database.read(_handled) == before:
            return
        self.repeated += 1
        again = await self._shown_by(update)
        # A message that follows a screen, where that is there already, is not said twice.
        told = update.model_dump_json(exclude_none=True)
        assert again == first[: max(1, len(again))] if first else not again, told

    async def _shown_by(self, update: Update) -> list[tuple[str, object]]:
        """What was put before people, refused or not: the same screen is no other answer."""
        last = self.sandbox.calls[-1].id if self.sandbox.calls else 0
        await self.dispatcher.feed_update(self.bot, update)
        since = (each for each in self.sandbox.calls if each.id > last)
        shown = (each for each in since if each.method in SHOWING)
        return [(each.method, each.parameters.get("text")) for each in shown]


def _handled(uow: UnitOfWork) -> int:
    assert isinstance(uow, SqlUnitOfWork)
    return uow.connection.scalar(select(func.max(deliveries.c.id))) or 0


class Actor:
    """A person with a telephone, one deed after the other."""

    def __init__(self, play: Play, person: Person) -> None:
        self.play = play
        self.person = person

    @property
    def answers(self) -> list[Message]:
        return self.person.answers

    @property
    def last(self) -> Message:
        return self.person.answers[-1]

    @property
    def text(self) -> str:
        """What the newest message says, with plain spaces."""
        return self.last.text.replace(NO_BREAK, " ")

    @property
    def buttons(self) -> list[str]:
        return labels(self.last)

    async def start(self, payload: str = "") -> str:
        self.person.start(payload)
        return await self._read()

    async def say(self, text: str, *, to: Chat | None = None) -> str:
        self.person.send(text, to=to)
        return await self._read()

    async def press(self, label: str, *, message: Message | None = None) -> str:
        """Press the button that begins with these words, or whose text holds them."""
        under = message or self.last
        shown = labels(under)
        exact = next((each for each in shown if each == label), None)
        found = exact or next((each for each in shown if label in each), None)
        assert found is not None, f"no button {label!r} among {shown} under {under.text!r}"
        return await self._pressed(self.person.press(under.id, found))

    async def forge(self, data: str, *, message: Message | None = None) -> str:
        return await self._pressed(self.person.forge((message or self.last).id, data))

    def data(self, label: str, *, message: Message | None = None) -> str:
        """What the button with this text says to the bot."""
        keyboard = (message or self.last).keyboard
        rows = keyboard.rows if keyboard else ()
        found = (each for row in rows for each in row if label in str(each["text"]))
        return str(next(found)["callback_data"])

    async def _pressed(self, query: str) -> str:
        """Every press is answered exactly once, whatever becomes of it."""
        text = await self._read()
        answers = [
            call
            for call in self.play.sandbox.calls
            if call.method == "answerCallbackQuery"
            and call.parameters.get("callback_query_id") == query
        ]
        assert 1 <= len(answers) <= self.play.answers_most
        return text

    async def _read(self) -> str:
        await self.play.settle()
        return self.text if self.answers else ""


def labels(message: Message) -> list[str]:
    """The texts of a message's buttons."""
    rows = message.keyboard.rows if message.keyboard else ()
    return [str(button["text"]) for row in rows for button in row]
