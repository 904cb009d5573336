"""Words that say what shall come first order what is found, and limit nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.places import Point
from core.domain.searching import Kind, SearchQuery, Sort
from db.database import Database
from tests.db.test_search import fill, find

HOME, ELSEWHERE = Point(54.7, 20.5), Point(54.6, 19.9)


@pytest.mark.parametrize(
    ("typed", "sort"),
    [
        ("шахматы рядом с домом", Sort.NEAREST),
        ("рядом шахматы", Sort.NEAREST),
        ("шахматы поближе к нам", Sort.NEAREST),
        ("шахматы в шаговой доступности", Sort.NEAREST),
        ("самые дешёвые шахматы", Sort.CHEAPEST),
        ("шахматы, чем дешевле, тем лучше", Sort.CHEAPEST),
        ("шахматы, чтобы начать поскорее", Sort.SOONEST),
    ],
)
async def test_an_order_is_no_condition(database: Database, typed: str, sort: Sort) -> None:
    await database.perform(fill)

    found = await find(database, typed)

    assert found.query.sort is sort
    assert [chip.kind for chip in found.chips] == [Kind.WORD]
    assert (found.total, found.unused) == (1, ())


@pytest.mark.parametrize(
    ("typed", "unused"),
    [("шахматы рядом со школой", ("рядом со школой",)), ("шахматы рядом с Балтийском", ())],
)
async def test_what_is_near_another_place_orders_nothing(
    database: Database, typed: str, unused: tuple[str, ...]
) -> None:
    await database.perform(fill)

    found = await find(database, typed)

    assert (found.query.sort, found.unused) == (Sort.FIT, unused)


async def test_inexpensive_is_a_limit_and_the_first_of_two_orders_counts(
    database: Database,
) -> None:
    await database.perform(fill)

    inexpensive = await find(database, "недорогие шахматы")
    both = await find(database, "самые дешёвые шахматы рядом с домом")

    assert inexpensive.query.sort is Sort.FIT
    assert Kind.PRICE in {chip.kind for chip in inexpensive.chips}
    assert (both.query.sort, both.unused) == (Sort.NEAREST, ("самые дешёвые",))


async def test_what_is_near_is_measured_from_home_unless_a_point_was_sent(
    database: Database,
) -> None:
    await database.perform(fill)
    typed = SearchQuery(text="шахматы рядом с домом", home=HOME)

    at_home = await find(database, typed)
    elsewhere = await find(database, replace(typed, origin=ELSEWHERE))
    nowhere = await find(database, replace(typed, home=None))

    assert at_home.query.origin == HOME
    assert elsewhere.query.origin == ELSEWHERE
    assert (nowhere.query.sort, nowhere.query.origin) == (Sort.NEAREST, None)


async def test_an_order_that_was_chosen_for_the_words_is_theirs(database: Database) -> None:
    await database.perform(fill)
    typed = SearchQuery(text="самые дешёвые шахматы", ordered=True)

    found = await find(database, typed)

    assert found.query.sort is Sort.FIT
    assert found.unused == ()
