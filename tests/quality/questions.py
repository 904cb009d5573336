"""The table of questions: one file per class, one line per question.

`question | facts | catalog: must, must; may hint; not hint | catalog: …`: `must` come first,
`may` come as well, and `not` must not come at all; `-` says that nothing fits. How a hint is
read is in `hints`, how a fact is in `facts`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from tests.quality.facts import Facts

FOLDER: Final = Path(__file__).parent / "questions"
NOTHING: Final = "-"


class Half(StrEnum):
    """Who works on the search looks at the open half only."""

    OPEN = "open"
    HELD_OUT = "held out"


@dataclass(frozen=True, slots=True)
class Expected:
    """Hints at the programs of one catalog; without any `must` nothing fits."""

    must: tuple[str, ...]
    may: tuple[str, ...]
    must_not: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What a parent types, of what class it is, and what each catalog should answer."""

    text: str
    kind: str
    facts: Facts
    expected: Mapping[str, Expected]

    @property
    def half(self) -> Half:
        """By a hash of the text, so that nobody chooses."""
        digest = hashlib.sha256(self.text.encode()).digest()
        return Half.HELD_OUT if digest[0] % 2 else Half.OPEN


def questions() -> tuple[Question, ...]:
    """The whole table, by class, in the order of the files."""
    return tuple(
        question
        for path in sorted(FOLDER.glob("*.txt"))
        for question in _questions(path.stem, path.read_text("utf-8"))
    )


def _questions(kind: str, text: str) -> Iterator[Question]:
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        typed, facts, *catalogs = (cell.strip() for cell in line.split("|"))
        named = (catalog.partition(":") for catalog in catalogs)
        expected = {name.strip(): _expected(hints) for name, _, hints in named}
        yield Question(typed, kind, Facts.written(facts), expected)


def _expected(text: str) -> Expected:
    must, may, must_not = "", "", ""
    for part in (part.strip() for part in text.split(";")):
        if part.startswith("may "):
            may = part.removeprefix("may ")
        elif part.startswith("not "):
            must_not = part.removeprefix("not ")
        else:
            must = part
    return Expected(_hints(must), _hints(may), _hints(must_not))


def _hints(text: str) -> tuple[str, ...]:
    return tuple(hint.strip() for hint in text.split(",") if hint.strip() not in {"", NOTHING})
