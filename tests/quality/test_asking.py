"""The invented catalog is entered as operators enter theirs, and the search is asked."""

from __future__ import annotations

from pathlib import Path

from tests.quality.asking import entered
from tests.quality.catalogs import TOWN, catalogs, offered
from tests.quality.questions import questions
from tests.quality.report import bars, rendered


async def test_the_invented_catalog_is_taken_whole_and_answers_by_title(tmp_path: Path) -> None:
    draft = catalogs(None)[TOWN]
    one = next(each for each in questions() if each.text == "оригами")

    async with entered(TOWN, draft, tmp_path) as asked:
        everything, score = await asked.answers(""), await asked.score(one)

    assert {each.program.title for each in everything} == {
        each.program.title for each in offered(draft)
    }
    assert (score.recall, score.precision, score.contradictions) == (1.0, 1.0, 0)
    assert "| inflections | " in rendered([score])
    assert not all(bar.held for bar in bars([score]))
