"""Quotes of a title and those of a sentence around it are printed once."""

from __future__ import annotations

import pytest

from core.domain.quotes import quoted_once, unquoted
from core.domain.titles import better_spelling


@pytest.mark.parametrize(
    "written",
    [
        "Шахматы", "«Шахматы»", "««Шахматы»»", "«««Шахматы»»»", '"Шахматы"', '""Шахматы""',
        "«“Шахматы”»", '"«Шахматы»"', "„Шахматы“", "“Шахматы”", "«\u00a0Шахматы »", "'Шахматы'",
    ],
)  # fmt: skip
def test_quotes_around_a_whole_title_are_no_part_of_it(written: str) -> None:
    assert unquoted(written) == "Шахматы"


@pytest.mark.parametrize(
    "written",
    [
        "Театр «Маска»", "«Хор» старший", "«Юный художник» и «Мир»", '"Хор" и "Танец"', "«Хор",
        "«»", '""', "«", "",
    ],
)  # fmt: skip
def test_quotes_of_a_part_stay(written: str) -> None:
    assert unquoted(written) == written


def test_quotes_of_a_part_that_stand_twice_stand_once() -> None:
    assert unquoted("Театр ««Маска»»") == unquoted("«Театр ««Маска»»»") == "Театр «Маска»"


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("Шахматы", "«Шахматы»"),
        ("«Шахматы»", "«Шахматы»"),
        ("««Шахматы»»", "«Шахматы»"),
        ('"Шахматы"', "«Шахматы»"),
        ("Театр «Маска»", "«Театр „Маска“»"),
        ("«Хор» и «Танец»", "«„Хор“ и „Танец“»"),
        ('Театр "Маска"', '«Театр "Маска"»'),
        ("Театр «Маска", "«Театр «Маска»"),
    ],
)
def test_a_sentence_quotes_a_title_once(title: str, printed: str) -> None:
    assert quoted_once(f"✅ «{title}» — до 31 мая, «Дом»") == f"✅ {printed} — до 31 мая, «Дом»"


def test_other_quotes_of_a_sentence_do_too() -> None:
    assert quoted_once("the program “«Chess»”") == "the program “Chess”"
    assert quoted_once("«Хор» и «Танец»") == "«Хор» и «Танец»"


def test_a_title_that_is_kept_with_quotes_is_not_renamed_by_a_file_read_without_them() -> None:
    for known in ('"Шахматы"', "«Шахматы»", "««Шахматы»»"):
        assert better_spelling(known, "Шахматы") == known
