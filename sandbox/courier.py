"""Delivery to webhooks: again and again until somebody says 2xx."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, TypeAlias

from aiohttp import ClientError, ClientSession, ClientTimeout

from sandbox.arguments import Arguments
from sandbox.bots import Bot, Webhook
from sandbox.intake import arguments_of_answer
from sandbox.updates import Update

Perform: TypeAlias = Callable[[Bot, str, Arguments], Awaitable[object]]

_ANSWER_SECONDS: Final = 60.0
_PAUSE_SECONDS_MAX: Final = 60.0
_SUCCESS: Final = range(200, 300)


class Courier:
    """Brings the updates of one bot to its webhook while the webhook stands.

    Updates of one chat go one after the other, of different chats side by side.
    After a failure the next try comes later and later, from `pause_seconds` up.
    `perform` carries out a method that the webhook names in its answer.
    """

    def __init__(
        self, bot: Bot, *, now: Callable[[], int], perform: Perform, pause_seconds: float
    ) -> None:
        self._bot = bot
        self._webhook = bot.webhook
        self._now = now
        self._perform = perform
        self._pause_seconds = pause_seconds
        self._under_way: dict[int, asyncio.Task[None]] = {}

    @property
    def outdated(self) -> bool:
        """Whether the bot has another webhook by now, or none."""
        return self._bot.webhook is not self._webhook

    async def run(self) -> None:
        """Deliver until the webhook is replaced or removed, or the task is cancelled."""
        async with ClientSession(timeout=ClientTimeout(total=_ANSWER_SECONDS)) as session:
            try:
                while not self.outdated:
                    self._bot.updates.arrived.clear()
                    self._start_deliveries(session)
                    await self._bot.updates.arrived.wait()
            finally:
                for task in self._under_way.values():
                    task.cancel()
                await asyncio.gather(*self._under_way.values(), return_exceptions=True)

    def _start_deliveries(self, session: ClientSession) -> None:
        for update in self._bot.updates.waiting:
            if len(self._under_way) >= self._webhook.connections:
                return
            if update.lane not in self._under_way:
                task = asyncio.create_task(self._deliver(session, update))
                self._under_way[update.lane] = task

    async def _deliver(self, session: ClientSession, update: Update) -> None:
        pause = self._pause_seconds
        try:
            while not await self._accepted(session, update):
                await asyncio.sleep(pause)
                pause = min(pause * 2, _PAUSE_SECONDS_MAX)
            self._bot.updates.confirm(update.id)
        finally:
            del self._under_way[update.lane]
            self._bot.updates.arrived.set()

    async def _accepted(self, session: ClientSession, update: Update) -> bool:
        secret = self._webhook.secret
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
        try:
            async with session.post(
                self._webhook.url, json=update.as_json(), headers=headers, allow_redirects=False
            ) as response:
                if response.status in _SUCCESS:
                    if (answer := await arguments_of_answer(response)) is not None:
                        await self._perform(self._bot, answer.text("method"), answer)
                    return True
                reason = f"{response.status} {response.reason}"
                _note(self._webhook, f"Wrong response from the webhook: {reason}", self._now())
        except (ClientError, TimeoutError, OSError) as failure:
            _note(self._webhook, f"Connection failed: {type(failure).__name__}", self._now())
        return False


def _note(webhook: Webhook, error: str, at: int) -> None:
    webhook.error, webhook.error_at = error, at
