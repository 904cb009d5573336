"""How many times somebody waits for the way to the database and back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any

from sqlalchemy import URL, Connection, make_url

from db.threads import Reader

# What the server answers: a simple query, and the end of an extended one.
_ANSWERED = frozenset(b"QS")
_ASKS_FOR_TLS = 80877103
_PORT = 5432


class Crossings:
    """What is waited for; may be set to 0 again. Whoever raises ConnectionError in one of the two
    methods has the way broken off there.
    """

    def __init__(self) -> None:
        self.count = 0

    def asked(self) -> None:
        """Before the server is told something that it must answer."""
        self.count += 1

    def answered(self) -> None:
        """Before the client hears what the server says."""


@contextmanager
def into_threads() -> Iterator[Crossings]:
    """Ways into the threads in which SQLite is read."""
    crossings, original = Crossings(), Reader.transaction

    async def counted(reader: Reader, run: Callable[[Connection], Any]) -> Any:  # noqa: ANN401 - whatever is read
        crossings.count += 1
        return await original(reader, run)

    Reader.transaction = counted  # type: ignore[method-assign, assignment]
    try:
        yield crossings
    finally:
        Reader.transaction = original  # type: ignore[method-assign]


@asynccontextmanager
async def to_server(
    url: str, crossings: Crossings | None = None
) -> AsyncIterator[tuple[str, Crossings]]:
    """The URL of a door to a PostgreSQL server that counts all that the server must answer."""
    crossings, talks = crossings or Crossings(), set[asyncio.Task[None]]()

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        theirs, ours = await _connected(make_url(url))
        asking = asyncio.create_task(_counted(reader, ours, crossings))
        answering = asyncio.create_task(_copied(theirs, writer, crossings))
        talks.update({asking, answering})
        await asyncio.wait({asking, answering}, return_when=asyncio.FIRST_COMPLETED)
        for end in (writer, ours):
            end.close()

    server = await asyncio.start_server(pass_on, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        door = make_url(url).set(host="127.0.0.1", port=port, query={})
        yield door.render_as_string(hide_password=False), crossings
    finally:
        server.close()
        for talk in talks:
            talk.cancel()
        await asyncio.gather(*talks, return_exceptions=True)


async def _connected(url: URL) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    host = url.query.get("host") or url.host or "127.0.0.1"
    assert isinstance(host, str)
    if host.startswith("/"):
        return await asyncio.open_unix_connection(f"{host}/.s.PGSQL.{url.port or _PORT}")
    return await asyncio.open_connection(host, url.port or _PORT)


async def _counted(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, crossings: Crossings
) -> None:
    """Pass on what a client says, which is in messages with their lengths."""
    with suppress(asyncio.IncompleteReadError, ConnectionError):
        begun = False
        while True:
            kind = await reader.readexactly(1) if begun else b""
            length = await reader.readexactly(4)
            said = await reader.readexactly(int.from_bytes(length) - len(length))
            if begun and kind[0] in _ANSWERED:
                crossings.asked()
            # The first messages have no kind.
            begun = begun or int.from_bytes(said[:4]) != _ASKS_FOR_TLS
            writer.write(kind + length + said)
            await writer.drain()


async def _copied(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, crossings: Crossings
) -> None:
    with suppress(ConnectionError):
        while said := await reader.read(1 << 16):
            crossings.answered()
            writer.write(said)
            await writer.drain()
