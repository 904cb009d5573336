"""Commands typed and read: what they answer, and what the database holds."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from typer.testing import Result

from office.console import ROWS_REFUSED
from tests.office.conftest import Kruzhok


def told(kruzhok: Kruzhok, *words: str, **settings: str) -> dict[str, Any]:
    return document_of(kruzhok(*words, "--json", **settings))


def document_of(result: Result, *, status: int = 0) -> dict[str, Any]:
    assert result.exit_code == status, result.output
    assert result.stderr == ""
    document: dict[str, Any] = json.loads(result.stdout)
    return document


def partly(kruzhok: Kruzhok, *words: str, **settings: str) -> dict[str, Any]:
    """Of a file that came in without some of its rows."""
    return document_of(kruzhok(*words, "--json", **settings), status=ROWS_REFUSED)


def dumped(folder: Path) -> list[str]:
    """Everything that the database holds."""
    connection = sqlite3.connect(folder / "kruzhok.sqlite3")
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def tried_and_done(kruzhok: Kruzhok, folder: Path, *words: str, **settings: str) -> dict[str, Any]:
    """Try it, do it, do it again: the same answer three times, and one change."""
    kruzhok("migrate")
    before = dumped(folder)
    tried = told(kruzhok, *words, "--dry-run", **settings)
    assert dumped(folder) == before
    done = told(kruzhok, *words, **settings)
    after = dumped(folder)
    assert after != before
    if words[0] != "import":
        assert told(kruzhok, *words, **settings) == done == {**tried, "dry_run": False}
    assert dumped(folder) == after
    return done
