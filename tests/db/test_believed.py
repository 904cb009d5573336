"""What is believed of the index is one moment, and is held against what is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from core.ports.acts import asks_once
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from db.drivers import AskedAgain
from db.search.believed import believe, believed_full, know
from db.unit_of_work import SqlUnitOfWork

# As a row of NOW_AND_PLACES, of a moment that never was.
ROWS: Sequence[Any] = [(1, 1, 1, 1, 1, "KLG", "Калининград", None, None)]
OTHER: Sequence[Any] = [(2, *ROWS[0][1:])]


@asks_once
def believing(uow: UnitOfWork, *moments: Sequence[Any], known: Sequence[Any] | None = None) -> str:
    assert isinstance(uow, SqlUnitOfWork)
    if known is not None:
        know(uow.connection, known, "1,2")
    for each in moments:
        believe(uow.connection, each)
    return believed_full(uow.connection, None)


async def test_what_came_together_with_the_question_is_known_and_not_asked_again(
    database: Database,
) -> None:
    assert await database.read(believing, [*ROWS], [*ROWS], known=ROWS) == "1,2"


@pytest.mark.parametrize("moments", [(ROWS, OTHER), (OTHER,), (ROWS,), ()])
async def test_two_moments_and_nothing_that_was_seen_are_asked_anew(
    database: Database, moments: tuple[Sequence[Any], ...]
) -> None:
    known = ROWS if moments == (OTHER,) else None

    with pytest.raises(AskedAgain):
        await database.read(believing, *moments, known=known)


async def test_a_moment_that_is_over_is_not_answered_out_of(database: Database) -> None:
    @asks_once
    def over(uow: UnitOfWork) -> None:
        assert isinstance(uow, SqlUnitOfWork)
        believe(uow.connection, ROWS)

    with pytest.raises(AskedAgain):
        await database.read(over)


async def test_full_groups_are_not_believed_where_nothing_more_is_asked(
    database: Database,
) -> None:
    @asks_once
    def without(uow: UnitOfWork) -> None:
        assert isinstance(uow, SqlUnitOfWork)
        know(uow.connection, ROWS, None)
        believed_full(uow.connection, "1")

    with pytest.raises(AskedAgain):
        await database.read(without)
