"""What else makes a copy of a database whole: its names can be read, and its guards are there."""

from __future__ import annotations

import tempfile
from pathlib import Path

from sqlalchemy import Connection, select

from db.backup import Broken, triggers
from db.keys import KeysRefused
from db.migrate import upgrade
from db.sealing import KeyRing
from db.tables import metadata
from db.versions import connected, ensure_keys_fit

AT_ONCE = 1000


def names_opened(url: str, ring: KeyRing) -> int | None:
    """How many sealed values of persons can be opened, which are all; None where these are not
    the keys of this database, so that nobody can say.

    Raises:
        Broken: One of them cannot be opened, although its key is there.
    """
    try:
        ensure_keys_fit(url, ring)
    except KeysRefused:
        return None
    return connected(url, lambda connection: _opened(connection, ring), ring)


def _opened(connection: Connection, ring: KeyRing) -> int:
    found = 0
    for table in metadata.sorted_tables:
        if "sealed" not in table.c:
            continue
        sealed = select(table.c.key_id, table.c.wrapped_key, table.c.sealed).where(
            table.c.sealed.is_not(None)
        )
        for row in connection.execution_options(yield_per=AT_ONCE).execute(sealed):
            try:
                ring.open(connection, row)
            except KeysRefused:
                raise Broken("broken-sealed", table=table.name) from None
            found += 1
    return found


def ensure_guarded(file: Path) -> None:
    """Changes nothing; the file is of the newest version.

    Raises:
        Broken: A trigger is missing or another one than the migrations make: what is only added to
            could have been changed.
    """
    with tempfile.TemporaryDirectory(prefix="kruzhok-empty-") as folder:
        empty = Path(folder) / "empty.sqlite3"
        upgrade(f"sqlite:///{empty}", keys=KeyRing(file=Path(folder) / "keys"))
        wanted = triggers(empty)
    there = triggers(file)
    for name, written in wanted.items():
        if there.get(name) != written:
            raise Broken("broken-guard", trigger=name)
