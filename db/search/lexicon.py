"""The words that the catalog has, and those that typing errors lead to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import IntFlag
from functools import cache, lru_cache
from itertools import combinations
from typing import Final, Protocol

from rapidfuzz.distance import OSA, Postfix, Prefix
from rapidfuzz.process import extract_iter

from db.search.synonyms import fillers, is_theme, misspelt, said_words
from db.search.words import CYRILLIC, forms, in_dictionary

REPAIRED_FROM_LENGTH: Final = 4
TWO_ERRORS_FROM_LENGTH: Final = 7
# Deletions are made of the beginning of a word: its end is what inflection changes.
STEM: Final = 7
# Of so long words a syllable may be left out or said otherwise: «работехника».
LONG: Final = 9
SAME_SOUND: Final = 0.5
ERRORS_MAX: Final = 2
FAR: Final = 99
# Typing errors are the same ones again and again.
TYPED_REMEMBERED: Final = 10_000


class Place(IntFlag):
    """Where in a program a word stands."""

    TITLE = 1
    SECTION = 2
    TEXT = 4
    ADDRESS = 8
    PROVIDER = 16


NOWHERE: Final = Place(0)
ANYWHERE: Final = Place.TITLE | Place.SECTION | Place.TEXT | Place.PROVIDER


class Lexicon(Protocol):
    """All words that any program has, by their dictionary forms."""

    def places(self, lemma: str) -> Place:
        """Where programs have it; it may be that none has it any more."""
        ...

    def beginning(self, letters: str) -> Iterable[str]:
        """The words of titles that begin so."""
        ...

    def containing(self, letters: str) -> Iterable[str]:
        """The words of titles in which it stands anywhere: «электрон» in «микроэлектроника»."""
        ...

    def near(self, keys: Collection[str]) -> Iterable[str]:
        """The words of titles, sections and synonyms of which one of these keys was made."""
        ...


def nearest(
    word: str, lexicon: Lexicon, known: Collection[str] = (), *, by_sound: bool = False
) -> list[str]:
    """The dictionary forms that the fewest typing errors lead to, best first.

    Forms are compared, not lemmas: «танци» is one error from «танцы» and two from «танец». Of
    words that are equally near, those of the catalog's titles come first, then what is a theme;
    what no dictionary knows is somebody's typing error itself, or a name. With `by_sound` only
    those that sound the same.
    """
    if len(word) < REPAIRED_FROM_LENGTH or word.isdigit():
        return []
    errors = SAME_SOUND if by_sound else 1 if len(word) < TWO_ERRORS_FROM_LENGTH else ERRORS_MAX
    said = _said_like(word, 1 if len(word) < TWO_ERRORS_FROM_LENGTH else ERRORS_MAX)
    found = _ranked(word, said.union(lexicon.near(keys_of(word))), errors, lexicon, known)
    if not found and len(word) >= LONG and not by_sound:
        found = _ranked(word, _heard_like(word), errors, lexicon, known)
    return found


def _ranked(
    word: str,
    candidates: Iterable[str],
    errors: float,
    lexicon: Lexicon,
    known: Collection[str],
) -> list[str]:
    found = []
    for lemma in candidates:
        distance, typed, unlike = min(_distance(word, form) for form in forms(lemma))
        if distance <= errors:
            in_title = bool(lexicon.places(lemma) & (Place.TITLE | Place.SECTION))
            theme = is_theme(lemma)
            right = theme or (in_dictionary(lemma) and lemma not in misspelt())
            far = distance + (0 if right else ERRORS_MAX)
            named = theme + (lemma in known or in_title)
            found.append((far, -named, typed, unlike, lemma))
    return [lemma for *_, lemma in sorted(found)]


def errors_to(word: str, lemma: str) -> float:
    """How many typing errors lead from a word to the nearest form of another one."""
    return min(errors_of(word, form) for form in forms(lemma))


def errors_of(word: str, form: str) -> float:
    """How many lead to one form; what sounds the same is half a one."""
    return _distance(word, form)[0]


@lru_cache(maxsize=TYPED_REMEMBERED)
def _said_like(word: str, errors: int) -> frozenset[str]:
    """The words that families say, and that no program may have, with a form like this one.

    All forms are looked through: there are few of them, and the keys of all would be many.
    """
    by_length, sounds = said_forms()
    like = set(sounds.get(sound(word), ()))
    for length in range(len(word) - errors, len(word) + errors + 1):
        of_length = by_length.get(length, {})
        near = extract_iter(word, of_length.keys(), scorer=OSA.distance, score_cutoff=errors)
        like.update(lemma for form, *_ in near for lemma in of_length[form])
    return frozenset(like)


@lru_cache(maxsize=TYPED_REMEMBERED)
def _heard_like(word: str) -> frozenset[str]:
    """The words that families say and that sound nearly so; all sounds are looked through."""
    _, sounds = said_forms()
    near = extract_iter(sound(word), sounds.keys(), scorer=OSA.distance, score_cutoff=ERRORS_MAX)
    return frozenset(lemma for form, *_ in near for lemma in sounds[form])


@cache
def said_forms() -> tuple[Mapping[int, _Forms], _Forms]:
    """The dictionary forms of the words that families say: of each form, by its length, and of
    each sound. Whoever asks first waits a second.
    """
    by_length: dict[int, dict[str, tuple[str, ...]]] = defaultdict(dict)
    of_sounds: dict[str, tuple[str, ...]] = {}
    for lemma in sorted(set(said_words()) | fillers()):
        # Nearly every form is of one word alone: these share what they stand for.
        alone = (lemma,)
        for form in forms(lemma):
            if len(form) >= REPAIRED_FROM_LENGTH:
                of_length, heard = by_length[len(form)], sound(form)
                of_length[form] = of_length.get(form, ()) + alone
                of_sounds[heard] = of_sounds.get(heard, ()) + alone
    return by_length, of_sounds


_Forms = Mapping[str, tuple[str, ...]]


def _distance(word: str, form: str) -> tuple[float, int, int]:
    """Errors of the fingers count whole, and all that sound alike as half a one; then how many
    letters lie between those that both begin and end with.
    """
    if abs(len(word) - len(form)) > ERRORS_MAX:
        return FAR, FAR, FAR
    typed = OSA.distance(word, form)
    unlike = len(word) - Prefix.similarity(word, form) - Postfix.similarity(word, form)
    if typed and sound(word) == sound(form):
        return SAME_SOUND, typed, unlike
    if typed > ERRORS_MAX and len(word) >= LONG:
        return OSA.distance(sound(word), sound(form)), typed, unlike
    return typed, typed, unlike


def keys_of(word: str) -> frozenset[str]:
    """The keys under which a word's repairs are looked for, and kept for each of its forms."""
    stem = word[:STEM]
    deletions = 1 if len(word) < TWO_ERRORS_FROM_LENGTH else 2
    found = {
        "".join(stem[n] for n in range(len(stem)) if n not in left_out)
        for count in range(deletions + 1)
        for left_out in combinations(range(len(stem)), count)
    }
    return frozenset({*found, f"~{sound(word)[:STEM]}"})


def kept_keys(lemma: str) -> frozenset[str]:
    """All keys of a dictionary form, by the different beginnings of its forms; figures are never
    repaired.
    """
    if lemma.isdigit():
        return frozenset()
    if len(lemma) < REPAIRED_FROM_LENGTH - 1 or not CYRILLIC.search(lemma):
        return keys_of(lemma) if len(lemma) >= REPAIRED_FROM_LENGTH else frozenset()
    beginnings = {form[: STEM + 1] for form in forms(lemma) if len(form) >= REPAIRED_FROM_LENGTH}
    return frozenset(key for each in beginnings for key in keys_of(each))


_SOUNDS: Final = str.maketrans("оеяэйщ", "аииииш", "ьъ")


def sound(word: str) -> str:
    """What a word sounds like: о as а, е and я as и, no doubled and no soft consonants."""
    return "".join(_undoubled(word.translate(_SOUNDS).replace("тс", "ц")))


def _undoubled(word: str) -> Iterator[str]:
    last = ""
    for letter in word:
        if letter != last or letter in "аиуыю":
            yield letter
        last = letter
