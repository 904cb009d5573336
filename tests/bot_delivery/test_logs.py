"""Logs hold no secrets and no values, whoever writes them (promise A6)."""

import json
import logging
import sys
import warnings
from collections.abc import Iterator

import pytest
import structlog
from aiogram import Bot, Dispatcher
from aiogram.types import Update

from bot.logs import configure_logging, fault
from tests.logs_as_before import logs_as_before

TOKEN = "7234567890:AAG4k2Q9xYzW8vU7tS6rP5oN4mL3kJ2hG1f"


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    with logs_as_before():
        yield


def test_secrets_are_blacked_out_of_own_and_foreign_lines(
    capsys: pytest.CaptureFixture[str],
) -> None:
    configure_logging(secrets=[TOKEN])

    structlog.get_logger().info("connected", url=f"https://api.telegram.org/bot{TOKEN}/getMe")
    logging.getLogger("aiohttp").warning("cannot open %s", f"https://host/bot{TOKEN}/")

    written = capsys.readouterr().err
    assert "connected" in written
    assert "cannot open" in written
    assert TOKEN not in written


def test_an_exception_is_logged_by_kind_and_place_not_by_text(
    capsys: pytest.CaptureFixture[str],
) -> None:
    configure_logging()
    try:
        int("Котова Анна")
    except ValueError as error:
        structlog.get_logger().error("failed", **fault(error))
        logging.getLogger("library").exception("failed")

    written = capsys.readouterr().err
    assert written.count("ValueError") == 2
    assert "test_logs.py" in written
    assert "Котова" not in written


def test_each_line_is_an_object_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(secrets=[TOKEN])
    structlog.get_logger().info("notice_sent", notice=7, kind="Оплата")
    try:
        int("Котова Анна")
    except ValueError:
        logging.getLogger("library").exception('cannot "open"\n%s', TOKEN)

    first, second = map(json.loads, capsys.readouterr().err.splitlines())

    assert first.pop("timestamp").endswith("Z")
    assert first == {"level": "info", "event": "notice_sent", "notice": 7, "kind": "Оплата"}
    assert second.pop("timestamp").endswith("+00:00")
    assert "ValueError" in second.pop("fault")
    assert second == {
        "level": "error", "event": "library", "logger": "library",
        "message": 'cannot "open"\n[secret]',
    }  # fmt: skip


def test_a_secret_that_json_writes_otherwise_is_blacked_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    password = 'qu"ote\\slash'
    configure_logging(secrets=[password])

    structlog.get_logger().info("connected", url=f"postgresql://kruzhok:{password}@db")
    logging.getLogger("library").warning("at %s", password)

    written = capsys.readouterr().err
    assert written.count("[secret]") == 2
    assert "slash" not in written


def test_somebody_at_a_terminal_reads_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    configure_logging()

    structlog.get_logger().info("connected", to="Telegram")
    logging.getLogger("library").warning("cannot open")

    own, of_library = capsys.readouterr().err.splitlines()
    assert own.endswith("level='info' event='connected' to='Telegram'")
    assert of_library.endswith("WARNING library: cannot open")


async def test_an_update_of_a_kind_that_nobody_knows_is_not_shown() -> None:
    update = Update.model_validate({"update_id": 1, "message_of_tomorrow": {"text": "Котова Анна"}})
    with warnings.catch_warnings(record=True) as shown:
        warnings.simplefilter("always")
        configure_logging()
        await Dispatcher().feed_update(Bot(TOKEN), update)

    assert shown == []


def test_quiet_leaves_only_trouble(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(quiet=True)

    structlog.get_logger().info("usual")
    structlog.get_logger().warning("trouble")

    written = capsys.readouterr().err
    assert "usual" not in written
    assert "trouble" in written
