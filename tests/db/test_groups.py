"""Places are given out once each, whatever the number of people who want one (promise M2)."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from core.domain.errors import NoPlaces
from core.domain.ids import GroupId
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from tests.builders import TEN_PLACES, found_town


def take(uow: UnitOfWork, group: GroupId) -> None:
    uow.groups.take_place(group)


def taken(uow: UnitOfWork, group: GroupId) -> int:
    offering = uow.catalog.offering(group)
    assert offering is not None
    return offering.group.places_taken


async def test_a_thousand_requests_at_once_get_exactly_ten_places(database: Database) -> None:
    town = await database.perform(found_town, places=10)

    answers = await asyncio.gather(
        *(database.perform(take, town.group) for _ in range(1000)), return_exceptions=True
    )

    assert answers.count(None) == 10
    assert {type(answer) for answer in answers if answer is not None} == {NoPlaces}
    assert await database.read(taken, town.group) == 10


async def test_acts_that_wait_for_each_other_are_run_again(database: Database) -> None:
    town = await database.perform(found_town, places=100)
    second = await database.perform(
        lambda uow: uow.intake.add_group(
            town.module, replace(TEN_PLACES, title="Группа 2", places=100)
        )
    )

    def take_both(uow: UnitOfWork, first: GroupId, then: GroupId) -> None:
        uow.groups.take_place(first)
        uow.groups.take_place(then)

    orders = [(town.group, second), (second, town.group)] * 5
    await asyncio.gather(*(database.perform(take_both, *order) for order in orders))

    assert await database.read(taken, town.group) == 10
    assert await database.read(taken, second) == 10


async def test_a_place_that_was_given_back_can_be_taken_again(database: Database) -> None:
    town = await database.perform(found_town, places=1)
    await database.perform(take, town.group)

    with pytest.raises(NoPlaces):
        await database.perform(take, town.group)
    await database.perform(lambda uow: uow.groups.give_back_place(town.group))

    await database.perform(take, town.group)
    assert await database.read(taken, town.group) == 1
