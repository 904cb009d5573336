"""How often somebody waits for the database: twice for the family screen, however it is asked."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.types import Update

from bot.keyboards.callbacks import EnrollmentsPressed, FamilyPressed, NotificationsOpened
from bot.keyboards.packing import Pressed
from bot.updates.dispatch import make_dispatcher
from core.domain.ids import CertificateId
from core.domain.roles import Role, RoleKind
from core.ports.unit_of_work import UnitOfWork
from db.clock import ClockFrom
from db.database import Database
from db.reaching import ReachingActs, ReachingReads
from tests.bot.conftest import PARENT, furnish
from tests.builders import Town, add_contract, add_request
from tests.crossings import Crossings, to_server
from tests.databases import migrated_postgres, migrated_url
from tests.nowhere import Nowhere

__all__ = ["migrated_postgres", "migrated_url"]

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.parametrize("migrated_url", ["postgresql"], indirect=True),
]
ANNA = CertificateId(1)


class Chat:
    """Somebody in a chat with the bot, over a way to the server on which all is counted."""

    def __init__(self, dispatcher: Dispatcher, crossings: Crossings) -> None:
        self._dispatcher = dispatcher
        self._crossings = crossings
        self._session = Nowhere()
        self._bot = Bot("42:nobody", session=self._session)
        self._number = 0

    async def say(self, text: str) -> str:
        return await self._fed(message=_message(text))

    async def press(self, data: str) -> str:
        pressed = {"id": "1", "from": _message("")["from"], "chat_instance": "1", "data": data}
        return await self._fed(callback_query={**pressed, "message": _message("x")})

    async def waits(self, data: str) -> int:
        """For one press, when connections and statements are there already."""
        await self.press(data)
        self._crossings.count = 0
        await self.press(data)
        return self._crossings.count

    async def _fed(self, **update: dict[str, Any]) -> str:
        self._number += 1
        raw = {"update_id": self._number, **update}
        fed = Update.model_validate(raw, context={"bot": self._bot})
        await self._dispatcher.feed_update(self._bot, fed)
        return str(getattr(self._session.said, "text", ""))


def _message(text: str) -> dict[str, Any]:
    person = {"id": PARENT, "is_bot": False, "first_name": "x"}
    chat = {"id": PARENT, "type": "private"}
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
    async with to_server(migrated_url) as (door, crossings):
        database = Database.open(door, clock)
        read = ReachingReads(database.read)
        yield Chat(make_dispatcher(ReachingActs(database.perform), read), crossings)
        await database.close()


def _begun(uow: UnitOfWork) -> Town:
    town = furnish(uow)
    (anna,) = uow.certificates.get([ANNA])
    add_contract(uow, town, anna)
    add_request(uow, town, anna, key="screen-2")
    return town


async def test_a_family_waits_twice_for_its_screen(chat: Chat) -> None:
    shown = await chat.say("/family")

    assert "Анна К." in shown
    assert await chat.waits(FamilyPressed().pack()) == 2


@pytest.mark.parametrize("button", [EnrollmentsPressed(page=1), NotificationsOpened()])
async def test_a_family_waits_twice_for_its_lists(chat: Chat, button: Pressed) -> None:
    assert await chat.waits(button.pack()) == 2


async def test_a_role_that_was_taken_away_elsewhere_is_gone_at_once(
    chat: Chat, another: Database
) -> None:
    before = await chat.say("/family")
    account = await another.read(lambda uow: uow.accounts.by_chat(PARENT))
    assert account is not None
    role = Role(RoleKind.CHILD, ANNA)

    await another.perform(lambda uow: uow.accounts.take_role(role, account.id))

    assert "Анна К." in before
    assert "Анна К." not in await chat.say("/family")
