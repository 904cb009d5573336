"""Trying an act: it is done in full, says what it did, and is undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from core.domain.errors import DomainError
from core.ports.acts import Acts
from core.ports.unit_of_work import UnitOfWork

P = ParamSpec("P")
R = TypeVar("R")


class _Undone(Exception):
    """Ends a transaction of which nothing is to be kept."""

    def __init__(self, returned: Any) -> None:  # noqa: ANN401 - whatever the act returns
        super().__init__("nothing is kept")
        self.returned = returned


class Trying:
    """`Acts` that keep nothing: each returns or raises what it would have, and is rolled back.

    What one act did is not there for the next one. Only a refusal that is returned and not
    raised is kept, as in earnest: an attempt that failed was counted with it (ENR-12).
    """

    def __init__(self, perform: Acts) -> None:
        self._perform = perform

    async def __call__(
        self, act: Callable[Concatenate[UnitOfWork, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        def undone(uow: UnitOfWork) -> R:
            returned = act(uow, *args, **kwargs)
            if isinstance(returned, DomainError):
                return returned
            raise _Undone(returned)

        try:
            return await self._perform(undone)
        except _Undone as done:
            return cast(R, done.returned)
