"""How far a long command is, on a terminal; silent where nobody looks."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from typing import Final, TextIO

from office.said import say

WIDTH: Final = 30
SECONDS_BETWEEN: Final = 0.1


@dataclass(slots=True)
class Progress:
    """A line on stderr that is written over, only if that is a terminal."""

    stream: TextIO = field(default_factory=lambda: sys.stderr)
    shown_at: float = 0.0
    shown: bool = False

    def rows(self, number: int) -> None:
        """So many rows of the file were read; how many there are is not known yet."""
        self._show(say("said-reading", {"rows": str(number)}), at_once=False)

    def programs(self, settled: int, of: int) -> None:
        """So many programs are entered or refused. The first of them may take a while: that the
        rows are read is said before.
        """
        done = WIDTH * settled // of if of else WIDTH
        bar = "#" * done + "." * (WIDTH - done)
        said = say("said-applying", {"settled": str(settled), "of": str(of)})
        self._show(f"[{bar}] {said}", at_once=settled in {0, of})

    def end(self) -> None:
        """Leave the line to what is said next."""
        if self.shown:
            self.stream.write("\r\x1b[K")
            self.stream.flush()
            self.shown = False

    def _show(self, text: str, *, at_once: bool) -> None:
        now = time.monotonic()
        if not self.stream.isatty() or (now - self.shown_at < SECONDS_BETWEEN and not at_once):
            return
        self.shown_at, self.shown = now, True
        self.stream.write(f"\r\x1b[K{text}")
        self.stream.flush()
