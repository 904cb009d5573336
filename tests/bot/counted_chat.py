"""Somebody in a chat, and how often the database was waited for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any, Final

import pytest
from aiogram import Bot
from aiogram.types import Update, User

from bot.render import Words
from bot.updates.dispatch import make_dispatcher
from core.domain.actor import Family
from core.domain.application import Applicant, Particulars
from core.domain.consent import CONSENT_VERSION
from core.domain.ids import CertificateId, ProgramId
from core.ports.unit_of_work import UnitOfWork
from core.services.accounts import arrive, give_consent
from core.services.applications import ApplicationRequest, send_application
from core.services.favorites import keep_favorite
from core.services.invitations import accept_invitation, invite_operator
from core.services.saved_searches import save_search
from db.clock import ClockFrom
from db.database import Database
from db.reaching import ReachingActs, ReachingReads
from tests.bot.conftest import LARGE, OPERATOR, PARENT, furnish
from tests.builders import (
    Town,
    add_contract,
    add_desk_offer,
    add_request,
)
from tests.crossings import Crossings, into_threads, to_server
from tests.nowhere import Nowhere

ANNA: Final = CertificateId(1)
PROGRAM: Final = ProgramId(1)
OFFICE: Final = 701  # an operator's chat
FREE_CHESS: Final = {"text": "шахматы", "free_places": "1"}


class _Noting(Nowhere):
    """Notes how often the database had been waited for when the last answer went out."""

    def __init__(self, crossings: Crossings) -> None:
        super().__init__()
        self._crossings = crossings
        self.waited = 0

    async def make_request(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as above it
        self.waited = self._crossings.count
        return await super().make_request(*args, **kwargs)


class Chat:
    """Somebody in a chat with the bot, over a way to the server on which all is counted."""

    def __init__(self, database: Database, crossings: Crossings) -> None:
        read = ReachingReads(database.read)
        self._dispatcher = make_dispatcher(ReachingActs(database.perform), read)
        self.database = database
        self._crossings = crossings
        self._session = _Noting(crossings)
        self._bot = Bot("42:nobody", session=self._session)
        self._bot._me = User(id=42, is_bot=True, first_name="x", username="x_bot")  # noqa: SLF001
        self._number = 0
        self.person = PARENT
        self.failed = 0

    async def say(self, text: str) -> str:
        return await self._fed(message=_message(text, self.person))

    async def press(self, data: str) -> str:
        message = _message("x", self.person)
        pressed = {"id": "1", "from": message["from"], "chat_instance": "1", "data": data}
        return await self._fed(callback_query={**pressed, "message": message})

    @property
    def labels(self) -> list[str]:
        """Of the buttons below what was said last."""
        said: Any = self._session.said
        return [button.text for row in said.reply_markup.rows for button in row]

    async def waits(self, data: str) -> int:
        """For one press, when connections and statements are there already."""
        await self.press(data)
        return await self.waits_now(data)

    async def waits_now(self, data: str) -> int:
        """For one press, whatever was pressed before."""
        self._crossings.count = 0
        await self.press(data)
        return self._crossings.count

    async def waits_for(self, text: str, *, behind: str = "") -> int:
        """The same for words that were said before, or `behind` others, until they are answered:
        what the chat is in the middle of is written behind the answer.
        """
        await self.say(behind or text)
        return await self.waits_at_once_for(text)

    async def waits_at_once_for(self, text: str) -> int:
        """The same for words, whatever was said before."""
        self._crossings.count = 0
        await self.say(text)
        return self._session.waited

    async def _fed(self, **update: dict[str, Any]) -> str:
        self._number += 1
        raw = {"update_id": self._number, **update}
        fed = Update.model_validate(raw, context={"bot": self._bot})
        await self._dispatcher.feed_update(self._bot, fed)
        said = str(getattr(self._session.said, "text", ""))
        self.failed += said == Words("ru").plain("error-unexpected")
        return said


def _message(text: str, who: int) -> dict[str, Any]:
    person = {"id": who, "is_bot": False, "first_name": "x"}
    chat = {"id": who, "type": "private"}
    return {"message_id": 1, "date": 1, "from": person, "chat": chat, "text": text}


@pytest.fixture
async def another(migrated_url: str, clock: ClockFrom) -> AsyncIterator[Database]:
    """What another process sees of the same town."""
    opened = Database.open(migrated_url, clock)
    await opened.perform(_begun)
    yield opened
    await opened.close()


@pytest.fixture
async def chat(migrated_url: str, another: Database, clock: ClockFrom) -> AsyncIterator[Chat]:
    async with _counted(migrated_url) as (door, crossings):
        database = Database.open(door, clock)
        yield Chat(database, crossings)
        await database.close()


@asynccontextmanager
async def _counted(url: str) -> AsyncIterator[tuple[str, Crossings]]:
    if url.startswith("sqlite"):
        with into_threads() as crossings:
            yield url, crossings
    else:
        async with to_server(url) as opened:
            yield opened


def _begun(uow: UnitOfWork) -> Town:
    town = furnish(uow)
    (anna,) = uow.certificates.get([ANNA])
    add_contract(uow, town, anna)
    add_request(uow, town, anna, key="screen-2")
    add_desk_offer(uow, town, anna)
    account = uow.accounts.by_chat(PARENT)
    assert account is not None
    family = Family(account.id, account.acting)
    keep_favorite(uow, family, PROGRAM)
    save_search(uow, family, {"text": "шахматы"}, ANNA)
    applying = uow.accounts.by_chat(LARGE)
    assert applying is not None
    said = Particulars("Иванов Пётр", date(2013, 4, 1), Applicant.PARENT, "Иванова Ольга")
    request = ApplicationRequest(town.municipality.id, said, CONSENT_VERSION, "key")
    send_application(uow, Family(applying.id), request)
    _employ_operator(uow, town)
    return town


def _employ_operator(uow: UnitOfWork, town: Town) -> None:
    give_consent(uow, arrive(uow, OFFICE, "ru"))
    account = uow.accounts.by_chat(OFFICE)
    assert account is not None
    invited = invite_operator(uow, OPERATOR, town.municipality.id, "Ольга")
    accept_invitation(uow, account, invited.token)
