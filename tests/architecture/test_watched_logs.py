"""The suite looks through all that is logged while it runs (promise A6)."""

from __future__ import annotations

import json
import logging

import pytest
import structlog
from structlog.testing import capture_logs

from tests.watched_logs import LOUD, WATCHED, look_at, make_loud


@pytest.mark.parametrize(
    "personal", ["Котова Анна", "Анна К.", "3901000001", "1234567890:" + "A" * 35]
)
def test_a6_who_logs_a_person_or_a_secret_is_seen_even_if_nobody_reads_it(personal: str) -> None:
    with capture_logs():
        structlog.get_logger().info("said", child=personal)
    logging.getLogger("library").warning("said %s", personal)

    assert len(WATCHED.taken()) == 2


def test_a6_events_and_ids_are_no_persons() -> None:
    with capture_logs():
        structlog.get_logger().warning("enrollment_confirmed", enrollment=10, chat=7900555)

    assert WATCHED.taken() == []


def test_a6_what_a_bot_of_its_own_process_says_is_looked_through_whatever_its_letters() -> None:
    look_at("a bot", json.dumps({"event": "said", "child": "Котова Анна"}).encode() + b"\n")
    look_at("a bot", b'{"event": "notice_sent", "notice": 5}\n')

    assert len(WATCHED.taken()) == 1


def test_a6_a_loud_suite_hears_its_processes_from_debug_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = logging.getLogger()
    monkeypatch.setattr(root, "level", root.level)
    said: list[dict[str, object]] = []

    def configured(**options: object) -> None:
        said.append(options)

    monkeypatch.delenv(LOUD, raising=False)
    assert make_loud(configured) is configured
    monkeypatch.setenv(LOUD, "1")
    make_loud(configured)(quiet=True)

    assert said == [{"quiet": True}]
    assert root.level == logging.DEBUG
