"""Acts that put a notice wake the sender at once, instead of when it looks next."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from core.ports.acts import Acts
from core.ports.outbox import Outbox
from core.ports.unit_of_work import UnitOfWork

P = ParamSpec("P")
R = TypeVar("R")


class WakingActs:
    """`perform`, but calls `wake` after every act that had to do with the outbox."""

    def __init__(self, perform: Acts, wake: Callable[[], None]) -> None:
        self._perform = perform
        self._wake = wake

    async def __call__(
        self, act: Callable[Concatenate[UnitOfWork, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """See `Acts`."""
        seen: list[_Attentive] = []

        @wraps(act)
        def attended(uow: UnitOfWork) -> R:
            attentive = _Attentive(uow)
            seen.append(attentive)
            return act(cast("UnitOfWork", attentive), *args, **kwargs)

        returned = await self._perform(attended)
        if any(attentive.told for attentive in seen):
            self._wake()
        return returned


class _Attentive:
    """A unit of work that notices whether its outbox was asked for."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow
        self.told = False

    @property
    def outbox(self) -> Outbox:
        self.told = True
        return self._uow.outbox

    def __getattr__(self, name: str) -> object:
        return getattr(self._uow, name)
