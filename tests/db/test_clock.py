"""Clocks: aware, in UTC, never backwards."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from db.clock import ClockFrom, SystemClock
from tests.builders import NOON


def test_the_machines_clock_is_aware_and_in_utc() -> None:
    assert SystemClock().now().tzinfo is UTC


def test_a_set_clock_starts_where_it_was_set_and_ticks_on() -> None:
    clock = ClockFrom(NOON.astimezone(ZoneInfo("Europe/Kaliningrad")))

    first, second = clock.now(), clock.now()

    assert NOON <= first < second < NOON + timedelta(minutes=1)
    assert first.tzinfo is UTC


def test_a_set_clock_can_be_moved_forward_only() -> None:
    clock = ClockFrom(NOON)
    tomorrow = NOON + timedelta(days=1)

    clock.advance_to(tomorrow)

    assert tomorrow <= clock.now() < tomorrow + timedelta(minutes=1)
    with pytest.raises(ValueError, match="never runs backwards"):
        clock.advance_to(NOON)


def test_a_clock_is_never_set_to_a_naive_instant() -> None:
    naive = datetime(2020, 8, 20)  # noqa: DTZ001 - that is the point

    with pytest.raises(ValueError, match="aware"):
        ClockFrom(naive)
