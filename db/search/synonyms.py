"""What families say, and what programs call it: the table in `synonyms.txt`, read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from itertools import chain, product, zip_longest
from operator import itemgetter
from typing import Final

from db.search.words import SAID, STOP_WORDS, WORD, folded, lemmas

PHRASE_WORDS_MAX: Final = 4
# How many of the words that a line names first are nearly the same as what was said.
NEARLY: Final = 6
# Words of one root begin with so many letters that are the same, and two thirds of the shorter.
ROOT: Final = 5
ANY_ENDING: Final = "*"

# Each word of a phrase by all its dictionary forms, any of which will do.
Phrase = tuple[frozenset[str], ...]


# The others of a line, and how far from its beginning what is said stands.
_Told = tuple[int, Sequence[Phrase]]
_Ranked = tuple[Sequence[Phrase], Sequence[Phrase], Sequence[Phrase]]


@dataclass(slots=True)
class Meaning:
    """What is found for a phrase: the same thing by other words, what its lines tell of it,
    and what it never is though it is called alike.
    """

    said: Phrase
    same: list[Phrase] = field(default_factory=list)
    told: list[_Told] = field(default_factory=list)
    never: list[Phrase] = field(default_factory=list)
    _ranked: _Ranked | None = None

    @property
    def word(self) -> str:
        """The first word of what is said."""
        return min(self.said[0])

    def ranked(self) -> _Ranked:
        """Words of its own root, what is nearly the same, and things it is a kind of.

        That line comes first of which the phrase stands nearest to the beginning, and of others
        the first ones of each before the second of any.
        """
        if self._ranked is None:
            self._ranked = self._rank()
        return self._ranked

    def _rank(self) -> _Ranked:
        ordered = [others for _, others in sorted(self.told, key=itemgetter(0))]
        turns = chain(
            *(each[:NEARLY] for each in ordered[:1]),
            *zip_longest(*(each[:NEARLY] for each in ordered[1:])),
        )
        near = dict.fromkeys(each for each in turns if each not in {None, self.said})
        far = dict.fromkeys(each for others in ordered for each in others[NEARLY:])
        kinds = [each for each in far if each not in near and each != self.said]
        akin = [each for each in (*near, *kinds) if self._is_akin_to(each)]
        rest = [each for each in near if each not in akin]
        return akin, rest, [each for each in kinds if each not in akin]

    def _is_akin_to(self, other: Phrase) -> bool:
        said = [each for words in self.said for each in words]
        pairs = product(said, (each.strip(ANY_ENDING) for each in other[0]))
        return len(other) == 1 and any(_alike(one, another) for one, another in pairs)


@cache
def meanings() -> Mapping[str, Sequence[Meaning]]:
    """All phrases that the table knows, by each dictionary form of their first word; two words
    are also known the other way round: «гимнастика художественная».
    """
    found = _read()
    by_first: dict[str, list[Meaning]] = defaultdict(list)
    for meaning in sorted(found.values(), key=lambda each: -len(each.said)):
        for lemma in meaning.said[0]:
            by_first[lemma].append(meaning)
    for meaning in found.values():
        turned = meaning.said[::-1]
        # A word with which people only wish may stand before anything: «девочке танцы».
        wishing = any(not words.isdisjoint(fillers()) for words in turned)
        if len(turned) == 2 and turned not in found and not wishing:  # noqa: PLR2004 - two words
            for lemma in turned[0]:
                by_first[lemma].append(replace(meaning, said=turned))
    return by_first


def _read() -> dict[Phrase, Meaning]:
    found: dict[Phrase, Meaning] = {}
    families = []
    for whole in lines("synonyms.txt"):
        line, _, never = whole.partition("!")
        sign = ">" if ">" in line else "="
        left, right = line.split(sign, 1)
        said, others = phrases_of(left), phrases_of(right)
        if sign == "=":
            said = others = [*said, *others]
            families.append(said)
        for at, phrase in enumerate(said):
            meaning = found.setdefault(phrase, Meaning(phrase))
            meaning.never += phrases_of(never)
            if sign == "=":
                meaning.same.extend(other for other in others if other != phrase)
            else:
                meaning.told.append((at, others))
    for family in families:
        _share([found[phrase] for phrase in family])
    return found


def _share(family: Sequence[Meaning]) -> None:
    """A word of which no line says what it means otherwise means what the others of it do."""
    told = [line for each in family for line in each.told]
    for each in [each for each in family if not each.told]:
        each.told = told


def _alike(one: str, another: str) -> bool:
    """Whether they are of one root, as «радио» and «радиотехника»."""
    if one[:ROOT] != another[:ROOT] or one == another:
        return False
    shared = next((n for n, (a, b) in enumerate(zip(one, another, strict=False)) if a != b), None)
    shorter = min(len(one), len(another))
    shared = shorter if shared is None else shared
    return shared >= ROOT and 3 * shared >= 2 * shorter


@cache
def fillers() -> frozenset[str]:
    """Dictionary forms of words with which people wish."""
    words = (word for line in lines("fillers.txt") for word in WORD.findall(folded(line)))
    return frozenset(lemma for word in words for lemma in own_lemmas(word))


@cache
def misspelt() -> Mapping[str, str]:
    """What many write otherwise than it is, by its dictionary form."""
    meant = (line.split(":", 1) for line in lines("misspelt.txt"))
    return {lemma: right for right, wrong in meant for each in WORD.findall(wrong)
            for lemma in own_lemmas(each)}  # fmt: skip


def own_lemmas(word: str) -> frozenset[str]:
    """A word that is a dictionary form stands for itself alone: «мыло» is not «мыть»."""
    found = lemmas(word)
    return frozenset({word}) if word in found else found


def is_theme(lemma: str) -> bool:
    """Whether it means something by itself, and not only as a word of a phrase."""
    return any(len(meaning.said) == 1 for meaning in meanings().get(lemma, ()))


def said_words() -> Iterator[str]:
    """Every dictionary form of the table, for the repair of typing errors."""
    seen = {meaning.said: meaning for each in meanings().values() for meaning in each}
    for phrase in seen:
        for words in phrase:
            yield from words


def lines(name: str) -> Iterator[str]:
    text = files("db.search").joinpath(name).read_text("utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def phrases_of(text: str) -> list[Phrase]:
    return [phrase for each in text.split(",") if (phrase := phrase_of(each))]


def phrase_of(text: str) -> Phrase:
    """Each word by its dictionary forms; what ends with a star stays as it is: `танц*` is any word
    that begins so, `*электрон*` any in which it stands.
    """
    plain = folded(text).strip()
    if plain.endswith(ANY_ENDING):
        return (frozenset({plain}),)
    return tuple(own_lemmas(word) for word in SAID.findall(plain) if word not in STOP_WORDS)
