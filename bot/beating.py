"""A heart that beats with everything the scheduler gets done, so that a watcher sees it stop."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Concatenate, Final, ParamSpec, TypeVar

from core.ports.acts import Acts, Reads
from core.ports.unit_of_work import UnitOfWork

P = ParamSpec("P")
R = TypeVar("R")

# A tick comes every minute, and of days that are caught up a chunk ends every few milliseconds.
SILENT_SECONDS: Final = 300.0


class Heart:
    """`seconds` counts, so that tests need not wait."""

    def __init__(self, seconds: Callable[[], float] = monotonic) -> None:
        self._seconds = seconds
        self._beaten_at = seconds()

    def beat(self) -> None:
        """It lives now."""
        self._beaten_at = self._seconds()

    @property
    def silent_for(self) -> float:
        """Seconds since the last beat."""
        return self._seconds() - self._beaten_at

    @property
    def stands_still(self) -> bool:
        """Nothing was done for longer than anything takes."""
        return self.silent_for > SILENT_SECONDS


class BeatingActs:
    """`perform`, but the heart beats with whatever ends, well or not."""

    def __init__(self, perform: Acts, heart: Heart) -> None:
        self._perform = perform
        self._heart = heart

    async def __call__(
        self, act: Callable[Concatenate[UnitOfWork, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """See `Acts`."""
        try:
            return await self._perform(act, *args, **kwargs)
        finally:
            self._heart.beat()


class BeatingReads:
    """The same of `read`."""

    def __init__(self, read: Reads, heart: Heart) -> None:
        self._read = read
        self._heart = heart

    async def __call__(
        self, question: Callable[Concatenate[UnitOfWork, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """See `Reads`."""
        try:
            return await self._read(question, *args, **kwargs)
        finally:
            self._heart.beat()
