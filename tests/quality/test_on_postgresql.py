"""The whole table of questions has one answer, whichever database is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.domain.searching import Found, SearchQuery, Sort
from core.ports.unit_of_work import UnitOfWork
from db.migrate import upgrade
from tests.postgres import fresh_database
from tests.quality.asking import filled
from tests.quality.catalogs import TOWN, catalogs
from tests.quality.conftest import opened
from tests.quality.questions import questions

PAGE = 10


def answers(uow: UnitOfWork) -> list[Found]:
    """Of every question, and of the whole catalog in every order."""
    asked = [SearchQuery(text=each.text) for each in questions()]
    asked += [SearchQuery(sort=sort) for sort in Sort]
    return [uow.search.find(each, page_size=PAGE) for each in asked]


@pytest.mark.postgres
async def test_every_question_finds_the_same_on_both_databases(
    town_file: Path, postgres_url: str
) -> None:
    sqlite = opened(town_file)
    here = await sqlite.read(answers)
    await sqlite.close()

    with fresh_database(postgres_url) as url:
        upgrade(url)
        async with filled(url, catalogs(None)[TOWN]) as postgresql:
            there = await postgresql.read(answers)

    # Hits with their scores, groups and places; totals, facets, chips and what is said beside.
    assert there == here
    assert len(here) > 300
