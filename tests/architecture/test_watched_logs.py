"""The suite looks through all that is logged while it runs (promise A6)."""

from __future__ import annotations

import logging

import pytest
import structlog
from structlog.testing import capture_logs

from tests.watched_logs import WATCHED


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
