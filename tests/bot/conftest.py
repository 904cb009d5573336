"""A town, its people, and the bot between them."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer

from bot.session import JsonSession
from bot.updates.dispatch import make_dispatcher
from core.domain.actor import Operator
from core.domain.invitation import LinkMode
from core.domain.program import AgeRange, Direction, Registry, Slot
from core.ports.unit_of_work import UnitOfWork
from core.services import accounts
from core.services.invitations import invite_operator
from db.clock import ClockFrom
from db.database import Database
from db.migrate import upgrade
from sandbox.profiles import Profile
from sandbox.server import Sandbox
from tests.bot.play import Actor, Play, TwicePlay
from tests.builders import (
    CHESS,
    FIRST_YEAR,
    NOON,
    TEN_PLACES,
    Town,
    add_child,
    add_funded_child,
    add_module,
    add_parent,
    add_program,
    add_staff,
    found_town,
)

PARENT, STAFF, STRANGER, NEWCOMER, ENGLISH, LOOKING, LARGE = 101, 201, 301, 401, 402, 501, 601
SECOND_STAFF = 202
OPERATOR = Operator("Ольга")
TUESDAYS = (Slot(1, time(16), time(17, 30)), Slot(3, time(16), time(17, 30)))


# Whose scenes are played once more with every update that had an effect delivered twice (S3).
TWICE = frozenset({"test_linking", "test_operators_way", "test_parents_way", "test_providers_way"})
# The same in `make long`.
TWICE_LONG = frozenset(
    {
        "test_ages_of_children",
        "test_edited_messages",
        "test_search_orders",
        "test_statement",
        "test_words_at_work",
        "test_answering_applications", "test_application_notices", "test_applying", "test_arriving",
        "test_bad_input", "test_changing_conditions", "test_coming_back", "test_completeness",
        "test_contracts",
        "test_desk_offers", "test_enrollments", "test_first_lessons", "test_funding",
        "test_last_place", "test_min_age", "test_missed", "test_nothing_found", "test_notices",
        "test_offers", "test_open_offers", "test_own_children", "test_privacy",
        "test_program_card", "test_prolongation", "test_rarer_screens", "test_refusing_in_words",
        "test_saved_searches", "test_searching", "test_searching_for_others", "test_switches",
        "test_troubles", "test_no_dead_ends",
    }
)  # fmt: skip
# These are not, each with the reason.
ONCE = {
    "test_nobody_elses_child": "fifty families of its own, who press anything at any time",
    "test_broken_line": "the line decides how often an update comes",
    "test_inline": "an inline query has no effect, so nothing of it is delivered twice",
    "test_repeated_updates": "it delivers updates again by itself, later than at once, too",
}

# Scenes of the others that look at messages by their place in the chat, where a repeated answer is
# one more.
ONCE_AMONG = frozenset(
    {
        "test_an_invitation_survives_the_consent",
        "test_nothing_is_said_of_edits_of_somebody_unknown_in_groups_or_of_live_places",
        "test_the_words_can_be_changed_by_the_button_and_by_typing_others",
    }
)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Let the scenes of most modules be played in both kinds of play."""
    module = metafunc.module.__name__.rpartition(".")[2]
    if "play" not in metafunc.fixturenames or module not in TWICE | TWICE_LONG:
        return
    if metafunc.function.__name__ in ONCE_AMONG:
        return
    marks = () if module in TWICE else (pytest.mark.slow,)
    twice = pytest.param(TwicePlay, id="twice", marks=marks)
    metafunc.parametrize("play", [pytest.param(Play, id="once"), twice], indirect=True)


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Town]:
    """A database with the town in it, to be copied."""
    path = tmp_path_factory.mktemp("bot") / "kruzhok.sqlite3"
    upgrade(f"sqlite:///{path}")
    return path, asyncio.run(_furnished(path))


async def _furnished(path: Path) -> Town:
    database = Database.open(f"sqlite+aiosqlite:///{path}", ClockFrom(NOON))
    town = await database.perform(furnish)
    await database.close()
    return town


@pytest.fixture
def clock() -> ClockFrom:
    return ClockFrom(NOON)


