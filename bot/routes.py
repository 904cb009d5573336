"""Which handler takes what: one look into a table, however many handlers there are."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Final, Self, TypeVar

from bot.keyboards.packing import Pressed
from bot.talk import Talk
from core.domain.views import About

Told = Callable[[Talk, str], Awaitable[None]]
Handler = TypeVar("Handler")
Button = TypeVar("Button", bound=Pressed)
# The kind of content of which there is no other handler.
ANY_CONTENT: Final = "*"
AnyButton = Callable[[Talk, Any], Awaitable[None]]


class Routes:
    """Handlers by command, by button, by what the chat was asked for, by kind of content.

    Each key has one handler; a second one for the same key is a mistake and refused.
    """

    def __init__(self) -> None:
        self.commands: dict[str, Told] = {}
        self.buttons: dict[str, tuple[type[Pressed], AnyButton]] = {}
        self.awaited: dict[str, Told] = {}
        self.contents: dict[str, Told] = {}
        self.searching: dict[object, Callable[[Any], About]] = {}

    @classmethod
    def of(cls, *parts: Routes) -> Self:
        """All routes of `parts` in one table."""
        whole = cls()
        for part in parts:
            _add(whole.commands, part.commands)
            _add(whole.buttons, part.buttons)
            _add(whole.awaited, part.awaited)
            _add(whole.contents, part.contents)
            whole.searching |= part.searching
        return whole

    def searches(self, handler: Handler) -> Handler:
        """A handler that searches: what it begins with is asked together with who asks."""
        return self.searches_about(lambda _: About())(handler)

    def searches_about(self, about: Callable[[Button], About]) -> Callable[[Handler], Handler]:
        """The same of a button's handler that begins with what the button is `about`, too."""

        def keep(handler: Handler) -> Handler:
            self.searching[handler] = about
            return handler

        return keep

    def about(self, handler: object, button: Pressed | None) -> About | None:
        """What to ask for together with who asks; None for a handler that does not search."""
        about = self.searching.get(handler)
        return None if about is None else about(button)

    def command(self, name: str) -> Callable[[Told], Told]:
        """`/name`; the handler gets what was written after it."""
        return _keeper(self.commands, name)

    def awaiting(self, what: str) -> Callable[[Told], Told]:
        """A text written after `talk.ask(what)`."""
        return _keeper(self.awaited, what)

    def content(self, kind: str) -> Callable[[Told], Told]:
        """A message of this content type; the handler gets its text, or of a place its degrees."""
        return _keeper(self.contents, kind)

    def pressed(
        self, button: type[Button]
    ) -> Callable[[Callable[[Talk, Button], Awaitable[None]]], AnyButton]:
        """A button, by its prefix."""

        def keep(handler: Callable[[Talk, Button], Awaitable[None]]) -> AnyButton:
            _add(self.buttons, {button.__prefix__: (button, handler)})
            return handler

        return keep


def _keeper(table: dict[str, Told], key: str) -> Callable[[Told], Told]:
    def keep(handler: Told) -> Told:
        _add(table, {key: handler})
        return handler

    return keep


def _add(table: dict[str, Any], more: dict[str, Any]) -> None:
    if twice := table.keys() & more.keys():
        raise ValueError(f"two handlers for {sorted(twice)}")
    table.update(more)
