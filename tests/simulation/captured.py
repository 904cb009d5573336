"""Every act with arguments that it takes: caught from the table of acts that are done twice."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from core.ports.unit_of_work import UnitOfWork
from tests.services.world import World
from tests.simulation.acts_to_repeat import REPEATED


@dataclass(frozen=True)
class Call:
    """An act by its name, and what it is called with after the unit of work."""

    name: str
    act: Callable[..., object]
    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]


class Caught(Exception):
    pass


class Undone(Exception):
    """What was done, and is undone by raising it."""

    def __init__(self, answer: object) -> None:
        super().__init__()
        self.answer = answer


async def captured(world: World, name: str, act: Callable[..., object]) -> Call:
    """The world is made ready for the act, which is not done."""
    prepared = await REPEATED[name](world)
    caught: list[Call] = []

    def catch(uow: UnitOfWork, *args: object, **kwargs: object) -> None:
        del uow
        caught.append(Call(name, act, args, kwargs))
        raise Caught

    with _instead_of(act, catch), suppress(Caught):
        await world.perform(prepared)
    return caught[0] if caught else Call(name, act, (), {})


async def answered(world: World, call: Call) -> object:
    """What it answers, or the exception that it raises; nothing of it is kept."""

    def act(uow: UnitOfWork) -> None:
        raise Undone(call.act(uow, *call.args, **call.kwargs))

    try:
        await world.perform(act)
    except Undone as done:
        return done.answer
    except Exception as raised:  # noqa: BLE001 - judged by whoever asks
        return raised
    raise AssertionError


@contextmanager
def _instead_of(act: Callable[..., object], other: Callable[..., object]) -> Iterator[None]:
    """Whatever module knows the act by its name knows the other one meanwhile."""
    known = [
        (module, name)
        for module in list(sys.modules.values())
        if (getattr(module, "__name__", "") or "").startswith(("core.services", "tests.simulation"))
        for name, member in list(vars(module).items())
        if member is act
    ]
    for module, name in known:
        setattr(module, name, other)
    try:
        yield
    finally:
        for module, name in known:
            setattr(module, name, act)
