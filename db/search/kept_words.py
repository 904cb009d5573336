"""Where the words that somebody asked for stand, as long as a process keeps it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final

from db.search.bits import BLOCK, joined

# So many words are kept; at 500,000 programs each is 100 KB or less.
WORDS_MAX: Final = 512

# The bits of a word by the place where it stands.
WordBits = Mapping[int, int]
Rows = Mapping[str, WordBits]
# Reads where words stand in these blocks, or in all of them.
Read = Callable[[Collection[str], Collection[int] | None], Rows]

_NOWHERE: Final[WordBits] = {}
_NONE: Final[frozenset[int]] = frozenset()
_UNKNOWN: Final = (_NOWHERE, frozenset({-1}))


class KeptWords:
    """Words of one moment, each with the blocks that have changed since it was read."""

    def __init__(self) -> None:
        self._words: dict[str, tuple[WordBits, frozenset[int]]] = {}

    def without(self, blocks: Iterable[int]) -> KeptWords:
        """What is known of another moment, at which these blocks are others."""
        changed = frozenset(blocks)
        new = KeptWords()
        new._words = {
            lemma: (bits, stale | changed) for lemma, (bits, stale) in self._words.copy().items()
        }
        return new

    def of(self, lemmas: Iterable[str], read: Read) -> Rows:
        """Where these words stand; what is not known is read."""
        found: dict[str, WordBits] = {}
        asked: dict[frozenset[int] | None, list[str]] = defaultdict(list)
        for lemma in lemmas:
            known = self._words.get(lemma)
            if known is None:
                asked[None].append(lemma)
            elif known[1]:
                asked[known[1]].append(lemma)
            found[lemma] = _NOWHERE if known is None else known[0]
        for blocks, missing in asked.items():
            got = read(sorted(missing), blocks)
            for lemma in missing:
                new = got.get(lemma, _NOWHERE)
                found[lemma] = new if blocks is None else _changed(found[lemma], new, blocks)
                self._words[lemma] = found[lemma], _NONE
        self._forget()
        return found

    @property
    def stale(self) -> frozenset[str]:
        """Those of which it is known where they stood, and not where they stand now."""
        return frozenset(lemma for lemma, (_, stale) in self._words.copy().items() if stale)

    def missing(self, lemmas: Iterable[str]) -> frozenset[str]:
        """Those of which it is not known where they stand now."""
        return frozenset(each for each in lemmas if self._words.get(each, _UNKNOWN)[1])

    def learn(self, lemmas: Iterable[str], found: Rows) -> None:
        """Where these words stand, as somebody else read it of the same moment."""
        for lemma in lemmas:
            self._words[lemma] = found.get(lemma, _NOWHERE), _NONE
        self._forget()

    def _forget(self) -> None:
        """The words that were read first, when there are too many."""
        for lemma in list(self._words)[: max(0, len(self._words) - WORDS_MAX)]:
            self._words.pop(lemma, None)


def _changed(before: WordBits, new: WordBits, blocks: Iterable[int]) -> WordBits:
    """What stands in these blocks is new."""
    theirs = joined(dict.fromkeys(blocks, (1 << BLOCK) - 1))
    bits = {place: having ^ (having & theirs) for place, having in before.items()}
    for place, having in new.items():
        bits[place] = bits.get(place, 0) | having
    return bits
