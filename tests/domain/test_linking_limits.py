"""Telephones as people write them, and how often a number may be guessed (A3)."""

from __future__ import annotations

import pytest

from core.domain.linking import Failures, normalized_phone, recognizable


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("+7 (911) 123-45-67", "79111234567"),
        ("8 911 123 45 67", "79111234567"),
        ("911 123-45-67", "79111234567"),
        ("79111234567", "79111234567"),
        # Abroad an 8 at the beginning is part of the number.
        (" +81 3 1234 5678", "81312345678"),
        ("+86 10 8888 8888", "861088888888"),
        ("861088888888", "861088888888"),
        ("123456789012345", "123456789012345"),
        ("1234567890123456", None),
        ("123-45-67", None),
        ("", None),
        ("٩١١١٢٣٤٥٦٧", None),
    ],
)
def test_a_telephone_is_its_digits_with_the_country(written: str, digits: str | None) -> None:
    assert normalized_phone(written) == digits


def test_a_telephone_is_recognized_by_its_last_two_digits() -> None:
    assert recognizable("79111234567") == "…67"


@pytest.mark.parametrize(
    ("failures", "too_many"),
    [
        (Failures(4, 4, 99), False),
        (Failures(5, 0, 0), True),
        (Failures(0, 5, 0), True),
        (Failures(0, 0, 100), True),
    ],
)
def test_whoever_guessed_as_often_as_allowed_guesses_no_more(
    failures: Failures, *, too_many: bool
) -> None:
    assert failures.too_many is too_many
