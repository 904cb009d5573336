"""Words typed on the other layout, and Russian in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from db.search.sentence.text import Sentence
from db.search.words import in_dictionary

_LATIN: Final = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`{}:\"<>~"
_RUSSIAN: Final = "йцукенгшщзхъфывапролджэячсмитьбюехъжэбюе"
TO_RUSSIAN: Final = str.maketrans(_LATIN, _RUSSIAN)
# «Cын» with a Latin «c»: letters that look alike, small or large.
_ALIKE: Final = str.maketrans("aceopxyktmhb", "асеорхуктмнв")
# Without the letter ё, which is folded to the one that «t» stands for.
TO_LATIN: Final = str.maketrans(_RUSSIAN[:32], _LATIN[:32])
_CHUNK: Final = re.compile(r"\S+")
_HAS_LATIN: Final = re.compile(r"[a-z]")
_HAS_RUSSIAN: Final = re.compile(r"[а-я]")
# Chunks of so many letters are no sign of anything.
SHORT: Final = 2
# What some write otherwise, each for all of a word.
_OTHERWISE: Final = (
    (("yo", "йо"),), (("x", "х"),), (("c", "к"),), (("j", "ж"),), (("ye", "е"), ("'", "ь")),
    (("ch", "ч"), ("c", "с")), (("sh", "щ"),), (("ya", "ья"),),
)  # fmt: skip
_SYLLABLES: Final = (
    ("shch", "щ"), ("sch", "щ"), ("yo", "е"), ("jo", "е"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"),
    ("ch", "ч"), ("sh", "ш"), ("yu", "ю"), ("ju", "ю"), ("ya", "я"), ("ja", "я"), ("a", "а"),
    ("b", "б"), ("v", "в"), ("w", "в"), ("g", "г"), ("d", "д"), ("e", "е"), ("z", "з"), ("i", "и"),
    ("y", "ы"), ("j", "й"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"),
    ("r", "р"), ("s", "с"), ("t", "т"), ("u", "у"), ("f", "ф"), ("h", "х"), ("c", "ц"), ("x", "кс"),
    ("q", "к"),
)  # fmt: skip

_ROWS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
# No word has so many letters that are neighbours on the keyboard.
_STRUCK: Final = 5

# «'; DROP TABLE users; --», «1=1», «</script>»: what is meant for machines, and is no word of the
# other layout.
_CODE: Final = re.compile(
    r"</|--\s*$|[\w'\"]\s*=\s*[\w'\"]|/\*|\*/|\$\{|&&|\|\||\.\./|\*\s+from\b"
    r"|;\s*(?:drop|select|delete|insert|update)\b"
)
_LATIN_WORD: Final = re.compile(r"[a-z]{2,}")

Known = Callable[[str], bool]


def struck(word: str) -> bool:
    """Whether somebody ran along the keyboard: «asdfgh», «йцукен»."""
    return len(word) >= _STRUCK and any(word in row for row in _ROWS)


def is_code(text: str) -> bool:
    """Whether somebody tries what a machine would do; of a folded text."""
    latin = sum(map(len, _LATIN_WORD.findall(text)))
    return bool(_CODE.search(text)) and latin > len(_HAS_RUSSIAN.findall(text))


def retype(sentence: Sentence, known: Known, meant: Known) -> tuple[int, int] | None:
    """Read chunks that nobody knows on the other layout, or as Russian in Latin letters; all of
    a chunk or nothing. Every word keeps its place. Returns from where to where it was changed.

    Args:
        known: Whether a chunk means anything as it stands, or nearly.
        meant: Whether a Russian word is what somebody looks for.
    """
    changed = []
    long = [match[0] for match in _CHUNK.finditer(sentence.text) if len(match[0]) > SHORT]
    # «v» is a small Russian word only where longer ones are Russian in Latin letters too.
    if any(_in_latin(each, known) and _other(each, known) is None for each in long):
        changed = _changed(sentence, lambda chunk: _in_latin(chunk, known))
    # Nearly something can be made of any letters, so one word has to be what is looked for.
    if any(meant(other) for each in long for other in _twice(each, known)):
        changed += _changed(sentence, lambda chunk: next(iter(_twice(chunk, known)), None))
    changed += _changed(sentence, lambda chunk: _other(chunk, known))
    return (min(changed)[0], max(last for _, last in changed)) if changed else None


def _changed(sentence: Sentence, other: Callable[[str], str | None]) -> list[tuple[int, int]]:
    changed = []
    for match in _CHUNK.finditer(sentence.text):
        first, last = match.span()
        read = other(match[0])
        if read is not None:
            sentence.text = sentence.text[:first] + read.ljust(last - first) + sentence.text[last:]
            changed.append((first, last))
    return changed


def _in_latin(chunk: str, known: Known) -> str | None:
    """A chunk of Latin letters that is Russian; no longer than it was."""
    if not _HAS_LATIN.search(chunk) or _HAS_RUSSIAN.search(chunk) or struck(chunk) or known(chunk):
        return None
    readings = [each for each in transliterated(chunk) if len(each) <= len(chunk)]
    # What is Russian as it stands comes before what is nearly something: «sofya» is «софья».
    found = sorted(filter(known, readings), key=lambda each: not in_dictionary(each))
    return found[0] if found else None


def _other(chunk: str, known: Known) -> str | None:
    latin, russian = _HAS_LATIN.search(chunk), _HAS_RUSSIAN.search(chunk)
    if russian is None and known(chunk):
        return None
    if latin is not None and russian is not None and not known(chunk):
        other = chunk.translate(_ALIKE)
        return None if _HAS_LATIN.search(other) or not known(other) else other
    if latin is not None and russian is None:
        other = chunk.translate(TO_RUSSIAN)
        return other if known(other) else None
    if russian is not None and latin is None and not known(chunk):
        other = chunk.translate(TO_LATIN)
        return other if other.isascii() and other.isalpha() and known(other) else None
    return None


def _twice(chunk: str, known: Known) -> Sequence[str]:
    """«Ифдуе» is «balet» on the other layout; only what is Russian as it stands."""
    if not _HAS_RUSSIAN.search(chunk) or _HAS_LATIN.search(chunk) or struck(chunk) or known(chunk):
        return ()
    other = chunk.translate(TO_LATIN)
    if len(other) <= SHORT or not (other.isascii() and other.isalpha()) or known(other):
        return ()
    readings = (each for each in transliterated(other) if len(each) <= len(other))
    return [each for each in readings if in_dictionary(each)]


def transliterated(word: str) -> tuple[str, ...]:
    """Russian in Latin letters, as people write it: «shahmaty», «gimnastika», «yoga»."""
    # Behind a vowel it is short: «angliyskiy».
    word = _SHORT_Y.sub("й", word)
    return tuple(
        dict.fromkeys(_replaced(_replaced(word, first), _SYLLABLES) for first in ((), *_OTHERWISE))
    )


def _replaced(word: str, syllables: Sequence[tuple[str, str]]) -> str:
    for latin, russian in syllables:
        word = word.replace(latin, russian)
    return word


_SHORT_Y: Final = re.compile(r"(?<=[aeiou])y(?![aeou])")
