"""The sandbox's own HTTP API, by which the page and any script play people and fate.

README.md of this folder lists the paths. Everything is JSON; a deed that the
person's Telegram would not offer answers 409 with `{"error": …}`.
"""

import asyncio
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote

from aiohttp import web

from sandbox.bots import Bot
from sandbox.controls import Controls
from sandbox.deedsapi import DEEDS
from sandbox.intake import arguments_of
from sandbox.jsons import Json
from sandbox.livefeed import stream
from sandbox.people import NotPossible, Person
from sandbox.refusals import Refusal
from sandbox.views import conversation, state
from sandbox.world import World

_PAGE: Final = Path(__file__).parent / "page"
_SHOWN_IN_PLACE: Final = ("image/gif", "image/jpeg", "image/png")


class ControlApi:
    """Serves the page and carries out what is asked under `/sandbox`."""

    def __init__(self, world: World, bot: Bot, controls: Controls | None) -> None:
        self._world = world
        self._bot = bot
        self._controls = controls
        self._working: set[asyncio.Task[None]] = set()

    def routes(self) -> list[web.AbstractRouteDef]:
        person = "/sandbox/people/{id:-?\\d+}"
        return [
            web.get("/", self._page),
            web.static("/page", _PAGE),
            web.get("/sandbox/state", self._state),
            web.get("/sandbox/events", self._events),
            web.get("/sandbox/calls", self._calls),
            web.delete("/sandbox/calls", self._forget_calls),
            web.get("/sandbox/files/{id}", self._file),
            web.post("/sandbox/flood", self._flood),
            web.delete("/sandbox/flood", self._flood),
            web.post("/sandbox/clock", self._clock),
            web.post("/sandbox/restart", self._restart),
            web.get(person, self._conversation),
            web.post(person + "/{deed}", self._deed),
        ]

    async def _page(self, _: web.Request) -> web.StreamResponse:
        return web.FileResponse(_PAGE / "index.html")

    async def _state(self, _: web.Request) -> web.Response:
        return self._current_state()

    def _current_state(self) -> web.Response:
        return web.json_response(state(self._world, self._bot, self._controls, self._people()))

    async def _events(self, request: web.Request) -> web.StreamResponse:
        return await stream(request, self._world.events, bot_id=self._bot.profile.id)

    async def _calls(self, request: web.Request) -> web.Response:
        after = int(request.query.get("after", "0") or 0)
        calls = [call.as_json() for call in self._world.inspector.calls if call.id > after]
        return web.json_response({"calls": calls})

    async def _forget_calls(self, _: web.Request) -> web.Response:
        self._world.inspector.clear()
        return web.json_response({"calls": []})

    async def _file(self, request: web.Request) -> web.Response:
        try:
            file = self._world.files.find(request.match_info["id"])
        except Refusal:
            return _error(404, "no such file")
        in_place = file.mime in _SHOWN_IN_PLACE and "download" not in request.query
        disposition = "inline" if in_place else "attachment"
        mime = file.mime if in_place else "application/octet-stream"
        headers = {"Content-Disposition": _disposition(disposition, file.name)}
        return web.Response(body=file.content, content_type=mime, headers=headers)

    async def _flood(self, request: web.Request) -> web.Response:
        given = await arguments_of(request)
        if request.method == "DELETE":
            self._world.floods.end()
        else:
            self._world.floods.begin(
                calls=given.integer("calls", least=0),
                seconds=given.integer("seconds", least=0),
                retry_after=given.integer("retry_after", 1, least=1),
            )
        self._world.events.announce("state")
        return self._current_state()

    async def _clock(self, request: web.Request) -> web.Response:
        if self._controls is None:
            return _error(409, "nobody gave this sandbox a clock to move")
        match (await arguments_of(request)).text("to"):
            case "next-day":
                await self._finished(self._controls.next_day())
            case "next-month":
                await self._finished(self._controls.next_month())
            case unknown:
                return _error(400, f'"to" is "next-day" or "next-month", not "{unknown}"')
        self._world.events.announce("state")
        return self._current_state()

    async def _restart(self, _: web.Request) -> web.Response:
        if self._controls is None:
            return _error(409, "nobody gave this sandbox a bot to restart")
        await self._finished(self._controls.restart())
        self._world.events.announce("state")
        return self._current_state()

    async def _finished(self, work: Coroutine[object, object, None]) -> None:
        # Whoever asked may close the page meanwhile; time does not stop half-way.
        task = asyncio.create_task(work)
        self._working.add(task)
        task.add_done_callback(self._working.discard)
        await asyncio.shield(task)

    async def _conversation(self, request: web.Request) -> web.Response:
        person = self._person(request)
        if person is None:
            return _error(404, "nobody has this id")
        return web.json_response(conversation(person))

    async def _deed(self, request: web.Request) -> web.Response:
        person = self._person(request)
        deed = DEEDS.get(request.match_info["deed"])
        if person is None or deed is None:
            return _error(404, "nobody has this id" if person is None else "no such deed")
        try:
            done: Json = deed(person, await arguments_of(request))
        except (NotPossible, Refusal) as reason:
            return _error(409, str(reason))
        return web.json_response(done)

    def _person(self, request: web.Request) -> Person | None:
        account = self._world.accounts.get(int(request.match_info["id"]))
        return Person(self._world, self._bot, account) if account is not None else None

    def _people(self) -> Iterator[Person]:
        for account in self._world.accounts.values():
            yield Person(self._world, self._bot, account)


def _error(status: int, reason: str) -> web.Response:
    return web.json_response({"error": reason}, status=status)


def _disposition(kind: str, name: str) -> str:
    return f"{kind}; filename*=UTF-8''{quote(name, safe='')}"
