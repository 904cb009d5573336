"""A program that is called just what was asked for comes before those whose titles have it too."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from db.search.words import nominatives
from tests.builders import CHESS, TEN_PLACES, add_module, add_program, found_town
from tests.db.test_search import titles

CALLED = (
    "Адаптивное плавание", "Азбука плавания", "Плавание", "Белые шахматы", "Шахматы",
    "Весёлая лепка", "Лепка", "Мягкая игрушка", "Ёлочные игрушки", "Бальные танцы", "Танцы",
    "А у нас английский язык", "Английский язык",
)  # fmt: skip


def fill(uow: UnitOfWork) -> None:
    town = found_town(uow)
    for title in CALLED:
        draft = replace(CHESS, title=title, annotation="")
        program = add_program(uow, draft, provider=town.provider, municipality=town.municipality)
        uow.intake.add_group(add_module(uow, program), TEN_PLACES)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("плаванье", "Плавание"),
        ("плавать", "Плавание"),
        ("на плаванье для сына", "Плавание"),
        ("шахматами", "Шахматы"),
        ("кружок шахмат", "Шахматы"),
        ("лепку", "Лепка"),
        ("потанцевать", "Танцы"),
        ("кружок английского языка", "Английский язык"),
        ("хочу английский язык", "Английский язык"),
        ("ёлочка", "Ёлочные игрушки"),
        ("азбука плавания", "Азбука плавания"),
    ],
)
async def test_the_exact_title_comes_first_in_whatever_form_it_is_asked_for(
    database: Database, typed: str, first: str
) -> None:
    await database.perform(fill)

    assert (await titles(database, typed))[0] == first


@pytest.mark.parametrize(
    ("lemma", "names"),
    [
        ("шахматы", {"шахматы"}),
        ("танец", {"танец", "танцы"}),
        ("бальный", {"бальный", "бальная", "бальное", "бальные"}),
        ("танцевать", {"танцевать"}),
        ("изо", {"изо"}),
        ("scratch", {"scratch"}),
    ],
)
def test_titles_are_nouns_and_adjectives_in_the_nominative(lemma: str, names: set[str]) -> None:
    assert nominatives(lemma) == names
