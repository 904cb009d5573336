"""What answers are worth: the first five, what contradicts, and an honest nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.program import AgeRange, Direction
from tests.builders import CHESS, FIRST_YEAR, TEN_PLACES
from tests.quality.facts import Facts, Offered
from tests.quality.hints import means
from tests.quality.measures import Score, score, summary
from tests.quality.questions import Expected, Question

SEVEN_TO_NINE = AgeRange(7, 9)


def program(title: str, *, text: str = "", ages: AgeRange = SEVEN_TO_NINE) -> Offered:
    module = replace(FIRST_YEAR, groups=(TEN_PLACES,))
    return Offered(
        replace(CHESS, title=title, annotation=text, ages=ages, modules=(module,)), "Калининград"
    )


CLAY = program("Лепка из глины")
POTTER = program("Гончарный круг", text="Посуда из глины")
CHESS_FOR_ALL = program("Шахматы")
CLAY_FOR_TEENS = program("Лепка для старших", ages=AgeRange(12, 15))
ALL = [CLAY, POTTER, CHESS_FOR_ALL, CLAY_FOR_TEENS]


def question(expected: Expected, facts: str = "") -> Question:
    return Question("лепка", "inflections", Facts.written(facts), {"town": expected})


def scored(asked: Question, *answers: Offered) -> Score:
    return score(asked, "town", ALL, answers)


@pytest.mark.parametrize(
    ("hint", "meant"),
    [
        ("лепк", [CLAY, CLAY_FOR_TEENS]),
        ("лепка старших", [CLAY_FOR_TEENS]),
        ("~глин", [CLAY, POTTER]),
        ("=лепк", []),
        ("=лепка", [CLAY, CLAY_FOR_TEENS]),
        ("@SPORTS", ALL),
        ("@ARTS", []),
        ("*", ALL),
    ],
)
def test_a_hint_means_programs_by_their_words_or_direction(hint: str, meant: list[Offered]) -> None:
    assert CHESS.direction is Direction.SPORTS
    assert [each for each in ALL if means(hint, each)] == meant


def test_recall_counts_what_must_come_and_precision_what_may() -> None:
    asked = question(Expected(must=("лепка",), may=("гончарный",), must_not=("шахматы",)))

    half = scored(asked, POTTER, CLAY)
    wrong = scored(asked, CHESS_FOR_ALL, CLAY, CLAY_FOR_TEENS, POTTER)

    assert (half.recall, half.precision, half.unwanted) == (0.5, 1.0, 0)
    assert (wrong.recall, wrong.precision, wrong.unwanted) == (1.0, 0.75, 1)


def test_what_does_not_fit_the_age_need_not_come_and_contradicts() -> None:
    asked = question(Expected(must=("лепка",), may=(), must_not=()), "age=8")

    found = scored(asked, CLAY, CLAY_FOR_TEENS)

    assert (found.recall, found.precision, found.contradictions) == (1.0, 0.5, 1)


def test_only_the_first_five_answers_count_but_every_contradiction_does() -> None:
    asked = question(Expected(must=("лепка",), may=("*",), must_not=()), "age=8")

    found = scored(asked, *[POTTER] * 5, CLAY, CLAY_FOR_TEENS)

    assert (found.recall, found.precision, found.contradictions) == (0.0, 1.0, 1)


def test_where_nothing_fits_only_an_empty_answer_is_right() -> None:
    asked = question(Expected(must=(), may=(), must_not=()))

    honest, padded = scored(asked), scored(asked, CLAY)

    assert (honest.recall, honest.precision) == (None, 1.0)
    assert (padded.recall, padded.precision) == (None, 0.0)


def test_an_empty_answer_where_something_fits_costs_recall_alone() -> None:
    found = scored(question(Expected(must=("лепка",), may=(), must_not=())))

    assert (found.recall, found.precision) == (0.0, None)


def test_means_leave_out_what_does_not_apply_and_counts_add_up() -> None:
    asked = question(Expected(must=("лепка",), may=(), must_not=("шахматы",)))
    scores = [scored(asked), scored(asked, CLAY), scored(asked, CHESS_FOR_ALL)]

    whole = summary(scores)

    assert whole.recall == pytest.approx(1 / 6)
    assert (whole.cases, whole.precision, whole.unwanted) == (3, 0.5, 1)
    assert summary([]).recall is None