@pytest.fixture
async def database(
    furnished: tuple[Path, Town], tmp_path: Path, clock: ClockFrom
) -> AsyncIterator[Database]:
    path = shutil.copyfile(furnished[0], tmp_path / "kruzhok.sqlite3")
    opened = Database.open(f"sqlite+aiosqlite:///{path}", clock)
    yield opened
    await opened.close()


def furnish(uow: UnitOfWork) -> Town:
    """One family, one that only looks, a large one, one provider with three programs."""
    town = found_town(uow)
    group = replace(TEN_PLACES, title="Группа 2", slots=TUESDAYS)
    uow.intake.add_group(town.module, group)
    robots = replace(
        CHESS, title="Робототехника", direction=Direction.TECHNICAL, ages=AgeRange(7, 17)
    )
    free = replace(
        CHESS, title="Народные танцы", direction=Direction.ARTS, registry=Registry.GENERAL
    )
    for draft in (robots, free):
        program = add_program(uow, draft, provider=town.provider, municipality=town.municipality)
        price = None if draft.registry.budget else FIRST_YEAR.price
        module = add_module(uow, program, replace(FIRST_YEAR, price=price))
        uow.intake.add_group(module, TEN_PLACES)
    anna = add_funded_child(uow, town)
    add_parent(uow, anna, chat=PARENT)
    add_parent(uow, anna, chat=LOOKING, mode=LinkMode.LOOKING)
    for chat in (STAFF, SECOND_STAFF):
        add_staff(uow, town.provider, chat=chat)
    boris = add_child(uow, town, n=2, full_name="Котов Борис Игоревич", born_on=date(2012, 3, 1))
    vera = add_funded_child(uow, town, n=3, full_name="Иванова Вера", born_on=date(2014, 9, 15))
    for certificate in (boris, vera):
        add_parent(uow, certificate, chat=LARGE)
    for chat in (PARENT, LOOKING, STAFF, SECOND_STAFF, LARGE):
        accounts.give_consent(uow, accounts.arrive(uow, chat, "ru"))
    return town


@pytest.fixture
async def play(
    furnished: tuple[Path, Town],
    database: Database,
    clock: ClockFrom,
    request: pytest.FixtureRequest,
) -> AsyncIterator[Play]:
    people = [
        Profile(
            chat,
            f"Person {chat}",
            language="en" if chat == ENGLISH else "ru",
            phone=f"+7{chat:010}",
        )
        for chat in (PARENT, STAFF, SECOND_STAFF, STRANGER, NEWCOMER, ENGLISH, LOOKING, LARGE)
    ]
    sandbox = Sandbox(people=people, now=clock.now)
    await sandbox.start()
    session = JsonSession(api=TelegramAPIServer.from_base(sandbox.url))
    bot = Bot(sandbox.token, session=session)
    dispatcher = make_dispatcher(database.perform, database.read)
    for person in people:
        if person.id not in {NEWCOMER, ENGLISH}:
            sandbox.person(person.id).chat.started = True
    kind: type[Play] = getattr(request, "param", Play)
    yield kind(sandbox, bot, dispatcher, database, furnished[1])
    await session.close()
    await sandbox.stop()


@pytest.fixture
def parent(play: Play) -> Actor:
    return play.actor(PARENT)


@pytest.fixture
def staff(play: Play) -> Actor:
    return play.actor(STAFF)


@pytest.fixture
def stranger(play: Play) -> Actor:
    return play.actor(STRANGER)


@pytest.fixture
def newcomer(play: Play) -> Actor:
    return play.actor(NEWCOMER)


@pytest.fixture
async def mother(play: Play, stranger: Actor) -> Actor:
    """A stranger who has consented."""
    await play.perform(lambda uow: accounts.give_consent(uow, accounts.arrive(uow, STRANGER, "ru")))
    await stranger.start()
    return stranger


@pytest.fixture
async def operator(play: Play, newcomer: Actor) -> Actor:
    invited = await play.perform(invite_operator, OPERATOR, play.town.municipality.id, "Ольга")
    await newcomer.start(f"i_{invited.token}")
    await newcomer.press("Даю согласие")
    await newcomer.start()
    return newcomer
