"""The erasures of a database, noted outside of it: a restored copy knows nothing of the last."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

from core.domain.erasing import Erasure, ErasureKind
from db.engine import SQLITE, database_url

POSTGRESQL_PORT = 5432


# Where the journals of databases are that have no file of their own.
FOLDER = Path()


def journal_beside(url: str) -> Path:
    """Where it is: beside an SQLite file, with PostgreSQL in the present folder.

    Each database has one of its own: what was erased in one is somebody else in another.
    """
    where = database_url(url)
    if where.drivername == SQLITE:
        return Path(f"{where.database}.erasures")
    server = f"{where.host or 'localhost'}-{where.port or POSTGRESQL_PORT}"
    name = re.sub(r"[^\w.-]", "-", f"{server}-{where.database}")
    return FOLDER / f"{name}.erasures"


def journal_read(file: Path) -> tuple[Erasure, ...]:
    """What the file says; nothing where there is none. A line that a crash cut off counts not."""
    if not file.exists():
        return ()
    found = []
    for line in file.read_text(encoding="utf-8").splitlines():
        try:
            told = json.loads(line)
        except ValueError:
            continue
        at = datetime.fromisoformat(told["at"])
        found.append(Erasure(at, ErasureKind(told["kind"]), int(told["subject"])))
    return tuple(found)


def journal_written(file: Path, noted: Collection[Erasure]) -> None:
    """Let the file say all that the database noted; lines are only added, and last."""
    missing = sorted(set(noted) - set(journal_read(file)))
    if not missing:
        return
    handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        # From a new line on, whatever a crash left of the one before.
        lines = "".join(f"\n{_line(erasure)}" for erasure in missing)
        os.write(handle, f"{lines}\n".encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def _line(erasure: Erasure) -> str:
    at = erasure.at.astimezone(UTC).isoformat()
    return json.dumps({"at": at, "kind": erasure.kind, "subject": erasure.subject})
