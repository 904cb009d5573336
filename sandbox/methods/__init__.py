"""The methods of the Bot API, one function each, found by name whatever its letter case."""

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType, ModuleType
from typing import Final, TypeAlias

from sandbox.methods import (
    answering,
    chatting,
    editing,
    identity,
    inline,
    menus,
    receiving,
    sending,
)
from sandbox.methods.request import Request

Method: TypeAlias = Callable[[Request], object | Awaitable[object]]

_MODULES: Final[tuple[ModuleType, ...]] = (
    answering,
    chatting,
    editing,
    identity,
    inline,
    menus,
    receiving,
    sending,
)


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(word.capitalize() for word in others)


def _found() -> Mapping[str, tuple[str, Method]]:
    found: dict[str, tuple[str, Method]] = {}
    for module in _MODULES:
        for name in module.METHODS:
            camel = _camel(name)
            found[camel.lower()] = (camel, getattr(module, name))
    return MappingProxyType(found)


METHODS: Final = _found()
