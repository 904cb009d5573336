"""Names and addresses that somebody typed are no themes, and nothing is made of them."""

from __future__ import annotations

import pytest

from core.domain.searching import Kind
from db.database import Database
from tests.db.test_search import fill, find


async def test_a_name_is_no_mistake_for_a_theme_and_is_told_of(database: Database) -> None:
    await database.perform(fill)

    found = await find(database, "Иванова Мария, 4 класс, шахматы")
    alone = await find(database, "Иванова Мария")

    assert [chip.value for chip in found.chips] == ["10", "шахматы"]
    assert found.total == 1
    assert (found.corrected, found.unknown) == ((), ())
    assert found.unused == ("Иванова", "Мария")
    # Nothing else was said, so nobody shall believe that this is an answer.
    assert (alone.total, [each.typed for each in alone.unknown]) == (0, ["иванова"])


@pytest.mark.parametrize(
    "typed",
    ["шахматы ул. Ленина 5", "шахматы, улица Садовая, д. 12а", "шахматы пр-кт Мира 7, кв. 9"],
)
async def test_the_number_of_a_house_is_no_age_and_no_word(database: Database, typed: str) -> None:
    await database.perform(fill)

    found = await find(database, typed)

    assert {chip.kind for chip in found.chips} == {Kind.WORD, Kind.ADDRESS}
    assert [chip.value for chip in found.chips if chip.kind is Kind.WORD] == ["шахматы"]


async def test_an_age_behind_a_street_is_still_an_age(database: Database) -> None:
    await database.perform(fill)

    found = await find(database, "шахматы на ул. Мира 7 лет")

    assert "AGE:7" in {chip.key for chip in found.chips}
