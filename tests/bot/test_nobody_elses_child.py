"""Nobody sees another family's child (A1), no file holds a name (A5), no log does (A6).

Fifty families, each with words of its own in everything that is known of its child. They press
what they see, what others saw, and what nobody ever offered; after each deed all that was sent
is looked through.
"""

from __future__ import annotations

import json
import logging
import random
import re
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from structlog.testing import capture_logs

from bot.handlers.linking import NUMBER
from bot.keyboards.callbacks import ConsentLanguagePressed, ConsentPressed
from bot.keyboards.packing import Pressed
from bot.keyboards.privacy_callbacks import OwnDataPressed
from bot.render import LANGUAGES
from bot.session import JsonSession
from bot.updates.dispatch import make_dispatcher
from core.domain.consent import CONSENT_VERSION
from db.clock import ClockFrom
from db.database import Database
from sandbox.inspector import Call
from sandbox.profiles import Profile
from sandbox.server import Sandbox
from tests.bot.fifty_families import (
    CHATS,
    FAMILIES,
    FIRST_CHAT,
    OPERATORS,
    STAFF,
    born_on,
    canaries,
    fill,
    forbidden,
    number,
    surname,
)
from tests.bot.play import Actor, Play
from tests.bot.test_callbacks import BUTTONS, LONGEST
from tests.builders import NOON
from tests.databases import migrated_file, migrated_postgres, migrated_url
from tests.services.files_of import held
from tests.simulation.share import share

__all__ = ["migrated_file", "migrated_postgres", "migrated_url"]

IDS_MAX = 130
_ESCAPED = re.compile(r"\\+u([0-9a-f]{4})")
COMMANDS = (
    "/start", "/family", "/enrollments", "/history", "/privacy", "/notifications", "/apply",
    "/favorites", "/requests", "/groups", "/invite {number}", "/start p_1", "{number}",
    "{surname}", "{number} {surname}", "шахматы", "/start i_AAAAAAAAAAAAAAAAAAAAAA",
)  # fmt: skip


