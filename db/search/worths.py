"""Programs by what words are worth in them: sums of worths, each with its set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from db.search.bits import any_of

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
