"""Opening the configured database for one command, and saying why something is refused."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from pydantic import ValidationError

from core.domain.actor import Actor
from core.domain.errors import DomainError
from core.ports.acts import Acts, Reads
from core.ports.clock import Clock
from core.services.set_clocks import ensure_not_set_back
from db.database import Database
from db.settings import DatabaseSettings
from office.actors import actor_named, ensure_actor_named
from office.console import Refused
from office.databases import database_errors, make_ready, may_be_there
from office.setting_texts import settings_refused
from office.settings import OfficeSettings
from office.trying import Trying
from office.words import refusal, say

SettingsKind = TypeVar("SettingsKind", bound=DatabaseSettings)
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Opened:
    """An open database and the clock that it goes by."""

    perform: Acts
    read: Reads
    clock: Clock
    settings: OfficeSettings


@dataclass(frozen=True, slots=True)
class Acting(Opened):
    """An open database, and who acts in it."""

    actor: Actor


def settings_of(kind: type[SettingsKind]) -> SettingsKind:
    """The settings from environment and `.env`; raise Refused when they do not do."""
    try:
        return kind()
    except ValidationError as error:
        raise Refused(settings_refused(error)) from None
    except UnicodeDecodeError:
        raise Refused(say("setting-file-unread")) from None


def in_database(work: Callable[[Opened], Awaitable[R]], *, create: bool = True) -> R:
    """Do `work` in the configured database, which is made ready first when it is new.

    Without `create` a new one is refused: an answer about nothing would look like good news.

    Raises:
        Refused: The settings, the database or the rules do not allow it.
    """
    return _done(settings_of(OfficeSettings), work, create=create)


def as_actor(
    work: Callable[[Acting], Awaitable[R]], *, dry_run: bool = False, undoes: bool = False
) -> R:
    """Like `in_database`, as the actor of `KRUZHOK_ACTOR`.

    With `dry_run` every act is performed and undone; `work` is told what it returned. With
    `undoes` it undoes them by itself. Where there is no database yet, neither leaves one behind.

    Raises:
        Refused: As there; or KRUZHOK_CLOCK is behind what the database has seen.
    """
    settings = settings_of(OfficeSettings)
    ensure_actor_named(settings.actor)

    async def act(opened: Opened) -> R:
        if settings.clock is not None:
            await opened.read(ensure_not_set_back)
        actor = await opened.read(actor_named, settings.actor)
        perform = Trying(opened.perform) if dry_run else opened.perform
        return await work(Acting(perform, opened.read, opened.clock, opened.settings, actor))

    if (dry_run or undoes) and not may_be_there(settings.database_url):
        with tempfile.TemporaryDirectory(prefix="kruzhok-") as folder:
            url = f"sqlite:///{folder}/trial.sqlite3"
            return _done(settings.model_copy(update={"database_url": url}), act)
    return _done(settings, act)


def _done(
    settings: OfficeSettings, work: Callable[[Opened], Awaitable[R]], *, create: bool = True
) -> R:
    make_ready(settings.database_url, create=create)
    try:
        with database_errors():
            return asyncio.run(_opened(settings, work))
    except DomainError as error:
        raise Refused(refusal(error)) from None


async def _opened(settings: OfficeSettings, work: Callable[[Opened], Awaitable[R]]) -> R:
    clock = settings.ticking()
    database = Database.open(settings.database_url, clock)
    try:
        return await work(Opened(database.perform, database.read, clock, settings))
    finally:
        await database.close()
