"""Conditions are understood as parents type them: mistyped, or by words that are no number; and
what is meant for machines is no mistake for a word.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.domain.searching import Found, SearchQuery
from db.database import Database
from tests.quality.conftest import opened

# What was typed, the chips of it, and what was understood instead of which words.
UNDERSTOOD = """
танцы бисплатно | WORD:танцы PRICE:0 | бисплатно=бесплатно
танцы безплатно | WORD:танцы PRICE:0 | безплатно=бесплатно
бес платно танцы | PRICE:0 WORD:танцы |
танцы бесплтано | WORD:танцы PRICE:0 | бесплтано=бесплатно
бесплатна танцы | PRICE:0 WORD:танцы |
плавание по втоникам | WORD:плавание WEEKDAY:1 | втоникам=вторникам
плавание в панедельник | WORD:плавание WEEKDAY:0 | панедельник=понедельник
плавание не в читверг | WORD:плавание -WEEKDAY:3 | читверг=четверг
плавание в суботу | WORD:плавание WEEKDAY:5 |
плавание васкресенье | WORD:плавание WEEKDAY:6 | васкресенье=воскресенье
плавание пятнеца вечиром | WORD:плавание WEEKDAY:4 STARTS:18:00 | пятнеца=пятница вечиром=вечером
плавание недорага | WORD:плавание PRICE:200000 | недорага=недорога
рисование для дашкольника | WORD:рисование AGE:5-6 | дашкольника=дошкольника
танцы для маленьких | WORD:танцы AGE:0-6 |
танцы для малышей | WORD:танцы AGE:0-6 |
для малышей | AGE:0-6 |
карате малышам | WORD:карате AGE:0-6 |
лепка для самых маленьких | WORD:лепка AGE:0-6 |
малышу 4 танцы | AGE:4 WORD:танцы |
танцы не для малышей | WORD:танцы |
танцы по выхадным | WORD:танцы WEEKDAY:5-6 | выхадным=выходным
маленькие группы танцы | WORD:танцы |
"""
CASES = [[cell.strip() for cell in line.split("|")] for line in UNDERSTOOD.strip().splitlines()]

FOR_MACHINES = [
    "'; DROP TABLE users; --",
    "SELECT * FROM programs WHERE 1=1",
    "<script>alert(1)</script>",
    "{{7*7}} ${jndi:ldap://x}",
    "../../etc/passwd && cat forma",
]


@pytest.fixture
async def town(town_file: Path) -> AsyncIterator[Database]:
    database = opened(town_file)
    yield database
    await database.close()


async def ask(town: Database, text: str) -> Found:
    return await town.read(lambda uow: uow.search.find(SearchQuery(text=text), page_size=100))


@pytest.mark.parametrize(("typed", "chips", "corrected"), CASES)
async def test_each_condition_is_understood_and_the_correction_told(
    town: Database, typed: str, chips: str, corrected: str
) -> None:
    found = await ask(town, typed)

    assert " ".join(each.key for each in found.chips) == chips
    said = " ".join(f"{each.typed}={each.understood}" for each in found.corrected)
    assert said == corrected


async def test_for_small_ones_what_has_them_in_its_title_comes_first(town: Database) -> None:
    found = await ask(town, "танцы для малышей")
    others = await ask(town, "танцы для маленьких")

    assert set(found.programs) == set(others.programs)
    assert found.hits[0].score > found.hits[1].score


@pytest.mark.parametrize("typed", ["беспилотник", "беспилотные аппараты", "вторая смена бисер"])
async def test_words_that_are_right_are_no_mistyped_conditions(town: Database, typed: str) -> None:
    assert (await ask(town, typed)).corrected == ()


@pytest.mark.parametrize("typed", FOR_MACHINES)
async def test_what_is_meant_for_machines_is_corrected_to_nothing(
    town: Database, typed: str
) -> None:
    found = await ask(town, typed)

    assert found.corrected == ()
    assert found.total == 0
    assert [each.typed for each in found.unknown] == [typed.lower()]


@pytest.mark.parametrize(
    "typed", ["python & scratch", "dbltjvjynf; 12 ktn", "лего -- 8 лет", "C++"]
)
async def test_what_only_looks_a_little_so_is_a_wish(town: Database, typed: str) -> None:
    found = await ask(town, typed)

    assert all(" " not in each.typed for each in found.unknown)
