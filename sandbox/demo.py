"""The demo put together: Telegram stand-in, real bot, embedded database, demo data."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import tempfile
import webbrowser
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from pydantic import SecretStr

from bot.app import BotApp
from bot.logs import configure_logging
from bot.settings import BotSettings
from db.clock import ClockFrom
from db.database import Database
from db.keys import nobody_told
from office.databases import make_ready
from office.said import say
from sandbox.demo_clock import begins, keep
from sandbox.demo_controls import DemoControls
from sandbox.demo_people import OPERATOR, PEOPLE, PROVIDER
from sandbox.demo_welcome import Welcome
from sandbox.demo_world import seed
from sandbox.profiles import SANDBOX_BOT
from sandbox.server import Sandbox

FILE: Final = "kruzhok.sqlite3"
LOOPBACK_ADDRESS: Final = "127.0.0.1"
USUAL_PORT: Final = 8080


@dataclass(frozen=True, slots=True)
class Demo:
    """The running demo, for whoever plays it: a browser, or a test."""

    url: str
    sandbox: Sandbox
    app: BotApp
    database: Database
    controls: DemoControls
    welcome: Welcome


def run_demo(*, port: int | None, data: Path | None, browser: bool, clock: datetime | None) -> None:
    """Serve the demo until Ctrl-C or SIGTERM.

    Args:
        port: Of the page; 0 takes any free one, None the usual one if it is free.
        data: The folder that keeps the data; None for one that goes away with the demo.
        browser: Open the page where there is a screen.
        clock: When the demo begins; None for its own late summer.

    Raises:
        OSError: The port is taken, or the folder cannot be written.
    """
    configure_logging(secrets=[SANDBOX_BOT.token], quiet=True)
    if port:
        _ensure_free(port)
    if data is not None:
        data.mkdir(parents=True, exist_ok=True)
        asyncio.run(_serve(data, port, clock, browser=browser))
        return
    # Nobody has to keep a copy of a key to what goes away.
    with tempfile.TemporaryDirectory(prefix="kruzhok-demo-") as folder, nobody_told():
        asyncio.run(_serve(Path(folder), port, clock, browser=browser))


@asynccontextmanager
async def playing(
    folder: Path, *, port: int | None = 0, clock: datetime | None = None
) -> AsyncIterator[Demo]:
    """The demo with its data in `folder`, from start to clean end."""
    url = f"sqlite:///{folder / FILE}"
    make_ready(url)
    starts = begins(clock, folder)
    await seed(url, starts)
    ticking = ClockFrom(starts)
    async with AsyncExitStack() as ends:
        database = Database.open(url, ticking)
        ends.push_async_callback(database.close)
        controls = DemoControls(ticking, folder)
        sandbox = Sandbox(people=PEOPLE, controls=controls, now=ticking.now)
        address = await _served(sandbox, port)
        ends.push_async_callback(sandbox.stop)
        app = BotApp(_settings(url, address, starts), database, ticking)
        welcome = Welcome(sandbox, database.perform, ticking)
        controls.steer(app, moved=welcome.refresh)
        await app.start()
        ends.push_async_callback(app.stop)
        await _arrive(sandbox)
        await welcome.refresh()
        yield Demo(address, sandbox, app, database, controls, welcome)
        keep(ticking, folder)


async def _served(sandbox: Sandbox, port: int | None) -> str:
    """On the port that was asked for; else on the usual one, or any when that is taken."""
    if port is not None:
        return await sandbox.start(port=port)
    try:
        return await sandbox.start(port=USUAL_PORT)
    except OSError:
        await sandbox.stop()
        return await sandbox.start()


def _ensure_free(port: int) -> None:
    """Find out before the data is prepared, which takes a while.

    Raises:
        OSError: The port is taken.
    """
    with socket.socket() as probe:
        # As the server does it: a port whose last user has just gone is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((LOOPBACK_ADDRESS, port))


async def _arrive(sandbox: Sandbox) -> None:
    """Staff and operator open the bot, as they do every morning: notices find them then."""
    for profile in (PROVIDER, OPERATOR):
        person = sandbox.person(profile.id)
        with suppress(TimeoutError, AssertionError):
            await person.answered(person.start())


def _settings(database: str, telegram: str, starts: datetime) -> BotSettings:
    return BotSettings(
        bot_token=SecretStr(SANDBOX_BOT.token),
        telegram_api=telegram,
        database_url=database,
        clock=starts,
    )


async def _serve(folder: Path, port: int | None, clock: datetime | None, *, browser: bool) -> None:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stopping.set)
    _say(say("demo-prepares"))
    async with playing(folder, port=port, clock=clock) as demo:
        _say(say("demo-runs", {"url": demo.url}))
        if browser and _has_a_screen():
            await asyncio.to_thread(webbrowser.open, demo.url)
        await stopping.wait()
    _say(say("demo-ended"))


def _has_a_screen() -> bool:
    return sys.platform == "darwin" or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()