@pytest.fixture
async def fifty(migrated_url: str) -> AsyncIterator[Play]:
    clock = ClockFrom(NOON)
    database = Database.open(migrated_url, clock)
    town = await database.perform(fill)
    sandbox = Sandbox(people=[Profile(chat, "X", phone=f"+7{chat}") for chat in CHATS])
    await sandbox.start()
    for chat in CHATS:
        sandbox.person(chat).chat.started = True
    session = JsonSession(api=TelegramAPIServer.from_base(sandbox.url))
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
    searched: set[tuple[int, str]] = field(default_factory=set)
    told: int = 0
    own: int = 0
    seen_in: Counter[str] = field(default_factory=Counter)

    async def deed(self) -> None:
        actor = self.play.actor(self.chance.choice(CHATS))
        victim = self.chance.randrange(FAMILIES)
        pressable = actor.answers and actor.last.keyboard
        kind = self.chance.random()
        if not pressable or kind < 0.3:
            await self._say(actor, victim)
        elif kind < 0.35:
            said = self.chance.choice(COMMANDS).format(
                number=number(victim), surname=surname(victim)
            )
            actor.person.ask_inline(said, offset=self.chance.choice(("", "", "2", "x")))
            await self.play.settle()
        elif kind < 0.55:
            await self._forge(actor, self.chance.choice(list(self._data(actor.last.keyboard))))
        elif kind < 0.75 and self.seen:
            await self._forge(actor, self.chance.choice(self.seen))
        else:
            await self._forge(actor, self._invented())
        if actor.answers and actor.last.keyboard:
            self.seen += self._data(actor.last.keyboard)
            del self.seen[:-5000]
        if self.chance.random() < 0.1:
            await self.play.relay()
        self._look_through()

    async def ask_for_files(self) -> None:
        """The own data, of a few that have children and of those who have none."""
        for chat in (FIRST_CHAT + 5, FIRST_CHAT + FAMILIES - 1, *STAFF, *OPERATORS):
            await self.play.actor(chat).say("/start")
            await self._forge(self.play.actor(chat), OwnDataPressed().pack())
        self._look_through()

    async def _say(self, actor: Actor, victim: int) -> None:
        said = self.chance.choice(COMMANDS)
        if said == "{number}":
            self.typed.add((actor.person.id, number(victim)))
        text = said.format(number=number(victim), surname=surname(victim))
        self.searched.add((actor.person.id, text.removeprefix("/invite ")))
        await actor.say(text)

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
            self.seen_in[call.method] += 1
            # Of an answer to a press or to an inline query it is not said whose it is.
            chat = int(call.parameters.get("chat_id", 0))
            said = self._said(call, chat)
            # Before the consent it waits in the buttons of whoever typed it.
            for each in [typed for who, typed in self.typed if who == chat]:
                for button in waiting_in(f"{NUMBER}{each}"):
                    said = said.replace(button.pack(), "")
            for n in range(FAMILIES):
                self.own += chat == FIRST_CHAT + n and any(each in said for each in canaries(n))
                # Whoever types a number or a name is not told it by anybody.
                shown = [each for each in forbidden(n, chat) if each in said]
                assert not shown, (
                    f"chat {chat} was told {shown} by {call.method}:"
                    f" …{said.partition(shown[0])[0][-300:]}{shown[0]}"
                )

    def _said(self, call: Call, chat: int) -> str:
        """All that the call carries, the content of its file too; but for what its reader searched
        for or asked about in these very words, which is quoted as such.
        """
        # Keyboards are JSON within JSON, and their letters are escaped.
        said = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), json.dumps(dict(call.parameters)))
        document = call.answer.get("document") if isinstance(call.answer, dict) else None
        if document is not None:
            file = self.play.sandbox.world.files.find(str(document["file_id"]))
            said += file.content.decode("utf-8-sig")
        for text in [text for who, text in self.searched if who == chat]:
            before = r"(?:[«“\"]|номером |number |/invite )"
            quoted = rf"{before}{re.escape(text)}(?:[»”\"\\. ])"
            said = re.sub(quoted, "", said)
        return said


def waiting_in(link: str) -> Iterator[Pressed]:
    """The buttons of the consent that carry what it is asked for."""
    yield ConsentPressed(version=CONSENT_VERSION, link=link)
    for language in LANGUAGES:
        yield ConsentLanguagePressed(language=language, link=link)


async def prowl(play: Play, deeds: int, seed: int) -> None:
    """The own child is seen all the time, and files, notices and cards are looked through too."""
    prowlers = Prowlers(play, random.Random(seed))  # noqa: S311 - a game, no secret
    await prowlers.ask_for_files()
    for _ in range(deeds):
        await prowlers.deed()

    assert prowlers.own > deeds / 20
    looked_through = {"sendMessage", "editMessageText", "sendDocument", "answerInlineQuery"}
    assert looked_through <= set(prowlers.seen_in), prowlers.seen_in


async def test_a1_a5_a6_whatever_fifty_families_press_they_see_their_own_children_only(
    fifty: Play, migrated_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    with capture_logs() as logs:
        await prowl(fifty, 150, seed=1)
    await fifty.database.close()
    known = [canary for n in range(FAMILIES) for canary in (*canaries(n), born_on(n).isoformat())]

    assert await held(migrated_url, [canary.encode() for canary in known]) == []
    logged = caplog.text + str(logs)
    assert len(logs) > 10
    assert len(caplog.records) > 100
    assert [canary for canary in (*known, fifty.sandbox.token) if canary in logged] == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
async def test_a1_a_hundred_thousand_updates_show_nobody_elses_child(
    fifty: Play, seed: int
) -> None:
    await prowl(fifty, share(25_000), seed)
