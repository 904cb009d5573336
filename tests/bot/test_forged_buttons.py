"""A forged or old button is worth nothing (promise A2).

Every kind of button there is, found by looking, pressed in every role of section 3 with ids of
the own, of others, of nothing and of what is over, through the dispatcher. Nothing may be
written, and what is another's is answered as what does not exist.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count, cycle, product
from typing import Any, Final

import pytest
from aiogram import Bot
from aiogram.methods import AnswerCallbackQuery, EditMessageText, GetMe, SendMessage, TelegramMethod
from aiogram.types import Update
from sqlalchemy import select
from structlog.testing import capture_logs

from bot.keyboards.application_callbacks import (
    ApplicationPressed,
    ApplicationWithdraw,
    ApplicationWithdrawn,
)
from bot.keyboards.buttons import Board
from bot.keyboards.callbacks import HomePressed, InvitePressed
from bot.keyboards.desk_callbacks import DeskOfferOpened, TakeBackConfirmed, TakeBackPressed
from bot.keyboards.packing import Pressed
from bot.keyboards.privacy_callbacks import UnlinkConfirmed
from bot.keyboards.search_callbacks import SavedSearchDropped
from bot.updates.dispatch import make_dispatcher
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from db.tables.messages import conversations
from db.unit_of_work import SqlUnitOfWork
from tests.bot.judge import TOKEN, Judge
from tests.bot.test_callbacks import BUTTONS, with_largest_values
from tests.bot.two_towns import (
    LOOKING,
    NEWCOMER,
    OPERATOR,
    PARENT,
    STAFF,
    STRANGER,
    Ids,
    TwoTowns,
    two_towns,
)
from tests.builders import AUTUMN, NOON
from tests.databases import clock, database, migrated_file, migrated_postgres, migrated_url
from tests.simulation.test_twice import everything

__all__ = ["clock", "database", "migrated_file", "migrated_postgres", "migrated_url"]

ROLES: Final = (PARENT, LOOKING, STAFF, OPERATOR, STRANGER, NEWCOMER)
# What a family asks of its own application; all others are an operator's.
OF_APPLICANT: Final = (ApplicationPressed, ApplicationWithdraw, ApplicationWithdrawn)
# Kept of every update, whatever it is: that it was handled, and what the chat is in the middle of.
OF_ANY_UPDATE: Final = {"deliveries", "conversations"}
# Done to nothing it is answered as done, too.
TAKING_AWAY: Final[tuple[type[Pressed], ...]] = (SavedSearchDropped, UnlinkConfirmed)
OF_OPEN_OFFERS: Final = frozenset({DeskOfferOpened, TakeBackPressed, TakeBackConfirmed})
VALUES: Final = {
    "start": AUTUMN.first, "last_day": NOON.date(), "waits": False, "page": 1, "pick": 1,
}  # fmt: skip
Answer = list[tuple[str, ...]]


class Listener(Judge):
    """Keeps what is said, without the ids in it."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: Answer = []

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[Any],
        timeout: int | None = None,  # noqa: ASYNC109 - as aiogram declares it
    ) -> Any:  # noqa: ANN401 - whatever the method returns
        if isinstance(method, SendMessage | EditMessageText):
            markup: object = method.reply_markup
            rows = markup.rows if isinstance(markup, Board) else ()
            labels = [button.text for row in rows for button in row]
            self.heard.append((type(method).__name__, str(method.text), *labels))
        elif not isinstance(method, AnswerCallbackQuery | GetMe):
            self.heard.append((type(method).__name__,))
        return await super().make_request(bot, method, timeout)


@dataclass
class Forger:
    """Presses what nobody offered."""

    database: Database
    towns: TwoTowns
    listener: Listener = field(default_factory=Listener)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.bot = Bot(TOKEN, session=self.listener)
        self.dispatcher = make_dispatcher(self.database.perform, self.database.read)

    async def press(self, who: int, button: type[Pressed], ids: Ids) -> Answer:
        """What is answered; a fault is none."""
        number = next(self.numbers)
        known = {**with_largest_values(button).model_dump(), **VALUES, **self.towns.public, **ids}
        values = {name: known[name] for name in button.model_fields}
        update = _update(number, who, button(**values).pack())
        self.listener.heard.clear()
        with capture_logs() as logs:
            await self.dispatcher.feed_update(
                self.bot, Update.model_validate(update, context={"bot": self.bot})
            )
        faults = [log for log in logs if log["event"] in {"update_failed", "apology_failed"}]
        assert not faults, (button.__name__, who, ids, faults)
        return list(self.listener.heard)

    async def send(self, who: int, content: Mapping[str, Any]) -> None:
        """A message from the account itself; whatever is answered."""
        number = next(self.numbers)
        message = {
            "message_id": number,
            "date": int(datetime.now(UTC).timestamp()),
            "chat": {"id": who, "type": "private"},
            "from": {"id": who, "is_bot": False, "first_name": "x", "language_code": "ru"},
            **content,
        }
        update = {"update_id": number, "message": message}
        await self.dispatcher.feed_update(
            self.bot, Update.model_validate(update, context={"bot": self.bot})
        )

    async def conversations(self) -> list[str]:
        """What each chat is in the middle of, opened."""

        def opened(uow: UnitOfWork) -> list[str]:
            assert isinstance(uow, SqlUnitOfWork)
            rows = uow.connection.execute(select(conversations.c.account_id)).all()
            return [repr((row[0], uow.conversations.of(row[0]))) for row in rows]

        return await self.database.read(opened)

    async def rows(self) -> Mapping[str, list[str]]:
        found = await self.database.read(everything)
        return {table: rows for table, rows in found.items() if table not in OF_ANY_UPDATE}


