"""What there is not is said, and beside it what is next to it and keeps the conditions."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.domain.searching import Found, SearchQuery
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from db.search.kindred import kindred
from db.search.sentence.hearing import word_of
from db.search.synonyms import lines, phrase_of
from db.search.words import Token
from tests.quality.conftest import opened

# What is asked, what comes instead, and what it does not keep.
INSTEAD = """
бокс | Айкидо, Карате для малышей, Дзюдо, Самбо |
бокс 9 лет | Айкидо, Дзюдо, Самбо |
бокс 9 лет в среду | Айкидо, Самбо |
бокс не в субботу | Айкидо, Карате для малышей, Самбо |
боксерская груша | Айкидо, Карате для малышей, Дзюдо, Самбо |
хоккей 10 лет | Футбол «Вымпел», Мини-баскетбол |
хоккей в Балтийске | Футбол «Вымпел», Волейбол, Мини-баскетбол | MUNICIPALITY:4
хоккей 3 года | |
фехтование для ребенка с овз | |
карате 12 лет | Айкидо, Дзюдо, Самбо |
арабский | Английский для малышей, Английский клуб, Немецкий язык |
барабаны 8 лет | Фортепиано, Вокальная студия «Нотка», Хор мальчиков |
логопед 6 лет | Подготовка к школе, Песочная терапия |
кулинария | |
ыва 5 лет | |
"""
CASES = [[cell.strip() for cell in line.split("|")] for line in INSTEAD.strip().splitlines()]


@pytest.fixture
async def town(town_file: Path) -> AsyncIterator[Database]:
    database = opened(town_file)
    yield database
    await database.close()


@pytest.mark.parametrize(("typed", "instead", "given_up"), CASES)
async def test_what_is_next_fits_the_conditions_or_names_those_it_does_not(
    town: Database, typed: str, instead: str, given_up: str
) -> None:
    def look(uow: UnitOfWork) -> tuple[Found, list[str]]:
        found = uow.search.find(SearchQuery(text=typed), page_size=5)
        known = (uow.catalog.program(each) for each in found.nearest)
        return found, [each.program.title for each in known if each is not None]

    found, near = await town.read(look)

    assert found.total == 0
    assert ", ".join(near) == instead
    assert " ".join(chip.key for chip in found.given_up) == given_up


def test_every_field_leads_from_each_of_its_kinds_to_the_others() -> None:
    for line in lines("kindred.txt"):
        kinds = [each.strip() for each in line.replace("|", ",").split(",")]

        assert len(kinds) == len(set(kinds)), line
        for each in kinds:
            own, *others = kindred(word_of(Token(each, 0, len(each)), *phrase_of(each)))
            assert phrase_of(each) in own
            assert len(own) > 1 or others
