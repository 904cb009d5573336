"""«Бисплатно», «по втоникам»: words of conditions that were mistyped, before any rule reads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from core.domain.searching import Corrected
from db.search.lexicon import (
    ERRORS_MAX,
    TWO_ERRORS_FROM_LENGTH,
    TYPED_REMEMBERED,
    Lexicon,
    errors_of,
    errors_to,
    nearest,
)
from db.search.sentence import ages, days, needs, prices, times
from db.search.sentence.meaning import means_something
from db.search.words import CYRILLIC, Token, forms, in_dictionary, positioned

# Shorter ones are too near to others.
LENGTH_MIN: Final = 5
# By their dictionary forms; what they mean is for the rules, which know all forms of them.
_CONDITIONS: Final = (
    "бесплатно", "бесплатный", "недорого", "недорогой", "дешево", "платно", "платный", "сертификат",
    "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье", "выходной",
    "будни", "вечером", "утром", "онлайн", "дистанционно", "дистанционный", "инвалид",
    "инклюзивный", "дошкольник", "школьник", "подросток", "первоклассник", "второклассник",
)  # fmt: skip


def respelled(text: str, lexicon: Lexicon, today: date) -> tuple[str, tuple[Corrected, ...]]:
    """A folded text in which words that nobody knows are those of the conditions that they were
    meant for, where no word of the catalog is as near; and which these are.
    """
    found = list(_mistakes(text, lexicon, today))
    for token, meant in reversed(found):
        text = text[: token.first] + meant + text[token.last :]
    return text, tuple(Corrected(token.word, meant) for token, meant in found)


def _mistakes(text: str, lexicon: Lexicon, today: date) -> Iterator[tuple[Token, str]]:
    for token in positioned(text):
        word = token.word
        if len(word) < LENGTH_MIN or not CYRILLIC.search(word) or in_dictionary(word):
            continue
        if means_something(word, lexicon) or _is_condition(word, today):
            continue
        errors, meant = _like(word)
        other = nearest(word, lexicon) if meant else []
        if meant and (not other or errors < errors_to(word, other[0]) or meant in forms(other[0])):
            yield token, meant


def _is_condition(word: str, today: date) -> bool:
    """Some rule knows it as it is: «понед», «субота»."""
    rules = (
        *prices.RULES, *times.RULES, *days.RULES, *needs.RULES, *ages.RANGES, *ages.rules(today),
        *ages.VAGUE,
    )  # fmt: skip
    return any(each.pattern.fullmatch(word) for each in rules)


@lru_cache(maxsize=TYPED_REMEMBERED)
def _like(word: str) -> tuple[float, str]:
    """The form of a condition that is nearest, with its errors; "" where none is near enough."""
    most = 1 if len(word) < TWO_ERRORS_FROM_LENGTH else ERRORS_MAX
    near = ((errors_of(word, each), OSA.distance(word, each), each) for each in _forms())
    errors, _, form = min(near)
    return (errors, form) if errors <= most else (errors, "")


@cache
def _forms() -> Sequence[str]:
    return sorted({form for each in _CONDITIONS for form in forms(each)})
