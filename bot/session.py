"""How calls leave: aiogram's session, whose bodies are JSON wherever no file goes along."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from http import HTTPStatus
from types import MappingProxyType
from typing import Any, Final, cast

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods.base import Response, TelegramMethod, TelegramType
from aiohttp import ClientError, ClientTimeout
from pydantic import BaseModel

from bot.notices.pace import Pace

_PLAIN: Final = frozenset({str, int, bool, float})
_JSON: Final = MappingProxyType({"Content-Type": "application/json"})
_TAKEN: Final = Response[Any](ok=True)


class Unread(ABC):
    """A call of whose answer nobody reads more than that it is a yes."""

    @abstractmethod
    def said(self) -> Mapping[str, Any]:
        """The whole call in what JSON can hold: it has no file, and nothing is left to the bot."""


class JsonSession(AiohttpSession):
    """Writing a form, and building what nobody reads of the answer, takes as long as the call.

    `pace` is that of the relay beside it, for screens to keep what Telegram forbids (S4).
    """

    def __init__(self, *, pace: Pace | None = None, **said: Any) -> None:  # noqa: ANN401 - aiogram's
        super().__init__(**said)
        self.pace = pace

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - as aiogram declares it
    ) -> TelegramType:
        """As aiogram does; a call with a file is left to it altogether.

        Raises:
            TelegramAPIError: As of any session of aiogram.
        """
        body = self._body(bot, method)
        if body is None:
            return await super().make_request(bot, method, timeout)
        session = await self.create_session()
        url = self.api.api_url(token=bot.token, method=method.__api_method__)
        within = _within(self.timeout if timeout is None else timeout)
        try:
            async with session.post(url, data=body, headers=_JSON, timeout=within) as answer:
                said = await answer.read()
        except TimeoutError as failure:
            raise TelegramNetworkError(method=method, message="Request timeout error") from failure
        except ClientError as failure:
            why = f"{type(failure).__name__}: {failure}"
            raise TelegramNetworkError(method=method, message=why) from failure
        content = said.decode(errors="replace")
        response = self.check_response(bot, method, answer.status, content)
        return cast("TelegramType", response.result)

    async def close(self) -> None:
        """As aiogram does, whose quarter of a second is for what is sealed on the way (TLS)."""
        if self.api.base.startswith("https:"):
            await super().close()
        elif self._session is not None:
            await self._session.close()

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        """As aiogram does, but nothing is built of an answer that nobody reads."""
        if isinstance(method, Unread) and status_code == HTTPStatus.OK:
            with suppress(ValueError, TypeError, KeyError):
                if self.json_loads(content)["ok"] is True:
                    return _TAKEN
        return super().check_response(bot, method, status_code, content)

    def _body(self, bot: Bot, method: TelegramMethod[TelegramType]) -> bytes | None:
        """The call in JSON; None where a file goes along."""
        if isinstance(method, Unread):
            return self.json_dumps(method.said()).encode()
        files: dict[str, Any] = {}

        def said(value: Any) -> Any:  # noqa: ANN401 - whatever JSON can hold
            if isinstance(value, BaseModel):
                # Its own dump would build everything twice.
                fields = value.__dict__
                return named(fields | value.model_extra if value.model_extra else fields)
            if type(value) is dict:
                return named(value)
            if type(value) is list:
                return [found for inner in value if (found := said(inner)) is not None]
            return self.prepare_value(value, bot=bot, files=files, _dumps_json=False)

        def named(values: Mapping[str, Any]) -> dict[str, Any]:
            return {
                name: inner if type(inner) in _PLAIN else found
                for name, inner in values.items()
                if type(inner) in _PLAIN
                or (inner is not None and (found := said(inner)) is not None)
            }

        body = said(method)
        return None if files else self.json_dumps(body).encode()


@cache
def _within(seconds: float) -> ClientTimeout:
    return ClientTimeout(total=seconds)
