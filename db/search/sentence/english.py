"""«Dance on saturdays, 7 years old»: conditions in English, said in Russian before they are read."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_RUSSIAN: Final = re.compile("[а-яё]", re.IGNORECASE)
_LATIN: Final = re.compile("[a-z]", re.IGNORECASE)
# In the order in which they are read: «old» alone says nothing behind «years».
_SAID: Final = (
    (r"(?:years?|yrs?)(?:[\s-]+olds?)?|y\.?_?o\.?", "лет"),
    (r"mondays?", "понедельник"),
    (r"tuesdays?", "вторник"),
    (r"wednesdays?", "среда"),
    (r"thursdays?", "четверг"),
    (r"fridays?", "пятница"),
    (r"saturdays?", "суббота"),
    (r"sundays?", "воскресенье"),
    (r"week-?ends?", "выходные"),
    (r"week-?days?", "будни"),
    (r"mornings?", "утром"),
    (r"afternoons?", "днём"),
    (r"evenings?", "вечером"),
    (r"free(?:_of_charge)?", "бесплатно"),
    (r"cheap(?:er)?|inexpensive", "недорого"),
    (r"(?:my|our)_(?:(?:little|older|younger)_)?(?:son|boy)", "сын"),
    (r"(?:my|our)_(?:(?:little|older|younger)_)?(?:daughter|girl)", "дочь"),
    (r"(?:my|our)_(?:child(?:ren)?|kids?)", "ребёнок"),
    (r"and", "и"),
    (r"or", "или"),
    # What is read as Russian in Latin letters otherwise: «мы», «он», «то».
    (r"for|on|in|at|to|the|an?|my|our|i|we|want|wants|would_like", ""),
)
_PARTS: Final = re.compile(
    "|".join(f"(?P<said{n}>{pattern})" for n, (pattern, _) in enumerate(_SAID))
    .replace("_?", r"\s*")
    .replace("_", r"\s+")
    # A number may stand right before: «7yo».
    .join((r"(?<![^\W\d_])(?:", r")(?![^\W_])")),
    re.IGNORECASE,
)


def in_russian(text: str, titled: Callable[[str], bool]) -> str:
    """The text with what English says of days, ages and prices in Russian words; as it was when
    it has Russian letters, or is a program's title.
    """
    if _RUSSIAN.search(text) or not _LATIN.search(text) or titled(text):
        return text
    return _PARTS.sub(_said, text)


def _said(match: re.Match[str]) -> str:
    return f" {_SAID[int((match.lastgroup or 'said0').removeprefix('said'))][1]} "
