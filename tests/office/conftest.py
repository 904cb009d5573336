"""The `kruzhok` command as a person types it, in an empty folder."""

import functools
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner, Result

from office.app import command_line
from tests.databases import migrated_file, sqlite_url
from tests.logs_as_before import logs_as_before

__all__ = ["migrated_file", "sqlite_url"]

Kruzhok = Callable[..., Result]
# A number that is tried at the desk counts, be it in a trial or in earnest (ENR-12).
COUNTED = "desk-child-unknown"


@pytest.fixture(scope="session", autouse=True)
def built_once() -> Iterator[None]:
    """The command line is put together once, not again for each of the commands typed here.

    That takes longer than most commands; `test_command_line.py` starts it as people do.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("typer.testing._get_command", functools.cache(get_command))
        yield


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where commands run: no settings but a clock, and a database of their own."""
    monkeypatch.chdir(tmp_path)
    for name in ("ACTOR", "BOT_TOKEN", "BOT_USERNAME", "DATABASE_URL", "TELEGRAM_API"):
        monkeypatch.delenv(f"KRUZHOK_{name}", raising=False)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KRUZHOK_CLOCK", "2026-08-20T10:00+02:00")
    return tmp_path


@pytest.fixture
def kruzhok(folder: Path) -> Kruzhok:
    """Run a command; `KRUZHOK_` settings are given as keywords. What is only tried leaves every
    row of every table as it was, whichever test tries it.
    """

    def run(*words: str, **settings: str) -> Result:
        env = {f"KRUZHOK_{name.upper()}": value for name, value in settings.items()}
        before = contents(folder) if "--dry-run" in words else None
        with logs_as_before():
            result = CliRunner(env=env).invoke(command_line(), [*words])
        if before is not None and COUNTED not in result.output:
            assert contents(folder) == before, "what was tried is kept"
        return result

    return run


def contents(folder: Path) -> list[str] | None:
    """Everything that the database of the folder holds; None where there is none yet."""
    file = folder / "kruzhok.sqlite3"
    if not file.exists():
        return None
    connection = sqlite3.connect(file)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def refused(result: Result) -> str:
    """The one line on stderr of a command that did nothing."""
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert len(lines) == 1, result.stderr
    return lines[0].removeprefix("kruzhok: ")
