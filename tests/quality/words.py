"""Comparing words without any of the search's own code."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def folded(text: str) -> str:
    return text.lower().replace("ё", "е")


def words(text: str) -> list[str]:
    """Lower case, ё as е; a compound counts whole and by its parts."""
    found = _WORD.findall(folded(text))
    return [*found, *(part for word in found if "-" in word for part in word.split("-"))]


def has_word(text: str, beginning: str) -> bool:
    return any(word.startswith(folded(beginning)) for word in words(text))
