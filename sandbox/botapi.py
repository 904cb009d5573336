"""The Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

import inspect
import json
import logging
import time
from collections.abc import Mapping
from typing import Final

from aiohttp import web

from sandbox.arguments import Arguments
from sandbox.bots import Bot
from sandbox.intake import arguments_of
from sandbox.jsons import Json
from sandbox.methods import METHODS
from sandbox.methods.request import Request
from sandbox.refusals import Refusal
from sandbox.world import World

_log: Final = logging.getLogger(__name__)


class BotApi:
    """Answers bots. Every call leaves a line in the inspector, refused or not."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/bot{token:[^/]+}/{method:[^/]+}", self._call),
            web.post("/bot{token:[^/]+}/{method:[^/]+}", self._call),
            web.get("/file/bot{token:[^/]+}/{path:.+}", self._file),
        ]

    async def perform(self, bot: Bot, method: str, arguments: Arguments) -> Json:
        """Carry out one method and return its answer, refusals included."""
        begun = time.perf_counter()
        name, _ = METHODS.get(method.lower(), (method, None))
        try:
            answer = {"ok": True, "result": await self._result(bot, method, arguments)}
        except Refusal as refusal:
            answer = refusal.as_json()
        except Exception:  # noqa: BLE001 - a fault of the sandbox must show in the inspector, too
            _log.exception("method_broken method=%s", name)
            answer = {"ok": False, "error_code": 500, "description": "Internal Server Error"}
        self._world.inspector.record(
            name,
            arguments,
            answer,
            at=self._world.now(),
            milliseconds=(time.perf_counter() - begun) * 1000,
        )
        return answer

    async def _result(self, bot: Bot, method: str, arguments: Arguments) -> object:
        if method.lower() not in METHODS:
            raise Refusal(404)
        self._world.floods.ensure_free(method.lower(), arguments.text("chat_id"))
        _, function = METHODS[method.lower()]
        result = function(Request(self._world, bot, arguments))
        return await result if inspect.isawaitable(result) else result

    async def _call(self, request: web.Request) -> web.Response:
        try:
            bot = self._world.bot_with(request.match_info["token"])
            arguments = await arguments_of(request)
        except Refusal as refusal:
            return _response(refusal.as_json())
        return _response(await self.perform(bot, request.match_info["method"], arguments))

    async def _file(self, request: web.Request) -> web.Response:
        try:
            self._world.bot_with(request.match_info["token"])
        except Refusal as refusal:
            return _response(refusal.as_json())
        file = self._world.files.at(request.match_info["path"])
        if file is None:
            return _response(Refusal(404).as_json())
        return web.Response(body=file.content, content_type="application/octet-stream")


def _response(answer: Mapping[str, object]) -> web.Response:
    status = answer.get("error_code", 200)
    headers = {}
    parameters = answer.get("parameters")
    if isinstance(parameters, Mapping) and "retry_after" in parameters:
        headers["Retry-After"] = str(parameters["retry_after"])
    return web.json_response(
        answer,
        status=status if isinstance(status, int) else 500,
        headers=headers,
        dumps=lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":")),
    )
