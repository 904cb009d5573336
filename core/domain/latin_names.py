"""First names in Latin letters: «Sofya», «Sofia» and «Sofiya» are Софья, and «Peter» is Пётр."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from core.domain.first_names import WORDS_TOO, called

_LETTERS: Final = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i",
    "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "",
    "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia", "ё": "e",
}  # fmt: skip
# What people write for the same sound, the longest first.
_SPELLED: Final = (
    ("shch", "sch"), ("ph", "f"), ("th", "t"), ("kh", "h"), ("zh", "zh"), ("ck", "k"), ("x", "ks"),
    ("w", "v"), ("ye", "e"), ("yo", "e"), ("jo", "e"), ("j", "i"), ("y", "i"),
)  # fmt: skip
_HARD_C: Final = re.compile("c(?!h)")
_DOUBLED: Final = re.compile(r"(.)\1+")
# What other languages made of the names, by what the document has.
_FOREIGN: Final = {
    "александр": "alexander alex", "александра": "alexandra alex", "алиса": "alice",
    "андрей": "andrew", "василий": "basil", "георгий": "george", "григорий": "gregory",
    "даниил": "daniel", "дмитрий": "dimitri", "евгений": "eugene", "евгения": "eugenia",
    "екатерина": "catherine katherine katerina kate", "елена": "helen helena",
    "елизавета": "elizabeth elisabeth", "иван": "john", "мария": "mary", "матвей": "matthew",
    "михаил": "michael mike", "николай": "nicholas", "павел": "paul", "петр": "peter",
    "полина": "pauline", "яков": "jacob",
}  # fmt: skip
_SHORTEST: Final = 3


def sounds_of(latin: str) -> str:
    """The same for all spellings of a name in Latin letters."""
    word = _HARD_C.sub("k", latin.casefold())
    for spelled, plain in _SPELLED:
        word = word.replace(spelled, plain)
    return _DOUBLED.sub(r"\1", word)


@lru_cache(maxsize=1000)
def latin_names(first_name: str) -> frozenset[str]:
    """How the name and its short forms sound in Latin letters; only as they are called, for in
    their cases some are English words: «time», «pole».
    """
    name, *short = called(first_name)
    # «Макс» and «мила» alone are other words; whoever is called so in a document is meant.
    russian = [name, *(each for each in short if each not in WORDS_TOO)]
    written = ["".join(_LETTERS.get(each, each) for each in one) for one in russian]
    sounds = map(sounds_of, (*written, *_FOREIGN.get(name, "").split()))
    return frozenset(each for each in sounds if len(each) >= _SHORTEST)
