"""Villages, which lie in a municipality, and towns that a catalog has nothing in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from core.domain.places import PLACES, known_place
from core.domain.searching import Corrected, Kind
from db.search.lexicon import ERRORS_MAX, Lexicon, Place, nearest
from db.search.sentence.places import GENERIC, Municipalities, patterns_of
from db.search.sentence.text import Sentence
from db.search.synonyms import lines
from db.search.words import (
    Token,
    folded,
    forms,
    in_dictionary,
    is_name,
    lemmas,
    named_places,
    positioned,
)

_IN: Final = r"(?:в|во|из|под|пос\.?|пос[её]л[а-я]+|дер[а-я]*\.?|сел[оеа]|п\.|с\.)\s+"
_TOWN: Final = re.compile(
    rf"(?<![^\W_])(?P<before>(?:{_IN}|г\.?\s+|город[а-я]*\s+)+)?"
    r"(?P<town>[а-я]{3,}(?:-[а-я]+)*)(?![^\W_])"
)
_WHERE: Final = re.compile("в|во|из|под|г|город[а-я]*")
# Two errors make another word of a shorter one.
MISSPELT_LETTERS_MIN: Final = 7
MISSPELT_REMEMBERED: Final = 10_000
# The ends of names that are inflected as adjectives.
_ADJECTIVE: Final = ("ое", "ий", "ый", "ой", "ая", "ые")


def take_villages(sentence: Sentence, known: Municipalities, lexicon: Lexicon) -> None:
    """A village that no address has becomes its municipality."""
    ids = {code: municipality for municipality, code, _ in known}
    for code, pattern in _villages().items():
        for match in list(pattern.finditer(sentence.text)):
            *_, name = positioned(match[0])
            if any(lexicon.places(lemma) & Place.ADDRESS for lemma in lemmas(name.word)):
                continue
            place = known_place(code)
            if code in ids:
                sentence.say(((Kind.MUNICIPALITY, str(ids[code])),), *match.span())
            elif place is not None:
                sentence.say(((Kind.ADDRESS, folded(place.centre)),), *match.span())


def take_towns(sentence: Sentence, known: Municipalities) -> None:
    """Towns that the product knows and this catalog has not: only an address may be there."""
    ids = {code for _, code, _ in known}
    for place in PLACES:
        for letters, pattern in patterns_of(place.code, place.name):
            if place.code in ids or letters not in sentence.text:
                continue
            for match in list(pattern.finditer(sentence.text)):
                sentence.say(((Kind.ADDRESS, folded(place.centre)),), *match.span())


def take_misspelt(
    sentence: Sentence, known: Municipalities, lexicon: Lexicon, wanted: Callable[[Token], bool]
) -> tuple[Corrected, ...]:
    """«Калиниграде», «Гурьевкс»: words that mean nothing, and are nearly a municipality's name."""
    found: list[Corrected] = []
    tokens = positioned(sentence.text)
    for n, token in enumerate(tokens):
        if len(token.word) < MISSPELT_LETTERS_MIN or in_dictionary(token.word) or wanted(token):
            continue
        said_where = n > 0 and _WHERE.fullmatch(tokens[n - 1].word) is not None
        ranked = sorted(
            (distance, name, chip)
            for name, chip in _called(known)
            if (distance := _errors(token.word, name)) <= ERRORS_MAX
        )
        if ranked and (said_where or not nearest(token.word, lexicon)):
            _, name, chip = ranked[0]
            first = tokens[n - 1].first if said_where else token.first
            sentence.say((chip,), first, token.last)
            found.append(Corrected(token.word, name))
    return tuple(found)


def _called(known: Municipalities) -> Iterator[tuple[str, tuple[Kind, str]]]:
    """Words of what municipalities are mostly called, here and elsewhere, with what they ask."""
    ids = {code: str(municipality) for municipality, code, _ in known}
    names = [(official, (Kind.MUNICIPALITY, ids[code])) for _, code, official in known]
    for place in PLACES:
        here = (Kind.MUNICIPALITY, ids[place.code]) if place.code in ids else None
        names.append((place.centre, here or (Kind.ADDRESS, folded(place.centre))))
    for name, chip in names:
        for token in positioned(folded(name)):
            if len(token.word) >= MISSPELT_LETTERS_MIN and not lemmas(token.word) & GENERIC:
                yield token.word, chip


@lru_cache(maxsize=MISSPELT_REMEMBERED)
def _errors(word: str, name: str) -> int:
    """The fewest typing errors that lead to a form of the name."""
    return min(OSA.distance(word, form, score_cutoff=ERRORS_MAX) for form in forms(name))


def take_elsewhere(sentence: Sentence, lexicon: Lexicon, wanted: Callable[[Token], bool]) -> None:
    """Towns of the world, where there is nothing; `wanted` says which words mean something else
    as well, and so does what only sounds so: «настольный тенис».
    """
    for match in list(_TOWN.finditer(sentence.text)):
        town = Token(match["town"], *match.span("town"))
        names = named_places(town.word)
        meant = match["before"] or (town.word in names and not is_name(town.word))
        if not (names and meant) or wanted(town):
            continue
        if match["before"] or not nearest(town.word, lexicon, by_sound=True):
            sentence.say(((Kind.ADDRESS, min(names)),), *match.span())


@cache
def _villages() -> Mapping[str, re.Pattern[str]]:
    """Villages are named behind «в» or «посёлок»: «свобода» alone is no place."""
    by_code = (line.split(":", 1) for line in lines("settlements.txt"))
    return {
        code: re.compile(
            rf"(?<![^\W_])(?:{_IN})+(?:{'|'.join(map(_inflected, names.split(',')))})(?![^\W_])"
        )
        for code, names in by_code
    }


def _inflected(name: str) -> str:
    """`больш[а-я]{2,3}\\s+исаков[а-я]{0,2}`."""
    words = (
        f"{word[:-2]}[а-я]{{2,3}}" if word.endswith(_ADJECTIVE)
        else f"{word[:-1]}[а-я]{{0,2}}" if word[-1] in "аеоыийья" else f"{word}[а-я]{{0,2}}"
        for word in folded(name).split()
    )  # fmt: skip
    return r"\s+".join(words)
