"""What the search finds in the invented catalog and in the real ones can only become better.

The real ones are asked where `KRUZHOK_REAL_DATA` names them, see `catalogs`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

import pytest

from core.domain.drafts import CatalogDraft
from tests.quality.asking import Asked, entered
from tests.quality.catalogs import REAL, TOWN, catalogs, offered, real_data
from tests.quality.conftest import opened
from tests.quality.measures import Score, summary
from tests.quality.questions import Half, questions
from tests.quality.report import bars

FLOORS = {"inflections": 0.95, "synonyms": 0.95, "typos": 0.95, "ages": 0.95, "times": 0.95}
# Of the real catalogs alone; together with the invented one they keep what is promised.
REAL_FLOORS = {"inflections": 0.95, "synonyms": 0.92, "typos": 0.95}


@pytest.fixture(scope="module")
def scores(town_file: Path) -> list[Score]:
    return asyncio.run(_scores(town_file))


async def _scores(file: Path) -> list[Score]:
    database = opened(file)
    asked = Asked(TOWN, database, offered(catalogs(None)[TOWN]))
    scores = [await asked.score(each) for each in questions() if TOWN in each.expected]
    await database.close()
    return scores


@pytest.fixture(scope="module")
def real_scores(tmp_path_factory: pytest.TempPathFactory) -> list[Score]:
    real = real_data()
    if real is None:
        pytest.skip("REAL CATALOGS UNASKED: set KRUZHOK_REAL_DATA to the folder with them")
    return asyncio.run(_real_scores(catalogs(real), tmp_path_factory.mktemp("real")))


async def _real_scores(found: Mapping[str, CatalogDraft], folder: Path) -> list[Score]:
    scores = []
    for name in REAL:
        async with entered(name, found[name], folder) as asked:
            scores += [await asked.score(each) for each in questions() if name in each.expected]
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


@pytest.mark.parametrize("kind", sorted(REAL_FLOORS))
@pytest.mark.parametrize("half", list(Half))
def test_it_is_in_the_real_catalogs_too(real_scores: list[Score], half: Half, kind: str) -> None:
    answers = [
        each for each in real_scores if each.question.half is half and each.question.kind == kind
    ]

    recall = summary(answers).recall

    assert recall is not None
    assert recall >= REAL_FLOORS[kind]


def test_all_catalogs_together_keep_what_is_promised(
    scores: list[Score], real_scores: list[Score]
) -> None:
    missed = [bar for bar in bars([*scores, *real_scores]) if not bar.held]

    assert missed == []
