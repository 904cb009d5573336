"""What words and phrases mean by the table of synonyms."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from rapidfuzz.distance import Prefix

from db.search.kinship import akin
from db.search.lexicon import ANYWHERE, Lexicon, nearest
from db.search.synonyms import (
    ANY_ENDING,
    PHRASE_WORDS_MAX,
    Meaning,
    Phrase,
    fillers,
    is_theme,
    meanings,
    own_lemmas,
)
from db.search.words import STOP_WORDS, Token, in_dictionary, lemmas, manner, positioned

# Doings that are a theme themselves, whatever is made: «слепить кошку», «вышить картину».
_CRAFTS: Final = frozenset(
    [
        "лепить", "слепить", "вылепить", "шить", "сшить", "вязать", "связать", "вышивать", "вышить",
        "валять", "петь", "спеть",
    ]
)  # fmt: skip
# Ways to learn that say more of a subject: «репетитор по химии», «олимпиада по физике».
_WAYS: Final = frozenset(
    [
        "репетитор",
        "егэ",
        "огэ",
        "впр",
        "экзамен",
        "олимпиада",
        "подготовка",
        "готовиться",
        "подготовиться",
        "сдать",
        "сдавать",
    ]
)
# For whom it is may stand inside of a phrase.
_WHOM: Final = frozenset(["ребенок", "сын", "сынок", "дочь", "дочка", "внук", "внучка", "малыш"])

_HAS_LETTERS: Final = re.compile("[a-zа-я]")


def is_craft(word: str) -> bool:
    return not own_lemmas(word).isdisjoint(_CRAFTS)


def only_doing(word: str) -> bool:
    """Whether it says how, and another word what: «строить корабли»."""
    return manner(word) and not is_craft(word)


def way_only(token: Token) -> bool:
    """Whether it says how something is learned, or nothing."""
    return token.word in STOP_WORDS or not own_lemmas(token.word).isdisjoint(_WAYS)


def says_on_what(tokens: Sequence[Token]) -> bool:
    """«Игра на гитаре» is about the guitar, and «обучение игре на баяне» is no game."""
    if "игра" not in own_lemmas(tokens[0].word):
        return False
    following = [token.word for token in tokens[1:3]]
    return following[:1] == ["на"] and following[1:] != [] and alone(following[1]) is not None


def alone(word: str) -> Meaning | None:
    return meaning_of([Token(word, 0, len(word))])[0]


def of_one_root(word: str) -> Meaning | None:
    """What the table says of the word that is most alike and of the same root, if there is one."""
    themes = _themes()
    found: list[tuple[int, str]] = []
    for lemma in own_lemmas(word):
        at = bisect_left(themes, lemma)
        beside = (each for each in themes[max(0, at - 1) : at + 1] if akin(lemma, each))
        found += [(Prefix.similarity(lemma, each), each) for each in beside]
    return alone(max(found)[1]) if found else None


@cache
def _themes() -> Sequence[str]:
    """All words that mean something by themselves, in their order."""
    return sorted(lemma for lemma in meanings() if is_theme(lemma))


def means_something(word: str, lexicon: Lexicon) -> bool:
    """Whether the catalog, the synonyms or the fillers know a word."""
    return (
        any(lexicon.places(lemma) for lemma in lemmas(word))
        or alone(word) is not None
        or not lemmas(word).isdisjoint(fillers())
        or word in STOP_WORDS
    )


def readable(chunk: str, lexicon: Lexicon) -> bool:
    """Whether all words of a chunk mean something; a chunk without words is readable."""
    words = [each.word for each in positioned(chunk)]
    return all(
        not _HAS_LETTERS.search(word) or any(each.isdigit() for each in word)
        or in_dictionary(word) or means_something(word, lexicon) or _misspelt(word, lexicon)
        for word in words
    )  # fmt: skip


def _misspelt(word: str, lexicon: Lexicon) -> bool:
    return word[0] > "z" and bool(nearest(word, lexicon))


def phrases_in(tokens: Sequence[Token]) -> Sequence[tuple[int, int]]:
    """Where phrases of several words stand, from the first letter of each to behind its last."""
    beginnings = range(len(tokens) - 1)
    found = ((n, *meaning_of(tokens[n : n + 2 * PHRASE_WORDS_MAX])) for n in beginnings)
    return [
        (tokens[n].first, tokens[n + used - 1].last)
        for n, meaning, used in found
        if meaning is not None and len(meaning.said) > 1
    ]


def meaning_of(tokens: Sequence[Token]) -> tuple[Meaning | None, int]:
    """The longest phrase of the table that the tokens begin with; stop words do not count, and
    neither does for whom it is («подготовить ребёнка к школе»).
    """
    words = [
        (n, own_lemmas(token.word))
        for n, token in enumerate(tokens, 1)
        if token.word not in STOP_WORDS
    ]
    found, used = _longest(words[:PHRASE_WORDS_MAX])
    if len(words) > 1 and (found is None or len(found.said) == 1):
        telling = [each for each in words[1:] if each[1].isdisjoint(_WHOM)]
        other, further = _longest([words[0], *telling][:PHRASE_WORDS_MAX])
        if other is not None and len(other.said) > 1:
            return other, further
    return found, used


def _longest(words: Sequence[tuple[int, frozenset[str]]]) -> tuple[Meaning | None, int]:
    best: tuple[Meaning | None, int] = (None, 1)
    length = 0
    for lemma in sorted(words[0][1]) if words else ():
        for meaning in meanings().get(lemma, ()):
            said = meaning.said
            if not length < len(said) <= len(words):
                continue
            if all(not each.isdisjoint(words[n][1]) for n, each in enumerate(said)):
                best, length = (meaning, words[len(said) - 1][0]), len(said)
    return best


def present(phrases: Iterable[Phrase], lexicon: Lexicon) -> tuple[Phrase, ...]:
    """Those that the catalog has; a star stands for any letters."""
    found: list[Phrase] = []
    for phrase in phrases:
        (word, *_) = phrase[0]
        if word.endswith(ANY_ENDING):
            stem = word.removesuffix(ANY_ENDING)
            look = lexicon.containing if stem.startswith(ANY_ENDING) else lexicon.beginning
            words = frozenset(look(stem.removeprefix(ANY_ENDING)))
            if words:
                found.append((words,))
        elif has(phrase, lexicon):
            found.append(phrase)
    return tuple(found)


def has(phrase: Phrase, lexicon: Lexicon) -> bool:
    """Whether the catalog has every word of it somewhere."""
    return all(any(lexicon.places(lemma) & ANYWHERE for lemma in words) for words in phrase)
