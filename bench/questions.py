"""What families ask in many ways, and what each of it means to a full-text index."""

from __future__ import annotations

from typing import Final

from bench.catalog import SUBJECTS, TELLING
from bench.plain_search import DAY, FREE, PLACE, PRICE, Plainly

QUESTIONS: Final = 120
AGES: Final = range(6, 11)


def questions() -> list[tuple[str, Plainly]]:
    """Sentences, each with its meaning. No bare driver repairs a typing error: it gets the word."""
    return [_question(n) for n in range(QUESTIONS)]


def _question(n: int) -> tuple[str, Plainly]:
    subject, age = SUBJECTS[n % len(SUBJECTS)], AGES[n % len(AGES)]
    other, told = SUBJECTS[(7 * n + 3) % len(SUBJECTS)], TELLING[n % len(TELLING)]
    plain = Plainly((subject,), age)
    ways = (
        (f"{subject} {age} лет", plain),
        (f"{subject} или {other} {age} лет", Plainly((subject, other), age, any_word=True)),
        (f"{subject} {told} {age} лет", Plainly((subject, told), age)),
        (f"{subject} по вторникам и четвергам {age} лет", Plainly((subject,), age, limit=DAY)),
        (f"{subject} {age} лет до 1000 руб", Plainly((subject,), age, limit=PRICE)),
        (f"{subject} {age} лет в Гусеве", Plainly((subject,), age, limit=PLACE)),
        (f"{subject} {age} лет есть места", Plainly((subject,), age, limit=FREE)),
        (f"{_mistyped(subject)} {age} лет", plain),
    )
    return ways[n % len(ways)]


def _mistyped(word: str) -> str:
    """Two letters in the wrong order."""
    return f"{word[:2]}{word[3]}{word[2]}{word[4:]}"
