"""What was wished: words that a program must have, or that say more of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from core.domain.searching import Chip, Corrected, Unknown
from db.search.synonyms import Phrase


@dataclass(frozen=True, slots=True)
class Word:
    """One thing that programs must be about: the same, of the same root (`akin`), nearly the same,
    or a kind of it. What a title calls one of `never` is another thing: «большой теннис» is not the
    one on a table.

    A `weak` one is no theme by itself («целыми» днями, «бегать» с картой), a `plain` one is not
    in the table («шаги в программировании»), and an `adjunct` says more of another one («гладью
    на одежде»).
    """

    chip: Chip
    same: tuple[Phrase, ...]
    akin: tuple[Phrase, ...] = ()
    near: tuple[Phrase, ...] = ()
    kinds: tuple[Phrase, ...] = ()
    never: tuple[Phrase, ...] = ()
    weak: bool = False
    adjunct: bool = False
    plain: bool = False

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """Whatever of them a program has, it is found."""
        return (*self.same, *self.akin, *self.near, *self.kinds)


@dataclass(frozen=True, slots=True)
class Wishes:
    """A program fits when it has every word of one of `pieces`, and none of `excluded`.

    `extra` words only add to the fit, and so does a `title` that is as it was typed. Where each
    piece is of a child of its own, `ages` has theirs: «сыну 7 футбол, дочке 4 танцы».
    Pieces are `parted` that nothing has together, though they were asked so.
    """

    pieces: tuple[tuple[Word, ...], ...] = ()
    extra: tuple[Word, ...] = ()
    excluded: tuple[Word, ...] = ()
    corrected: tuple[Corrected, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    title: str = ""
    parted: bool = False
    ages: tuple[tuple[int, ...], ...] = ()

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for piece in self.pieces for word in piece)

    @property
    def weak(self) -> tuple[Word, ...]:
        """Those that limit nothing beside others of their piece."""
        return tuple(word for piece in self.pieces for word in _beside(piece, attrgetter("weak")))

    @property
    def lesser(self) -> tuple[Word, ...]:
        """Weak words and adjuncts, which not all that is found needs to have."""
        adjuncts = (word for piece in self.pieces for word in _beside(piece, attrgetter("adjunct")))
        return tuple(dict.fromkeys((*self.weak, *adjuncts)))

    @property
    def less_exact(self) -> tuple[tuple[Word, ...], ...]:
        """What may go where nothing has all words: the weak ones, then plain ones too, then
        adjuncts instead, then both; others of their piece always stay.
        """
        left = self.without(self.weak).pieces
        plain, adjuncts = (
            tuple(word for piece in left for word in _beside(piece, least))
            for least in (attrgetter("plain"), attrgetter("adjunct"))
        )
        both = tuple(dict.fromkeys((*plain, *adjuncts)))
        ways = ((*self.weak, *more) for more in ((), plain, adjuncts, both))
        return tuple(dict.fromkeys(way for way in ways if way and self.without(way).pieces))

    @property
    def apart(self) -> Wishes:
        """«Шахматы вокал», of which nothing has both: either will do. What is no theme of the table
        may be a name, and stays with what it stands beside.
        """
        if self.ages or any(word.plain for word in self.words):
            return self
        return replace(self, pieces=tuple((word,) for word in self.words), parted=True)

    def weighed(self, named: Callable[[Word], int]) -> Wishes:
        """«Рисует машинки»: where no title is about what is done, doing it is what it is about."""
        pieces = []
        for piece in self.pieces:
            doing = [word for word in piece if word.weak and named(word)]
            themes = (word for word in piece if not (word.weak or word.plain))
            if doing and not any(map(named, themes)):
                weighed = (replace(word, weak=word not in doing) for word in piece)
                pieces.append(tuple(weighed))
            else:
                pieces.append(piece)
        return replace(self, pieces=tuple(pieces))

    def without(self, words: Collection[Word]) -> Wishes:
        rest = [tuple(each for each in piece if each not in words) for piece in self.pieces]
        left = [n for n, piece in enumerate(rest) if piece]
        ages = tuple(self.ages[n] for n in left) if self.ages else ()
        return replace(self, pieces=tuple(rest[n] for n in left), ages=ages)


def _beside(piece: Sequence[Word], least: Callable[[Word], bool]) -> Sequence[Word]:
    """The least words of a piece, unless it has no others."""
    found = [word for word in piece if least(word)]
    return found if len(found) < len(piece) else ()
