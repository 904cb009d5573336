"""What nobody asks about is written together, before what is asked next, or not at all."""

from __future__ import annotations

import pytest

from core.domain.actor import System
from core.ports.unit_of_work import UnitOfWork
from db.clock import ClockFrom
from db.database import Database
from tests.builders import NOON
from tests.crossings import to_server
from tests.db.test_outbox import family, states, tell

SUBJECT = "certificate:7"


def record(uow: UnitOfWork, act: str) -> None:
    uow.trail.record(System(), act, SUBJECT)


def recorded(uow: UnitOfWork) -> list[str]:
    return [each["act"] for each in uow.trail.of(SUBJECT)]


async def test_it_is_there_for_whatever_is_asked_next_and_in_its_order(database: Database) -> None:
    _, facts = await database.perform(family)

    def act(uow: UnitOfWork) -> tuple[list[str], int]:
        for each in ("issue", "fund", "freeze"):
            record(uow, each)
        tell(uow, facts)
        return recorded(uow), len(states(uow))

    assert await database.perform(act) == (["issue", "fund", "freeze"], 1)
    assert await database.read(recorded) == ["issue", "fund", "freeze"]


async def test_of_an_act_that_was_refused_nothing_is_written_with_the_next(
    database: Database,
) -> None:
    def refused(uow: UnitOfWork) -> None:
        record(uow, "fund")
        raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        await database.perform(refused)
    await database.perform(record, "freeze")

    assert await database.read(recorded) == ["freeze"]


@pytest.mark.parametrize("migrated_url", ["postgresql"], indirect=True)
async def test_a_record_and_a_notice_are_one_way_to_the_server(migrated_url: str) -> None:
    async with to_server(migrated_url) as (door, crossings):
        database = Database.open(door, ClockFrom(NOON))
        _, facts = await database.perform(family)

        def act(uow: UnitOfWork) -> None:
            tell(uow, facts)
            record(uow, "fund")

        await database.perform(act)  # what is asked is prepared now
        crossings.count = 0
        await database.perform(act)
        ways = crossings.count
        await database.close()

    assert ways == len(["BEGIN", "both", "COMMIT"])
