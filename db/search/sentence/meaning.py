"""What words and phrases mean by the table of synonyms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from db.search.lexicon import Lexicon
from db.search.synonyms import PHRASE_WORDS_MAX, Meaning, fillers, meanings, own_lemmas
from db.search.words import STOP_WORDS, Token, lemmas


def alone(word: str) -> Meaning | None:
    return meaning_of([Token(word, 0, len(word))])[0]


def means_something(word: str, lexicon: Lexicon) -> bool:
    """Whether the catalog, the synonyms or the fillers know a word."""
    return (
        any(lexicon.places(lemma) for lemma in lemmas(word))
        or alone(word) is not None
        or not lemmas(word).isdisjoint(fillers())
        or word in STOP_WORDS
    )


def meaning_of(tokens: Sequence[Token]) -> tuple[Meaning | None, int]:
    """The longest phrase of the table that the tokens begin with; stop words do not count."""
    words: list[tuple[int, frozenset[str]]] = []
    for n, token in enumerate(tokens):
        if token.word not in STOP_WORDS:
            words.append((n + 1, own_lemmas(token.word)))
        if len(words) == PHRASE_WORDS_MAX:
            break
    if not words:
        return None, 1
    candidates: Iterable[Meaning] = (
        meaning for lemma in sorted(words[0][1]) for meaning in meanings().get(lemma, ())
    )
    best: tuple[Meaning | None, int] = (None, 1)
    length = 0
    for meaning in candidates:
        said = meaning.said
        if len(said) <= length or len(said) > len(words):
            continue
        if all(not each.isdisjoint(words[n][1]) for n, each in enumerate(said)):
            best, length = (meaning, words[len(said) - 1][0]), len(said)
    return best
