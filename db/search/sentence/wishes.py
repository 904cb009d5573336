"""The words that are left of a sentence: what a program should be about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, takewhile
from typing import Final

from core.domain.searching import Chip, Corrected, Kind, Unknown
from db.search.lexicon import ANYWHERE, Lexicon, Place, nearest
from db.search.sentence.denial import NEGATIONS, Denial
from db.search.sentence.layout import transliterated
from db.search.sentence.meaning import alone, has, is_craft, meaning_of, only_doing, present
from db.search.sentence.text import TAKEN, Sentence
from db.search.sentence.wished import Wishes, Word
from db.search.synonyms import Meaning, Phrase, fillers, own_lemmas
from db.search.words import (
    STOP_WORDS,
    Token,
    describing,
    done,
    enlarged,
    in_dictionary,
    lemmas,
    manner,
    positioned,
)

NEAREST_SHOWN: Final = 3
# Words of so many letters are hardly ever others than those they are near to.
LONG: Final = 9
# A word of so many letters shares at least so many with others of its root.
ROOT_OF: Final = 7
ROOT: Final = 5
_PREPOSITIONS: Final = frozenset({"в", "во", "на", "из", "с", "со", "по", "для", "под", "о", "об"})


class Wishing:
    """Reads what rules left of a sentence."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._extra: list[Word] = []
        self._excluded: list[Word] = []
        self._corrected: list[Corrected] = []
        self._unknown: list[Unknown] = []
        self._ignored: list[Token] = []

    def read(self, sentence: Sentence, *, titled: bool = False) -> Wishes:
        """What is typed as a title denies nothing: «Английский без границ»."""
        pieces, denial = [], Denial(sentence.text, silent=titled)
        for at, piece in sentence.pieces():
            words = self._piece(at, piece, denial)
            if words:
                pieces.append(words)
        said = (pieces, sentence.chips, sentence.unused, self._extra, self._excluded)
        if not any(said):
            # Manners of speaking alone ask for nothing that there is, and signs for nothing at all.
            pieces += [(self._unknown_word(each),) for each in self._not_understood(sentence)]
        return Wishes(
            tuple(pieces),
            tuple(self._extra),
            tuple(self._excluded),
            tuple(self._corrected),
            tuple(self._unknown),
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
            if denial.takes(token) or token.word in STOP_WORDS:
                adjunct = token.word in _PREPOSITIONS
                n += 1
                continue
            denied = denial.denies(token)
            word, used = self._denied(tokens[n:], denial) if denied else self._next(tokens[n:])
            if word is None and not self._filler(token):
                self._ignored.append(token)
            if word is not None:
                (self._excluded if denied else found).append(replace(word, adjunct=adjunct))
                adjunct = is_craft(token.word)
                denial.ends(tokens[n + used - 1], denied=denied)
            elif manner(token.word):
                denial.passes()
            n += used
        if not found and not denial.heard:
            found += self._done(tokens)
        return tuple({word.chip.key: word for word in found}.values())

    def _denied(self, tokens: Sequence[Token], denial: Denial) -> tuple[Word | None, int]:
        """«Без специальной подготовки» denies both words together, and neither by itself."""
        unknown = len(self._unknown)
        word, used = self._next(tokens)
        if in_dictionary(tokens[0].word):
            # What nobody has is easily left out.
            del self._unknown[unknown:]
        if not (denial.strong and used == 1 < len(tokens) and describing(tokens[0].word)):
            return word, used
        one, other = tokens[:2]
        both = Token(f"{one.word} {other.word}", one.first, other.last)
        return _word(both, other.last, (own_lemmas(one.word), own_lemmas(other.word))), 2

    def _done(self, tokens: Sequence[Token]) -> Iterator[Word]:
        """What nothing but a verb asks for is what its noun does: «проектировать»."""
        for token in tokens:
            if self._filler(token):
                continue
            nouns = (each for each in done(own_lemmas(token.word)) if self._means(each))
            for noun in islice(nouns, 1):
                meaning, as_noun = alone(noun), replace(token, word=noun)
                if meaning is not None:
                    yield self._meant(meaning, [as_noun])
                else:
                    yield _word(as_noun, token.last, (own_lemmas(noun),))

    def _means(self, word: str) -> bool:
        return alone(word) is not None or self._in_title(word)

    def _next(self, tokens: Sequence[Token]) -> tuple[Word | None, int]:
        """The word that begins here, if it says anything, and how many tokens it takes."""
        # No phrase goes on behind a «не»: «танцы не современные».
        meaning, used = meaning_of([*takewhile(lambda each: each.word not in NEGATIONS, tokens)])
        token = tokens[0]
        if meaning is not None and (used > 1 or not self._filler(token)):
            doing = used == 1 and only_doing(token.word)
            return replace(self._meant(meaning, tokens[:used]), weak=doing), used
        if self._filler(token):
            self._extra.append(_word(token, token.last, (own_lemmas(token.word),)))
            return None, 1
        if self._known(token.word):
            if manner(token.word) and not self._in_title(token.word):
                return None, 1
            word = _word(token, token.last, (own_lemmas(token.word),))
            near, weak = self._of_one_root(token.word), not self._in_title(token.word)
            return replace(word, near=near, weak=weak and not near), 1
        return self._unheard(tokens)

    def _of_one_root(self, word: str) -> tuple[Phrase, ...]:
        """What titles have instead of a long word that none has: «вышивальщица» is «вышивка»."""
        if len(word) < ROOT_OF or self._in_title(word):
            return ()
        root = min(own_lemmas(word))
        words = frozenset(self._lexicon.beginning(root[: max(ROOT, len(root) * 2 // 3)]))
        return ((words,),) if words else ()

    def _unheard(self, tokens: Sequence[Token]) -> tuple[Word | None, int]:
        """A word that neither the catalog nor the synonyms know."""
        token = tokens[0]
        if len(tokens) > 1:
            joined = token.word + tokens[1].word
            if self._known(joined) or alone(joined) is not None:
                both = Token(joined, token.first, tokens[1].last)
                return self._repaired(both, joined), 2
        russian = in_dictionary(token.word)
        for larger in enlarged(own_lemmas(token.word)):
            if self._means(larger):
                return self._repaired(token, larger), 1
        if not (russian and manner(token.word)):
            surely = russian and len(token.word) < LONG
            meant = self._meant_by_mistake(token.word, by_sound=surely)
            if meant in fillers():
                return None, 1
            if meant is not None:
                return self._repaired(token, meant), 1
        if manner(token.word) or token.word.isdigit():
            return None, 1
        return self._unknown_word(token), 1

    def _meant_by_mistake(self, word: str, *, by_sound: bool) -> str | None:
        """The word that was meant; a word that exists is only taken for one that sounds so."""
        for typed in dict.fromkeys((word, *transliterated(word))):
            if typed != word and (self._known(typed) or alone(typed) is not None):
                return typed
            near = nearest(typed, self._lexicon, fillers(), by_sound=by_sound)
            if near:
                return near[0]
        return None

    def _repaired(self, token: Token, understood: str) -> Word:
        self._corrected.append(Corrected(token.word, understood))
        meaning = alone(understood)
        if meaning is None:
            return _word(
                Token(understood, token.first, token.last), token.last, (own_lemmas(understood),)
            )
        return self._meant(meaning, [Token(understood, token.first, token.last)])

    def _unknown_word(self, token: Token) -> Word:
        of_root = self._of_one_root(token.word)
        if of_root:
            return replace(_word(token, token.last, (own_lemmas(token.word),)), near=of_root)
        near = [each for each in nearest(token.word, self._lexicon) if self._in_title(each)]
        self._unknown.append(Unknown(token.word, tuple(near[:NEAREST_SHOWN])))
        return replace(_word(token, token.last, (own_lemmas(token.word),)), weak=True)

    def _meant(self, meaning: Meaning, tokens: Sequence[Token]) -> Word:
        first, last = tokens[0].first, tokens[-1].last
        value = " ".join(token.word for token in tokens)
        typed = tuple(lemmas(token.word) for token in tokens if token.word not in STOP_WORDS)
        same = dict.fromkeys([meaning.said, typed, *meaning.same])
        if len(tokens) == 1:
            same = dict.fromkeys([(own_lemmas(tokens[0].word),), *meaning.same])
        phrases = [each for each in same if has(each, self._lexicon)]
        akin, near, kinds = (present(each, self._lexicon) for each in meaning.ranked())
        if not (phrases or akin or near or kinds):
            self._unknown.append(Unknown(value, heard=True))
        phrases = [next(iter(same))] + [each for each in phrases if each != next(iter(same))]
        return Word(Chip(Kind.WORD, value, first, last), tuple(phrases), akin, near, kinds)

    def _known(self, word: str) -> bool:
        return any(self._lexicon.places(lemma) & ANYWHERE for lemma in own_lemmas(word))

    def _in_title(self, word: str) -> bool:
        named = Place.TITLE | Place.SECTION
        return any(self._lexicon.places(lemma) & named for lemma in own_lemmas(word))

    def _filler(self, token: Token) -> bool:
        return not own_lemmas(token.word).isdisjoint(fillers())


def _word(token: Token, last: int, phrase: Phrase) -> Word:
    return Word(Chip(Kind.WORD, token.word, token.first, last), (phrase,))
