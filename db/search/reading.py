"""A question as it is asked: what was typed, chosen and dropped, put together."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from core.domain.money import Money
from core.domain.program import Direction, Registry
from core.domain.searching import (
    Chip,
    Conditions,
    Corrected,
    Kind,
    SearchQuery,
    Sort,
    Source,
    Unknown,
)
from db.search.asking import as_code, asked_kinds, chips_of, with_typed, without
from db.search.lexicon import Lexicon
from db.search.sentence import ages, dates, days, needs, prices, times
from db.search.sentence.children import paired
from db.search.sentence.elsewhere import take_elsewhere, take_misspelt, take_towns, take_villages
from db.search.sentence.english import in_russian
from db.search.sentence.hearing import word_of
from db.search.sentence.houses import take_house_numbers
from db.search.sentence.layout import is_code, retype
from db.search.sentence.meaning import alone, means_something, phrases_in, readable
from db.search.sentence.orders import take_order
from db.search.sentence.places import Municipalities, take_addresses, take_municipalities
from db.search.sentence.respelling import respelled
from db.search.sentence.text import TAKEN, Sentence
from db.search.sentence.wished import Wishes, Word
from db.search.sentence.wishes import Wishing
from db.search.words import Token, folded, lemmas, positioned, titled

TEXT_LENGTH_MAX: Final = 300
_SECTION: Final = re.compile(r"(?<![^\W_])(?:спорт)?секци[а-я]+")
# «Шахматы8лет»: where a word and a number were not parted.
_GLUED: Final = re.compile(r"(?<=[а-яёА-ЯЁ]{4})(?=\d)")
# «Ленинградский р-н», «в Московском р-не».
_DISTRICT: Final = re.compile(r"(?<![^\W_])[рР](?:-о?|/)[нН](?=(?:е|а|у|ом)?(?![^\W_]))")
_SEVERAL: Final = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a question asks; `unused` is what was typed and asks for nothing."""

    conditions: Conditions
    wishes: Wishes
    chips: tuple[Chip, ...]
    unused: tuple[str, ...] = ()

    def without(self, kind: Kind) -> Reading:
        """The same without what is asked of one kind."""
        if kind is Kind.WORD:
            return replace(self, wishes=Wishes())
        wishes = replace(self.wishes, ages=()) if kind is Kind.AGE else self.wishes
        return replace(self, conditions=without(self.conditions, kind), wishes=wishes)

    def with_wishes(self, wishes: Wishes) -> Reading:
        return replace(self, wishes=wishes)

    def eased(self, words: Collection[Word]) -> Reading:
        """The same without some words, told of as what changes nothing."""
        gone = {word.chip.key for word in words}
        strange = {each.typed for each in self.wishes.unknown}
        said = (word.chip.value for word in words if word.chip.value not in strange)
        return replace(
            self,
            wishes=self.wishes.without(words),
            chips=tuple(chip for chip in self.chips if chip.key not in gone),
            unused=(*self.unused, *said),
        )


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a sentence is understood by: the catalog's words and titles, the municipalities, the
    day.
    """

    lexicon: Lexicon
    titled: Callable[[str], bool]
    municipalities: Municipalities
    today: date


@dataclass(frozen=True, slots=True)
class Understood:
    """What a text says by itself, whatever was chosen or dropped beside it; `rest` is what no rule
    took.
    """

    chips: tuple[Chip, ...]
    wishes: Wishes
    unused: tuple[str, ...]
    rest: str
    sort: Sort | None = None


def understood(text: str, around: Surroundings) -> Understood:
    """With a chip for each part of it."""
    text = _DISTRICT.sub("район", _GLUED.sub(" ", text[:TEXT_LENGTH_MAX]))
    if is_code(folded(text)):
        return _not_understood(folded(text))
    text = in_russian(text, lambda whole: around.titled(titled(whole)))
    spelled, respelt = respelled(folded(text), around.lexicon, around.today)
    sentence = Sentence(spelled)
    known = around.lexicon
    retyped = retype(sentence, lambda x: readable(x, known), lambda x: means_something(x, known))
    whole = sentence.text
    sentence.phrases = phrases_in(positioned(whole))
    # «Школа выходного дня» is a title, and no weekdays.
    as_title = bool(_SEVERAL.search(whole.strip())) and around.titled(titled(whole))
    misspelt: tuple[Corrected, ...] = ()
    sort = None
    if as_title:
        sentence.apply(needs.MANNERS)
    else:
        sort = take_order(sentence)
        misspelt = _apply_rules(sentence, around)
        sentence.deny_together(whole)
    wishes = Wishing(around.lexicon).read(sentence, titled=as_title)
    corrected = (*respelt, *misspelt, *wishes.corrected)
    if retyped is not None:
        meant = " ".join(whole[slice(*retyped)].split())
        typed = spelled if respelt else text
        corrected = (Corrected(typed[slice(*retyped)], meant), *corrected)
    wishes = replace(wishes, title=_title(whole, sentence), corrected=corrected)
    unused = tuple(text[first:last].strip() for first, last in sorted(sentence.unused))
    chips = times.settled(sentence.chips, whole)
    return Understood(tuple(chips), wishes, unused, sentence.text, sort)


def _not_understood(text: str) -> Understood:
    """All of it is one thing that no program has, and none of its words a mistake for another."""
    whole = text.strip()
    word = word_of(Token(whole, 0, len(whole)), frozenset({whole}))
    wishes = Wishes(((replace(word, weak=True),),), unknown=(Unknown(whole),))
    return Understood((), wishes, (), text)


def read(query: SearchQuery, said: Understood) -> Reading:
    """What is asked of programs by a query whose text says so."""
    typed = [chip for chip in said.chips if chip.key not in query.dropped]
    if not typed and not said.wishes.pieces and _SECTION.search(said.rest):
        typed = [Chip(Kind.DIRECTION, Direction.SPORTS, *_span(said.rest))]
        typed = [chip for chip in typed if chip.key not in query.dropped]
    wishes = _kept(said.wishes, query)
    if not query.chosen.ages:
        wishes = replace(wishes, ages=paired(wishes.pieces, typed))
    return replace(_together(query, wishes, typed), unused=said.unused)


def _title(whole: str, sentence: Sentence) -> str:
    """What was typed, without what are conditions, as titles are compared."""
    for chip in sentence.chips:
        if TAKEN not in sentence.text[chip.first : chip.last]:
            continue
        whole = whole[: chip.first] + " " * (chip.last - chip.first) + whole[chip.last :]
    return titled(whole)


def _apply_rules(sentence: Sentence, around: Surroundings) -> tuple[Corrected, ...]:
    """Apply all rules, and tell which names of places were repaired."""
    take_house_numbers(sentence)
    sentence.apply(dates.rules(around.today))
    sentence.apply(needs.MANNERS)
    take_municipalities(sentence, around.municipalities)
    sentence.apply(needs.RULES)
    age_rules = ages.rules(around.today)
    sentence.apply(prices.RULES)
    sentence.apply(ages.RANGES)
    sentence.apply(times.RULES)
    sentence.apply(days.RULES)
    sentence.apply(age_rules)
    for rules in (ages.BARE, ages.VAGUE):
        if not any(chip.kind is Kind.AGE for chip in sentence.chips):
            sentence.apply(rules)
    take_towns(sentence, around.municipalities)
    take_villages(sentence, around.municipalities, around.lexicon)
    take_addresses(sentence, around.lexicon, lambda token: any(map(alone, lemmas(token.word))))

    def wanted(token: Token) -> bool:
        return means_something(token.word, around.lexicon)

    take_elsewhere(sentence, around.lexicon, wanted)
    return take_misspelt(sentence, around.municipalities, around.lexicon, wanted)


def _span(text: str) -> tuple[int, int]:
    match = _SECTION.search(text)
    return (0, 0) if match is None else match.span()


def _kept(wishes: Wishes, query: SearchQuery) -> Wishes:
    """The wishes without words that were dropped by their chips."""
    if not query.dropped:
        return wishes
    pieces = (
        tuple(word for word in piece if word.chip.key not in query.dropped)
        for piece in wishes.pieces
    )
    excluded = tuple(
        word for word in wishes.excluded
        if replace(word.chip, excluded=True).key not in query.dropped
    )  # fmt: skip
    return replace(wishes, pieces=tuple(piece for piece in pieces if piece), excluded=excluded)


def _together(query: SearchQuery, wishes: Wishes, typed: Sequence[Chip]) -> Reading:
    chosen = query.chosen
    chosen_kinds = asked_kinds(chosen)
    counting = [chip for chip in typed if chip.kind not in chosen_kinds]
    if query.purse is None:
        counting = _paid_by_certificate(counting)
    conditions = with_typed(chosen, counting)
    chips = [*(word.chip for word in wishes.words), *counting]
    chips += (replace(word.chip, excluded=True) for word in wishes.excluded)
    chips.sort(key=lambda chip: chip.first)
    for kind in chosen_kinds:
        chips += chips_of(chosen, kind, Source.CHOSEN)
    by_default = _default_age(query, conditions)
    if by_default is not None:
        conditions = replace(conditions, ages=(int(by_default.value),))
        chips.append(by_default)
    unique = {chip.key: chip for chip in reversed(chips)}
    return Reading(conditions, wishes, tuple(reversed(unique.values())))


def _paid_by_certificate(typed: Sequence[Chip]) -> list[Chip]:
    """«Бесплатно по сертификату» is what a certificate pays for; without a child's own nobody
    knows what the family adds, and no such program costs nothing.
    """
    certified = any(
        chip.kind is Kind.REGISTRY and chip.value == Registry.CERTIFIED and not chip.excluded
        for chip in typed
    )
    free = (Kind.PRICE, as_code(Money(0)))
    return [chip for chip in typed if not certified or (chip.kind, chip.value) != free]


def _default_age(query: SearchQuery, conditions: Conditions) -> Chip | None:
    if query.child_age is None or conditions.ages:
        return None
    chip = Chip(Kind.AGE, str(query.child_age), source=Source.DEFAULT)
    return None if chip.key in query.dropped else chip
