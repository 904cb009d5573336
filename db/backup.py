"""Copies of an SQLite database, taken while it is used: a copied file would be broken (R6).

The write-ahead log beside the file holds what was committed last, and a copy of both is taken at
two moments. SQLite's own backup reads one moment and lets everybody go on.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import MappingProxyType

from db.coded import Coded

UNFINISHED = ".unfinished"


class Broken(Coded):
    """The file is no whole database; the sentence says what is wrong, without any value."""

    SENTENCES = MappingProxyType(
        {
            "broken-no-file": "there is no such file",
            "broken-no-sqlite": "it is no whole SQLite database: {why}",
            "broken-not-ours": "it is no database of Kruzhok",
            "broken-pages": "pages of the file are damaged",
            "broken-rows": "a row of {table} names a row of {named} that is not there",
            "broken-sealed": "a person's values in {table} cannot be opened although the key fits",
            "broken-guard": "the trigger {trigger} is missing or changed",
        }
    )


def copied(source: Path, target: Path) -> int:
    """Copy the database as it is at one moment; how many bytes the copy has.

    The copy is there entirely or not at all, and on the disk before this returns. Nobody but
    its owner may read it.

    Raises:
        FileExistsError: There is a file at `target`; nothing replaces a backup.
        Broken: `source` is no database.
    """
    if target.exists():
        raise FileExistsError(target)
    growing = target.with_name(target.name + UNFINISHED)
    growing.unlink(missing_ok=True)
    os.close(os.open(growing, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with _reading(source) as ours, closing(sqlite3.connect(growing)) as copy:
            ours.backup(copy)
            # One file, with no log beside it that could be forgotten.
            copy.execute("PRAGMA journal_mode = DELETE")
        with growing.open("rb") as written:
            os.fsync(written.fileno())
        growing.rename(target)
    finally:
        growing.unlink(missing_ok=True)
    _keep_name(target)
    return target.stat().st_size


def ensure_whole(file: Path) -> str:
    """The version of the database; changes nothing.

    Raises:
        Broken: A page is damaged, a row names another one that is not there, or it is another
            program's.
    """
    with _reading(file) as database:
        (said,) = database.execute("PRAGMA integrity_check(1)").fetchone()
        if said != "ok":
            raise Broken("broken-pages")
        lost = database.execute("PRAGMA foreign_key_check").fetchone()
        if lost is not None:
            raise Broken("broken-rows", table=lost[0], named=lost[2])
        known = database.execute(
            "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
        ).fetchone()
        if known is None:
            raise Broken("broken-not-ours")
        version: str = database.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        return version


def triggers(file: Path) -> dict[str, str]:
    """How each trigger of the database is written, by its name; changes nothing."""
    with _reading(file) as database:
        asked = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return dict(asked.fetchall())


def put_in_place(made: Path, target: Path, *, aside: Path) -> None:
    """Let `made` be the database at `target`; what was there is kept at `aside`.

    Nobody may use either of them.
    """
    for ending in ("", "-wal", "-shm"):
        before = target.with_name(target.name + ending)
        if before.exists():
            before.rename(aside.with_name(aside.name + ending))
    made.rename(target)
    _keep_name(target)


def settle(file: Path) -> None:
    """Bring everything into the file itself; nobody may use it."""
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for ending in ("-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)


@contextmanager
def _reading(file: Path) -> Iterator[sqlite3.Connection]:
    if not file.is_file():
        raise Broken("broken-no-file")
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as database:
        try:
            yield database
        except sqlite3.DatabaseError as failure:
            raise Broken("broken-no-sqlite", why=str(failure)) from None


def _keep_name(file: Path) -> None:
    # A name is durable when its folder is.
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
