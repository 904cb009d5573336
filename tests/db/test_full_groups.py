"""Which groups are full is asked anew each time, and only what has changed is looked for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, update

from core.domain.ids import GroupId
from core.domain.searching import Conditions, SearchQuery
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from db.search import full
from db.search.full import FullGroups
from db.search.full_ids import changed_between, full_ids
from db.search.kept import kept_index
from db.tables.registries import groups
from db.unit_of_work import SqlUnitOfWork
from tests.builders import CHESS, TEN_PLACES, Town, add_module, add_program, found_town

FREE = SearchQuery(chosen=Conditions(free_places=True))
NUMBERS = st.sets(st.integers(1, 400), max_size=60)


@given(NUMBERS, NUMBERS)
def test_what_changed_is_found_between_what_is_alike(before: set[int], after: set[int]) -> None:
    texts = (",".join(map(str, sorted(each))) for each in (before, after))

    assert changed_between(*texts) == before ^ after


def test_an_order_of_its_own_changes_nothing() -> None:
    assert changed_between("1,2,3,40", "1,3,2,40") == frozenset()


def several(uow: UnitOfWork) -> tuple[Town, list[GroupId]]:
    """Six programs with a group each."""
    town = found_town(uow)
    return town, [*(another(uow, town, f"Шашки {n}") for n in range(5)), town.group]


def another(uow: UnitOfWork, town: Town, title: str) -> GroupId:
    draft, place = replace(CHESS, title=title), town.municipality
    program = add_program(uow, draft, provider=town.provider, municipality=place)
    return uow.intake.add_group(add_module(uow, program), TEN_PLACES)


def take(uow: UnitOfWork, group: GroupId, taken: int) -> None:
    connection(uow).execute(update(groups).where(groups.c.id == group).values(places_taken=taken))


def connection(uow: UnitOfWork) -> Connection:
    assert isinstance(uow, SqlUnitOfWork)
    return uow.connection


def total(uow: UnitOfWork) -> int:
    return uow.search.find(FREE, page_size=5).total


async def test_a_place_that_is_taken_or_given_back_is_seen_by_the_next_question(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, found = await database.perform(several)
    totals = [await database.read(total)]
    for group in found[:2]:
        await database.perform(take, group, 10)
        totals.append(await database.read(total))
    await database.perform(take, found[0], 9)
    totals.append(await database.read(total))
    monkeypatch.setattr(full, "CHANGED_MAX", 0)
    for group in found:
        await database.perform(take, group, 10)
    totals.append(await database.read(total))

    assert totals == [6, 5, 4, 5, 0]


async def test_what_is_new_in_the_index_is_read_and_what_is_old_stays(database: Database) -> None:
    town, found = await database.perform(several)
    await database.perform(take, found[0], 10)

    def renewed(uow: UnitOfWork, known: FullGroups) -> FullGroups:
        snapshot, _, _ = kept_index(connection(uow)).now(connection(uow))
        return known.renewed(full_ids(connection(uow)), snapshot.blocks)

    first = await database.read(renewed, FullGroups())
    again = await database.read(renewed, first)
    await database.perform(another, town, "Домино")
    newer = await database.read(renewed, again)

    assert first.bits.bit_count() == 1
    assert again is first
    assert newer is not first
    assert newer.bits.bit_count() == 1
