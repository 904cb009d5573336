"""What the search finds in the invented catalog can only become better."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.quality.asking import Asked
from tests.quality.catalogs import TOWN, catalogs, offered
from tests.quality.conftest import opened
from tests.quality.measures import Score, summary
from tests.quality.questions import Half, questions

FLOORS = {"inflections": 0.95, "synonyms": 0.9, "typos": 0.9, "ages": 0.95, "times": 0.95}


@pytest.fixture(scope="module")
def scores(town_file: Path) -> list[Score]:
    return asyncio.run(_scores(town_file))


async def _scores(file: Path) -> list[Score]:
    database = opened(file)
    asked = Asked(TOWN, database, offered(catalogs(None)[TOWN]))
    scores = [await asked.score(each) for each in questions() if TOWN in each.expected]
    await database.close()
    return scores


@pytest.mark.parametrize("half", list(Half))
def test_no_answer_contradicts_what_a_question_says(scores: list[Score], half: Half) -> None:
    answers = [each for each in scores if each.question.half is half]

    assert len(answers) > 100
    assert sum(each.contradictions for each in answers) == 0


@pytest.mark.parametrize("kind", sorted(FLOORS))
@pytest.mark.parametrize("half", list(Half))
def test_what_must_come_is_among_the_first_five(scores: list[Score], half: Half, kind: str) -> None:
    answers = [each for each in scores if each.question.half is half and each.question.kind == kind]

    recall = summary(answers).recall

    assert recall is not None
    assert recall >= FLOORS[kind]
