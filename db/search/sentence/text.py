"""A sentence while it is read: what a rule took is no word any more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from core.domain.searching import AVOIDABLE, Chip, Kind

_CANNOT: Final = (
    r"мо[гж][а-я]+|хо[тч][а-я]+|люб[а-я]+|нрав[а-я]+|надо|нужн[а-я]+|удобн[а-я]+|подход[а-я]+"
)
NEGATION: Final = re.compile(
    rf"(?:^|(?<=[\s,;.]))(?:только не|кроме|без|ни|не)\s+(?:(?:{_CANNOT})\s+)?"
    r"(?:(?:для|по|в|на|с|со|во|из|от|под|у)\s+)?$"
)
_AFTER: Final = re.compile(
    r"\s+(?:мы\s+|нам\s+)?не\s+(?:мо[гж]|подход|удобн|получа|устраива|надо|нужн)[а-я]*"
)
# What stands between things that are denied together: «не пн, ср и пт».
_BESIDE: Final = re.compile(r"[\s,]*(?:и|или|либо|ни|да)?[\s,]*")
# «Не в Балтийске, в Калининграде» names what is wished instead.
_INSTEAD: Final = re.compile(r"(?:\s*,)?\s*(?:по|в|во|на|с|из)\s")
_PLACES: Final = frozenset({Kind.MUNICIPALITY, Kind.ADDRESS})
# What a phrase of the table may have inside of it, and means nothing by itself there: «воскресная
# школа», «безопасность в интернете», «кем быть после школы».
_WITHIN: Final = frozenset({Kind.WEEKDAY, Kind.FORM, Kind.STARTS, Kind.ENDS, Kind.NEEDS, Kind.AGE})
TAKEN: Final = "\x00"

Match = re.Match[str]
Read = Callable[[Match], Sequence[tuple[Kind, str]]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern of folded text, and what it says. Saying nothing only takes the words away;
    `unused` words are told of, because somebody meant something by them. What `stays` may say
    something else as well.
    """

    pattern: re.Pattern[str]
    read: Read
    unused: bool = False
    stays: bool = False


def rule(pattern: str, read: Read, *, unused: bool = False, stays: bool = False) -> Rule:
    """The pattern stands between other words; `_` in it is any space, and `_?` maybe none."""
    spaced = pattern.replace("_?", r"\s*").replace("_", r"\s+")
    return Rule(re.compile(rf"(?<![^\W_])(?:{spaced})(?![^\W_])"), read, unused, stays)


@dataclass(slots=True)
class Sentence:
    """A folded text of which rules take their parts, and the chips they leave; `unused` is where
    they took what changes nothing.
    """

    text: str
    chips: list[Chip] = field(default_factory=list)
    unused: list[tuple[int, int]] = field(default_factory=list)
    # Where phrases of the table stand.
    phrases: Sequence[tuple[int, int]] = ()

    def apply(self, rules: Sequence[Rule]) -> None:
        """Rules that come first take first; each its matches from left to right."""
        for each in rules:
            # Nearly none of them is meant, and a list of nothing takes longer than to look.
            if each.pattern.search(self.text) is None:
                continue
            for match in list(each.pattern.finditer(self.text)):
                said = each.read(match)
                if said is not REFUSED and (each.stays or not self._is_within(match, said)):
                    self._take(match, said, stays=each.stays)
                if not said and each.unused:
                    self.unused.append(match.span())

    def _is_within(self, match: Match, said: Sequence[tuple[Kind, str]]) -> bool:
        """Whether it is a part of a phrase that goes on beside it."""
        first, last = match.span()
        return any(kind in _WITHIN for kind, _ in said) and any(
            one <= first and last <= other and (first, last) != (one, other)
            for one, other in self.phrases
        )

    def _take(self, match: Match, said: Sequence[tuple[Kind, str]], *, stays: bool) -> None:
        first, last = match.span()
        if stays:
            self.chips += (Chip(kind, value, first, last) for kind, value in said)
        else:
            self.say(said, first, last)

    def say(self, said: Sequence[tuple[Kind, str]], first: int, last: int) -> None:
        """Take these letters, and the «не» before them; what cannot be denied changes nothing."""
        negation = NEGATION.search(self.text[:first]) if said else None
        after = _AFTER.match(self.text, last) if any(k is Kind.WEEKDAY for k, _ in said) else None
        denied = negation is not None or after is not None
        self.chips += (
            Chip(kind, value, first, last, excluded=denied)
            for kind, value in said
            if not denied or kind in AVOIDABLE
        )
        if negation is not None:
            first = negation.start()
            if not any(kind in AVOIDABLE for kind, _ in said):
                self.unused.append((first, last))
        self.take(first, last if after is None else after.end())

    def deny_together(self, whole: str) -> None:
        """A «не» or a «кроме» denies all of a list, wherever rules found its parts."""
        self.chips.sort(key=lambda chip: chip.first)
        for n, chip in enumerate(self.chips[1:], 1):
            before = self.chips[n - 1]
            between = whole[before.last : chip.first] if before.last <= chip.first else "-"
            alike = before.kind is chip.kind or {before.kind, chip.kind} <= _PLACES
            same_words = (before.first, before.last) == (chip.first, chip.last)
            listed = _BESIDE.fullmatch(between) and not _INSTEAD.match(whole, before.last)
            if before.excluded and alike and (same_words or listed):
                self.chips[n] = replace(chip, excluded=True)
        self._deny_before(whole)

    def _deny_before(self, whole: str) -> None:
        """«По вторникам и средам не можем»."""
        later: Chip | None = None
        for n, chip in reversed(list(enumerate(self.chips))):
            listed = later is not None and _BESIDE.fullmatch(whole[chip.last : later.first])
            if listed and later is not None and chip.kind is later.kind:
                self.chips[n] = later = replace(chip, excluded=True)
            else:
                later = chip if chip.excluded and _AFTER.match(whole, chip.last) else None

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
    r"[,;.!?/\n]+(?=\s|$)|[,;!?/]|(?<![^\W_])(?:и|а|или|либо|и/или)(?![^\W_])"
)
# What a rule answers when its pattern was not meant after all.
REFUSED: Final[Sequence[tuple[Kind, str]]] = ((Kind.WORD, ""),)
