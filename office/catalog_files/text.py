"""Text as people and spreadsheets write it, made clean; and the form in which it is compared."""

from __future__ import annotations

import html
import re
from typing import Final

from office.catalog_files.problems import NotUnderstood, Reason

_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>")
_BLOCK_TAG: Final = re.compile(r"</?(?:p|br|div|li|ul|ol|h[1-6]|tr)\b[^<>]*>", re.IGNORECASE)
_QUOTES: Final = re.compile("[«»\"'`“”„‘’]")
_DASHES: Final = re.compile("[‐‑‒–—―−]")
_FORMULA_ERROR: Final = re.compile(
    r"#(?:REF|N/A|VALUE|NAME|DIV/0|NULL|NUM|Н/Д|ССЫЛКА|ЗНАЧ|ИМЯ|ДЕЛ/0|ПУСТО|ЧИСЛО)[!?]?",
    re.IGNORECASE,
)
# What people write into a cell that they leave empty.
_NOTHING: Final = frozenset(
    {"", "-", "--", "n/a", "none", "null", "не указан", "не указана", "не указано", "нет данных"}
)

_NOTHING_LONGEST: Final = max(map(len, _NOTHING))


def line(text: str) -> str:
    """One line without tags, invisible characters and doubled spaces; "" for an empty cell."""
    if not text:
        return ""
    clean = " ".join(paragraphs(text).split())
    nothing = len(clean) <= _NOTHING_LONGEST and comparable(clean) in _NOTHING
    return "" if nothing else clean


def paragraphs(text: str) -> str:
    """Like `line`, but paragraphs stay apart: what HTML or the cell had on lines of their own."""
    plain = html.unescape(_TAG.sub("", _BLOCK_TAG.sub("\n", text)))
    lines = (" ".join(part.split()) for part in _INVISIBLE.sub("", plain).splitlines())
    return "\n".join(part for part in lines if part)


def comparable(text: str) -> str:
    """The same for two spellings of one text: case, ё, quotes, dashes and spaces do not count."""
    small = _INVISIBLE.sub("", text).casefold().replace("ё", "е")
    return " ".join(_DASHES.sub("-", _QUOTES.sub("", small)).split())


def ensure_no_formula_error(text: str) -> None:
    """Refuse what a spreadsheet writes when a formula went wrong.

    Raises:
        NotUnderstood
    """
    if _FORMULA_ERROR.fullmatch(text):
        raise NotUnderstood(Reason.FORMULA_ERROR)
