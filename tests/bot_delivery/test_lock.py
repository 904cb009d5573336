"""One bot to one SQLite file (promise R5)."""

from pathlib import Path

import pytest

from bot.lock import BotLock, SecondBot


def test_a_second_bot_on_the_same_file_is_refused_until_the_first_has_ended(
    tmp_path: Path,
) -> None:
    url = f"sqlite:///{tmp_path / 'kruzhok.sqlite3'}"
    first, second = BotLock(url), BotLock(url.replace("sqlite", "sqlite+aiosqlite", 1))

    first.take()
    first.take()
    with pytest.raises(SecondBot):
        second.take()
    first.release()
    first.release()
    second.take()

    second.release()


def test_a_file_is_the_same_by_whatever_path_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    file = tmp_path / "real" / "kruzhok.sqlite3"
    file.touch()
    (tmp_path / "linked.sqlite3").symlink_to(file)
    (tmp_path / "folder").symlink_to(file.parent)
    first = BotLock(f"sqlite:///{file}")
    first.take()

    for path in (tmp_path / "linked.sqlite3", tmp_path / "folder" / file.name):
        with pytest.raises(SecondBot):
            BotLock(f"sqlite:///{path}").take()
    first.release()


def test_bots_on_postgresql_share_the_work() -> None:
    url = "postgresql+asyncpg://kruzhok:secret@localhost/kruzhok"
    first, second = BotLock(url), BotLock(url)

    first.take()
    second.take()

    first.release()
    second.release()
