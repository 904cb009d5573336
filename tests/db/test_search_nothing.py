"""Where nothing is found, as few conditions as possible are to go."""

from __future__ import annotations

import pytest

from core.domain.searching import Kind
from db.database import Database
from tests.db.test_search import fill, find

ONLINE, ON_SUNDAY, ELSEWHERE = Kind.FORM, Kind.WEEKDAY, Kind.MUNICIPALITY


@pytest.mark.parametrize(
    ("typed", "to_go"),
    [
        ("шахматы 10 лет онлайн", {ONLINE}),
        ("шахматы 10 лет онлайн в воскресенье", {ONLINE, ON_SUNDAY}),
        ("шахматы 10 лет онлайн в воскресенье в балтийске", {ONLINE, ON_SUNDAY, ELSEWHERE}),
    ],
)
async def test_what_has_to_go_is_named_and_what_holds_stays(
    database: Database, typed: str, to_go: set[Kind]
) -> None:
    await database.perform(fill)

    found = await find(database, typed)

    assert found.total == 0
    (dropping,) = found.without
    assert {chip.kind for chip in dropping.chips} == to_go
    assert dropping.count == 1


async def test_without_words_there_is_nothing_near(database: Database) -> None:
    await database.perform(fill)

    found = await find(database, "онлайн в воскресенье в балтийске")

    assert (found.total, found.nearest) == (0, ())
    assert found.without
