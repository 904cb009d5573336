"""Lines of a list as people read them on a terminal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from office.said import in_words, named, say

_NUMBER = re.compile(r"\d+(\.\d\d)?|-", re.ASCII)


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Columns under their names, numbers to the right; one sentence when there is no row."""
    if not rows:
        return say("table-empty")
    head = [named(each) for each in head]
    written = [[_written(cell) for cell in row] for row in rows]
    columns = list(zip(*written, strict=True))
    widths = [max(map(len, (name, *column))) for name, column in zip(head, columns, strict=True)]
    right = [all(_NUMBER.fullmatch(cell) for cell in column) for column in columns]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if to_right else cell.ljust(width)
            for cell, width, to_right in zip(line, widths, right, strict=True)
        ).rstrip()
        for line in (head, *written)
    )


def pairs(*lines: tuple[str, object]) -> str:
    """A name and a value in each line."""
    called = [(named(name), value) for name, value in lines]
    width = max(len(name) for name, _ in called)
    return "\n".join(f"{name.ljust(width)}  {_written(value)}".rstrip() for name, value in called)


def _written(value: object) -> str:
    """A code in words, all else as it is."""
    return in_words(value) if isinstance(value, Enum) else str(value)
