"""What the search finds in the invented catalog can only become better."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.quality.asking import entered
from tests.quality.catalogs import TOWN, catalogs
from tests.quality.measures import Score, summary
from tests.quality.questions import Half, questions

FLOORS = {"inflections": 0.95, "synonyms": 0.9, "typos": 0.9, "ages": 0.95, "times": 0.95}


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> list[Score]:
    return asyncio.run(_scores(tmp_path_factory.mktemp("quality")))


async def _scores(folder: Path) -> list[Score]:
    async with entered(TOWN, catalogs(None)[TOWN], folder) as asked:
        return [await asked.score(each) for each in questions() if TOWN in each.expected]


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
