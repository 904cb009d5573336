"""«Не футбол и не бокс», «кроме танцев и пения», «без вокала», «не любит петь»: what is denied.

What a child does not do or cannot is no denial but a wish for help: «не выговаривает буквы».
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from db.search.words import Token, acting, agreeing, lemmas

NEGATIONS: Final = frozenset({"не", "ни", "кроме", "без"})
_WEAK: Final = "не"
_ONLY: Final = frozenset({"только", "лишь", "просто", "столько", "исключительно"})
# Behind these a list is known by its genitives.
_LISTING: Final = frozenset({"кроме", "без"})
_HATING: Final = frozenset({"ненавидеть", "терпеть"})
# How much something is denied: «не очень любит».
_DEGREES: Final = frozenset({"очень", "особо", "особенно", "сильно", "совсем", "больше", "слишком"})
# With «не» they deny what follows, and by themselves they wish it.
_WISHING: Final = frozenset(
    [
        "хотеть", "хотеться", "любить", "нравиться", "мечтать", "обожать", "желать", "интересовать",
        "интересоваться", "увлекаться", "нужный", "нужно", "надо", "подходить", "устраивать",
    ]
)  # fmt: skip
# Whoever does not like these is helped with them: «не любит читать».
_HELPED: Final = frozenset(
    ["читать", "чтение", "писать", "письмо", "считать", "говорить", "разговаривать", "общаться"]
)
# Who wants not to do these wants to learn how: «не заблудиться в лесу».
_AVOIDED: Final = frozenset(
    [
        "заблудиться", "потеряться", "утонуть", "бояться", "стесняться", "сутулиться", "заикаться",
        "болеть", "растеряться", "пропасть", "скучать", "упасть", "проиграть", "отстать", "тонуть", "попасться", "потерять",
    ]
)  # fmt: skip
_LISTED: Final = re.compile(r"\s*(?:,|,?\s*(?<![^\W_])(?P<and>и|или|либо|ни|да)(?![^\W_]))\s*")

_BUT: Final = re.compile(r"\s*,?\s*а(?![^\W_])")


class Denial:
    """Whether the word that comes is denied. `strong` words deny all that follows up to a noun;
    a «не» denies one word, and both whatever is listed with it.
    """

    def __init__(self, text: str, *, silent: bool = False) -> None:
        self._text = text
        self._silent = silent
        self._last: Token | None = None
        self.on = self.strong = self.heard = self._listing = self._bare = False

    def begin(self, piece: str) -> None:
        """What is between commas; only lists go on behind one."""
        self.on = self.heard = False
        self._bare = len(piece.split()) == 1

    def takes(self, tokens: Sequence[Token]) -> bool:
        """Whether the first word itself denies and is about nothing."""
        if self._silent:
            return False
        token, own = tokens[0], lemmas(tokens[0].word)
        if token.word == _WEAK and tokens[1:] and tokens[1].word in _ONLY:
            # «Не только шахматы» wishes chess as well.
            return True
        if token.word == _WEAK and _lacks(tokens[1:2]) and not self._contrasted(tokens[1]):
            return True
        if token.word in NEGATIONS or not own.isdisjoint(_HATING):
            self.strong = token.word != _WEAK or (self.on and self.strong)
            self.on = self.heard = True
            self._listing = token.word in _LISTING
            return True
        if own.isdisjoint(_WISHING):
            return self.on and token.word in _DEGREES
        self._last = None
        # «Не любит долго сидеть хочет бегать» denies only what is before the second wish.
        self.on = self.strong = self.on and not self.strong
        return self.on

    def _contrasted(self, token: Token) -> bool:
        """«Не поёт, а рисует» wishes the other."""
        return _BUT.match(self._text, token.last) is not None

    def denies(self, token: Token) -> bool:
        return (self.on or self._listed(token)) and not self.helped(token)

    def helped(self, token: Token) -> bool:
        """Whether somebody does not like what has to be learned."""
        return self.on and self.strong and not lemmas(token.word).isdisjoint(_HELPED)

    def passes(self) -> None:
        """A word that is about nothing ends a «не» («не знаю куда»), but no «не хочет ходить на»."""
        self.on = self.on and self.strong

    def ends(self, last: Token, *, denied: bool) -> None:
        """A word was heard, and whether it was denied."""
        self.on, self._last = False, last if denied else None
        self.heard = self.heard or denied

    def _listed(self, token: Token) -> bool:
        """«Кроме танцев и пения»; «не футбол, плавание 7 лет» wishes something else instead."""
        if self._last is None:
            return False
        between = _LISTED.fullmatch(self._text[self._last.last : token.first])
        if between is None or not agreeing(self._last.word, token.word):
            return False
        return self._listing or self._bare or between["and"] is not None


def _lacks(following: Sequence[Token]) -> bool:
    """«Не выговаривает», «не сидит на месте», but no «не хочет» and no «не терпит»."""
    said = [(acting(each.word), lemmas(each.word)) for each in following]
    return any(
        each.isdisjoint(_WISHING | _HATING) if acts else not each.isdisjoint(_AVOIDED)
        for acts, each in said
    )
