"""When two titles are one: people write the same thing in several spellings."""

from __future__ import annotations

import re
from typing import Final

from core.domain.quotes import unquoted

_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_QUOTES: Final = re.compile("[«»\"'`“”„‘’]")
_DASHES: Final = re.compile("[‐‑‒–—―−]")
# «Дизайн-студия» and «Дизайн студия», but not «5-6» and «5 6».
_JOINED: Final = re.compile(r"(?<=[^\W\d])\s*-\s*(?=[^\W\d])")
_AROUND_DASH: Final = re.compile(r"\s*-\s*")
_NUMBER: Final = re.compile(r"№\s+")
_AT_THE_END: Final = " .,;:!…-"
# What the only module of a program is called where a file does not name it: whether the file says
# that the program takes a year decides which.
WHOLE_PROGRAM: Final = "Программа целиком"
FIRST_YEAR: Final = "1-й год обучения"


def text_key(text: str) -> str:
    """The same for two spellings of one text: case, ё, quotes, dashes and spaces do not count."""
    small = _INVISIBLE.sub("", text).casefold().replace("ё", "е")
    return " ".join(_DASHES.sub("-", _QUOTES.sub("", small)).split())


def tidied(text: str) -> str:
    """The text without invisible characters, and with one blank between its words."""
    return " ".join(_INVISIBLE.sub("", text).split())


def better_spelling(known: str, said: str) -> str:
    """What was said, unless it is what is known and only worse written: all in capitals or in
    small letters, without «ё» or with other quotes.
    """
    if text_key(known) != text_key(said):
        return said
    if unquoted(known) == said:
        # Files are read without the quotes around a title.
        return known
    shouted = said.isupper() and not known.isupper()
    mumbled = said.islower() and not known.islower()
    less = any(said.lower().count(each) < known.lower().count(each) for each in "ё«")
    return known if shouted or mumbled or less else said


def title_key(title: str) -> str:
    """The same for two spellings of one title: a hyphen is a space between words, and neither a
    dot at the end nor a space after «№» counts.
    """
    key = text_key(title)
    words = _AROUND_DASH.sub("-", _JOINED.sub(" ", key))
    return _NUMBER.sub("№", words).rstrip(_AT_THE_END) or key


def names_no_part(title: str) -> bool:
    """Whether a module with this title may be all that its program has."""
    return title_key(title) in {title_key(WHOLE_PROGRAM), title_key(FIRST_YEAR)}
