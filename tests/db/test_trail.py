"""Who did what is on record (promise A7)."""

from __future__ import annotations

from core.domain.actor import Operator, System
from core.ports.unit_of_work import UnitOfWork
from db.database import Database


async def test_acts_on_an_object_are_recorded_in_their_order(database: Database) -> None:
    def act(uow: UnitOfWork) -> None:
        uow.trail.record(Operator("Анна"), "issue", "certificate:1", category=3, reason=None)
        uow.trail.record(System(), "close", "certificate:1")
        uow.trail.record(System(), "close", "certificate:2")

    await database.perform(act)

    first, closed = await database.read(lambda uow: uow.trail.of("certificate:1"))
    issued = dict(first)
    assert issued.pop("at").startswith("2020-08-20T10:00")
    assert issued == {"actor": "operator:Анна", "act": "issue", "category": "3"}
    assert (closed["actor"], closed["act"]) == ("system", "close")
