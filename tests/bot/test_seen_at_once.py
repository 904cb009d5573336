"""What changed in another process is seen by the next update, whatever is kept or believed here."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import update

from bot.keyboards import callbacks as c
from bot.keyboards import search_callbacks as search
from core.domain.actor import Family
from core.domain.program import ProgramState
from core.domain.roles import Role, RoleKind
from core.ports.unit_of_work import UnitOfWork
from core.services.saved_searches import save_search
from db.database import Database
from db.tables.registries import groups
from db.unit_of_work import SqlUnitOfWork
from tests.bot.conftest import PARENT
from tests.bot.counted_chat import ANNA, FREE_CHESS, PROGRAM, Chat, another, chat
from tests.builders import (
    CHESS,
    TEN_PLACES,
    add_module,
    add_program,
)
from tests.databases import migrated_file, migrated_postgres, migrated_url, sqlite_url

__all__ = ["another", "chat", "migrated_file", "migrated_postgres", "migrated_url", "sqlite_url"]


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


async def test_what_changed_elsewhere_in_the_catalog_is_found_at_once(
    chat: Chat, another: Database
) -> None:
    before = [await chat.press(search.SearchAll().pack()) for _ in range(2)]

    await another.perform(_renamed)

    assert all(CHESS.title in each for each in before)
    after = await chat.press(search.SearchAll().pack())
    assert "Го для всех" in after
    assert CHESS.title not in after


async def test_what_fits_a_saved_search_is_counted_as_it_is_elsewhere(
    chat: Chat, another: Database
) -> None:
    for _ in range(2):
        await chat.press(search.SavedSearchesPressed().pack())
    before = chat.labels

    await another.perform(_renamed)
    await chat.press(search.SavedSearchesPressed().pack())

    assert "1. Открыть (1)" in before
    assert "1. Открыть (0)" in chat.labels


async def test_what_is_similar_is_what_is_there_now(chat: Chat, another: Database) -> None:
    pressed = c.SimilarPressed(program=PROGRAM).pack()
    for _ in range(2):
        await chat.press(pressed)
    before = chat.labels

    await another.perform(_brought)
    await chat.press(pressed)

    assert not any("Шахматы и шашки" in each for each in before)
    assert any("Шахматы и шашки" in each for each in chat.labels)


async def test_a_place_that_was_taken_elsewhere_is_seen_at_once(
    chat: Chat, another: Database
) -> None:
    await another.perform(_saved_for_free_places)
    before = [await chat.say("шахматы свободные места") for _ in range(2)]
    for _ in range(2):
        await chat.press(search.SavedSearchesPressed().pack())
    listed = chat.labels

    await another.perform(_taken)
    found = await chat.say("шахматы свободные места")
    await chat.press(search.SavedSearchesPressed().pack())

    assert all(CHESS.title in each for each in before)
    assert CHESS.title not in found
    assert {"2. Открыть (1)", "3. Открыть (1)"} <= set(listed)
    assert {"2. Открыть (0)", "3. Открыть (0)"} <= set(chat.labels)


def _saved_for_free_places(uow: UnitOfWork) -> None:
    account = uow.accounts.by_chat(PARENT)
    assert account is not None
    for words in (FREE_CHESS, {"text": "шахматы свободные места"}):
        save_search(uow, Family(account.id, account.acting), words, None)


def _taken(uow: UnitOfWork) -> None:
    assert isinstance(uow, SqlUnitOfWork)
    uow.connection.execute(update(groups).values(places_taken=groups.c.places_total))


def _brought(uow: UnitOfWork) -> None:
    found = uow.catalog.program(PROGRAM)
    (place,) = uow.municipalities.all()
    assert found is not None
    draft = replace(CHESS, title="Шахматы и шашки")
    added = add_program(uow, draft, provider=found.program.provider, municipality=place)
    uow.intake.add_group(add_module(uow, added), TEN_PLACES)
    uow.intake.index(added)


def _renamed(uow: UnitOfWork) -> None:
    draft = replace(CHESS, title="Го для всех")
    uow.intake.change_program(PROGRAM, draft, state=ProgramState.CERTIFIED)
