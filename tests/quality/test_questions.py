"""The table of questions is sound: enough of them, in halves, with answers that exist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from tests.quality.catalogs import REAL, TOWN, catalogs, offered, real_data
from tests.quality.facts import Offered
from tests.quality.hints import any_means, means
from tests.quality.measures import wanted_of
from tests.quality.questions import Half, Question, questions

QUESTIONS_MIN = 150
TABLE = questions()

Programs = tuple[Offered, ...]


@pytest.fixture(scope="module")
def town() -> Programs:
    return offered(catalogs(None)[TOWN])


@pytest.fixture(scope="module")
def real() -> dict[str, Programs]:
    folder = real_data()
    if folder is None:
        pytest.skip("REAL CATALOGS UNASKED: set KRUZHOK_REAL_DATA to the folder that holds them")
    return {name: offered(draft) for name, draft in catalogs(folder).items() if name != TOWN}


def asked_of(catalog: str) -> list[Question]:
    return [question for question in TABLE if catalog in question.expected]


def mistakes(catalog: str, programs: Programs) -> Iterator[str]:
    """Hints that mean nothing, questions whose answer does not exist, and contradictions."""
    for question in asked_of(catalog):
        expected = question.expected[catalog]
        for hint in expected.must + expected.may + expected.must_not:
            if not any(means(hint, each) for each in programs):
                yield f"{question.text}: nothing in {catalog} is meant by {hint}"
        wanted = wanted_of(question, catalog, programs)
        if expected.must and not wanted:
            yield f"{question.text}: nothing in {catalog} fits"
        for each in wanted:
            if any_means(expected.must_not, each):
                yield f"{question.text}: {each.program.title} must and must not come"
            if question.facts.contradict(each):
                yield f"{question.text}: {each.program.title} fits and contradicts"


def test_there_are_enough_questions_and_none_is_asked_twice() -> None:
    texts = Counter(question.text for question in TABLE)

    assert len(texts) >= QUESTIONS_MIN
    assert [text for text, times in texts.items() if times > 1] == []


def test_the_invented_catalog_alone_answers_enough_of_them() -> None:
    assert len(asked_of(TOWN)) >= QUESTIONS_MIN


def test_every_class_has_questions_in_both_halves_and_neither_half_is_small() -> None:
    kinds = {question.kind for question in TABLE}
    halves = Counter(question.half for question in TABLE)

    both = {(kind, half) for kind in kinds for half in Half}
    assert {(question.kind, question.half) for question in TABLE} == both
    assert min(halves.values()) > len(TABLE) * 0.4


def test_every_catalog_that_is_named_exists() -> None:
    named = {name for question in TABLE for name in question.expected}

    assert named == {TOWN, *REAL}


def test_what_questions_expect_of_the_invented_catalog_is_in_it(town: Programs) -> None:
    assert list(mistakes(TOWN, town)) == []


@pytest.mark.parametrize("catalog", REAL)
def test_what_questions_expect_of_the_real_catalogs_is_in_them(
    real: dict[str, Programs], catalog: str
) -> None:
    assert list(mistakes(catalog, real[catalog])) == []
