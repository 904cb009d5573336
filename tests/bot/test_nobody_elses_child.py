"""Nobody sees another family's child (A1), no file holds a name (A5), no log does (A6).

Fifty families, each with words of its own in everything that is known of its child. They press
what they see, what others saw, and what nobody ever offered; after each deed all that was sent
is looked through.
"""

from __future__ import annotations

import json
import logging
import random
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from structlog.testing import capture_logs

from bot.handlers.linking import NUMBER
from bot.keyboards.callbacks import ConsentLanguagePressed, ConsentPressed
from bot.keyboards.packing import Pressed
from bot.render import LANGUAGES
from bot.updates.dispatch import make_dispatcher
from core.domain.consent import CONSENT_VERSION
from core.ports.unit_of_work import UnitOfWork
from core.services import accounts
from db.clock import ClockFrom
from db.database import Database
from db.migrate import upgrade
from sandbox.profiles import Profile
from sandbox.server import Sandbox
from tests.bot.play import Actor, Play
from tests.bot.test_callbacks import BUTTONS, LONGEST
from tests.builders import (
    NOON,
    Town,
    add_funded_child,
    add_parent,
    add_request,
    add_staff,
    found_town,
)
from tests.simulation.share import share

FAMILIES = 50
STAFF = 9000
FIRST_CHAT = 1000
IDS_MAX = 130
COMMANDS = (
    "/start", "/family", "/enrollments", "/history", "/privacy", "/notifications", "/apply",
    "/favorites", "/requests", "/groups", "/invite {number}", "/start p_1", "{number}",
    "{surname}", "{number} {surname}", "шахматы", "/start i_AAAAAAAAAAAAAAAAAAAAAA",
)  # fmt: skip


def surname(n: int) -> str:
    return f"Канарейкин{n:02}ъ"


def first_name(n: int) -> str:
    return f"Кенар{n:02}ъ"


def number(n: int) -> str:
    return f"3901{(n + 7) * 7919 % 10**6:06}"


def born_on(n: int) -> date:
    return date(2008 + n % 6, 1 + n % 12, 1 + n % 28)


def canaries(n: int) -> tuple[str, ...]:
    return surname(n), first_name(n), number(n)


def fill(uow: UnitOfWork) -> Town:
    town = found_town(uow, places=FAMILIES)
    for n in range(FAMILIES):
        name = f"{surname(n)} {first_name(n)} Птахович"
        child = add_funded_child(
            uow, town, n=int(number(n)[4:]), full_name=name, born_on=born_on(n)
        )
        add_parent(uow, child, chat=FIRST_CHAT + n)
        if n % 2:
            add_request(uow, town, child)
    add_staff(uow, town.provider, chat=STAFF)
    for chat in (*range(FIRST_CHAT, FIRST_CHAT + FAMILIES), STAFF):
        accounts.give_consent(uow, accounts.arrive(uow, chat, "ru"))
    return town


@pytest.fixture
async def fifty(tmp_path: Path) -> AsyncIterator[Play]:
    url = f"sqlite:///{tmp_path / 'kruzhok.sqlite3'}"
    upgrade(url)
    clock = ClockFrom(NOON)
    database = Database.open(url, clock)
    town = await database.perform(fill)
    chats = (*range(FIRST_CHAT, FIRST_CHAT + FAMILIES), STAFF)
    sandbox = Sandbox(people=[Profile(chat, "X", phone=f"+7{chat}") for chat in chats])
    await sandbox.start()
    for chat in chats:
        sandbox.person(chat).chat.started = True
    session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url))
    bot = Bot(sandbox.token, session=session)
    dispatcher = make_dispatcher(database.perform, database.read)
    yield Play(sandbox, bot, dispatcher, database, town)
    await session.close()
    await sandbox.stop()
    await database.close()


