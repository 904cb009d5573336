"""The words that are left of a sentence: what a program should be about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from db.search.lexicon import Lexicon
from db.search.sentence.denial import Denial
from db.search.sentence.hearing import Hearing, is_filler, word_of
from db.search.sentence.meaning import is_craft
from db.search.sentence.text import TAKEN, Sentence
from db.search.sentence.wished import Wishes, Word
from db.search.synonyms import own_lemmas
from db.search.words import STOP_WORDS, Token, describing, in_dictionary, manner, positioned

_PREPOSITIONS: Final = frozenset({"в", "во", "на", "из", "с", "со", "по", "для", "под", "о", "об"})
# How something is made is a theme only where nobody says what: «украшения своими руками».
_HOW: Final = frozenset({"своими руками"})


class Wishing:
    """Reads what rules left of a sentence."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._hearing = Hearing(lexicon)
        self._excluded: list[Word] = []
        self._lacking: list[Word] = []
        self._ignored: list[Token] = []

    def read(self, sentence: Sentence, *, titled: bool = False) -> Wishes:
        """What is typed as a title denies nothing: «Английский без границ»."""
        pieces, denial = [], Denial(sentence.text, silent=titled)
        for at, piece in sentence.pieces():
            words = self._piece(at, piece, denial)
            if words:
                pieces.append(words)
        hearing = self._hearing
        if not pieces and self._lacking:
            pieces.append(tuple(self._lacking))
        said = (pieces, sentence.chips, sentence.unused, hearing.extra, self._excluded)
        if not any(said):
            # Manners of speaking alone ask for nothing that there is, and signs for nothing at all.
            pieces += [(hearing.unknown_word(each),) for each in self._not_understood(sentence)]
        else:
            sentence.unused += ((each.first, each.last) for each in hearing.persons)
        return Wishes(
            tuple(pieces),
            tuple(hearing.extra),
            tuple(self._excluded),
            tuple(hearing.corrected),
            tuple(hearing.unknown),
        )

    def _not_understood(self, sentence: Sentence) -> Sequence[Token]:
        text = sentence.text.replace(TAKEN, " ")
        if self._ignored or positioned(text) or not text.strip():
            return self._ignored[:1]
        return [Token(text.strip(), len(text) - len(text.lstrip()), len(text.rstrip()))]

    def _piece(self, at: int, piece: str, denial: Denial) -> tuple[Word, ...]:
        found: list[Word] = []
        tokens = [Token(each.word, at + each.first, at + each.last) for each in positioned(piece)]
        adjunct, n = False, 0
        denial.begin(piece)
        while n < len(tokens):
            token = tokens[n]
            if denial.takes(tokens[n:]) or token.word in STOP_WORDS:
                adjunct = token.word in _PREPOSITIONS
                n += 1
                continue
            denied = denial.denies(token)
            word, used = (
                self._denied(tokens[n:], denial) if denied else self._hearing.next(tokens[n:])
            )
            if word is None and not is_filler(token):
                self._ignored.append(token)
            if word is not None:
                where = self._lacking if denial.helped(token) else found
                (self._excluded if denied else where).append(replace(word, adjunct=adjunct))
                adjunct = is_craft(token.word)
                denial.ends(tokens[n + used - 1], denied=denied)
            elif manner(token.word):
                denial.passes()
            n += used
        if not found and not denial.heard:
            found += self._hearing.done(tokens)
        if any(not word.weak and word.chip.value not in _HOW for word in found):
            found = [word for word in found if word.chip.value not in _HOW]
        return tuple({word.chip.key: word for word in found}.values())

    def _denied(self, tokens: Sequence[Token], denial: Denial) -> tuple[Word | None, int]:
        """«Без специальной подготовки» denies both words together, and neither by itself."""
        unknown = len(self._hearing.unknown)
        word, used = self._hearing.next(tokens)
        if in_dictionary(tokens[0].word):
            # What nobody has is easily left out.
            del self._hearing.unknown[unknown:]
        if not (denial.strong and used == 1 < len(tokens) and describing(tokens[0].word)):
            return word, used
        one, other = tokens[:2]
        both = Token(f"{one.word} {other.word}", one.first, other.last)
        return word_of(both, own_lemmas(one.word), own_lemmas(other.word)), 2
