"""The acts of one update: each is done once, however often Telegram repeats the update (S3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from core.domain.delivery import Delivery
from core.domain.ids import AccountId
from core.ports.acts import Acts
from core.ports.unit_of_work import UnitOfWork

P = ParamSpec("P")
R = TypeVar("R")


class _DoneBefore(Exception):
    """Ends a transaction of which nothing is to be kept, because it was kept before."""

    def __init__(self, returned: Any) -> None:  # noqa: ANN401 - whatever the act returns
        super().__init__("nothing is kept")
        self.returned = returned


class Once:
    """`Acts` that remember the update in the transaction of each effect.

    An act of a repeated update is performed, answers, and is undone: doing it twice gives the
    first answer (M6). What the chat is in the middle of is kept together with the next act, so
    that no crash comes between the two.

    Args:
        delivery: The update.
        found: What the chat was in the middle of when the update came.
    """

    def __init__(self, perform: Acts, delivery: Delivery, found: Mapping[str, str]) -> None:
        self._perform = perform
        self._delivery = delivery
        self._found = found
        self._kept = found
        self._steps = 0
        self._conversation: tuple[AccountId, Mapping[str, str]] | None = None

    async def __call__(
        self, act: Callable[Concatenate[UnitOfWork, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """See `Acts`."""
        self._steps += 1
        step, conversation = self._steps, self._conversation

        def once(uow: UnitOfWork) -> R:
            first = uow.deliveries.keep(self._delivery, step=step, found=self._found)
            if conversation is not None:
                uow.conversations.keep(*conversation)
            returned = act(uow, *args, **kwargs)
            if not first:
                raise _DoneBefore(returned)
            return returned

        try:
            returned = await self._perform(once)
        except _DoneBefore as done:
            returned = cast("R", done.returned)
        if conversation is not None:
            _, self._kept = conversation
        self._conversation = None
        return returned

    def converse(self, account: AccountId, state: Mapping[str, str]) -> None:
        """Keep the conversation with the next act, or with `settle`; what it is already, as after
        the same question again, is not written.
        """
        self._conversation = None if state == self._kept else (account, state)

    async def settle(self) -> None:
        """Keep what no act took along."""
        if self._conversation is not None:
            await self(_nothing)


def _nothing(uow: UnitOfWork) -> None:
    del uow
