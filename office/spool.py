"""A long list on its way into a JSON document: written down entry by entry, never held whole."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, Any, Final

# Longer lists are on disk.
HELD_MAX: Final = 1_000_000


class Spool:
    """Entries of a JSON list in their order; nothing is added after the first look at them."""

    def __init__(self) -> None:
        self._lines: IO[str] | None = None

    def add(self, entry: Mapping[str, object]) -> None:
        if self._lines is None:
            spool = tempfile.SpooledTemporaryFile(HELD_MAX, "w+", encoding="utf-8")  # noqa: SIM115
            self._lines = spool
        self._lines.write(json.dumps(entry, ensure_ascii=False) + "\n")

    def __iter__(self) -> Iterator[str]:
        """Each entry as JSON; once only."""
        if self._lines is None:
            return
        with self._lines as lines:
            lines.seek(0)
            for line in lines:
                yield line.rstrip("\n")


@dataclass(slots=True)
class Beginning:
    """A long list: its beginning for people, and all of it for programs if they ask."""

    most: int
    count: int = 0
    first: list[Mapping[str, Any]] = field(default_factory=list)
    all: Spool = field(default_factory=Spool)

    def add(self, entry: Mapping[str, Any], *, whole: bool) -> None:
        self.count += 1
        if len(self.first) < self.most:
            self.first.append(entry)
        if whole:
            self.all.add(entry)

    @property
    def left_out(self) -> int:
        return self.count - len(self.first)


def pieces(document: Mapping[str, object]) -> Iterator[str]:
    """The document as JSON, piece by piece."""
    before = "{\n"
    for name, value in document.items():
        yield f"{before}  {json.dumps(name, ensure_ascii=False)}: "
        if isinstance(value, Spool):
            yield from _entries(value)
        else:
            yield json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n  ")
        before = ",\n"
    yield "\n}" if document else "{}"


def _entries(spool: Spool) -> Iterator[str]:
    before, after = "[", "[]"
    for entry in spool:
        yield f"{before}\n    {entry}"
        before, after = ",", "\n  ]"
    yield after
