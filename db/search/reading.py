"""A question as it is asked: what was typed, chosen and dropped, put together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum
from typing import Any

from core.domain.money import Money
from core.domain.searching import (
    Chip,
    Conditions,
    Corrected,
    Kind,
    SearchQuery,
    Source,
    Unknown,
)
from db.search.evaluating import asked, asked_kinds, without
from db.search.understanding import Vocabulary, understand


@dataclass(frozen=True, slots=True)
class Word:
    """One word that programs must have: any of `alternatives`."""

    chip: Chip
    alternatives: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a question asks."""

    conditions: Conditions
    words: tuple[Word, ...]
    chips: tuple[Chip, ...]
    corrected: tuple[Corrected, ...] = ()
    unknown: tuple[Unknown, ...] = ()

    def without(self, kind: Kind) -> Reading:
        """The same without what is asked of one kind."""
        if kind is Kind.WORD:
            return replace(self, words=())
        return replace(self, conditions=without(self.conditions, kind))


def read(query: SearchQuery, vocabulary: Vocabulary) -> Reading:
    """What is asked of programs, with a chip for each part of it."""
    understood = understand(query.text, vocabulary)
    words = tuple(
        Word(_word_chip(query.text, typed), alternatives)
        for typed, alternatives in understood.words.items()
    )
    kept = tuple(word for word in words if word.chip.key not in query.dropped)
    conditions, source = query.chosen, Source.CHOSEN
    chips = [chip for kind in asked_kinds(conditions) for chip in _chips(conditions, kind, source)]
    if query.child_age is not None and not conditions.ages:
        by_default = Chip(Kind.AGE, str(query.child_age), source=Source.DEFAULT)
        if by_default.key not in query.dropped:
            conditions = replace(conditions, ages=(query.child_age,))
            chips.append(by_default)
    return Reading(
        conditions,
        kept,
        (*(word.chip for word in kept), *chips),
        understood.corrected,
        tuple(Unknown(typed) for typed in understood.unknown),
    )


def _word_chip(text: str, typed: str) -> Chip:
    first = text.lower().replace("ё", "е").find(typed)
    return Chip(Kind.WORD, typed, max(first, 0), max(first, 0) + len(typed) if first >= 0 else 0)


def _chips(conditions: Conditions, kind: Kind, source: Source) -> list[Chip]:
    value = asked(conditions, kind)
    several = value if isinstance(value, tuple) else (value,)
    return [Chip(kind, as_code(each), source=source) for each in several]


def as_code(value: Any) -> str:  # noqa: ANN401 - each kind has values of its own type
    """How a chip writes the value of a condition."""
    if value is True:
        return "1"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, Money):
        return str(value.kopecks)
    return value.value if isinstance(value, StrEnum) else str(value)
