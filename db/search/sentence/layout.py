"""Words typed on the other layout, and Russian in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from db.search.sentence.text import Sentence

_LATIN: Final = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`{}:\"<>~"
_RUSSIAN: Final = "йцукенгшщзхъфывапролджэячсмитьбюехъжэбюе"
TO_RUSSIAN: Final = str.maketrans(_LATIN, _RUSSIAN)
TO_LATIN: Final = str.maketrans(_RUSSIAN[:33], _LATIN[:33])
_CHUNK: Final = re.compile(r"\S+")
_HAS_LATIN: Final = re.compile(r"[a-z]")
_HAS_RUSSIAN: Final = re.compile(r"[а-я]")
_SYLLABLES: Final = (
    ("shch", "щ"), ("sch", "щ"), ("yo", "е"), ("jo", "е"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"),
    ("ch", "ч"), ("sh", "ш"), ("yu", "ю"), ("ju", "ю"), ("ya", "я"), ("ja", "я"), ("a", "а"),
    ("b", "б"), ("v", "в"), ("w", "в"), ("g", "г"), ("d", "д"), ("e", "е"), ("z", "з"), ("i", "и"),
    ("y", "ы"), ("j", "й"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"),
    ("r", "р"), ("s", "с"), ("t", "т"), ("u", "у"), ("f", "ф"), ("h", "х"), ("c", "ц"), ("x", "кс"),
    ("q", "к"),
)  # fmt: skip


def retype(sentence: Sentence, known: Callable[[str], bool]) -> list[tuple[int, int, str]]:
    """Read chunks that nobody knows on the other layout; all of a chunk or nothing.

    The letters change one by one, so that every word keeps its place. Returns what was changed.
    """
    changed = []
    for match in _CHUNK.finditer(sentence.text):
        other = _other(match[0], known)
        if other is not None:
            first, last = match.span()
            sentence.text = sentence.text[:first] + other + sentence.text[last:]
            changed.append((first, last, other))
    return changed


def _other(chunk: str, known: Callable[[str], bool]) -> str | None:
    latin, russian = _HAS_LATIN.search(chunk), _HAS_RUSSIAN.search(chunk)
    if russian is None and known(chunk):
        return None
    if latin is not None and russian is None:
        other = chunk.translate(TO_RUSSIAN)
        return other if known(other) else None
    if russian is not None and latin is None and not known(chunk):
        other = chunk.translate(TO_LATIN)
        return other if other.isascii() and other.isalpha() and known(other) else None
    return None


def transliterated(word: str) -> str:
    """Russian in Latin letters, as people write it: «shahmaty»."""
    for latin, russian in _SYLLABLES:
        word = word.replace(latin, russian)
    return word
