"""Programs by what words are worth in them: sums of worths, each with its set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import islice
from typing import Final

from db.search.bits import any_of
from db.search.lexicon import Place
from db.search.sentence.wished import Word
from db.search.synonyms import Phrase
from db.search.word_bits import Bits
from db.search.words import manner

# What a word is worth that a title or a section has.
NAMED_LEAST: Final = 8
# Of what is nearly the same, the first that titles have are nearest.
NEAREST: Final = 2

# By the worth of a word: the programs in which it is worth that or more.
Levels = Mapping[int, int]


def added(totals: Mapping[int, int], levels: Levels) -> dict[int, int]:
    """Every total with the best worth of one more word, or without it."""
    found: dict[int, int] = defaultdict(int)
    for total, bits in totals.items():
        rest = bits
        for worth, having in levels.items():
            if hit := rest & having:
                found[total + worth] |= hit
                rest &= ~having
        if rest:
            found[total] |= rest
    return found


def added_exactly(totals: Mapping[int, int], others: Mapping[int, int]) -> dict[int, int]:
    """Sums of two kinds of totals; what the second ones do not have keeps the first."""
    found: dict[int, int] = defaultdict(int)
    every = any_of(others.values())
    for total, bits in totals.items():
        for more, having in others.items():
            if hit := bits & having:
                found[total + more] |= hit
        if rest := bits & ~every:
            found[total] |= rest
    return found


def levels_of(word: Word, bits: Bits) -> Levels:
    """Where the word is worth so much or more, from the best worth down."""
    title, section = (Place.TITLE,), (Place.TITLE, Place.SECTION)
    text = (*section, Place.TEXT)
    same, near, kinds = word.same, word.near, word.kinds
    # In a text, a single word says too little to stand for another one.
    phrases = [each for each in (*near, *kinds) if len(each) > 1]
    spoken = [each for each in same if not _only_done(each)]
    as_said = [each for each in same[:1] if each in spoken]
    of_same = [bits.phrase(each, title) for each in same]
    of_near = [bits.phrase(each, title) for each in near]
    worths = (
        (20, of_same[0]),
        (18, any_of(of_same[:2])),
        (16, any_of(of_same)),
        (15, bits.phrases(word.akin, title)),
        (14, any_of(islice(filter(None, of_near), NEAREST))),
        (12, any_of(of_near)),
        (10, bits.phrases(same, section)),
        (NAMED_LEAST, bits.phrases(kinds, title)),
        # Whose program it is says less about it, and only to the letter.
        (6, bits.phrases(spoken, text) | bits.phrases(as_said, (*text, Place.PROVIDER))),
        (2, bits.phrases(phrases, (Place.TEXT,))),
    )
    found, levels = 0, {}
    for worth, more in worths:
        found |= more
        levels[worth] = found
    if not levels[NAMED_LEAST]:
        # Nobody is called so: a text that speaks of nearly the same is better than nothing.
        levels[1] = found | bits.phrases((*same, *word.akin, *near), (Place.TEXT,))
    if word.never:
        other = bits.phrases(word.never, title) & ~of_same[0]
        return {worth: having & ~other for worth, having in levels.items()}
    return levels


def _only_done(phrase: Phrase) -> bool:
    """«Рисуем карту»: what is done on the way, and not what a program is about."""
    return len(phrase) == 1 and all(map(manner, phrase[0]))
