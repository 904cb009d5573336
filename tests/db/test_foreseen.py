"""What a text will ask of the index comes with who wrote it, and is believed of its moment only."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.searching import Found, SearchQuery
from core.domain.views import About
from core.ports.acts import asks_once
from core.ports.unit_of_work import UnitOfWork
from core.services.looking import arriving
from db.clock import ClockFrom
from db.database import Database
from db.drivers import AskedAgain
from db.search import foreseen
from db.search.kept import kept_index
from db.unit_of_work import SqlUnitOfWork
from tests.builders import CHESS, NOON, TEN_PLACES, add_module, add_program
from tests.db.test_search import fill, find

CHAT = 100
pytestmark = [
    pytest.mark.postgres,
    pytest.mark.parametrize("migrated_url", ["postgresql"], indirect=True),
]


@asks_once
def found_at_once(uow: UnitOfWork, text: str) -> Found:
    """As `find`, of a process that knows all that it needs; else it asks again."""
    return uow.search.find(SearchQuery(text=text), page_size=100)


async def write(database: Database, text: str) -> None:
    assert await database.read(arriving, CHAT, None, About(words=text)) is None


@pytest.fixture
async def catalog(database: Database) -> Database:
    """A catalog in which somebody has looked for something."""
    await database.perform(fill)
    await find(database, "плавание")
    return database


@pytest.mark.parametrize(
    "text",
    [
        "шахматы",
        "роботы после 17",
        "танцы и вокал",
        "Танцы, Вокал",  # written as names are, but each word is one of the catalog's
        "рабатехника",  # families say the right word
        "3д маделирование",
        "скретч",
        "акварельь",  # only a title has it
        "керлинг",  # nobody has it, and what is next to it is shown
        "бабочки",
        "ифвьштещт",
        "",
    ],
)
async def test_a_word_that_comes_with_who_writes_it_is_not_asked_for_again(
    catalog: Database, clock: ClockFrom, migrated_url: str, text: str
) -> None:
    another = Database.open(migrated_url, clock)

    await write(catalog, text)
    at_once = await catalog.read(found_at_once, text)

    assert at_once == await find(another, text)
    await another.close()


async def test_what_was_not_foreseen_is_asked_for_as_ever(catalog: Database) -> None:
    with pytest.raises(AskedAgain):
        await catalog.read(found_at_once, "шахматы")

    assert (await find(catalog, "шахматы")).total == 1


@pytest.mark.parametrize("text", ["Котова Анна", "котова ИРИНА Петровна ПЕТРОВА", "3901123456"])
async def test_what_may_be_a_name_or_a_number_is_nobodys_parameter(
    catalog: Database, text: str
) -> None:
    def seen(uow: UnitOfWork) -> object:
        assert isinstance(uow, SqlUnitOfWork)
        return foreseen.foreseen(uow.connection, text, NOON.date())

    assert await catalog.read(seen) is None


async def test_what_is_of_another_moment_is_not_kept(
    catalog: Database, clock: ClockFrom, migrated_url: str
) -> None:
    def offer(uow: UnitOfWork) -> None:
        other = uow.catalog.program(uow.search.find(SearchQuery(), page_size=1).programs[0])
        assert other is not None
        draft = replace(CHESS, title="Шахматы у озера")
        places = {place.id: place for place in uow.municipalities.all()}
        town = places[other.program.municipality]
        program = add_program(uow, draft, provider=other.program.provider, municipality=town)
        uow.intake.add_group(add_module(uow, program), TEN_PLACES)

    another = Database.open(migrated_url, clock)
    await another.perform(offer)
    await another.close()

    await write(catalog, "шахматы")

    with pytest.raises(AskedAgain):
        await catalog.read(found_at_once, "шахматы")
    assert (await find(catalog, "шахматы")).total == 2


async def test_a_process_that_has_seen_nothing_foresees_nothing(database: Database) -> None:
    def seen(uow: UnitOfWork) -> object:
        assert isinstance(uow, SqlUnitOfWork)
        assert kept_index(uow.connection).last_seen is None
        return foreseen.foreseen(uow.connection, "шахматы", NOON.date())

    assert await database.read(seen) is None
