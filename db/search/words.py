"""From text to the words that are compared: lower case, ё as е, dictionary forms."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

WORD = re.compile(r"[^\W_]+")
CYRILLIC = re.compile(r"[а-я]")
LEMMAS_REMEMBERED = 100_000

# Words that say nothing about a program, in the form that `tokens` gives them.
STOP_WORDS = frozenset(
    WORD.findall(
        """
        а без бы в во да для до же за и из или их к как ко ли на над не ни но о об от по под
        при про с со то у что эта это этот
        где есть еще или можно мне надо нужен нужна нужно хотим хочет хочется хочу чтобы
        какие какой кружок кружки нибудь рядом домом дома секция секции
        девочка девочке девочек девочки девочку дети детей детям дочери дочка дочке дочки дочку
        дочь мальчик мальчика мальчику мальчиков ребенка ребенку ребенок сын сына сыну
        a an and at for in of on or the to with
        """
    )
)
# Short names of what is taught, which the dictionary takes for other words.
NAMES = frozenset({"изо"})


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text in their order, stop words left out."""
    folded = unicodedata.normalize("NFKC", text).lower().replace("ё", "е")
    return tuple(word for word in WORD.findall(folded) if word not in STOP_WORDS)


@lru_cache(maxsize=LEMMAS_REMEMBERED)
def lemmas(word: str) -> frozenset[str]:
    """Every dictionary form that a token may stand for; of other alphabets, the token itself.

    `стали` is both `сталь` and `стать`; only the reader knows which, so both are found.
    """
    if word in NAMES or not CYRILLIC.search(word):
        return frozenset({word})
    return frozenset(reading.normal_form.replace("ё", "е") for reading in _analyzer().parse(word))


@cache
def _analyzer() -> Any:  # noqa: ANN401 - it comes without types
    # The dictionaries take a while to load, and not every command searches.
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415

    return MorphAnalyzer(lang="ru")
