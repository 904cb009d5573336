"""From text to the words that are compared: lower case, ё as е, dictionary forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from core.domain.asides import FEELINGS

WORD: Final = re.compile(r"[^\W_]+(?:\+\+|#)?")
# «ТехноEnglish»: where words of two alphabets grew together.
_SEAM: Final = re.compile("(?<=[а-я])(?=[a-z])|(?<=[a-z])(?=[а-я])")
# A picture of a thing stands for its word: «⚽ 7 лет».
SAID: Final = re.compile(
    rf"{WORD.pattern}|[\U0001f1e6-\U0001f1ff]{{2}}"
    rf"|(?![{FEELINGS}])[\u231a-\u23ff\u2600-\u27bf\U0001f300-\U0001faff]"
)
CYRILLIC: Final = re.compile(r"[а-я]")
# «К.И.Т.» and «К. И. Т.»: an acronym is known by its title, never by its letters.
ACRONYM: Final = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.\s?){2,}(?:[^\W\d_](?![^\W_]))?")
LEMMAS_REMEMBERED: Final = 100_000
READINGS_REMEMBERED: Final = 500
# Readings that are so much rarer than the first one are nobody's meaning.
RARE: Final = 0.1

# Words that say nothing about a program, in the form that `tokens` gives them.
STOP_WORDS: Final = frozenset(
    WORD.findall(
        """
        а без бы в во да для до же за и из или их к как ко ли на над не ни но о об от по под
        при про с со то у что эта это этот все всё весь вся мой моя мои наш наша свой
        a an and at for in of on or the to with
        """
    )
)
# Short names of what is taught, which the dictionary takes for other words.
NAMES: Final = frozenset({"изо", "ушу", "лего", "тико", "рпг", "йога", "офп", "го", "кит"})

# Parts of speech by which people only say how they mean it: «любит», «куда», «все».
_NAMING: Final = frozenset({"NOUN", "ADJF"})
_MANNERS: Final = frozenset(
    {"VERB", "INFN", "GRND", "ADVB", "NPRO", "PREP", "CONJ", "PRCL", "INTJ", "PRED", "COMP", "NUMR"}
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a folded text and where it stands."""

    word: str
    first: int
    last: int


def folded(text: str) -> str:
    """Lower case, ё as е, all kinds of spaces and dashes alike; each letter keeps its place."""
    plain = text.translate(_FOLDED)
    small = plain.lower()
    # Of some letters the small form is two, or depends on those beside it.
    if len(small) == len(plain) and "Σ" not in plain:
        return small
    return "".join(low if len(low := each.lower()) == 1 else each for each in plain)


_FOLDED: Final = str.maketrans(
    {
        "ё": "е", "Ё": "е", "\u00a0": " ", "\u202f": " ", "\n": " ", "\t": " ",
        "–": "-", "—": "-", "−": "-", "‑": "-", "\u0301": "",
    }
)  # fmt: skip


def titled(text: str) -> str:
    """A title as people look for it: without signs, and with е for ё."""
    return " ".join(WORD.findall(folded(text)))


