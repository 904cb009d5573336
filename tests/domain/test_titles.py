"""Two spellings of one title are one title."""

from __future__ import annotations

import pytest

from core.domain.titles import better_spelling, names_no_part, title_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Хор «Радуга»", 'ХОР "радуга".'),
        ("Дизайн-студия", "Дизайн – студия"),
        ("Дизайн-студия", "дизайн студия"),
        ("Ёлка", "елка!"),
        ("Группа №1", "группа  № 1"),
        ("Группа 5 – 6 лет", "Группа 5-6 лет"),
    ],
)
def test_a_title_is_the_same_in_another_spelling(one: str, other: str) -> None:
    assert title_key(one) == title_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Хор", "Хоры"), ("Группа 5-6", "Группа 56"), ("Хор 1", "Хор 2")]
)
def test_other_titles_stay_apart(one: str, other: str) -> None:
    assert title_key(one) != title_key(other)


def test_a_title_of_signs_alone_is_still_one() -> None:
    assert title_key("…") == "…"


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ("Изостудия «Творец»", 'Изостудия "Творец"'),
        ("Изостудия «Творец»", "ИЗОСТУДИЯ «ТВОРЕЦ»"),
        ("Изостудия «Творец»", "изостудия «творец»"),
        ("Ёлочка", "Елочка"),
    ],
)
def test_a_worse_spelling_renames_nothing(known: str, said: str) -> None:
    assert better_spelling(known, said) == known
    assert better_spelling(said, known) == known


@pytest.mark.parametrize(
    ("known", "said"),
    [("ит-куб", "IT-куб"), ("Хор", "Хоры"), ("Шахматы для Всех", "Шахматы для всех")],
)
def test_another_title_or_one_that_is_no_worse_is_taken(known: str, said: str) -> None:
    assert better_spelling(known, said) == said


@pytest.mark.parametrize(
    ("title", "is_all"),
    [
        ("Программа целиком", True),
        ("1-й год обучения", True),
        ("1-Й ГОД  ОБУЧЕНИЯ.", True),
        ("2-й год обучения", False),
        ("Модуль 1", False),
    ],
)
def test_some_titles_name_no_part_of_a_program(title: str, *, is_all: bool) -> None:
    assert names_no_part(title) is is_all
