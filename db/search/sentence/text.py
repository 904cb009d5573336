"""A sentence while it is read: what a rule took is no word any more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from core.domain.searching import Chip, Kind

NEGATION: Final = re.compile(
    r"(?:^|[\s,;.])(?:только не|кроме|не)\s+(?:(?:для|по|в|на|с|со|во)\s+)?$"
)
TAKEN: Final = "\x00"

Match = re.Match[str]
Read = Callable[[Match], Sequence[tuple[Kind, str]]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern of folded text, and what it says. Saying nothing only takes the words away;
    `unused` words are told of, because somebody meant something by them.
    """

    pattern: re.Pattern[str]
    read: Read
    unused: bool = False


def rule(pattern: str, read: Read, *, unused: bool = False) -> Rule:
    """The pattern stands between other words; `_` in it is any space, and `_?` maybe none."""
    spaced = pattern.replace("_?", r"\s*").replace("_", r"\s+")
    return Rule(re.compile(rf"(?<![^\W_])(?:{spaced})(?![^\W_])"), read, unused)


@dataclass(slots=True)
class Sentence:
    """A folded text of which rules take their parts, and the chips they leave; `unused` is where
    they took what changes nothing.
    """

    text: str
    chips: list[Chip] = field(default_factory=list)
    unused: list[tuple[int, int]] = field(default_factory=list)

    def apply(self, rules: Sequence[Rule]) -> None:
        """Rules that come first take first; each its matches from left to right."""
        for each in rules:
            for match in list(each.pattern.finditer(self.text)):
                said = each.read(match)
                if said is not REFUSED:
                    self._take(match, said)
                if not said and each.unused:
                    self.unused.append(match.span())

    def _take(self, match: Match, said: Sequence[tuple[Kind, str]]) -> None:
        first, last = match.span()
        negation = NEGATION.search(self.text[:first])
        self.chips += (
            Chip(kind, value, first, last, excluded=negation is not None) for kind, value in said
        )
        if negation is not None and said:
            first = negation.start()
        self.take(first, last)

    def take(self, first: int, last: int) -> None:
        self.text = self.text[:first] + TAKEN * (last - first) + self.text[last:]

    def pieces(self) -> Iterator[tuple[int, str]]:
        """What nobody took, between commas and «и», with the place where each piece begins."""
        at = 0
        for match in SEPARATOR.finditer(self.text):
            yield at, self.text[at : match.start()]
            at = match.end()
        yield at, self.text[at:]


# Between these are wishes of their own: «лепка или рисование», «мода и одежда».
SEPARATOR: Final = re.compile(
    r"[,;.!?/\n]+(?=\s|$)|[,;!?/]|(?<![^\W_])(?:и|или|либо|и/или)(?![^\W_])"
)
# What a rule answers when its pattern was not meant after all.
REFUSED: Final[Sequence[tuple[Kind, str]]] = ((Kind.WORD, ""),)