@dataclass
class Prowlers:
    """Everybody tries everything."""

    play: Play
    chance: random.Random
    seen: list[str] = field(default_factory=list)
    typed: set[tuple[int, str]] = field(default_factory=set)
    told: int = 0
    own: int = 0

    async def deed(self) -> None:
        n = self.chance.randrange(FAMILIES + 1)
        actor = self.play.actor(STAFF if n == FAMILIES else FIRST_CHAT + n)
        victim = self.chance.randrange(FAMILIES)
        pressable = actor.answers and actor.last.keyboard
        kind = self.chance.random()
        if not pressable or kind < 0.3:
            said = self.chance.choice(COMMANDS)
            if said == "{number}":
                self.typed.add((actor.person.id, number(victim)))
            await actor.say(said.format(number=number(victim), surname=surname(victim)))
        elif kind < 0.5:
            await self._forge(actor, self.chance.choice(list(self._data(actor.last.keyboard))))
        elif kind < 0.75 and self.seen:
            await self._forge(actor, self.chance.choice(self.seen))
        else:
            await self._forge(actor, self._invented())
        if actor.answers and actor.last.keyboard:
            self.seen += self._data(actor.last.keyboard)
            del self.seen[:-5000]
        self._look_through()

    async def _forge(self, actor: Actor, data: str) -> None:
        # A button that somebody got who had typed a number says it as typing it does.
        said = {(actor.person.id, number(n)) for n in range(FAMILIES) if number(n) in data}
        self.typed |= said
        await actor.forge(data)

    def _data(self, keyboard: object) -> Iterator[str]:
        for row in getattr(keyboard, "rows", ()):
            yield from (str(each["callback_data"]) for each in row if "callback_data" in each)

    def _invented(self) -> str:
        button = self.chance.choice(BUTTONS)
        values = {
            name: LONGEST.get(name, self.chance.randrange(IDS_MAX)) for name in button.model_fields
        }
        try:
            return button(**values).pack()
        except ValueError:
            return ":".join([button.__prefix__, *(str(value) for value in values.values())])[:64]

    def _look_through(self) -> None:
        for call in self.play.sandbox.calls:
            if call.id <= self.told:
                continue
            self.told = call.id
            said = json.dumps(dict(call.parameters), ensure_ascii=False)
            said = said.encode().decode("unicode_escape") if "\\u" in said else said
            chat = int(call.parameters.get("chat_id", 0))
            # Before the consent it waits in the buttons of whoever typed it.
            for each in [typed for who, typed in self.typed if who == chat]:
                for button in waiting_in(f"{NUMBER}{each}"):
                    said = said.replace(button.pack(), "")
            for n in range(FAMILIES):
                if chat == FIRST_CHAT + n:
                    self.own += any(each in said for each in canaries(n))
                    continue
                known = canaries(n) if chat != STAFF else (surname(n), number(n))
                shown = [each for each in known if each in said]
                # Whoever types a number or a name is not told it by anybody.
                assert not shown, (
                    f"chat {chat} was told {shown} by {call.method}:"
                    f" …{said.partition(shown[0])[0][-300:]}{shown[0]}"
                )


def waiting_in(link: str) -> Iterator[Pressed]:
    """The buttons of the consent that carry what it is asked for."""
    yield ConsentPressed(version=CONSENT_VERSION, link=link)
    for language in LANGUAGES:
        yield ConsentLanguagePressed(language=language, link=link)


def all_files(folder: Path) -> bytes:
    return b"".join(each.read_bytes() for each in folder.glob("kruzhok.sqlite3*"))


async def prowl(play: Play, deeds: int, seed: int) -> None:
    """The own child is seen all the time, or nothing was looked through."""
    prowlers = Prowlers(play, random.Random(seed))  # noqa: S311 - a game, no secret
    for _ in range(deeds):
        await prowlers.deed()


async def test_a1_a5_a6_whatever_fifty_families_press_they_see_their_own_children_only(
    fifty: Play, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    with capture_logs() as logs:
        await prowl(fifty, 150, seed=1)
    files = all_files(tmp_path)

    logged = caplog.text + str(logs)
    assert len(logs) > 10
    assert len(caplog.records) > 100
    for n in range(FAMILIES):
        for canary in (*canaries(n), born_on(n).isoformat()):
            assert canary.encode() not in files
            assert canary not in logged
    assert fifty.sandbox.token not in logged


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
async def test_a1_a_hundred_thousand_updates_show_nobody_elses_child(
    fifty: Play, seed: int
) -> None:
    await prowl(fifty, share(25_000), seed)
