"""What SQLite and the operating system say of a file, in the language of the terminal."""

from __future__ import annotations

import errno
import os
from typing import Final

from office.said import known, say

_OF_SQLITE: Final = {
    "file is not a database": "NOTADB",
    "database disk image is malformed": "CORRUPT",
    "unable to open database file": "CANTOPEN",
    "disk I/O error": "IOERR",
    "database is locked": "LOCKED",
    "attempt to write a readonly database": "READONLY",
    "database or disk is full": "FULL",
}
_OF_THE_SYSTEM: Final = {os.strerror(number): name for number, name in errno.errorcode.items()}


def machine_said(why: str) -> str:
    """As people read it; what there are no words for stays as it came."""
    return known(f"machine-{_OF_SQLITE.get(why) or _OF_THE_SYSTEM.get(why)}") or why


def not_written(file: object, error: OSError) -> str:
    """Why a file could not be written."""
    why = machine_said(error.strerror or str(error))
    return say("refused-not-written", {"file": str(file), "why": why})
