"""Names of programs, modules and groups, from cells and into them.

Files put quotes around titles, dots behind them, and count several in one cell. A title that is
such a one by itself stands in quotes, and is then read to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from core.domain.quotes import unquoted
from office.catalog_files.text import items

# What a footnote is about.
STAR: Final = re.compile(r"(?<=[^\s*])\s*\*{1,3}\s*$")

_QUOTES: Final = ("«»", '""', "„“")


def title_read(text: str) -> str:
    """Without the dot at its end and the quotes around it: «Хор.» would rename «Хор», which has
    the same key.
    """
    whole = text if text.endswith("..") else text.removesuffix(".") or text
    return unquoted(whole)


def module_read(text: str) -> str:
    """Without the quotes around it."""
    return unquoted(text)


def group_read(text: str) -> str:
    """As it is written, with its quotes, unless they are there to have it read so."""
    bare = unquoted(text)
    return text if _survives(bare) else bare


def written(name: str, read: Callable[[str], str]) -> str:
    """What is read as this name: itself, or in the first quotes that come off again. Quotes of its
    own may come off: a name that only lost them is known (`better_spelling`).
    """
    if _survives(name) and read(name) in {name, unquoted(name)}:
        return name
    tried = (f"{first}{name}{last}" for first, last in _QUOTES)
    return next((each for each in tried if read(each) == name), name)


def _survives(name: str) -> bool:
    """It counts nothing, and no footnote is about it."""
    return not items(name) and STAR.sub("", name) == name
