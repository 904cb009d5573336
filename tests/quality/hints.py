"""Which programs an expectation speaks of, in a word or two."""

from __future__ import annotations

from collections.abc import Collection

from core.domain.program import Direction
from tests.quality.facts import Offered
from tests.quality.words import folded, has_word, words

EVERYTHING = "*"
IN_DIRECTION = "@"
ANYWHERE = "~"
EXACTLY = "="


def means(hint: str, offered: Offered) -> bool:
    """Whether the program is one of those that `hint` stands for.

    `гончарный круг`: words of the title begin so. `~глин`: it stands anywhere in the texts.
    `=ar`: the title has just this word. `@SPORTS`: all of a direction. `*`: all.
    """
    if hint == EVERYTHING:
        return True
    if hint.startswith(IN_DIRECTION):
        return offered.program.direction is Direction(hint.removeprefix(IN_DIRECTION))
    if hint.startswith(ANYWHERE):
        texts = folded(f"{offered.program.title} {offered.program.annotation}")
        return folded(hint.removeprefix(ANYWHERE)) in texts
    if hint.startswith(EXACTLY):
        return folded(hint.removeprefix(EXACTLY)) in words(offered.program.title)
    return all(has_word(offered.program.title, word) for word in hint.split())


def any_means(hints: Collection[str], offered: Offered) -> bool:
    return any(means(hint, offered) for hint in hints)
