"""Words that are made of one root: «барабанчик» and «барабан», «вышивальщица» and «вышивание»; but
neither «поездка» and «поезд» nor «персонал» and «персонаж».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Prefix

from db.search.words import LEMMAS_REMEMBERED, animate, genders, in_dictionary, lemmas

# Words of one root begin with so many letters that are the same, and two thirds of the longer.
ROOT: Final = 5
# So many letters may stand behind a whole word: «блогерство».
ENDING: Final = 4
# The first letters of endings may be the same too: «вышива-льщица», «вышива-ние».
_ENDINGS_SHARE: Final = 4

_BARE: Final = r"(?:а|я|о|е|ь|й|ы|и|ия|ие|ье|ья)?"
_SMALL: Final = (
    r"(?:к|ок|ек|ик(?!а)|чик|очк|ечк|ушк|юшк|ышк|ичк|оньк|еньк|лк|анк|енк|инк|ишк|ушек|очек|ечек"
    r"|чок|ищ)"
)
_WHO: Final = (
    r"(?:льник|льниц|ист|истк|ник|ниц|щик|щиц|чик|чиц|льщик|льщиц|[аяеи]?тель|[аяеи]?тельниц|ец|иц|ер"
    r"|ерш|ар|ор|тор|атор|итор|ант|антк|ент|ач|ачк|ун|уш|овед|овод|лог|граф|овщик|овщиц|евик|овик|яр|ак|як|ян|ш"
    r"|их|щин)"
)
_WHAT: Final = (
    r"(?:ств|тельств|ани|ени|яни|ти|ост|от|изм|истик|аци|яци|ици|ци|ур|аж|ирани|ировани|овани"
    r"|евани|ивани|ывани|б|ьб|отн|н|стик|ик|овк|евк|ировк)"
)
_OF: Final = (
    r"(?:(?:н|нн|ьн|ов|ев|ск|еск|ическ|ан|ян|льн|ельн|альн|ительн|тельн|ичн|ионн|овн|очн|еньк|оват"
    r"|чат|ист|ив|лив|овск|евск|ийск|ков|онн|енн|ственн|ч|ем|им)(?:ый|ий|ой|ое|ая)|[ыио]й)"
)
_DO: Final = r"(?:а|я|и|е|ова|ева|ирова|ыва|ива|ну|изирова|ича|нича|ствова)(?:ть|ться)"
_IS_BARE: Final = re.compile(r"[аяоеьй]?")
_IS_SMALL: Final = re.compile(_SMALL + _BARE)
# All that words are made with behind their root.
_MADE: Final = re.compile(rf"(?:{_SMALL}|{_WHO}|{_WHAT}){_BARE}|{_BARE}|{_OF}|{_DO}")


@lru_cache(maxsize=LEMMAS_REMEMBERED)
def akin(one: str, other: str) -> bool:
    """Whether two dictionary forms are of one root, and not two things that only begin alike."""
    shared = Prefix.similarity(one, other)
    grown = shared == min(len(one), len(other)) and abs(len(one) - len(other)) <= ENDING
    if shared < ROOT or not (grown or 3 * shared >= 2 * max(len(one), len(other))):
        return False
    for root in range(shared, max(ROOT - 1, shared - _ENDINGS_SHARE) - 1, -1):
        endings = one[root:], other[root:]
        if all(map(_MADE.fullmatch, endings)):
            return not _another_thing((one, endings[0]), (other, endings[1]))
    return False


def _another_thing(*words: tuple[str, str]) -> bool:
    """«Поход» is no large «походка», and «пластик» no «пластика»: of a thing and a small one the
    gender is the same. Who does it may be of any: «политик».
    """
    (one, _), (other, _) = words
    if not genders(one) or not genders(other) or genders(one) & genders(other):
        return False
    bare = [word for word, ending in words if _IS_BARE.fullmatch(ending)]
    small = [word for word, ending in words if _IS_SMALL.fullmatch(ending) and word not in bare]
    if len(bare) == len(words):
        return not any(map(animate, bare))
    return bool(bare and small) and not animate(small[0])


# What makes a word small and dear, and what stands there otherwise.
_DIMINUTIVES: Final = (
    ("очка", "ка", "а", "о"), ("ечка", "ка", "а", "я", "ь"), ("ушка", "а", ""), ("юшка", "я"),
    ("ышко", "о"), ("ишка", "а", ""), ("ишко", "о", ""), ("онька", "а"), ("енька", "а", "я"),
    ("очек", "ок", ""), ("ечек", "ек", ""), ("чик", "", "ец"), ("ик", ""), ("ок", ""), ("ек", ""),
    ("ка", "а", "я", "ь", ""), ("це", "о"), ("ица", "а"),
)  # fmt: skip
# Of shorter beginnings everything could be made.
_BEGINNING_MIN: Final = 3


def enlarged(words: Iterable[str]) -> Iterator[str]:
    """What a small and dear word may be made of: «барабанчик», «скрипочка», «гитарка». It has the
    same gender: «поездка» is no small «поезд».
    """
    for word in sorted(words):
        for ending, *others in _DIMINUTIVES:
            beginning = word.removesuffix(ending)
            if beginning == word or len(beginning) < _BEGINNING_MIN:
                continue
            candidates = (beginning + other for other in others)
            known = (each for each in candidates if in_dictionary(each) and each in lemmas(each))
            yield from (each for each in known if _of_one_gender(word, each))


def _of_one_gender(one: str, other: str) -> bool:
    found = genders(one), genders(other)
    return not all(found) or not found[0].isdisjoint(found[1])


# What an infinitive ends with, and the nouns of its doing.
_DOINGS: Final = (
    ("овать", "ование", "овка"), ("ать", "ание", "ка"), ("ять", "яние"), ("еть", "ение"),
    ("ить", "ение", "ка"),
)  # fmt: skip


def done(verbs: Iterable[str]) -> Iterator[str]:
    """The nouns that verbs may be made of: «проектировать», «планировать», «окрасить»."""
    for verb in sorted(verbs):
        plain = verb.removesuffix("ся")
        for ending, *others in _DOINGS:
            if plain.endswith(ending):
                nouns = (plain.removesuffix(ending) + other for other in others)
                yield from (each for each in nouns if in_dictionary(each) and each in lemmas(each))
                break
