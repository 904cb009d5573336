"""Who may stand before the webhook: so many connections, and none for long without a request."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

from bot.updates.intake import Limits

_HEAD_ENDS: Final = b"\r\n\r\n"


class Door:
    """Makes the protocols of connections.

    Whoever has not said the head of a first request within `head_seconds` is sent away, and earlier
    when there is no room: who has waited longest with nothing said goes for who comes. Where all
    have said something, who comes is sent away.
    """

    def __init__(self, serve: Callable[[], asyncio.Protocol], limits: Limits) -> None:
        self._serve = serve
        self._limits = limits
        self._silent: dict[_Guest, asyncio.TimerHandle] = {}
        self._heard: set[_Guest] = set()

    def __call__(self) -> asyncio.Protocol:
        return _Guest(self, self._serve())

    def enter(self, guest: _Guest) -> bool:
        """Whether there is room."""
        if len(self._silent) + len(self._heard) >= self._limits.guests:
            longest = next(iter(self._silent), None)
            if longest is None:
                return False
            self.send_away(longest)
        loop = asyncio.get_running_loop()
        self._silent[guest] = loop.call_later(self._limits.head_seconds, self.send_away, guest)
        return True

    def hear(self, guest: _Guest) -> None:
        """It has said all that a request begins with."""
        self._forget_silent(guest)
        self._heard.add(guest)

    def send_away(self, guest: _Guest) -> None:
        self.leave(guest)
        guest.hang_up()

    def leave(self, guest: _Guest) -> None:
        """Leaving again changes nothing."""
        self._forget_silent(guest)
        self._heard.discard(guest)

    def _forget_silent(self, guest: _Guest) -> None:
        timer = self._silent.pop(guest, None)
        if timer is not None:
            timer.cancel()


class _Guest(asyncio.Protocol):
    """One connection: everything is handed on, and the end of the first head is looked for."""

    def __init__(self, door: Door, within: asyncio.Protocol) -> None:
        self._door = door
        self._within = within
        self._transport: asyncio.BaseTransport | None = None
        self._tail: bytes | None = b""

    def hang_up(self) -> None:
        if isinstance(self._transport, asyncio.Transport):
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._within.connection_made(transport)
        if not self._door.enter(self):
            self.hang_up()

    def data_received(self, data: bytes) -> None:
        if self._tail is not None:
            self._tail += data
            if _HEAD_ENDS in self._tail:
                self._tail = None
                self._door.hear(self)
            else:
                self._tail = self._tail[1 - len(_HEAD_ENDS) :]
        self._within.data_received(data)

    def eof_received(self) -> bool | None:
        return self._within.eof_received()

    def connection_lost(self, exc: Exception | None) -> None:
        self._door.leave(self)
        self._within.connection_lost(exc)

    def pause_writing(self) -> None:
        self._within.pause_writing()

    def resume_writing(self) -> None:
        self._within.resume_writing()
