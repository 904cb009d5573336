"""Telephones that people write among other words: never stored, and the operator is told so."""

from __future__ import annotations

import re
from typing import Final

from office.catalog_files.columns import Field

# Their numbers are their own, and long.
NUMBERS: Final = frozenset({Field.PROVIDER_INN, Field.LATITUDE, Field.LONGITUDE, Field.POINT})

_GAP: Final = r"[\s().–-]{0,3}"
_PHONE: Final = re.compile(
    # «+7 (911) 123-45-67», «8 4012 12-34-56», …
    rf"(?:(?<![\w+])(?:\+\s?[1-9]\d{{0,2}}|[78])(?:{_GAP}\d){{10}}"
    # … without the country: «(4012) 12-34-56», «911 123-45-67», …
    rf"|\(\d{{3,5}}\)\s?\d(?:[\s-]?\d){{4,6}}|(?<!\w)9\d\d[\s-]?\d{{3}}[\s-]?\d\d[\s-]?\d\d"
    # … and of a town, where a word says that it is one: «тел. 12-34-56».
    rf"|(?<!\w)(?:тел(?:ефон\w*)?|моб|сот|т\.)[\s.:№]*\d(?:{_GAP}\d){{4,10}})(?![.-]?\d)",
    re.IGNORECASE,
)
# «7-8-9-10-11-12-13» are ages.
_NO_AGES: Final = re.compile(r"\d{3}|^[^\W\d]")
_LONGEST_WITHOUT: Final = 4
_WORDS: Final = re.compile(
    r"[\s,;–-]*(?<!\w)(?:тел(?:ефон\w*)?|моб(?:ильн\w*)?|сот|т|whats\s?app|viber)[\s.:]*$",
    re.IGNORECASE,
)
_EMPTY: Final = re.compile(r"\s*\(\s*\)|[ ,;–-]+$")


def without_phones(text: str) -> str:
    """The text without the telephones in it, and without the words that announce them."""
    if sum(sign.isdigit() for sign in text) <= _LONGEST_WITHOUT:
        return text
    kept, at = "", 0
    for found in _PHONE.finditer(text):
        if _NO_AGES.search(found[0]):
            kept += _WORDS.sub("", text[at : found.start()]).rstrip(" ")
            at = found.end()
    return text if not at else _EMPTY.sub("", kept + text[at:]).strip()
