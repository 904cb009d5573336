"""What somebody meant: inflections, everyday words, a wrong keyboard layout, typing errors."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from core.domain.searching import Corrected
from db.search.synonyms import FILLERS, SYNONYMS
from db.search.words import lemmas, tokens

REPAIRED_FROM_LENGTH = 4
TWO_ERRORS_FROM_LENGTH = 7

_LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_RUSSIAN_KEYS = "йцукенгшщзхъфывапролджэячсмитьбюё"
_LAYOUT = str.maketrans(
    _LATIN_KEYS + _LATIN_KEYS.upper() + '{}:"<>~', _RUSSIAN_KEYS + _RUSSIAN_KEYS.upper() + "ХЪЖЭБЮЁ"
)


class Vocabulary(Protocol):
    """All words that any program has."""

    def known(self, words: Collection[str]) -> frozenset[str]:
        """Those of `words` that some program has."""
        ...

    def of_length(self, least: int, most: int) -> Mapping[str, int]:
        """Words of these lengths, with the number of programs that have them."""
        ...


@dataclass(frozen=True, slots=True)
class Understood:
    """A program fits when it has at least one word of each set; `words` by what was typed."""

    words: Mapping[str, frozenset[str]]
    corrected: tuple[Corrected, ...] = ()
    unknown: tuple[str, ...] = ()


def understand(text: str, vocabulary: Vocabulary) -> Understood:
    """Read what was typed as words that programs have, as far as that is possible.

    A word that nothing can be made of is kept, and no program has it.
    """
    words: dict[str, frozenset[str]] = {}
    corrected: list[Corrected] = []
    for chunk in text.split():
        chunk_words, chunk_corrected = _understand_chunk(chunk, vocabulary)
        words |= chunk_words
        corrected += chunk_corrected
    unknown = tuple(each for each, meant in words.items() if not vocabulary.known(meant))
    return Understood(words, tuple(corrected), unknown)


def _understand_chunk(
    chunk: str, vocabulary: Vocabulary
) -> tuple[dict[str, frozenset[str]], list[Corrected]]:
    """The words between two spaces, without fillers. The layout is changed only where the
    words as they were typed are unknown and the changed ones are known.
    """
    words = _wanted(chunk)
    if _all_known(words.values(), vocabulary):
        return words, []
    retyped = chunk.translate(_LAYOUT)
    retyped_words = _wanted(retyped)
    if retyped != chunk and retyped_words and _all_known(retyped_words.values(), vocabulary):
        return retyped_words, [Corrected(chunk, " ".join(retyped_words))]
    repaired = {
        token: None if _all_known([meant], vocabulary) else _nearest(token, vocabulary)
        for token, meant in words.items()
    }
    return (
        {token: frozenset({near}) if near else words[token] for token, near in repaired.items()},
        [Corrected(token, near) for token, near in repaired.items() if near],
    )


def _wanted(text: str) -> dict[str, frozenset[str]]:
    """Each token with all words that would do for it; fillers left out."""
    readings = {token: lemmas(token) for token in tokens(text)}
    return {
        token: forms.union(*(SYNONYMS.get(form, ()) for form in forms))
        for token, forms in readings.items()
        if not forms & FILLERS
    }


def _all_known(words: Collection[frozenset[str]], vocabulary: Vocabulary) -> bool:
    return all(vocabulary.known(word) for word in words)


def _nearest(token: str, vocabulary: Vocabulary) -> str | None:
    """The word that the fewest typing errors lead to; of equals the most frequent one."""
    if len(token) < REPAIRED_FROM_LENGTH or token.isdigit():
        return None
    errors = 1 if len(token) < TWO_ERRORS_FROM_LENGTH else 2
    frequencies = vocabulary.of_length(len(token) - errors, len(token) + errors)
    near = {
        (distance, -frequencies[word], word)
        for form in {token, *lemmas(token)}
        for word, distance, _ in process.extract(
            form, list(frequencies), scorer=OSA.distance, score_cutoff=errors, limit=None
        )
    }
    return min(near)[-1] if near else None
