"""How many programs go in together: as many as take a few moments, so that families do not wait."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from core.domain.uploads import ReadProgram

PROGRAMS_AT_ONCE: Final = 50
# A family that waits so long hardly notices it, and the longer one is below what it may wait.
SHORT_SECONDS: Final = 0.035
LONG_SECONDS: Final = 0.07
_PROGRAMS_AT_FIRST: Final = 5
_GROUPS_AT_ONCE: Final = 200
# Half as many that take more of the time than this have not taken it themselves: a slow disk or
# a busy machine has, and fewer at once would only make all of it longer.
_HELPED: Final = 0.75


@dataclass(slots=True)
class Pace:
    """`most` at once, fewer while that takes long."""

    most: int
    size: int = _PROGRAMS_AT_FIRST
    # What twice as many took, where these are half of those that took long.
    _twice: float | None = None

    def divided(self, left: list[ReadProgram]) -> tuple[list[ReadProgram], list[ReadProgram]]:
        """Those that go in next, one at least, and the others."""
        groups, end = 0, 0
        while end < min(len(left), self.size, self.most):
            groups += _groups(left[end])
            if end and groups > _GROUPS_AT_ONCE:
                break
            end += 1
        return left[:end], left[end:]

    @contextmanager
    def measured(self) -> Iterator[None]:
        """Later ones are fewer after a long time, unless that does not help, and more after a
        short one.
        """
        began = time.monotonic()
        yield
        took, twice, self._twice = time.monotonic() - began, self._twice, None
        if took > LONG_SECONDS and twice is not None and took > twice * _HELPED:
            self.size = min(self.most, self.size * 4)
        elif took > LONG_SECONDS:
            self._twice, self.size = took, max(1, self.size // 2)
        elif took < SHORT_SECONDS:
            self.size = min(self.most, self.size + max(1, self.size // 2))


def _groups(read: ReadProgram) -> int:
    return 0 if read.draft is None else sum(len(each.groups) for each in read.draft.modules)
