"""The sandbox as one thing: a Bot API server, people to play, and a page to look at."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Final

from aiohttp import web

from sandbox.arguments import Arguments
from sandbox.botapi import BotApi
from sandbox.bots import Bot
from sandbox.chats import Chat
from sandbox.control import ControlApi
from sandbox.controls import Controls
from sandbox.courier import Courier
from sandbox.guard import LOOPBACK, only_ours
from sandbox.inspector import Call
from sandbox.intake import REQUEST_BYTES_MAX
from sandbox.pace import Pace
from sandbox.people import Person
from sandbox.profiles import SANDBOX_BOT, BotProfile, Profile
from sandbox.world import World

_USUAL_PACE: Final = Pace()


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Sandbox:
    """A strict stand-in for Telegram on this machine.

    Args:
        people: The accounts that exist; more can be added with `add_person`.
        controls: Behind the page's buttons for time and restart; without it they are off.
        now: Dates messages; may be any clock, aware.
        bot: The bot that people talk to. Other tokens make other bots on first use.
        pace: How fast real time goes, and whether Telegram's rates are enforced.
    """

    def __init__(
        self,
        *,
        people: Iterable[Profile] = (),
        controls: Controls | None = None,
        now: Callable[[], datetime] = _utc_now,
        bot: BotProfile = SANDBOX_BOT,
        pace: Pace = _USUAL_PACE,
    ) -> None:
        self.world = World(people=people, now=now, pace=pace)
        self.bot = self.world.add_bot(bot)
        self.url = ""
        self._api = BotApi(self.world)
        self._control = ControlApi(self.world, self.bot, controls)
        self._pause_seconds = pace.webhook_pause_seconds
        self._couriers: dict[int, tuple[Courier, asyncio.Task[None]]] = {}
        self._tender: asyncio.Task[None] | None = None
        self._runner: web.AppRunner | None = None

    @property
    def token(self) -> str:
        return self.bot.profile.token

    @property
    def calls(self) -> tuple[Call, ...]:
        """The latest calls of bots, oldest first; polls that brought nothing are left out."""
        return self.world.inspector.calls

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> str:
        """Serve and return the base url; port 0 takes any free port.

        Raises:
            ValueError: The host is not this machine: what happens here is nobody else's business.
            OSError: The port is taken.
        """
        if host not in LOOPBACK:
            raise ValueError(f"the sandbox serves this machine only, not {host}")
        app = web.Application(middlewares=[only_ours], client_max_size=REQUEST_BYTES_MAX)
        app.add_routes([*self._api.routes(), *self._control.routes()])
        self._runner = web.AppRunner(
            app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        served = self._runner.addresses[0][1]
        self.url = f"http://[{host}]:{served}" if ":" in host else f"http://{host}:{served}"
        self._tender = asyncio.create_task(self._tend_couriers())
        return self.url

    async def stop(self) -> None:
        """End polls and deliveries and stop serving; stopping twice changes nothing."""
        tasks = [task for _, task in self._couriers.values()]
        tasks += [self._tender] if self._tender is not None else []
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._couriers.clear()
        self._tender = None
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def person(self, id: int, *, bot: Bot | None = None) -> Person:
        """The person with this id, talking to `bot`, or to the sandbox's own.

        Raises:
            KeyError: Nobody has this id.
        """
        return Person(self.world, bot or self.bot, self.world.accounts[id])

    def add_person(self, profile: Profile) -> Person:
        """Create an account while the sandbox runs."""
        self.world.add_account(profile)
        return self.person(profile.id)

    def add_group(self, title: str, members: Iterable[Person]) -> Chat:
        """Open a group of these people and the bot."""
        accounts = [person.account for person in members]
        return self.world.add_group(self.bot, title, accounts)

    def flood(self, *, calls: int = 0, seconds: float = 0, retry_after: int = 1) -> None:
        """Refuse the next `calls` sends and edits, and all of them for `seconds`, with 429."""
        self.world.floods.begin(calls=calls, seconds=seconds, retry_after=retry_after)

    async def _tend_couriers(self) -> None:
        while True:
            await self.world.webhooks_changed.wait()
            self.world.webhooks_changed.clear()
            for bot in list(self.world.bots.values()):
                await self._dismiss_outdated_courier(bot)
                if bot.webhook.url and bot.profile.id not in self._couriers:
                    self._employ_courier(bot)

    async def _dismiss_outdated_courier(self, bot: Bot) -> None:
        courier, task = self._couriers.get(bot.profile.id, (None, None))
        if courier is not None and task is not None and courier.outdated:
            await asyncio.gather(task, return_exceptions=True)
            del self._couriers[bot.profile.id]

    def _employ_courier(self, bot: Bot) -> None:
        courier = Courier(
            bot,
            now=lambda: int(self.world.now().timestamp()),
            perform=self._perform,
            pause_seconds=self._pause_seconds,
        )
        self._couriers[bot.profile.id] = (courier, asyncio.create_task(courier.run()))

    async def _perform(self, bot: Bot, method: str, arguments: Arguments) -> object:
        return await self._api.perform(bot, method, arguments)
