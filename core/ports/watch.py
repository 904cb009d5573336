"""Figures about the whole database, for those who watch over it; nothing of a person."""

from __future__ import annotations

from typing import Protocol

from core.domain.watching import Watched


class Watch(Protocol):
    def figures(self) -> Watched:
        """In a few statements over partial indexes, whatever the number of contracts."""
        ...

    def write(self) -> None:
        """Write one row as it is: where nothing can be written this fails."""
        ...
