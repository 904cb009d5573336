"""Titles bring quotes of their own, and sentences put theirs around: neither is printed twice."""

from __future__ import annotations

import re
from typing import Final

_CLOSED_BY: Final = {"«": "»", "“": "”", "„": "“”", '"': '"', "'": "'", "`": "`"}
_ALL: Final = "«»“”„\"'`"
# The same pair twice around the same words.
_TWICE: Final = re.compile(r"««([^«»]*)»»|\"\"([^\"]*)\"\"|““([^“”]*)””")
# A sentence's quotes around those of a whole title, and around those of a part of it.
_AROUND: Final = re.compile(r"([«“])[«“„\"]([^«»“”„\"]*)[»”“\"]([»”])")
_MAY_BE_AROUND: Final = re.compile(r"[«“][«“„\"]|«[^»]*«")
_OUTER: Final = re.compile("[«»]")


def unquoted(title: str) -> str:
    """The title without quotes around all of it: «Шахматы», «"Шахматы"» and Шахматы are one."""
    bare = _TWICE.sub(_once, title)
    while len(bare) > len("«»") and _is_around(bare):
        bare = bare[1:-1].strip()
    return bare if bare.strip(_ALL + " ") else title


def quoted_once(text: str) -> str:
    """A sentence as it is printed: «Шахматы» for ««Шахматы»», and inside others „these“."""
    if not _MAY_BE_AROUND.search(text):
        return text
    bare = _AROUND.sub(r"\1\2\3", _TWICE.sub(_once, text))
    while bare != text:
        text, bare = bare, _AROUND.sub(r"\1\2\3", _TWICE.sub(_once, bare))
    if text.count("«") != text.count("»"):
        # Somebody's open quote would turn all that follows.
        return text
    depth = 0

    def inner(quote: re.Match[str]) -> str:
        nonlocal depth
        opens = quote[0] == "«"
        depth += opens
        nested = depth > 1
        depth -= not opens
        depth = max(depth, 0)
        return ("„" if opens else "“") if nested else quote[0]

    return _OUTER.sub(inner, text)


def _once(twice: re.Match[str]) -> str:
    return twice[0][1:-1]


def _is_around(title: str) -> bool:
    """The first sign is closed by the last one, and by none before it."""
    opening, closing, inside = title[0], title[-1], title[1:-1]
    if closing not in _CLOSED_BY.get(opening, ""):
        return False
    if opening in closing:
        return opening not in inside or (inside[0], inside[-1]) == (opening, opening)
    depth = 1
    for sign in inside:
        depth += (sign == opening) - (sign in _CLOSED_BY[opening])
        if not depth:
            return False
    return True
