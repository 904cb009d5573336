"""Logs hold no secrets and no values, whoever writes them (promise A6)."""

import logging
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
