"""The configured database, brought to the tables of this version before anything works with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

from db.coded import Coded
from db.keys import KeysRefused, when_drawn
from db.versions import current, ensure_keys_fit, newest
from office.console import Refused
from office.machine import machine_said
from office.said import say


def make_ready(url: str, *, create: bool = True) -> None:
    """Create the tables of an empty database, or refuse it; refuse one of another version.

    Nobody's tables change without a word: the bot of the other version may be running.

    Raises:
        Refused: It must be migrated first, or cannot be used.
    """
    with database_errors():
        # Looking into an SQLite file that is not there would leave an empty one behind.
        version = current(url) if create or may_be_there(url) else None
        if version is None and not create:
            raise Refused(say("refused-no-database"))
        if version is None:
            from db.migrate import upgrade

            upgrade(url)
        elif version != newest():
            facts = {"version": version, "newest": newest()}
            raise Refused(say("refused-old-database", facts))
        ensure_keys_fit(url)


def may_be_there(url: str) -> bool:
    """Whether there may be a database, without making an empty file; servers are not asked."""
    named = make_url(url)
    in_a_file = named.get_backend_name() == "sqlite" and named.database is not None
    return not in_a_file or Path(str(named.database)).exists()


def upgraded(url: str, *, dry_run: bool = False) -> tuple[str | None, str | None]:
    """Bring it to this version; which version it had before, and has now or would have.

    Raises:
        Refused: It is of a newer program, or cannot be used.
    """
    with database_errors():
        before = current(url) if may_be_there(url) else None
        if before is not None and before > newest():
            raise Refused(say("refused-new-database", {"version": before}))
        if dry_run:
            return before, newest()
        from db.migrate import upgrade

        upgrade(url)
        return before, current(url)


def coded(error: Coded) -> str:
    """Why a file or a key does not do, in the language of the terminal."""
    facts = dict(error.facts)
    if "why" in facts:
        facts["why"] = machine_said(facts["why"])
    return say(f"refused-{error.code}", facts)


@contextmanager
def database_errors() -> Iterator[None]:
    """Say what is wrong with the database in a sentence; the values of statements stay out."""
    try:
        yield
    except KeysRefused as error:
        raise Refused(coded(error)) from None
    except DBAPIError as error:
        raise Refused(say("refused-unusable", {"why": machine_said(str(error.orig))})) from None
    except OSError as error:
        why = machine_said(error.strerror or str(error))
        raise Refused(say("refused-unreachable", {"why": why})) from None


def _key_drawn(file: Path) -> None:
    typer.echo(f"kruzhok: {say('said-key-drawn', {'file': str(file.absolute())})}", err=True)


when_drawn(_key_drawn)
