"""How acts are run, and how screens are read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from core.ports.unit_of_work import UnitOfWork

P = ParamSpec("P")
R = TypeVar("R")
F = TypeVar("F", bound=Callable[..., object])

_RESUMABLE = "resumable"
_ASKS_ONCE = "asks_once"
_HOPES = "hopes_to_ask_once"


class Unreachable(Exception):
    """The database could not be asked, or could not keep what was done. The same may do later."""


def resumable(act: F) -> F:
    """Marks an act that is done again, from where it stopped, should the power fail: nobody has
    to wait until the disk has it. It is kept before any later act is.
    """
    vars(act)[_RESUMABLE] = True
    return act


def is_resumable(act: Callable[..., object]) -> bool:
    return getattr(act, _RESUMABLE, False)


def asks_once(question: F) -> F:
    """Marks a question that asks the repositories one thing: there are no two answers that a
    moment of the database would have to hold together, so none is held for it. The database
    refuses a second thing.
    """
    vars(question)[_ASKS_ONCE] = True
    return question


def is_asked_once(question: Callable[..., object]) -> bool:
    return getattr(question, _ASKS_ONCE, False)


def hopes_to_ask_once(question: F) -> F:
    """As `asks_once`, of a question that asks one thing where this process knows the rest, and
    makes sure of that with what it asks. Where it has to ask more, it is asked anew, in one moment.
    """
    vars(question)[_HOPES] = True
    return question


def hopes(question: Callable[..., object]) -> bool:
    return getattr(question, _HOPES, False)


class Acts(Protocol):
    """Runs an act in a transaction of its own and returns what it returned.

    The transaction is durable before the caller goes on, unless the act is marked as `resumable`.
    If the act raises, nothing of it is kept and the exception arrives here.
    """

    async def __call__(
        self, act: Callable[Concatenate[UnitOfWork, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R: ...


class Reads(Protocol):
    """Answers a question from one moment of the database; whatever writes is refused."""

    async def __call__(
        self, question: Callable[Concatenate[UnitOfWork, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R: ...
