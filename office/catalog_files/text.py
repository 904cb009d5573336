"""Text as people and spreadsheets write it, made clean; and the form in which it is compared."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import Final

from core.domain.titles import text_key
from office.catalog_files.problems import NotUnderstood, Reason

# The cells of a table repeat themselves, and each is asked for several times.
CELLS_REMEMBERED: Final = 10_000
CELL_REMEMBERED_MAX: Final = 200

# Control characters too, but those that end lines and cells.
_INVISIBLE: Final = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f\u00ad\u200b-\u200f"
    "\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
# What a page has beside its text.
_NO_TEXT: Final = re.compile(
    r"<!--.*?-->|<(script|style)\b[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL
)
_ITEM: Final = re.compile(r"<li\b[^<>]*>", re.IGNORECASE)
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>")
_BLOCK_TAG: Final = re.compile(r"</?(?:p|br|div|li|ul|ol|h[1-6]|tr)\b[^<>]*>", re.IGNORECASE)
# Some programs write quotes so, where theirs would end the text.
_BACKTICKS: Final = re.compile(r"`([^`\n]{1,200})`")
_FORMULA_ERROR: Final = re.compile(
    r"#(?:REF|N/A|VALUE|NAME|DIV/0|NULL|NUM|Н/Д|ССЫЛКА|ЗНАЧ|ИМЯ|ДЕЛ/0|ПУСТО|ЧИСЛО)[!?]?",
    re.IGNORECASE,
)
# Before a formula that stands where its value should be.
NOT_COMPUTED: Final = "#="
# What people write into a cell that they leave empty.
_NOTHING: Final = frozenset(
    {"", "-", "--", "n/a", "none", "null", "не указан", "не указана", "не указано", "нет данных"}
)

# Written where nobody knows yet: no default stands for it.
LATER: Final = "уточняется"
# «1)» before anything, and «1.» before a word: «1.30» is an hour.
_COUNTED: Final = re.compile(r"(?:^|(?<=[\s;,]))\(?(\d{1,2})(?:\)\s*|\.\s*(?=[^\W\d_]))")
ITEMS_MIN: Final = 2
_NOTHING_LONGEST: Final = max(map(len, _NOTHING))


def line(text: str) -> str:
    """One line without tags, invisible characters and doubled spaces; "" for an empty cell."""
    return _line(text) if len(text) <= CELL_REMEMBERED_MAX else _line.__wrapped__(text)


def paragraphs(text: str) -> str:
    """Like `line`, but paragraphs stay apart: what HTML or the cell had on lines of their own."""
    if "<" in text:
        closed = "-->" in text or "</s" in text.lower()
        bare = _ITEM.sub("\n• ", _NO_TEXT.sub("", text) if closed else text)
        text = _TAG.sub("", _BLOCK_TAG.sub("\n", bare))
    plain = _BACKTICKS.sub(r"«\1»", html.unescape(text))
    lines = (" ".join(part.split()) for part in _INVISIBLE.sub("", plain).splitlines())
    return "\n".join(part for part in lines if part)


def comparable(text: str) -> str:
    """As `text_key` makes them; asked often for the same cells, so the short ones are kept."""
    return _comparable(text) if len(text) <= CELL_REMEMBERED_MAX else text_key(text)


def items(text: str) -> tuple[str, ...]:
    """What a cell counts from one on: «1) пн 2) ср», «1. Хор 2. Театр»; () where it counts nothing,
    or one thing alone.
    """
    if not text.startswith(("1", "(1")):
        return ()
    found = list(_COUNTED.finditer(text))
    numbers = [int(each[1]) for each in found]
    if len(found) < ITEMS_MIN or found[0].start() or numbers != [*range(1, len(found) + 1)]:
        return ()
    ends = [*(each.start() for each in found[1:]), len(text)]
    parts = (text[each.end() : end].strip(" ;,") for each, end in zip(found, ends, strict=True))
    counted = tuple(parts)
    return counted if all(counted) else ()


def ensure_no_formula_error(text: str) -> None:
    """Refuse what a spreadsheet writes when a formula went wrong.

    Raises:
        NotUnderstood
    """
    if is_formula_error(text):
        raise NotUnderstood(Reason.FORMULA_ERROR)


def as_in_cell(text: str) -> str:
    """«=10-3» of a formula that was not computed, as people see it; all else as it is."""
    return text.removeprefix("#") if text.startswith(NOT_COMPUTED) else text


def is_formula_error(text: str) -> bool:
    """«#REF!», «#ССЫЛКА!» and the like, or a formula of which nobody has computed the value."""
    return text.startswith(NOT_COMPUTED) or _FORMULA_ERROR.fullmatch(text) is not None


@lru_cache(maxsize=CELLS_REMEMBERED)
def _line(text: str) -> str:
    if not text:
        return ""
    clean = " ".join(paragraphs(text).split())
    nothing = len(clean) <= _NOTHING_LONGEST and comparable(clean) in _NOTHING
    return "" if nothing else clean


@lru_cache(maxsize=CELLS_REMEMBERED)
def _comparable(text: str) -> str:
    return text_key(text)
