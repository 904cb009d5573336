"""Questions to the search kept as small words, and read again."""

from __future__ import annotations

from datetime import time

import pytest

from core.domain.ids import MunicipalityId
from core.domain.money import Money
from core.domain.places import Point
from core.domain.program import Direction, Form, Registry
from core.domain.questions import codes, dropped, name_of, question_in, question_of
from core.domain.searching import Conditions, Kind, SearchQuery, Sort, in_a_row

ALL = {
    "text": "шахматы", "dropped": "AGE:7|-WORD:борьба", "sort": "CHEAPEST", "page": "3",
    "origin": "54.71 20.5", "any_age": "1", "age": "7|9", "weekday": "1|3", "starts": "16:00",
    "ends": "19:00", "municipality": "2|5", "address": "ленина|мира", "price": "200000",
    "needs": "1", "free_places": "1", "covered": "1", "direction": "SPORTS|ARTS", "form": "REMOTE",
    "registry": "PAID",
}  # fmt: skip


def test_everything_that_was_kept_is_asked_again() -> None:
    assert question_of(ALL) == SearchQuery(
        text="шахматы",
        chosen=Conditions(
            ages=(7, 9),
            weekdays=(1, 3),
            starts=time(16),
            ends=time(19),
            municipalities=(MunicipalityId(2), MunicipalityId(5)),
            addresses=("ленина", "мира"),
            price_most=Money(200000),
            special_needs=True,
            free_places=True,
            covered=True,
            directions=(Direction.SPORTS, Direction.ARTS),
            forms=(Form.REMOTE,),
            registries=(Registry.PAID,),
        ),
        dropped=frozenset({"AGE:7", "-WORD:борьба"}),
        sort=Sort.CHEAPEST,
        origin=Point(54.71, 20.5),
        page=3,
    )


@pytest.mark.parametrize(
    "words",
    [
        {},
        dict.fromkeys(ALL, ""),
        {"age": "x", "weekday": "²", "starts": "25:00", "ends": "?", "municipality": "-1"},
        {"price": "1.5", "direction": "WAR", "form": "x", "registry": "x", "sort": "x"},
        {"page": "x", "origin": "54.71"},
        {"origin": "here there"},
        {"page": "1" * 19, "age": "1" * 19},
    ],
)
def test_what_cannot_be_read_limits_nothing(words: dict[str, str]) -> None:
    assert question_of(words) == SearchQuery()


def test_of_several_values_those_that_can_be_read_count() -> None:
    asked = question_of({"age": "x|9", "starts": "x|16:00", "page": "1" * 18})

    assert (asked.chosen.ages, asked.chosen.starts) == ((9,), time(16))
    assert asked.page == int("1" * 18)


def test_values_are_told_apart_and_none_is_none() -> None:
    assert name_of(Kind.FREE_PLACES) == "free_places"
    assert codes({"weekday": "1|3"}, Kind.WEEKDAY) == ("1", "3")
    assert codes({"weekday": ""}, Kind.WEEKDAY) == codes({}, Kind.WEEKDAY) == ()
    assert dropped({}) == dropped({"dropped": ""}) == frozenset()


def test_a_question_is_neither_its_page_nor_its_order() -> None:
    beside = {"sort", "page", "origin"}

    assert question_in({**ALL, "other": "x"}) == {
        name: word for name, word in sorted(ALL.items()) if name not in beside
    }


@pytest.mark.parametrize(("value", "numbers"), [("7", [7]), ("5-7", [5, 6, 7]), ("0", [0])])
def test_a_chip_of_several_in_a_row_is_each_of_them(value: str, numbers: list[int]) -> None:
    assert list(in_a_row(value)) == numbers
