"""What families say, and what programs call it: the table in `synonyms.txt`, read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Final

from db.search.words import STOP_WORDS, WORD, folded, lemmas

PHRASE_WORDS_MAX: Final = 4
# How many of the words that a line names first are nearly the same as what was said.
NEARLY: Final = 6
ANY_ENDING: Final = "*"

# Each word of a phrase by all its dictionary forms, any of which will do.
Phrase = tuple[frozenset[str], ...]


@dataclass(slots=True)
class Meaning:
    """What is found for a phrase: the same thing by other words, and things it is a kind of."""

    said: Phrase
    same: list[Phrase] = field(default_factory=list)
    near: list[Phrase] = field(default_factory=list)
    kinds: list[Phrase] = field(default_factory=list)


@cache
def meanings() -> Mapping[str, Sequence[Meaning]]:
    """All phrases that the table knows, by each dictionary form of their first word."""
    found: dict[Phrase, Meaning] = {}
    families = []
    for line in lines("synonyms.txt"):
        sign = ">" if ">" in line else "="
        left, right = line.split(sign, 1)
        said, others = _phrases(left), _phrases(right)
        if sign == "=":
            said = others = [*said, *others]
            families.append(said)
        for phrase in said:
            meaning = found.setdefault(phrase, Meaning(phrase))
            rest = [other for other in others if other != phrase]
            if sign == "=":
                meaning.same.extend(rest)
            else:
                meaning.near.extend(rest[:NEARLY])
                meaning.kinds.extend(rest[NEARLY:])
    for family in families:
        _share([found[phrase] for phrase in family])
    by_first: dict[str, list[Meaning]] = defaultdict(list)
    for meaning in sorted(found.values(), key=lambda each: -len(each.said)):
        for lemma in meaning.said[0]:
            by_first[lemma].append(meaning)
    return by_first


def _share(family: Sequence[Meaning]) -> None:
    """A word of which no line says what it means otherwise means what the others of it do."""
    near = [phrase for each in family for phrase in each.near]
    kinds = [phrase for each in family for phrase in each.kinds]
    for each in [each for each in family if not (each.near or each.kinds)]:
        each.near, each.kinds = list(dict.fromkeys(near)), list(dict.fromkeys(kinds))


@cache
def fillers() -> frozenset[str]:
    """Dictionary forms of words with which people wish."""
    words = (word for line in lines("fillers.txt") for word in WORD.findall(folded(line)))
    return frozenset(lemma for word in words for lemma in own_lemmas(word))


def own_lemmas(word: str) -> frozenset[str]:
    """A word that is a dictionary form stands for itself alone: «мыло» is not «мыть»."""
    found = lemmas(word)
    return frozenset({word}) if word in found else found


def said_words() -> Iterator[str]:
    """Every dictionary form of the table, for the repair of typing errors."""
    seen = {meaning.said: meaning for each in meanings().values() for meaning in each}
    for phrase in seen:
        for words in phrase:
            yield from words


def lines(name: str) -> Iterator[str]:
    text = files("db.search").joinpath(name).read_text("utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def _phrases(text: str) -> list[Phrase]:
    return [phrase for each in text.split(",") if (phrase := phrase_of(each))]


def phrase_of(text: str) -> Phrase:
    """Each word by its dictionary forms; what ends with a star stays as it is: `танц*` is any word
    that begins so, `*электрон*` any in which it stands.
    """
    plain = folded(text).strip()
    if plain.endswith(ANY_ENDING):
        return (frozenset({plain}),)
    return tuple(own_lemmas(word) for word in WORD.findall(plain) if word not in STOP_WORDS)
