"""Whatever an office asks about a child leaves a row (promise A7), whichever question it is.

The questions are found by looking (`tests/services/strangers.py`), the opening of a person's
values at the one place where it happens: a new question is asked here without being named.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection

from core.domain.actor import Actor
from core.domain.errors import DomainError
from core.domain.roles import Role
from core.ports.unit_of_work import UnitOfWork
from db.accounts import SqlAccounts
from db.sealing import KeyRing
from db.statements import Columns
from tests.services.strangers import Ids, acts, known_ids
from tests.services.world import OPERATOR, World
from tests.simulation.test_twice import QUESTIONS

# Those in which an office opens something of a person; others refuse it, or open nothing.
OPENING = frozenset(
    {
        "applications_page",
        "certificates_page",
        "cards_of",
        "child_named",
        "enrollments_in",
        "holders",
        "look_at_application",
        "look_at_certificate",
        "look_at_enrollment",
        "look_at_quote",
        "quote_enrollment",
        "search_programs",
        "similar_programs",
    }
)


class Seen:
    """How often something of a person was opened."""

    def __init__(self) -> None:
        self.times = 0


@contextmanager
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[Seen]:
    """Persons' values that are opened, and accounts that are told to be a child's."""
    seen, opened, told = Seen(), KeyRing.open, SqlAccounts.holders

    def counted(ring: KeyRing, connection: Connection, row: Columns) -> list[Any]:
        seen.times += 1
        return opened(ring, connection, row)

    def holders(self: SqlAccounts, role: Role) -> Any:  # noqa: ANN401 - what it returns
        seen.times += 1
        return told(self, role)

    with monkeypatch.context() as patch:
        patch.setattr(KeyRing, "open", counted)
        patch.setattr(SqlAccounts, "holders", holders)
        yield seen


def is_for_offices(question: Callable[..., object]) -> bool:
    """A question whose actor is a `Family` by its type is asked by nobody else."""
    return str(inspect.signature(question).parameters["actor"].annotation) != "Family"


async def asked(
    world: World, question: Callable[..., object], actor: Actor, ids: Ids
) -> tuple[int, int] | None:
    """How often it opened something, and how many looks it recorded; None for a refusal."""
    given = ids.arguments(question)
    application = ids.by_type["ApplicationId"]
    looked_at = f"certificate:{world.anya.id}", f"application:{application}"

    def looks(uow: UnitOfWork) -> int:
        return len(
            [
                row
                for on in looked_at
                for row in uow.trail.of(on)
                if row["act"] == "look" and row["actor"] == actor.code
            ]
        )

    before = await world.ask(looks)
    with pytest.MonkeyPatch.context() as patch, watched(patch) as seen:
        try:
            await world.perform(lambda uow: question(uow, actor, **given))
        except DomainError:
            return None
    return seen.times, await world.ask(looks) - before


async def test_a7_every_question_in_which_an_office_opens_something_of_a_child_is_on_record(
    world: World,
) -> None:
    ids = Ids(world, missing=False, known=await known_ids(world))
    asking = {name for name, question in acts() if name in QUESTIONS and is_for_offices(question)}
    opening, unrecorded = set(), []

    for name, question in acts():
        for actor in (OPERATOR, world.officer):
            found = await asked(world, question, actor, ids) if name in asking else None
            if found is None or not found[0]:
                continue
            opening.add(name)
            if not found[1]:
                unrecorded.append(f"{name} by {actor.code}")

    assert not unrecorded, "record the look (A7):\n" + "\n".join(unrecorded)
    assert opening == OPENING
