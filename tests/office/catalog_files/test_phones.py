"""Telephones are taken out of whatever text they stand in, and nothing else is."""

from __future__ import annotations

import pytest

from office.catalog_files.phones import without_phones
from tests.office.catalog_files.files import read


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Шахматы, тел. 8-911-123-45-67", "Шахматы"),
        ("Шахматы (89111234567)", "Шахматы"),
        ("Группа № 1 +7 (911) 123-45-67 Иванова", "Группа № 1 Иванова"),
        ("Запись по телефону: 8 (4012) 12-34-56.", "Запись по."),
        ("Лепка 911 123-45-67", "Лепка"),
        ("Лепка (4012) 12-34-56", "Лепка"),
        ("Лепка, т. 53-21-11", "Лепка"),
        ("+375 29 123-45-67", ""),
        ("Один: 89111234567, другой: 89117654321", "Один:, другой:"),
    ],
)
def test_a_telephone_is_taken_out(written: str, kept: str) -> None:
    assert without_phones(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        "Шахматы 2026-2027",
        "7-8-9-10-11-12-13 лет",
        "01.09.2026 - 31.05.2027",
        "пн 16:00-17:30, ср 16:00-17:30",
        "ул. Садовая, 4, каб. 12",
        "12345678",
        "1 200,50 руб. за 8 занятий",
        "Набор 2025 2026 2027",
        "Школа № 7, группа 12-34",
    ],
)
def test_other_numbers_stay(written: str) -> None:
    assert without_phones(written) == written


def test_no_telephone_of_a_file_is_kept_and_the_operator_hears_of_it() -> None:
    draft = read(
        {"Программа": "Шахматы, тел. 8-911-123-45-67", "Описание": "Пишите: +7 911 123 45 67"},
    )

    assert "911" not in repr(draft)
    assert [each.title for each in draft.programs] == ["Шахматы"]
    assert draft.personal_columns == (
        "телефоны в столбце «Программа»",
        "телефоны в столбце «Описание»",
    )