def _update(number: int, who: int, data: str) -> dict[str, Any]:
    sent = int(datetime.now(UTC).timestamp())
    chat = {"id": who, "type": "private"}
    query = {
        "id": f"q{number}",
        "from": {"id": who, "is_bot": False, "first_name": "x", "language_code": "ru"},
        "chat_instance": "1",
        "data": data,
        "message": {"message_id": 7, "date": sent, "chat": chat, "text": "screen"},
    }
    return {"update_id": number, "callback_query": query}


def owners(button: type[Pressed]) -> frozenset[int]:
    """Who may press it when all that it names is the own."""
    if "provider" in button.model_fields:
        return frozenset({STAFF})
    if "application" in button.model_fields:
        return frozenset({PARENT if issubclass(button, OF_APPLICANT) else OPERATOR})
    if button is InvitePressed:
        return frozenset({OPERATOR})
    if "search" in button.model_fields:
        return frozenset({PARENT})
    return frozenset({PARENT, LOOKING})


def owned(button: type[Pressed], towns: TwoTowns) -> Ids:
    """The own of the kind that the button is about."""
    return {**towns.own, "enrollment": towns.own_offer} if button in OF_OPEN_OFFERS else towns.own


def named(button: type[Pressed], towns: TwoTowns) -> tuple[str, ...]:
    return tuple(name for name in button.model_fields if name in towns.own)


def mixtures(
    button: type[Pressed], towns: TwoTowns, foreign: Ids, *, own_too: bool
) -> Iterator[tuple[Ids, Ids]]:
    """Ids of which at least one is another's, or all are the own that are not for this role; each
    with the same ids where nothing stands for the other's.
    """
    names = named(button, towns)
    for sources in product((towns.own, foreign), repeat=len(names)):
        if all(source is towns.own for source in sources):
            if own_too:
                own = {name: towns.own[name] for name in names}
                yield own, dict.fromkeys(names, towns.missing[names[0]])
            continue
        ids = {name: source[name] for name, source in zip(names, sources, strict=True)}
        nothing = {
            name: towns.own[name] if source is towns.own else towns.missing[name]
            for name, source in zip(names, sources, strict=True)
        }
        yield ids, nothing


@pytest.fixture
async def forger(database: Database) -> Forger:
    return Forger(database, await database.perform(two_towns))


NAMING: Final = [each for each in BUTTONS if set(each.model_fields) & {
    "application", "category", "certificate", "enrollment", "provider", "search"
}]  # fmt: skip


async def arrived(forger: Forger) -> Mapping[str, list[str]]:
    """Whoever writes for the first time is an account from then on; the rows after that."""
    for who in ROLES:
        await forger.press(who, HomePressed, {})
    return await forger.rows()


async def told_apart(forger: Forger, button: type[Pressed], who: int, foreign: Ids) -> list[str]:
    """Forgeries that are answered otherwise than what names nothing, or not at all."""
    told = []
    strange = who not in owners(button)
    for ids, nothing in mixtures(button, forger.towns, foreign, own_too=strange):
        answers = [await forger.press(who, button, each) for each in (ids, nothing)]
        if answers[0] != answers[1] or not answers[0]:
            told.append(f"{button.__name__}{ids} by {who}: {answers}")
    return told


async def test_a2_a_forged_button_writes_nothing_and_foreign_is_answered_like_missing(
    forger: Forger,
) -> None:
    """Each kind of button in one role, the next one in the next; the long form has them all."""
    before = await arrived(forger)
    told = []

    for button, who in zip(NAMING, cycle(ROLES), strict=False):
        told += await told_apart(forger, button, who, forger.towns.foreign)

    assert told == []
    assert await forger.rows() == before


@pytest.mark.slow
@pytest.mark.parametrize("who", ROLES)
async def test_a2_every_forged_button_in_every_role_writes_nothing(
    forger: Forger, who: int
) -> None:
    before = await arrived(forger)

    for button in NAMING:
        for foreign in (forger.towns.foreign, *forger.towns.others):
            assert await told_apart(forger, button, who, foreign) == []
        assert await forger.rows() == before, f"{button.__name__} wrote"


async def test_a2_a_button_about_what_is_over_writes_nothing(forger: Forger) -> None:
    before = await arrived(forger)

    for button in NAMING:
        # Whoever saw the child may see it no longer, be its certificate closed or not.
        for who in owners(button) if button is not UnlinkConfirmed else ():
            assert await forger.press(who, button, forger.towns.stale), button
        assert _without_looks(await forger.rows()) == before, f"{button.__name__} wrote"


def _without_looks(rows: Mapping[str, list[str]]) -> Mapping[str, list[str]]:
    """An office's look is recorded each time, whatever it is at (section 3)."""
    return {**rows, "audit_trail": [row for row in rows["audit_trail"] if "'look'" not in row]}


async def test_a2_the_own_is_not_refused(forger: Forger) -> None:
    """Or nothing above would say anything. What takes away comes last."""
    alike = {button for button in NAMING if button not in TAKING_AWAY}
    await arrived(forger)

    for button in [*alike, *TAKING_AWAY]:
        for who in owners(button):
            names = named(button, forger.towns)
            own = await forger.press(
                who, button, {n: owned(button, forger.towns)[n] for n in names}
            )
            nothing = await forger.press(who, button, {n: forger.towns.missing[n] for n in names})
            if own != nothing:
                alike.discard(button)

    assert alike == set()
