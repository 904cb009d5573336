"""When two titles are one: people write the same thing in several spellings."""

from __future__ import annotations

import re
from typing import Final

_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_QUOTES: Final = re.compile("[«»\"'`“”„‘’]")
_DASHES: Final = re.compile("[‐‑‒–—―−]")


def title_key(text: str) -> str:
    """The same for two spellings of one text: case, ё, quotes, dashes and spaces do not count."""
    small = _INVISIBLE.sub("", text).casefold().replace("ё", "е")
    return " ".join(_DASHES.sub("-", _QUOTES.sub("", small)).split())
