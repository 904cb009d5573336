"""Where a program's words stand, and what a word is worth there."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

from core.domain.program import Direction
from db.search.words import lemmas, tokens

TITLE: Final = 8
SECTION: Final = 4
PROVIDER: Final = 2
TEXT: Final = 1

DIRECTION_WORDS: Final = MappingProxyType(
    {
        Direction.TECHNICAL: "техническая техника технический",
        Direction.NATURAL_SCIENCE: "естественнонаучная естественные науки наука",
        Direction.SPORTS: "физкультурно-спортивная спорт физкультура",
        Direction.ARTS: "художественная искусство творчество",
        Direction.TOURISM: "туристско-краеведческая туризм краеведение",
        Direction.SOCIAL: "социально-гуманитарная",
    }
)


def weighed_words(sections: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Each dictionary form of the texts with the weight of the best section it stands in."""
    weights: dict[str, int] = {}
    for text, weight in sections:
        for token in tokens(text):
            for lemma in lemmas(token):
                weights[lemma] = max(weight, weights.get(lemma, 0))
    return weights
