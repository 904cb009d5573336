"""`kruzhok backup`, `verify` and `restore`: an SQLite database, copied while it is used."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from office.console import AsJson, DryRun, Refused, answer, answer_change
from office.machine import not_written
from office.said import say

if TYPE_CHECKING:
    from collections.abc import Iterator

DIFFERENT = 1
File = Annotated[Path, typer.Argument(help="The backup's file.", dir_okay=False)]
Replace = Annotated[
    bool,
    typer.Option("--replace", help="Put the database that is there aside, under another name."),
]


def backup(file: File, *, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Copy the configured SQLite database as it is now, while the bot goes on.

    The keys under which persons' data is are not in it: keep them elsewhere.
    """
    from db.backup import Broken, copied, ensure_whole
    from office.databases import coded

    source = _database()
    try:
        version = ensure_whole(source)
        if file.exists():
            raise Refused(say("refused-no-rewriting", {"file": str(file)}))
        size = source.stat().st_size if dry_run else copied(source, file)
    except Broken as broken:
        raise Refused(f"{source}: {coded(broken)}") from None
    except OSError as error:
        raise Refused(not_written(file, error)) from None
    document = {"file": str(file), "version": version, "bytes": size}
    answer_change(
        document,
        say("said-bytes", {"file": str(file), "bytes": size}),
        dry_run=dry_run,
        as_json=as_json,
    )


def verify(file: File, *, as_json: AsJson = False) -> None:
    """Look through a backup: its pages, its rows, every balance and every closed day.

    Changes nothing. Exit status 1 on any difference.
    """
    from office.audit_texts import differences_said
    from office.opening import settings_of
    from office.restoring import verified
    from office.settings import OfficeSettings

    done = verified(file, settings_of(OfficeSettings))
    found = done.found
    differences = len(found.differences) + len(found.broken)
    document = {
        "file": str(file),
        "version": done.version,
        "clean": found.clean,
        "differences": differences,
        "names_opened": done.opened,
    }
    said = f"{file}: {say('differences', {'count': differences})}."
    lines = [] if found.clean else differences_said(found)[1:]
    if done.opened is None:
        lines = [*lines, say("said-names-unread")]
    answer(document, "\n".join([said, *lines]), as_json=as_json)
    if not found.clean:
        raise typer.Exit(DIFFERENT)


def restore(
    file: File, *, replace: Replace = False, dry_run: DryRun = False, as_json: AsJson = False
) -> None:
    """Make a backup the configured SQLite database; the bot must have been stopped.

    Missed days are caught up. Notices that wait are not sent but parked, for most of them
    were sent before: `kruzhok notices parked --why restored`. Whoever was erased since is erased
    again: the file FILE.erasures beside the database says whom.
    """
    from office.opening import settings_of
    from office.restoring import free_name, restored
    from office.settings import OfficeSettings

    target = _database()
    settings = settings_of(OfficeSettings)
    if file.exists() and target.exists() and file.samefile(target):
        raise Refused(say("refused-itself", {"file": str(file)}))
    if target.exists() and not (replace or dry_run):
        raise Refused(say("refused-exists", {"file": str(target)}))
    aside = free_name(f"{target}.before-{settings.ticking().now():%Y%m%dT%H%M%SZ}")
    with _alone(settings.database_url):
        done = restored(file, target, settings, aside=aside, keep=not dry_run)
    document = {
        "file": str(file),
        "database": str(target),
        "version": done.version,
        "notices_held_back": done.held_back,
        "erased_again": done.erased_again,
        "aside": None if done.aside is None else str(done.aside),
    }
    facts: dict[str, str | int] = {
        "target": str(target),
        "file": str(file),
        "count": done.held_back,
        "erased": done.erased_again,
    }
    said = [say("restored", facts)]
    if done.aside is not None:
        said.append(say("restored-aside", {"file": str(done.aside)}))
    answer_change(document, " ".join(said), dry_run=dry_run, as_json=as_json)


def _database() -> Path:
    from db.engine import SQLITE, database_url
    from office.opening import settings_of
    from office.settings import OfficeSettings

    url = database_url(settings_of(OfficeSettings).database_url)
    if url.drivername != SQLITE:
        raise Refused(say("refused-only-sqlite"))
    return Path(str(url.database))


@contextmanager
def _alone(url: str) -> Iterator[None]:
    from bot.lock import BotLock, SecondBot

    lock = BotLock(url)
    try:
        lock.take()
    except SecondBot:
        raise Refused(say("refused-bot-works")) from None
    try:
        yield
    finally:
        lock.release()
