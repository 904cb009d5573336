"""What a connection to SQLite is set to, and that it obeys."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Mapping

from sqlalchemy.engine.interfaces import DBAPICursor

BUSY_TIMEOUT_MS = 5000
_LOOK_AGAIN_SECONDS = 0.01


def keep(cursor: DBAPICursor | sqlite3.Cursor, pragmas: Mapping[str, int | str]) -> None:
    """Set them and read each back: SQLite says nothing when it does not obey."""
    for name, wanted in pragmas.items():
        _patiently(cursor, f"PRAGMA {name} = {wanted}")
        cursor.execute(f"PRAGMA {name}")
        ((found,),) = cursor.fetchall()
        if found != wanted:
            raise RuntimeError(f"SQLite keeps {name} at {found}, needed is {wanted}")
    cursor.close()


def _patiently(cursor: DBAPICursor | sqlite3.Cursor, statement: str) -> None:
    """Of several that give a new file its journal at once SQLite refuses all but one without
    waiting, whatever the timeout says; the others find the journal there a moment later.
    """
    give_up_at = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            cursor.execute(statement)
        except sqlite3.OperationalError as failure:
            if not is_busy(failure) or time.monotonic() > give_up_at:
                raise
            time.sleep(_LOOK_AGAIN_SECONDS)
        else:
            return


def is_busy(failure: BaseException | None) -> bool:
    """Whether SQLite refused because somebody else is in the way."""
    return str(getattr(failure, "sqlite_errorname", "")).startswith("SQLITE_BUSY")
