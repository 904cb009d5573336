"""What is offered where something is not there: the table in `kindred.txt`, read once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

from db.search.sentence.meaning import meaning_of
from db.search.sentence.wished import Word
from db.search.synonyms import NEARLY, Phrase, lines, phrases_of
from db.search.words import positioned

# Kinds that are alike, those that were asked for first.
Rings = tuple[tuple[Phrase, ...], ...]


def kindred(word: Word) -> Rings:
    """What is next to a word, nearest first; nothing where no field of the table has it."""
    return next((_beside(phrase) for phrase in _said(word) if phrase in _fields()), ())


def kin_of(word: Word) -> frozenset[str]:
    """The dictionary forms of all that is next to a word, and of what is only called so."""
    kin = tuple(chain.from_iterable(kindred(word)))
    phrases = (*kin, *called_so(kin))
    return frozenset(lemma for phrase in phrases for each in phrase for lemma in each)


def called_so(kin: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """Things of other fields that have a word of these in their names: «гимнастика ума» is not
    next to dances.
    """
    words = frozenset(lemma for phrase in kin if len(phrase) == 1 for lemma in phrase[0])
    return tuple(
        phrase
        for phrase in _fields()
        if len(phrase) > 1 and phrase not in kin and any(not words.isdisjoint(w) for w in phrase)
    )


def _said(word: Word) -> Iterator[Phrase]:
    """What was said, then what it means."""
    yield from word.same
    meaning, _ = meaning_of(positioned(word.chip.value))
    if meaning is not None:
        akin, near, kinds = meaning.ranked()
        yield from chain([meaning.said], meaning.same, akin, near[:NEARLY], kinds)


def _beside(phrase: Phrase) -> Rings:
    rings = _fields()[phrase]
    own = next(ring for ring in rings if phrase in ring)
    return (own, *(ring for ring in rings if ring is not own))


@cache
def _fields() -> Mapping[Phrase, Sequence[tuple[Phrase, ...]]]:
    """The kinds of the field that is about a phrase, by the phrase: the one in whose first kinds it
    stands, nearest to their beginning.
    """
    found: dict[Phrase, tuple[tuple[int, int], Sequence[tuple[Phrase, ...]]]] = {}
    for line in lines("kindred.txt"):
        rings = [tuple(phrases_of(ring)) for ring in line.split("|")]
        for n, ring in enumerate(rings):
            for at, phrase in enumerate(ring):
                if phrase not in found or (n, at) < found[phrase][0]:
                    found[phrase] = (n, at), rings
    return {phrase: rings for phrase, (_, rings) in found.items()}
