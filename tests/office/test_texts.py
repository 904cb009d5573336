"""Texts for people say words where the documents for programs say keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.office.conftest import Kruzhok
from tests.office.region import ANNA, INN, OLEG, built, files, region

__all__ = ["built", "files", "region"]


@pytest.mark.parametrize(
    ("words", "settings", "said"),
    [
        (("provider", "suspend", INN, "--reason", "жалобы"), ANNA, "suspended"),
        (("provider", "suspend", INN), ANNA, "municipal\n"),
        (("module", "archive", "1"), ANNA, "archived"),
        (("module", "archive", "1"), ANNA, "9000.00"),
        (("program", "archive", "1"), ANNA, "archived"),
        (("municipality", "show", "KLG"), OLEG, "numbers from"),
    ],
)
def test_people_read_words_and_roubles(
    kruzhok: Kruzhok, region: Path, words: tuple[str, ...], settings: dict[str, str], said: str
) -> None:
    text = kruzhok(*words, **settings).stdout

    assert said in text.lower()
    for raw in ("_id", "normative_cost", "of_operator", "None", "900000", "full_name"):
        assert raw not in text, text
