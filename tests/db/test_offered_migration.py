"""Whose offer day was run before it was kept is not asked again (ENR-10)."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest
from sqlalchemy import Connection, insert, text

from core.domain.calendar import Days
from core.domain.funding import Parameters
from core.domain.ids import MunicipalityId
from core.ports.unit_of_work import UnitOfWork
from db import migrate, versions
from db.clock import ClockFrom
from db.database import Database
from db.tables.messages import daily_runs
from tests.builders import NOON, found_town
from tests.db.test_migrations import empty_url

__all__ = ["empty_url"]

BEFORE = "0029"
NEXT_YEAR = Days(date(2021, 1, 1), date(2021, 12, 31))


def two_years(uow: UnitOfWork) -> MunicipalityId:
    place = found_town(uow).municipality.id
    uow.municipalities.add_period(place, NEXT_YEAR, Parameters())
    return place


async def filled(url: str) -> MunicipalityId:
    database = Database.open(url, ClockFrom(NOON))
    try:
        return await database.perform(two_years)
    finally:
        await database.close()


@pytest.mark.parametrize(
    ("on", "offered"), [(date(2020, 12, 18), False), (date(2020, 12, 19), True)]
)
def test_a_period_whose_offer_day_was_run_is_marked(
    empty_url: str, on: date, *, offered: bool
) -> None:
    migrate.upgrade(empty_url)
    place = asyncio.run(filled(empty_url))
    versions.connected(empty_url, lambda connection: _runs_stand_at(connection, place, on))
    migrate.downgrade(empty_url, BEFORE)

    migrate.upgrade(empty_url)

    assert versions.connected(empty_url, _marks) == [offered, False]


def _runs_stand_at(connection: Connection, place: MunicipalityId, on: date) -> None:
    position = {"municipality_id": place, "on_day": on, "step": 1, "after": []}
    connection.execute(insert(daily_runs), position)
    connection.commit()


def _marks(connection: Connection) -> list[bool]:
    question = text("SELECT offered FROM funding_periods ORDER BY first_day")
    return [bool(marked) for marked in connection.execute(question).scalars()]
