"""Restoring an SQLite database from a backup, so that nobody is told or kept twice (R6)."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from bot.schedule import close_days_over, run_days
from core.domain.actor import System
from core.domain.erasing import Erasure
from core.domain.parked import ParkedWhy
from core.services.daily_run import days_due
from core.services.erasing import repeat_erasures
from core.services.restoring import hold_back_notices
from db.backup import Broken, copied, ensure_whole, put_in_place, settle
from db.database import Database
from db.journal import journal_beside, journal_read
from db.keys import KeysRefused
from db.looked_through import ensure_guarded, names_opened
from db.migrate import upgrade
from db.settings import DatabaseSettings
from db.versions import ensure_keys_fit, newest
from office.audit_texts import Audited, audited
from office.console import Refused
from office.databases import coded
from office.said import say

STAGED = ".restoring"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done before the copy took its place."""

    version: str
    held_back: int
    erased_again: int
    aside: Path | None


@dataclass(frozen=True, slots=True)
class Verified:
    """A file that is whole, and what its audit found."""

    version: str
    found: Audited
    # Of persons' values, None where the keys here are not those of the copy.
    opened: int | None


def free_name(wanted: str) -> Path:
    """The path, or one with a number behind it where there is a file already."""
    path, n = Path(wanted), 1
    while path.exists():
        n += 1
        path = Path(f"{wanted}-{n}")
    return path


def verified(file: Path, settings: DatabaseSettings) -> Verified:
    """Look through a copy of the file, page by page, name by name and kopeck by kopeck; the file
    stays as it is.

    Raises:
        Refused: It is no whole database of this version; names cannot be opened although their
            keys are here, or what guards its history is not there.
    """
    try:
        version = ensure_whole(file)
    except Broken as broken:
        raise Refused(f"{file.name}: {coded(broken)}") from None
    if version != newest():
        facts = {"file": file.name, "version": version, "newest": newest()}
        raise Refused(say("refused-other-version", facts))
    with tempfile.TemporaryDirectory(prefix="kruzhok-verify-") as folder:
        copy = Path(folder) / "copy.sqlite3"
        copied(file, copy)
        try:
            opened = _looked_through(copy, settings)
        except Broken as broken:
            raise Refused(f"{file.name}: {coded(broken)}") from None
        return Verified(version, asyncio.run(_audited(copy, settings)), opened)


def _looked_through(copy: Path, settings: DatabaseSettings) -> int | None:
    """Raise Broken for what no page and no sum shows."""
    ensure_guarded(copy)
    return names_opened(f"sqlite:///{copy}", settings.key_ring())


async def _audited(copy: Path, settings: DatabaseSettings) -> Audited:
    database = Database.open(f"sqlite:///{copy}", settings.ticking(), settings.key_ring())
    try:
        return await database.read(audited)
    finally:
        await database.close()


def restored(
    backup: Path, target: Path, settings: DatabaseSettings, *, aside: Path | None, keep: bool
) -> Restored:
    """Make a copy of the backup ready beside `target`, then let it take its place.

    Missed days are caught up, every notice that waits is held back for a person, and whoever
    was erased since, by the file beside `target`, is erased again. With
    `keep` false everything is tried and nothing kept.

    Raises:
        Refused: The backup is no whole database, its money is not what was moved, or nobody could
            read the names in it.
    """
    staged = target.with_name(target.name + STAGED)
    _remove(staged)
    try:
        copied(backup, staged)
        ensure_whole(staged)
        upgrade(f"sqlite:///{staged}", keys=settings.key_ring())
        # Behind it every command would refuse what has taken the database's place.
        ensure_keys_fit(f"sqlite:///{staged}", settings.key_ring())
        _looked_through(staged, settings)
        noted = journal_read(journal_beside(settings.database_url))
        held, erased = asyncio.run(_made_ready(staged, settings, noted))
        settle(staged)
        done = Restored(ensure_whole(staged), held, erased, aside if target.exists() else None)
        if keep:
            put_in_place(staged, target, aside=aside or target)
    except (Broken, KeysRefused) as broken:
        raise Refused(f"{backup.name}: {coded(broken)}") from None
    finally:
        _remove(staged)
    return done


async def _made_ready(
    staged: Path, settings: DatabaseSettings, noted: Collection[Erasure]
) -> tuple[int, int]:
    """How many notices are held back, how many persons erased again."""
    database = Database.open(f"sqlite:///{staged}", settings.ticking(), settings.key_ring())
    try:
        for each, through in await database.read(days_due):
            await run_days(database.perform, each.id, through)
            await close_days_over(database.perform, database.read, each)
        erased = await database.perform(repeat_erasures, System(), noted)
        await database.perform(hold_back_notices, System())
        held = await database.read(lambda uow: uow.parked.count(None, ParkedWhy.RESTORED))
        found = await database.read(audited)
    finally:
        await database.close()
    if not found.clean:
        raise Refused(say("refused-money-wrong"))
    return held, erased


def _remove(staged: Path) -> None:
    for each in staged.parent.glob(f"{staged.name}*"):
        shutil.rmtree(each) if each.is_dir() else each.unlink()
