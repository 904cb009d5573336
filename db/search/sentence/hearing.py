"""One word or phrase of a sentence, and what is meant by it in this catalog."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, takewhile
from typing import Final

from rapidfuzz.distance import OSA

from core.domain.searching import Chip, Corrected, Kind, Unknown
from db.search.kinship import ROOT, akin, done, enlarged
from db.search.lexicon import ANYWHERE, Lexicon, Place, nearest
from db.search.sentence.denial import NEGATIONS
from db.search.sentence.layout import struck, transliterated
from db.search.sentence.meaning import (
    alone,
    has,
    meaning_of,
    of_one_root,
    only_doing,
    present,
    says_on_what,
    way_only,
)
from db.search.sentence.wished import Word
from db.search.synonyms import Meaning, Phrase, fillers, misspelt, own_lemmas
from db.search.words import (
    CYRILLIC,
    STOP_WORDS,
    WORD,
    Token,
    forms,
    in_dictionary,
    lemmas,
    manner,
    of_person,
)

NEAREST_SHOWN: Final = 3
# Of words with fewer letters the beginning is not looked for in titles.
ROOT_OF: Final = 7


class Hearing:
    """Hears words one after another, and keeps what it repaired and what it did not know."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.extra: list[Word] = []
        self.corrected: list[Corrected] = []
        self.unknown: list[Unknown] = []
        self.persons: list[Token] = []

    def next(self, tokens: Sequence[Token]) -> tuple[Word | None, int]:
        """The word that begins here, if it says anything, and how many tokens it takes."""
        phrase = self._misspelt_phrase(tokens)
        if phrase is not None:
            return phrase
        token = tokens[0]
        for lemma in own_lemmas(token.word) & misspelt().keys():
            return self._repaired(token, misspelt()[lemma]), 1
        # No phrase goes on behind a «не»: «танцы не современные».
        meaning, used = meaning_of([*takewhile(lambda each: each.word not in NEGATIONS, tokens)])
        idle = is_filler(token) or says_on_what(tokens) or is_letter(token)
        if meaning is not None and (used > 1 or not idle):
            doing = used == 1 and (only_doing(token.word) or not WORD.match(token.word))
            weak = doing or all(map(way_only, tokens[:used]))
            return replace(self._meant(meaning, tokens[:used]), weak=weak), used
        if idle:
            self.extra.append(word_of(token, own_lemmas(token.word)))
            return None, 1
        if self._known(token.word):
            says_how = manner(token.word) and not self._in_title(token.word)
            return None if says_how else self._bare(token), 1
        return self._unheard(tokens)

    def _misspelt_phrase(self, tokens: Sequence[Token]) -> tuple[Word, int] | None:
        """«Настольный тенис» is one thing, whichever of two words has the error."""
        right = [self._right(token) for token in tokens[:2]]
        meaning, used = meaning_of(right)
        if used == 1 or meaning is None or right == [*tokens[:2]]:
            return None
        pairs = ((typed, each) for typed, each in zip(tokens, right, strict=False) if typed != each)
        self.corrected += (Corrected(typed.word, each.word) for typed, each in pairs)
        return self._meant(meaning, right), used

    def _right(self, token: Token) -> Token:
        """The word that was meant by one that nobody knows."""
        word = token.word
        known = word in STOP_WORDS or self._known(word) or alone(word) or manner(word)
        if known or is_filler(token) or of_person(word):
            return token
        meant = self._meant_by_mistake(word, by_sound=in_dictionary(word))
        if meant is None:
            return token
        as_typed = min(sorted(forms(meant)), key=lambda form: OSA.distance(word, form))
        return replace(token, word=as_typed)

    def done(self, tokens: Sequence[Token]) -> Iterator[Word]:
        """What nothing but a verb asks for is what its noun does: «проектировать»."""
        for token in tokens:
            if is_filler(token):
                continue
            nouns = (each for each in done(own_lemmas(token.word)) if self._means(each))
            for noun in islice(nouns, 1):
                meaning, as_noun = alone(noun), replace(token, word=noun)
                if meaning is not None:
                    yield self._meant(meaning, [as_noun])
                else:
                    yield word_of(as_noun, own_lemmas(noun))

    def unknown_word(self, token: Token) -> Word:
        of_root = self._of_one_root(token.word)
        if of_root:
            return replace(word_of(token, own_lemmas(token.word)), near=of_root)
        like = () if of_person(token.word) else nearest(token.word, self._lexicon)
        near = [each for each in like if self._in_title(each)]
        strange = Unknown(token.word, tuple(near[:NEAREST_SHOWN]))
        if strange not in self.unknown:
            self.unknown.append(strange)
        return replace(word_of(token, own_lemmas(token.word)), weak=True)

    def _means(self, word: str) -> bool:
        return alone(word) is not None or self._in_title(word)

    def _bare(self, token: Token) -> Word:
        """A word of the catalog of which the table says nothing."""
        word = replace(word_of(token, own_lemmas(token.word)), plain=True)
        if self._in_title(token.word):
            return word
        kin = of_one_root(token.word)
        meant = () if kin is None else self._meant(kin, [Token(kin.word, 0, 0)]).phrases
        return replace(word, near=tuple(dict.fromkeys((*self._of_one_root(token.word), *meant))))

    def _of_one_root(self, word: str) -> tuple[Phrase, ...]:
        """What titles have instead of a long word that none has: «вышивальщица» is «вышивка»."""
        if len(word) < ROOT_OF or self._in_title(word):
            return ()
        root = min(own_lemmas(word))
        begun = self._lexicon.beginning(root[: max(ROOT, len(root) * 2 // 3)])
        words = frozenset(each for each in begun if akin(root, each))
        return ((words,),) if words else ()

    def _unheard(self, tokens: Sequence[Token]) -> tuple[Word | None, int]:
        """A word that neither the catalog nor the synonyms know."""
        token = tokens[0]
        if of_person(token.word) and self._kin(token) is None:
            # Nobody's name is a mistake for what programs are about.
            self.persons.append(token)
            return None, 1
        if len(tokens) > 1:
            joined = token.word + tokens[1].word
            if self._known(joined) or alone(joined) is not None:
                both = Token(joined, token.first, tokens[1].last)
                return self._repaired(both, joined), 2
        for larger in enlarged(own_lemmas(token.word)):
            if self._means(larger):
                return self._repaired(token, larger), 1
        return self._mistaken(token), 1

    def _mistaken(self, token: Token) -> Word | None:
        """A word of a known root, a mistake, or one that nobody knows."""
        russian, only_manner = in_dictionary(token.word), manner(token.word)
        kin = None if only_manner else self._kin(token)
        if russian and kin is not None:
            return kin
        if not (russian and only_manner):
            meant = self._meant_by_mistake(token.word, by_sound=russian)
            if meant is not None:
                return None if meant in fillers() else self._repaired(token, meant)
        if only_manner or token.word.isdigit():
            return None
        return kin or self.unknown_word(token)

    def _kin(self, token: Token) -> Word | None:
        """What a word of the same root means: «танцовщик», «акварельный»."""
        meaning = of_one_root(token.word)
        if meaning is None:
            return None
        meant = self._meant(meaning, [replace(token, word=meaning.word)], said=token.word)
        return replace(meant, akin=(*self._of_one_root(token.word), *meant.akin), weak=True)

    def _meant_by_mistake(self, word: str, *, by_sound: bool) -> str | None:
        """The word that was meant; a word that exists is only taken for one that sounds so."""
        if struck(word):
            return None
        for typed in dict.fromkeys((word, *transliterated(word))):
            if typed != word and (self._known(typed) or alone(typed) is not None):
                return typed
            near = nearest(typed, self._lexicon, fillers(), by_sound=by_sound)
            # A word of some phrase alone is itself, and no mistake.
            if near and near[0] not in own_lemmas(typed):
                return near[0]
        return None

    def _repaired(self, token: Token, understood: str) -> Word:
        self.corrected.append(Corrected(token.word, understood))
        meaning, right = alone(understood), replace(token, word=understood)
        if meaning is None:
            return word_of(right, own_lemmas(understood))
        return self._meant(meaning, [right])

    def _meant(self, meaning: Meaning, tokens: Sequence[Token], said: str = "") -> Word:
        first, last = tokens[0].first, tokens[-1].last
        value = said or " ".join(token.word for token in tokens)
        typed = tuple(lemmas(token.word) for token in tokens if token.word not in STOP_WORDS)
        same = dict.fromkeys([meaning.said, typed, *meaning.same])
        if len(tokens) == 1:
            same = dict.fromkeys([(own_lemmas(tokens[0].word),), *meaning.same])
        phrases = [each for each in same if has(each, self._lexicon)]
        akin, near, kinds = (present(each, self._lexicon) for each in meaning.ranked())
        if not (phrases or akin or near or kinds):
            self.unknown.append(Unknown(value, heard=True))
        phrases = [next(iter(same))] + [each for each in phrases if each != next(iter(same))]
        chip = Chip(Kind.WORD, value, first, last)
        return Word(chip, tuple(phrases), akin, near, kinds, tuple(meaning.never))

    def _known(self, word: str) -> bool:
        return any(self._lexicon.places(lemma) & ANYWHERE for lemma in own_lemmas(word))

    def _in_title(self, word: str) -> bool:
        named = Place.TITLE | Place.SECTION
        return any(self._lexicon.places(lemma) & named for lemma in own_lemmas(word))


def is_filler(token: Token) -> bool:
    return not own_lemmas(token.word).isdisjoint(fillers())


def is_letter(token: Token) -> bool:
    """«Не выговаривает букву р»: no program is about a letter, though some have one in a title."""
    return len(token.word) == 1 and bool(CYRILLIC.search(token.word))


def word_of(token: Token, *phrase: frozenset[str]) -> Word:
    return Word(Chip(Kind.WORD, token.word, token.first, token.last), (phrase,))