def positioned(text: str) -> tuple[Token, ...]:
    """All words of a folded text in their order, and the pictures of things among them."""
    return tuple(Token(each[0], *each.span()) for each in SAID.finditer(text))


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text in their order, stop words left out; acronyms as one word, and the parts
    of words that grew together.
    """
    plain = folded(text)
    found = [word for word in WORD.findall(plain) if word not in STOP_WORDS]
    acronyms = ("".join(WORD.findall(each)) for each in ACRONYM.findall(plain))
    return (*found, *acronyms, *_grown_together(found if _SEAM.search(plain) else ()))


def _grown_together(words: Iterable[str]) -> Iterator[str]:
    """The parts of words; of one letter it is a mistake of the alphabet, and no part."""
    for parts in map(_SEAM.split, words):
        if len(parts) > 1 and min(map(len, parts)) > 1:
            yield from parts


@lru_cache(maxsize=LEMMAS_REMEMBERED)
def lemmas(word: str) -> frozenset[str]:
    """Every dictionary form that a token may stand for; of other alphabets, the token itself.

    `стали` is both `сталь` and `стать`; only the reader knows which, so both are found.
    """
    if word in NAMES or not CYRILLIC.search(word):
        return frozenset({word})
    readings = _readings(word)
    return frozenset(reading.normal_form.replace("ё", "е") for reading in readings)


@lru_cache(maxsize=LEMMAS_REMEMBERED)
def manner(word: str) -> bool:
    """Whether the word, as it is mostly meant, is no noun, adjective or numeral."""
    if word in NAMES or not CYRILLIC.search(word):
        return False
    return _readings(word)[0].tag.POS in _MANNERS


@lru_cache(maxsize=LEMMAS_REMEMBERED)
def describing(word: str) -> bool:
    """Whether the word is an adjective that waits for its noun."""
    return bool(CYRILLIC.search(word)) and _readings(word)[0].tag.POS in {"ADJF", "PRTF"}


def acting(word: str) -> bool:
    """Whether the word is a verb that says what somebody does: «выговаривает»."""
    return bool(CYRILLIC.search(word)) and _readings(word)[0].tag.POS == "VERB"


@lru_cache(maxsize=LEMMAS_REMEMBERED)
def agreeing(one: str, other: str) -> bool:
    """Whether the words may be parts of one list: «танцев и пения», «петь и танцевать»."""
    parts = ({(each.tag.POS, each.tag.case) for each in _readings(word)} for word in (one, other))
    return bool(set.intersection(*parts))


@lru_cache(maxsize=LEMMAS_REMEMBERED)
def in_dictionary(word: str) -> bool:
    """Whether the word is Russian, and not only looks so."""
    return bool(CYRILLIC.search(word)) and _analyzer().word_is_known(word)


@lru_cache(maxsize=LEMMAS_REMEMBERED)
def on_the_map(word: str) -> bool:
    """Whether the word is the name of a town or another place."""
    return bool(named_places(word))


def is_name(word: str) -> bool:
    """Whether people are called so, or it is rarely meant as a place."""
    first, *_ = readings = _readings(word)
    return "Geox" not in first.tag or any("Name" in each.tag for each in readings)


@lru_cache(maxsize=LEMMAS_REMEMBERED)
def of_person(word: str) -> bool:
    """Whether the word, as it is mostly meant, is what one person is called: «мария», «иванова»."""
    named = _readings(word)[0].tag.grammemes if in_dictionary(word) else frozenset()
    return "plur" not in named and not named.isdisjoint({"Name", "Surn", "Patr"})


def named_places(word: str) -> frozenset[str]:
    """The towns and other places that a word may name, as they are called."""
    readings = _readings(word) if in_dictionary(word) else ()
    places = (each.normal_form for each in readings if "Geox" in each.tag)
    return frozenset(place.replace("ё", "е") for place in places)


@lru_cache(maxsize=LEMMAS_REMEMBERED)
def forms(lemma: str) -> frozenset[str]:
    """All inflections of a dictionary form."""
    if lemma in NAMES or not CYRILLIC.search(lemma):
        return frozenset({lemma})
    readings = _as_itself(lemma)
    found = {form.word.replace("ё", "е") for each in readings[:2] for form in each.lexeme}
    return frozenset(found | {lemma})


@lru_cache(maxsize=LEMMAS_REMEMBERED)
def nominatives(lemma: str) -> frozenset[str]:
    """How titles name what a dictionary form stands for: «шахматы», «бальный» and «бальные»."""
    if lemma in NAMES or not CYRILLIC.search(lemma):
        return frozenset({lemma})
    first = next(
        (each for each in _readings(lemma) if each.normal_form.replace("ё", "е") == lemma), None
    )
    lexeme = () if first is None or first.tag.POS not in _NAMING else first.lexeme
    named = (form.word.replace("ё", "е") for form in lexeme if form.tag.case == "nomn")
    return frozenset({lemma, *named})


def genders(lemma: str) -> frozenset[str]:
    """Of a noun or an adjective; of other words none."""
    return frozenset({each.tag.gender for each in _as_itself(lemma)} - {None})


def animate(lemma: str) -> bool:
    """Whether the word is a noun for somebody, and for nothing else."""
    return all("anim" in each.tag for each in _as_itself(lemma))


def _as_itself(lemma: str) -> list[Any]:
    return [each for each in _readings(lemma) if each.normal_form.replace("ё", "е") == lemma]


# Several rules ask for the same word of a text, one after the other.
@lru_cache(maxsize=READINGS_REMEMBERED)
def _readings(word: str) -> list[Any]:
    readings: list[Any] = _analyzer().parse(word)
    best = max(reading.score for reading in readings)
    return [reading for reading in readings if reading.score >= best * RARE]


@cache
def _analyzer() -> Any:  # noqa: ANN401 - it comes without types
    # The dictionaries take a while to load, and not every command searches.
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415

    return MorphAnalyzer(lang="ru")
